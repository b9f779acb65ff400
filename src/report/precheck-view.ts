import type { Finding } from '../domain/findings.ts';
import { groupBy } from '../domain/group-by.ts';
import type { PrecheckSummary, RemoteRefusals } from '../domain/precheck-summary.ts';
import type { View, ViewBlock } from '../pipeline/view.ts';
import { READINESS_WORDS, several } from './words.ts';

/** Objects named per rule; the rest is counted. */
const EXAMPLES = 5;
const MANY = 20;

/** Draws the result of `precheck`: readiness first, then what stands in the way, rule by rule. */
export function precheckView(summary: PrecheckSummary): View {
  const of = (severity: Finding['severity']) => summary.findings.filter((finding) => finding.severity === severity);
  const infos = of('info');
  return [
    { kind: 'heading', text: 'Readiness' },
    readinessTable(summary),
    ...customersBlock(summary),
    ...severityBlocks('Blockers: these objects do not move until they are mended', of('blocker')),
    ...severityBlocks('Warnings', of('warning')),
    ...(infos.length === 0 ? [] : severityBlocks('Notes', infos)),
    ...(summary.notes.length === 0
      ? []
      : [
          { kind: 'heading', text: 'Said in migration.yaml, and without effect' } as const,
          { kind: 'list', items: summary.notes } as const,
        ]),
    { kind: 'heading', text: headline(summary) },
    { kind: 'text', text: asked(summary) },
    ...summary.earlier.map((one) => ({ kind: 'text' as const, text: refusedBefore(one) })),
    next(summary),
  ];
}

function readinessTable({ readinessOf, readiness }: PrecheckSummary): ViewBlock {
  const row = (name: string, counts: PrecheckSummary['readiness']): (string | number)[] => [
    name,
    counts.ready,
    counts.conditions,
    counts.notReady,
    counts.unknown,
  ];
  return {
    kind: 'table',
    head: ['', ...Object.values(READINESS_WORDS)],
    rows: [
      row('Customers', readinessOf.customer),
      row('Locations', readinessOf.location),
      row('People and places', readinessOf.owner),
      row('Together', readiness),
    ],
  };
}

function customersBlock({ customers }: PrecheckSummary): ViewBlock[] {
  const held = customers.filter(({ readiness }) => readiness !== 'ready');
  if (customers.length < 2 || held.length === 0) return [];
  return [
    { kind: 'heading', text: 'Customers that are not simply ready' },
    {
      kind: 'list',
      items: [
        ...held.slice(0, MANY).map(({ name, readiness }) => `${name}: ${READINESS_WORDS[readiness]}`),
        ...(held.length > MANY ? [`… and ${held.length - MANY} more`] : []),
      ],
    },
  ];
}

function severityBlocks(title: string, findings: readonly Finding[]): ViewBlock[] {
  if (findings.length === 0) return [];
  const byRule = groupBy(findings, ({ rule }) => rule);
  return [
    { kind: 'heading', text: title },
    {
      kind: 'table',
      head: ['Rule', 'Count', 'What was seen', 'What to do'],
      rows: [...byRule].map(([rule, group]) => [rule, group.length, examples(group), group[0]?.hint ?? '']),
    },
  ];
}

function examples(group: readonly Finding[]): string {
  const shown = group.slice(0, EXAMPLES).map(({ entity, message, override }) => {
    const taken = override === undefined ? '' : ` (overridden by ${override.by}: ${override.reason})`;
    return `${entity.id}: ${message}${taken}`;
  });
  return [...shown, ...(group.length > EXAMPLES ? [`… and ${group.length - EXAMPLES} more`] : [])].join('\n');
}

function headline({ blockers, warnings, infos }: PrecheckSummary): string {
  return `${several(blockers, 'blocker')}, ${several(warnings, 'warning')}, ${several(infos, 'note')}`;
}

function asked({ target, remoteChecks, checkedAt, expiresAt }: PrecheckSummary): string {
  const remote =
    remoteChecks > 0
      ? `${target ?? 'The target'} was asked about ${several(remoteChecks, 'object')}.`
      : 'The target was not asked (--remote does).';
  return `Checked ${minute(checkedAt)}, to be taken again after ${minute(expiresAt)}. ${remote}`;
}

function refusedBefore({ target, blockers, askedAt }: RemoteRefusals): string {
  return (
    `Besides, ${target} named ${several(blockers, 'blocker')} when it was asked ${minute(askedAt)}: a plan for it goes by ` +
    'them until precheck --remote asks it again.'
  );
}

function next({ blockers, passed, strict, readiness, remoteChecks }: PrecheckSummary): ViewBlock {
  if (blockers > 0 && readiness.ready + readiness.conditions === 0) {
    return {
      kind: 'next',
      command: 'bw2wholesale explain OBJECT',
      why: 'nothing can move yet: see what holds it back',
    };
  }
  if (!passed && strict) {
    return { kind: 'next', command: 'bw2wholesale precheck --strict', why: 'after mending what is named above' };
  }
  if (remoteChecks === 0) {
    const rest = blockers > 0 ? 'plan what is ready' : 'see what would be written';
    return { kind: 'next', command: 'bw2wholesale plan', why: `${rest}; precheck --remote asks Webex before` };
  }
  return {
    kind: 'next',
    command: 'bw2wholesale plan',
    why: blockers > 0 ? 'plans what is ready; blocked objects are listed' : 'shows what would be written',
  };
}

/** `2026-03-01 10:00 UTC`. */
function minute(iso: string): string {
  return `${iso.slice(0, 16).replace('T', ' ')} UTC`;
}
