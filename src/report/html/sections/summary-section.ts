import { headline } from '../../headline.ts';
import type { MappingPart } from '../../parts/mapping-part.ts';
import type { ReportData } from '../../report-data.ts';
import { amount, fateWord, kindWord, moment, several } from '../../words.ts';
import { sharesBar } from '../charts.ts';
import { mark, state } from '../marks.ts';
import type { Section } from '../section.ts';
import { html, type Markup } from '../tag.ts';
import { readinessShares } from './checks-sections.ts';
import { minutes } from './plan-section.ts';

/** The whole story on one screen: a sentence, how far we are, and the figures at a glance. */
export function summarySection(data: ReportData): Section {
  const { text, tone } = headline(data);
  return {
    id: 'summary',
    title: 'Summary',
    body: html`<p class="headline ${tone}">${mark(tone)}<span>${text}</span></p>
${drawStages(data)}
<div class="cards">${data.mapping.done && mappingCards(data.mapping)}${checkCards(data)}</div>`,
  };
}

function drawStages(data: ReportData): Markup {
  const { source, mapping, precheck, plan, outcome, verification } = data;
  const stages: readonly (readonly [title: string, fact: string | undefined])[] = [
    ['Extracted', source.done ? moment(source.lastReadAt) : undefined],
    ['Mapped', mapping.done ? several(mapping.customers.length, 'customer') : undefined],
    ['Checked', precheck.done ? moment(precheck.checkedAt) : undefined],
    ['Planned', plan.done ? moment(plan.observedAt) : undefined],
    ['Provisioned', outcome.done ? moment(outcome.endedAt ?? outcome.startedAt) : undefined],
    ['Verified', verification.done ? moment(verification.checkedAt) : undefined],
  ];
  return html`<ol class="stages" aria-label="How far the migration is">${stages.map(
    ([title, fact]) =>
      html`<li class="${fact === undefined ? 'todo' : 'done'}">${mark(fact === undefined ? 'open' : 'good')}<b>${title}</b><span>${fact ?? 'not yet'}</span></li>`,
  )}</ol>`;
}

function card(target: string, title: string, figure: string, body: Markup | undefined): Markup {
  return html`<a class="card" href="#${target}"><h3>${title}</h3><p class="figure">${figure}</p>${body}</a>`;
}

function mappingCards(mapping: Extract<MappingPart, { done: true }>): Markup[] {
  const { people, numbers, devices } = mapping;
  const become = (kind: (typeof people)[number]['becomes']) => people.filter(({ becomes }) => becomes === kind).length;
  return [
    card(
      'people',
      'Users',
      amount(people.length),
      sharesBar(
        [
          { word: kindWord('subscriber', become('subscriber')), count: become('subscriber'), look: 'one' },
          { word: kindWord('workspace', become('workspace')), count: become('workspace'), look: 'second' },
          { word: kindWord('virtualLine', become('virtualLine')), count: become('virtualLine'), look: 'third' },
          { word: 'not migrated', count: become('notMigrated'), look: 'none' },
        ],
        'What users become',
      ),
    ),
    card(
      'numbers',
      'Numbers',
      amount(numbers.move + numbers.stay),
      sharesBar(
        [
          { word: numbers.move === 1 ? 'moves' : 'move', count: numbers.move, look: 'one' },
          { word: numbers.stay === 1 ? 'stays' : 'stay', count: numbers.stay, look: 'none' },
        ],
        'Fate of numbers',
      ),
    ),
    card(
      'devices',
      'Phones and devices',
      amount(devices.rows.length),
      sharesBar(
        devices.byFate.map(({ fate, count }) => ({ word: fateWord(fate), count, look: FATE_LOOKS[fate] ?? 'fourth' })),
        'Fate of devices',
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

function checkCards({ mapping, precheck, plan, outcome, verification }: ReportData): Markup[] {
  const cards: Markup[] = [];
  if (precheck.done) {
    const { readiness, blockers, warnings } = precheck;
    cards.push(
      card(
        'readiness',
        'Readiness',
        several(
          Object.values(readiness.all).reduce((sum, count) => sum + count, 0),
          'object',
        ),
        sharesBar(readinessShares(readiness.all), 'Readiness of customers, locations and owners'),
      ),
      card(
        'findings',
        'Findings',
        blockers > 0 ? several(blockers, 'blocker') : 'no blockers',
        html`<p>${blockers > 0 ? state('bad', 'mend these first') : state('good', 'nothing stands in the way')}<br>${several(warnings, 'warning')}, ${several(precheck.infos, 'note')}</p>`,
      ),
    );
  }
  if (mapping.done) {
    const { losses } = mapping;
    cards.push(
      card(
        'losses',
        'What changes for people',
        several(losses.services.length, 'change'),
        html`<p>for ${several(losses.owners, 'user, group or feature', 'users, groups and features')}; to be read and signed</p>`,
      ),
    );
  }
  if (plan.done) {
    cards.push(
      card(
        'plan',
        'Plan',
        several(plan.steps, 'step'),
        html`<p>${several(plan.calls, 'call')}, about ${minutes(plan.estimatedMinutes)}<br>${
          plan.byAction.blocked > 0
            ? state('care', `${amount(plan.byAction.blocked)} blocked`)
            : state('good', 'nothing blocked')
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
        'Outcome',
        `${amount(well)} done`,
        html`<p>${counts.failed > 0 ? state('bad', `${amount(counts.failed)} failed`) : state('good', 'none failed')}<br>${amount(counts.skipped)} skipped, ${amount(counts.waiting)} waiting, ${amount(counts.unknown)} unknown</p>`,
      ),
    );
  }
  if (verification.done) {
    const { matched, different, missing, extra } = verification;
    cards.push(
      card(
        'verification',
        'Verification',
        `${amount(matched)} matched`,
        html`<p>${
          different + missing + extra === 0
            ? state('good', 'no differences')
            : state('bad', `${amount(different)} different, ${amount(missing)} missing, ${amount(extra)} extra`)
        }</p>`,
      ),
    );
  }
  return cards;
}
