import { entryOf } from '../../../domain/entry-of.ts';
import { headline } from '../../headline.ts';
import type { MappingPart } from '../../parts/mapping-part.ts';
import type { ReportData } from '../../report-data.ts';
import type { Texts } from '../../texts/pattern.ts';
import { sharesBar } from '../charts.ts';
import { mark, state } from '../marks.ts';
import type { Section } from '../section.ts';
import { html, type Markup } from '../tag.ts';
import { readinessShares } from './checks-sections.ts';

/** The whole story on one screen: a sentence, how far we are, and the figures at a glance. */
export function summarySection(data: ReportData, t: Texts): Section {
  const { text, tone } = headline(data, t);
  return {
    id: 'summary',
    title: t.summary.title,
    body: () => html`<p class="headline ${tone}">${mark(tone)}<span>${text}</span></p>
${drawStages(data, t)}
<div class="cards">${data.mapping.done && mappingCards(data.mapping, t)}${checkCards(data, t)}</div>`,
  };
}

function drawStages(data: ReportData, t: Texts): Markup {
  const { source, mapping, precheck, plan, outcome, verification } = data;
  const words = t.summary.stages;
  const stages: readonly (readonly [title: string, fact: string | undefined])[] = [
    [words.extracted, source.done ? t.moment(source.lastReadAt) : undefined],
    [words.mapped, mapping.done ? t.page.customers(mapping.customers.length) : undefined],
    [words.checked, precheck.done ? t.moment(precheck.checkedAt) : undefined],
    [words.planned, plan.done ? t.moment(plan.observedAt) : undefined],
    [words.provisioned, outcome.done ? t.moment(outcome.endedAt ?? outcome.startedAt) : undefined],
    [words.verified, verification.done ? t.moment(verification.checkedAt) : undefined],
  ];
  return html`<ol class="stages" aria-label="${t.summary.howFar}">${stages.map(
    ([title, fact]) =>
      html`<li class="${fact === undefined ? 'todo' : 'done'}">${mark(fact === undefined ? 'open' : 'good')}<b>${title}</b><span>${fact ?? t.summary.notYet}</span></li>`,
  )}</ol>`;
}

function card(target: string, title: string, figure: string, body: Markup | undefined): Markup {
  return html`<a class="card" href="#${target}"><h3>${title}</h3><p class="figure">${figure}</p>${body}</a>`;
}

function mappingCards(mapping: Extract<MappingPart, { done: true }>, t: Texts): Markup[] {
  const { people, numbers, devices } = mapping;
  const words = t.summary;
  const become = (kind: (typeof people)[number]['becomes'], look: string) => {
    const count = people.filter(({ becomes }) => becomes === kind).length;
    return { word: t.kind(kind, count), count, look };
  };
  return [
    card(
      'people',
      words.users,
      t.amount(people.length),
      sharesBar(
        [
          become('subscriber', 'one'),
          become('workspace', 'second'),
          become('virtualLine', 'third'),
          become('voicemailGroup', 'fourth'),
          become('notMigrated', 'none'),
        ],
        words.usersBecome,
        t,
      ),
    ),
    card(
      'numbers',
      words.numbers,
      t.amount(numbers.move + numbers.stay),
      sharesBar(
        [
          { word: words.moves(numbers.move), count: numbers.move, look: 'one' },
          { word: words.stays(numbers.stay), count: numbers.stay, look: 'none' },
        ],
        words.numbersFate,
        t,
      ),
    ),
    card(
      'devices',
      words.devices,
      t.amount(devices.rows.length),
      sharesBar(
        devices.byFate.map(({ fate, count }) => ({
          word: t.fate(fate),
          count,
          look: entryOf(FATE_LOOKS, fate) ?? 'fourth',
        })),
        words.devicesFate,
        t,
      ),
    ),
  ];
}

const FATE_LOOKS: Readonly<Record<string, string>> = {
  keep: 'good',
  convert: 'second',
  'customer-managed': 'third',
  'partner-managed': 'fourth',
  replace: 'care',
  drop: 'none',
  hold: 'bad',
};

function checkCards({ mapping, precheck, plan, outcome, verification }: ReportData, t: Texts): Markup[] {
  const words = t.summary;
  const cards: Markup[] = [];
  if (precheck.done) {
    const { readiness, blockers, warnings, infos } = precheck;
    cards.push(
      card(
        'readiness',
        words.readiness,
        words.objects(Object.values(readiness.all).reduce((sum, count) => sum + count, 0)),
        sharesBar(readinessShares(readiness.all, t), words.readinessOf, t),
      ),
      card(
        'findings',
        words.findings,
        words.blockers(blockers),
        html`<p>${blockers > 0 ? state('bad', words.mendFirst) : state('good', words.clear)}<br>${words.warningsAndNotes(warnings, infos)}</p>`,
      ),
    );
  }
  if (mapping.done) {
    const { losses } = mapping;
    cards.push(
      card(
        'losses',
        words.losses,
        words.changes(losses.services.length),
        html`<p>${words.lossOwners(losses.owners)}</p>`,
      ),
    );
  }
  if (plan.done) {
    const { blocked } = plan.byAction;
    cards.push(
      card(
        'plan',
        words.plan,
        words.steps(plan.steps),
        html`<p>${words.callsAndMinutes(plan.calls, t.plan.minutes(plan.estimatedMinutes))}<br>${
          blocked > 0 ? state('care', words.blocked(blocked)) : state('good', words.nothingBlocked)
        }</p>`,
      ),
    );
  }
  if (outcome.done) {
    const { counts } = outcome.standing;
    const well = counts.created + counts.adopted + counts.unchanged + counts.changed;
    cards.push(
      card(
        'outcome',
        words.outcome,
        words.done(well),
        html`<p>${counts.failed > 0 ? state('bad', words.failed(counts.failed)) : state('good', words.noneFailed)}<br>${words.rest(counts.skipped, counts.waiting, counts.unknown)}</p>`,
      ),
    );
  }
  if (verification.done) {
    const { matched, different, missing, extra } = verification;
    cards.push(
      card(
        'verification',
        words.verification,
        words.matched(matched),
        html`<p>${
          different + missing + extra === 0
            ? state('good', words.noDifferences)
            : state('bad', words.differences(different, missing, extra))
        }</p>`,
      ),
    );
  }
  return cards;
}
