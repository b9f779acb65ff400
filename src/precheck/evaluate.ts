import { type DraftId, withoutKind } from '../domain/draft-id.ts';
import type { Draft, DraftKind } from '../domain/drafts.ts';
import { entryOf } from '../domain/entry-of.ts';
import type { Finding } from '../domain/findings.ts';
import type { CustomerFacts } from './facts.ts';
import type { Problem, Rule } from './rule.ts';
import { kindsOf } from './subjects.ts';

/**
 * Runs rules over all drafts of one customer and collects everything that is wrong.
 *
 * Findings of rules that ask about a target carry its key: they count for that target alone.
 */
export function evaluateRules(rules: readonly Rule[], drafts: readonly Draft[], facts: CustomerFacts): Finding[] {
  const byKind = rulesByKind(rules.filter((rule) => applies(rule, facts)));
  const findings: Finding[] = [];
  for (const draft of drafts) {
    for (const rule of byKind.get(draft.kind) ?? []) {
      for (const problem of problemsOf(rule, draft, facts)) findings.push(toFinding(rule, draft, problem, facts));
    }
  }
  return findings;
}

/** Draft id of the location or owner that an object belongs to. */
export function homeOf(draft: Draft): DraftId | undefined {
  switch (draft.kind) {
    case 'customer':
    case 'location':
    case 'notMigrated':
      return undefined;
    case 'number':
    case 'device':
      return draft.data.owner ?? draft.data.location;
    case 'setting':
      return draft.data.owner;
    case 'featureSetting':
      return draft.data.feature;
    case 'subscriber':
    case 'workspace':
    case 'virtualLine':
    case 'schedule':
    case 'announcement':
    case 'locationMusic':
    case 'locationIntercept':
    case 'huntGroup':
    case 'callQueue':
    case 'autoAttendant':
    case 'callPickup':
    case 'pagingGroup':
    case 'callPark':
    case 'callParkSettings':
    case 'voicePortal':
    case 'voicemailGroup':
      return draft.data.location;
    default:
      return draft satisfies never;
  }
}

function applies(rule: Rule, { target }: CustomerFacts): boolean {
  if (rule.scope === 'target') return target !== undefined && !target.loopback;
  return rule.scope === 'no-target' ? target === undefined : true;
}

function rulesByKind(rules: readonly Rule[]): ReadonlyMap<DraftKind, readonly Rule[]> {
  const byKind = new Map<DraftKind, Rule[]>();
  for (const rule of rules) {
    for (const kind of kindsOf(rule.on)) byKind.set(kind, [...(byKind.get(kind) ?? []), rule]);
  }
  return byKind;
}

function problemsOf(rule: Rule, draft: Draft, facts: CustomerFacts): readonly Problem[] {
  const outcome = rule.check(draft, facts);
  if (outcome === undefined) return [];
  const all = typeof outcome === 'string' || 'message' in outcome ? [outcome] : outcome;
  return all.map((problem) => (typeof problem === 'string' ? { message: problem } : problem));
}

function toFinding(rule: Rule, draft: Draft, problem: Problem, { target }: CustomerFacts): Finding {
  const field = problem.field ?? rule.field;
  const source = problem.source ?? (field === undefined ? undefined : sourceOf(draft, field)) ?? draft.from;
  const home = homeOf(draft);
  return {
    rule: rule.id,
    severity: rule.severity,
    entity: { kind: draft.kind, id: withoutKind(draft.id) },
    customer: draft.customer,
    ...(home === undefined ? {} : { location: home }),
    message: problem.message,
    hint: problem.hint ?? rule.hint,
    source,
    ...(rule.cites === undefined ? {} : { cites: rule.cites }),
    ...(rule.scope === 'target' && target !== undefined ? { target: target.key } : {}),
  };
}

/** The first source behind a field; the longest recorded prefix of its path answers. */
function sourceOf(draft: Draft, field: string): string | undefined {
  for (let path = field; path !== ''; path = path.slice(0, Math.max(0, path.lastIndexOf('.')))) {
    const why = entryOf(draft.why, path);
    if (why) return why.sources[0];
  }
  return undefined;
}
