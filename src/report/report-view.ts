import { ofBatch } from '../domain/next-command.ts';
import type { View, ViewBlock } from '../pipeline/view.ts';
import { headline } from './headline.ts';
import type { ReportData } from './report-data.ts';
import { EN } from './texts/en.ts';
import type { Texts } from './texts/pattern.ts';

/** Paths as the operator may open them. */
export interface WrittenReports {
  readonly html?: string;
  readonly json?: string;
  readonly xlsx?: string;
  /** A folder with one file per table. */
  readonly csv?: string;
}

/** The report in short for the terminal, and where the whole of it is. */
export function reportView(data: ReportData, written: WrittenReports, t: Texts = EN): View {
  const files = (['html', 'xlsx', 'csv', 'json'] as const).flatMap((form): ViewBlock[] => {
    const file = written[form];
    return file === undefined ? [] : [{ kind: 'text', text: t.terminal[form](file) }];
  });
  return [
    { kind: 'heading', text: t.terminal.title },
    { kind: 'text', text: headline(data, t).text },
    { kind: 'list', items: facts(data, t) },
    ...readinessBlock(data, t),
    ...files,
    next(data, t),
  ];
}

/** Reports of one customer each. */
export function customerReportsView(
  reports: readonly {
    readonly customer: string;
    readonly name: string;
    readonly headline: string;
    readonly files: WrittenReports;
  }[],
  skipped: readonly string[],
  t: Texts = EN,
): View {
  const words = t.terminal.perCustomer;
  return [
    { kind: 'heading', text: words.title },
    {
      kind: 'table',
      head: [words.customer, words.name, words.stands, words.report],
      rows: reports.map(({ customer, name, headline: text, files }) => [customer, name, text, files.html ?? '']),
    },
    { kind: 'text', text: words.alone },
    ...(skipped.length === 0 ? [] : [{ kind: 'text' as const, text: words.skipped(skipped.join(', ')) }]),
    { kind: 'next', command: 'bw2wholesale report', why: words.all, label: t.terminal.next.label },
  ];
}

function facts(data: ReportData, t: Texts): string[] {
  const { source, mapping, precheck, plan, outcome, verification } = data;
  const words = t.terminal;
  const { notYet } = t.page;
  return [
    source.done
      ? words.source(
          source.entities.groups,
          source.entities.users,
          source.entities.numbers,
          source.entities.devices,
          source.responses.error,
          source.responses.orphans,
        )
      : notYet(source.message),
    ...(mapping.done ? mappingFacts(mapping, t) : [notYet(mapping.message)]),
    precheck.done ? words.findings(precheck.blockers, precheck.warnings, precheck.infos) : notYet(precheck.message),
    plan.done
      ? words.plan(plan.steps, plan.calls, String(plan.estimatedMinutes), plan.byAction.blocked, plan.deferred)
      : notYet(plan.message),
    outcome.done
      ? words.outcome(
          Object.entries(outcome.standing.counts)
            .map(([word, count]) => `${t.amount(count)} ${t.outcome(word)}`)
            .join(', '),
        )
      : notYet(outcome.message),
    verification.done
      ? words.verification(verification.matched, verification.different, verification.missing, verification.extra)
      : notYet(verification.message),
  ];
}

function mappingFacts(mapping: Extract<ReportData['mapping'], { done: true }>, t: Texts): string[] {
  const words = t.terminal;
  const packages = mapping.packageMix.map((row) => `${t.amount(row.count)} × ${t.package(row.package)}`).join(', ');
  const kinds = (['subscriber', 'workspace', 'virtualLine', 'voicemailGroup', 'notMigrated'] as const).map((kind) => {
    const count = mapping.people.filter((person) => person.becomes === kind).length;
    return `${t.amount(count)} ${t.kind(kind, count)}`;
  });
  const { losses, decisions, numbers } = mapping;
  return [
    words.proposal(mapping.customers.length, mapping.locations.length, packages),
    words.users(kinds.join(', ')),
    words.numbers(numbers.move, numbers.stay),
    words.losses(losses.total, losses.services.length),
    words.decisions(decisions.open + decisions.stale, decisions.answered),
    ...(decisions.answeredSince === true ? [words.answeredSince] : []),
  ];
}

function readinessBlock({ precheck }: ReportData, t: Texts): ViewBlock[] {
  if (!precheck.done) return [];
  const { customers, locations, owners } = precheck.readiness;
  const { ready, conditions, notReady, unknown } = t.readiness;
  return [
    {
      kind: 'table',
      title: t.terminal.readiness,
      head: ['', ready, conditions, notReady, unknown],
      rows: (
        [
          [t.terminal.customers, customers],
          [t.terminal.locations, locations],
          [t.terminal.owners, owners],
        ] as const
      ).map(([name, counts]) => [name, counts.ready, counts.conditions, counts.notReady, counts.unknown]),
    },
  ];
}

function next({ source, mapping, precheck, plan, outcome, verification, target }: ReportData, t: Texts): ViewBlock {
  const words = t.terminal.next;
  const say = (command: string, why: string): ViewBlock => ({
    kind: 'next',
    command: `bw2wholesale ${command}`,
    why,
    label: words.label,
  });
  /** A rehearsal goes on where it was begun. */
  const there = target?.sandbox === true ? ' --sandbox' : '';
  if (!source.done) return say('extract SOURCE', words.extract);
  if (!mapping.done) return say('map', words.map);
  // Everything after it refuses until then.
  if (mapping.decisions.answeredSince === true) return say('map', words.mapAgain);
  if (!precheck.done) return say('precheck', words.precheck);
  if (!plan.done) return say(`plan${there}`, words.plan);
  /** What was planned last is what the report is about. */
  const planned = `provision${ofBatch(plan.batch)}`;
  if (!outcome.done) return say(`${planned}${there}`, words.provision);
  const { failed, skipped, waiting } = outcome.standing.counts;
  if (failed + skipped > 0) return say(`${planned} --retry-failed${there}`, words.retry);
  if (waiting > 0) return say(`${planned}${there}`, words.resume);
  if (!verification.done) return say(`verify${there}`, words.verify);
  return say(`status${there}`, words.status);
}
