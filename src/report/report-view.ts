import { ofBatch } from '../domain/next-command.ts';
import type { View, ViewBlock } from '../pipeline/view.ts';
import { headline } from './headline.ts';
import type { ReportData } from './report-data.ts';
import { amount, kindWord, packageWord, READINESS_WORDS, several } from './words.ts';

/** Paths as the operator may open them. */
export interface WrittenReports {
  readonly html?: string;
  readonly json?: string;
  readonly xlsx?: string;
  /** A folder with one file per table. */
  readonly csv?: string;
}

/** The report in short for the terminal, and where the whole of it is. */
export function reportView(data: ReportData, written: WrittenReports): View {
  const { html, json, xlsx, csv } = written;
  const also = (file: string | undefined, what: string): ViewBlock[] =>
    file === undefined ? [] : [{ kind: 'text', text: `${what}: ${file}` }];
  return [
    { kind: 'heading', text: 'Report' },
    { kind: 'text', text: headline(data).text },
    { kind: 'list', items: facts(data) },
    ...readinessBlock(data),
    ...also(html, 'The whole report, to read and to sign'),
    ...also(xlsx, 'The same figures as a workbook'),
    ...also(csv, 'The same figures as CSV, one file per table'),
    ...also(json, 'The same figures as JSON'),
    next(data),
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
): View {
  return [
    { kind: 'heading', text: 'Reports, one for each customer' },
    {
      kind: 'table',
      head: ['customer', 'name', 'where it stands', 'report'],
      rows: reports.map(({ customer, name, headline: text, files }) => [customer, name, text, files.html ?? '']),
    },
    { kind: 'text', text: 'In none of them is anything of another customer.' },
    ...(skipped.length === 0
      ? []
      : [{ kind: 'text' as const, text: `Without a report, for migration.yaml skips them: ${skipped.join(', ')}.` }]),
    { kind: 'next', command: 'bw2wholesale report', why: 'all customers in one report, for yourself' },
  ];
}

function facts(data: ReportData): string[] {
  const { source, mapping, precheck, plan, outcome, verification } = data;
  return [
    source.done
      ? `source: ${several(source.entities.groups, 'group')}, ${several(source.entities.users, 'user')}, ${several(source.entities.numbers, 'number')}, ${several(source.entities.devices, 'device')}; ${several(source.responses.error, 'error')}, ${several(source.responses.orphans, 'orphan')}`
      : source.message,
    ...(mapping.done
      ? [
          `proposal: ${several(mapping.customers.length, 'customer')}, ${several(mapping.locations.length, 'location')}; ${mapping.packageMix.map((row) => `${amount(row.count)} × ${packageWord(row.package)}`).join(', ') || 'no packages'}`,
          `users: ${(['subscriber', 'workspace', 'virtualLine', 'voicemailGroup', 'notMigrated'] as const)
            .map((kind) => {
              const count = mapping.people.filter((person) => person.becomes === kind).length;
              return `${amount(count)} ${kindWord(kind, count)}`;
            })
            .join(', ')}`,
          `numbers: ${amount(mapping.numbers.move)} move, ${amount(mapping.numbers.stay)} stay`,
          `what changes for people: ${several(mapping.losses.total, 'loss', 'losses')} in ${several(mapping.losses.services.length, 'service')}`,
          `decisions: ${amount(mapping.decisions.open + mapping.decisions.stale)} by recommendation, ${amount(mapping.decisions.answered)} by a person`,
        ]
      : [mapping.message]),
    precheck.done
      ? `findings: ${several(precheck.blockers, 'blocker')}, ${several(precheck.warnings, 'warning')}, ${several(precheck.infos, 'note')}`
      : precheck.message,
    plan.done
      ? `plan: ${several(plan.steps, 'step')}, ${several(plan.calls, 'call')}, about ${plan.estimatedMinutes} min; ${amount(plan.byAction.blocked)} blocked, ${amount(plan.deferred)} deferred`
      : plan.message,
    outcome.done
      ? `outcome: ${Object.entries(outcome.standing.counts)
          .map(([word, count]) => `${amount(count)} ${word}`)
          .join(', ')}`
      : outcome.message,
    verification.done
      ? `verification: ${amount(verification.matched)} matched, ${amount(verification.different)} different, ${amount(verification.missing)} missing, ${amount(verification.extra)} extra`
      : verification.message,
  ];
}

function readinessBlock({ precheck }: ReportData): ViewBlock[] {
  if (!precheck.done) return [];
  const { customers, locations, owners } = precheck.readiness;
  return [
    {
      kind: 'table',
      title: 'Readiness',
      head: ['', ...Object.values(READINESS_WORDS)],
      rows: (
        [
          ['Customers', customers],
          ['Locations', locations],
          ['People and places', owners],
        ] as const
      ).map(([name, counts]) => [name, counts.ready, counts.conditions, counts.notReady, counts.unknown]),
    },
  ];
}

function next({ source, mapping, precheck, plan, outcome, verification, target }: ReportData): ViewBlock {
  const say = (command: string, why: string): ViewBlock => ({ kind: 'next', command: `bw2wholesale ${command}`, why });
  /** A rehearsal goes on where it was begun. */
  const there = target?.sandbox === true ? ' --sandbox' : '';
  if (!source.done) return say('extract SOURCE', 'reads the captures');
  if (!mapping.done) return say('map', 'proposes Webex objects for what was read');
  if (!precheck.done) return say('precheck', 'finds what stands in the way');
  if (!plan.done) return say(`plan${there}`, 'shows what would be written');
  /** What was planned last is what the report is about. */
  const planned = `provision${ofBatch(plan.batch)}`;
  if (!outcome.done) return say(`${planned}${there}`, 'carries the plan out, once the report is agreed');
  const { failed, skipped, waiting } = outcome.standing.counts;
  if (failed + skipped > 0) {
    return say(`${planned} --retry-failed${there}`, 'tries again what failed, after mending the cause');
  }
  if (waiting > 0) return say(`${planned}${there}`, 'picks up what is waiting');
  if (!verification.done) return say(`verify${there}`, 'reads everything back');
  return say(`status${there}`, 'shows where every step stands');
}
