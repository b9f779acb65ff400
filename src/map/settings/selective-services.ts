import type { Draft, Loss, Why } from '../../domain/drafts.ts';
import type { FurtherSetting, SelectiveRuleFields, SelectiveService } from '../../domain/further-settings.ts';
import { partRef, type SourceRef } from '../../domain/keys.ts';
import type { Criterion } from '../../domain/source-features.ts';
import type { MapContext, Mapped } from '../context.ts';
import { destinationOf, unresolvedLoss } from '../features/destination.ts';
import { type Account, mergeMapped } from '../features/merge.ts';
import { account, cannotHold, carried, lossOfUser, NOTHING, targetDefault } from './further-parts.ts';
import { readFeature, type Subject, settingDraft, userRef } from './owner-settings.ts';
import { PersonSchedules } from './person-schedules.ts';
import { type MappedRule, mapRule } from './selective-rule.ts';

interface Selective {
  readonly service: string;
  readonly rules: 'selectiveForwardingCriteria' | 'selectiveAcceptanceCriteria' | 'selectiveRejectionCriteria';
  readonly base: string;
}

const SERVICES: Readonly<Record<SelectiveService, Selective>> = {
  selectiveForwarding: {
    service: 'Call Forwarding Selective',
    rules: 'selectiveForwardingCriteria',
    base: 'UserCallForwardingSelectiveGetCriteriaResponse',
  },
  selectiveAcceptance: {
    service: 'Selective Call Acceptance',
    rules: 'selectiveAcceptanceCriteria',
    base: 'UserSelectiveCallAcceptanceGetCriteriaResponse',
  },
  selectiveRejection: {
    service: 'Selective Call Rejection',
    rules: 'selectiveRejectionCriteria',
    base: 'UserSelectiveCallRejectionGetCriteriaResponse',
  },
};

/** Selective forwarding, acceptance and rejection with their rules, and the schedules of the person that those need. */
export function mapSelectiveServices(context: MapContext, subject: Subject): Mapped {
  const schedules = new PersonSchedules(context, subject);
  const services = (['selectiveForwarding', 'selectiveAcceptance', 'selectiveRejection'] as const).map((name) =>
    mapService(context, subject, name, schedules),
  );
  return mergeMapped([...services, schedules.mapped()]);
}

function mapService(context: MapContext, subject: Subject, name: SelectiveService, schedules: PersonSchedules): Mapped {
  const read = readFeature(context, subject.user, name);
  if (read === undefined) return NOTHING;
  const { data, ref, all } = read;
  const { service } = SERVICES[name];
  const someOn = data.criteria.some(isOn);
  const stored = 'isActive' in data ? data.isActive : undefined;
  const active = (stored ?? true) && someOn;
  const lost = cannotHold(context, subject, { service, kinds: ['subscriber'] }, all, active);
  if (lost) return lost;
  const defaultNumber = 'defaultForwardToPhoneNumber' in data ? data.defaultForwardToPhoneNumber : undefined;
  if (data.criteria.length === 0 && defaultNumber === undefined) {
    return { drafts: [], accounts: [account(all, 'not used', 'inactive-and-empty')] };
  }
  const rules = new Rules(context, subject, name, (index) => ref(`criteriaTable[${index + 1}]`));
  for (const [index, listed] of data.criteria.entries()) {
    // A rule that is off has no form; where all are off, the service is off and its rules are worth keeping.
    if (someOn && !isOn(listed)) rules.leaveOff(listed, index);
    else rules.add(listed, index, defaultNumber, schedules);
  }
  const enabled = active && rules.drafts.length > 0 && rules.blocked.length === 0;
  if (active && rules.blocked.length > 0) rules.tellSwitchedOff();
  const setting = serviceDraft(context, subject, name, { enabled, changed: enabled !== active });
  return mergeMapped([{ drafts: rules.drafts, losses: rules.losses, accounts: rules.accounts }, setting]);
}

const isOn = ({ isActive }: Criterion): boolean => isActive !== false;

/** The rules of one service of one person. */
class Rules {
  readonly drafts: Draft[] = [];
  readonly losses: Loss[] = [];
  readonly accounts: Account[] = [];
  /** Rules whose absence would keep calls from the person that used to come through. */
  readonly blocked: string[] = [];
  private readonly context: MapContext;
  private readonly subject: Subject;
  private readonly name: SelectiveService;
  private readonly row: (index: number) => SourceRef;
  private readonly said = new Set<string>();
  private readonly names = new Set<string>();

  constructor(context: MapContext, subject: Subject, name: SelectiveService, row: (index: number) => SourceRef) {
    this.context = context;
    this.subject = subject;
    this.name = name;
    this.row = row;
  }

  leaveOff(listed: Criterion, index: number): void {
    this.leave(listed, index, 'lost', 'rule-is-switched-off', {
      verdict: 'part',
      notice: `The rule "${listed.name}" is switched off and does not come along: Webex has no rules that are off.`,
      action: 'Add the rule in Control Hub when it is wanted again.',
    });
  }

  add(listed: Criterion, index: number, defaultNumber: string | undefined, schedules: PersonSchedules): void {
    const { context, subject, name } = this;
    const parts = context.source.feature(subject.user.key, SERVICES[name].rules)?.data?.parts ?? [];
    const part = parts.find((each) => each.name === listed.name);
    if (part?.content === undefined) {
      const why = part === undefined ? 'were never read' : `could not be read (${part.error ?? 'error'})`;
      this.leaveOut(listed, index, `its details ${why}`, part === undefined ? 'rule-never-read' : 'rule-unreadable');
      if (this.letsThrough(listed.blacklisted === undefined ? undefined : !listed.blacklisted)) {
        this.blocked.push(listed.name);
      }
      return;
    }
    const source = { service: name, listed, detail: part.content, defaultNumber, schedules };
    this.take(listed, index, mapRule(context, subject, source));
  }

  tellSwitchedOff(): void {
    const { service } = SERVICES[this.name];
    this.losses.push(
      lossOfUser(this.context, this.subject, service, {
        verdict: 'manual',
        notice: `${service} is switched off, for without the whole of ${this.blocked.map((each) => `"${each}"`).join(', ')} it would hold back or divert calls that used to come through.`,
        action: 'Complete the rules in Control Hub, then switch the service on.',
        sources: [],
      }),
    );
  }

  /** Acceptance lets through what its rules name, the others what their rules exempt. Open: the careful reading counts. */
  private letsThrough(applies: boolean | undefined): boolean {
    return applies === undefined || (this.name === 'selectiveAcceptance') === applies;
  }

  private take(listed: Criterion, index: number, mapped: MappedRule): void {
    const letsThrough = this.letsThrough(mapped.applies);
    if ('left' in mapped) {
      this.leaveOut(listed, index, mapped.left, mapped.reason);
      if (letsThrough) this.blocked.push(listed.name);
      return;
    }
    if (letsThrough && !mapped.complete) this.blocked.push(listed.name);
    const sources = [this.row(index), this.part(listed)];
    for (const rule of mapped.rules) this.draft(rule, sources);
    if (mapped.dropped.length === 0) return;
    for (const { at } of mapped.dropped) {
      for (const element of ['fromDnCriteria', 'fromDnCriteria23']) {
        const path = `${element}.phoneNumber${at === 0 ? '' : `[${at + 1}]`}`;
        this.accounts.push(account(this.part(listed, path), 'lost', 'caller-has-no-form'));
      }
    }
    const gone = mapped.dropped.map(({ written, reason }) => `${written} (${reason})`).join(', ');
    this.losses.push(
      lossOfUser(this.context, this.subject, SERVICES[this.name].service, {
        verdict: 'part',
        notice: `The rule "${listed.name}" no longer looks for ${gone}.`,
        action: 'Enter full numbers for these callers in Control Hub where they matter.',
        sources: [this.part(listed)],
      }),
    );
  }

  /** Two rules that say the same are one in the target, which gives them no name. */
  private draft(rule: SelectiveRuleFields, sources: readonly SourceRef[]): void {
    const { name, ...says } = rule;
    const content = JSON.stringify({ ...says, phoneNumbers: [...says.phoneNumbers].sort() });
    if (this.said.has(content)) {
      for (const source of sources) this.accounts.push(account(source, 'migrated', 'says-what-another-rule-says'));
      return;
    }
    this.said.add(content);
    const free = this.freeName(name);
    const value = { setting: 'selectiveRule', owner: this.subject.owner.draft, ...rule, name: free } as const;
    const why = carried(...sources);
    const fields = [
      'service',
      'name',
      'callsFrom',
      'anonymousCallers',
      'unavailableCallers',
      'phoneNumbers',
      'applies',
    ];
    const draft = settingDraft(this.context, this.subject, value, {
      ...Object.fromEntries(fields.map((field) => [field, why])),
      ...(rule.schedule === undefined ? {} : { schedule: why }),
      ...(rule.forwardTo === undefined ? {} : { forwardTo: { ...why, rule: 'R-NUM-1' } }),
    });
    this.drafts.push({ ...draft, id: `${draft.id}/${rule.service}/${encodeURIComponent(free)}` });
  }

  /** A part of a long rule may be called like another rule. The name is ours alone: the target keeps none. */
  private freeName(name: string): string {
    let free = name;
    for (let next = 2; this.names.has(free); next++) free = `${name} [${next}]`;
    this.names.add(free);
    return free;
  }

  private leaveOut(listed: Criterion, index: number, text: string, reason: string): void {
    this.leave(listed, index, 'manual', reason, {
      verdict: 'manual',
      notice: `The rule "${listed.name}" does not come along: ${text}.`,
      action: 'Set the rule in Control Hub, or read what is missing with the request file of `extract`.',
    });
  }

  private leave(
    listed: Criterion,
    index: number,
    outcome: Account['outcome'],
    reason: string,
    told: Pick<Loss, 'verdict' | 'notice' | 'action'>,
  ): void {
    const sources = [this.row(index), this.part(listed)];
    this.accounts.push(...sources.map((source) => account(source, outcome, reason)));
    this.losses.push(lossOfUser(this.context, this.subject, SERVICES[this.name].service, { ...told, sources }));
  }

  private part({ name }: Criterion, path?: string): SourceRef {
    return partRef(userRef(this.subject.user), SERVICES[this.name].base, `criteriaName=${name}`, path);
  }
}

/** The service itself, which is written behind its rules. */
function serviceDraft(
  context: MapContext,
  subject: Subject,
  name: SelectiveService,
  { enabled, changed }: { readonly enabled: boolean; readonly changed: boolean },
): Mapped {
  const owner = subject.owner.draft;
  const careful: Why = { rule: 'off-until-its-rules-are-whole', sources: [], changed: true };
  if (name !== 'selectiveForwarding') {
    const why = changed ? careful : { rule: 'on-while-a-rule-is-on', sources: [] };
    return { drafts: [settingDraft(context, subject, { setting: name, owner, enabled }, { enabled: why })] };
  }
  const read = readFeature(context, subject.user, name);
  if (read === undefined) return NOTHING;
  const { data, ref } = read;
  const target = destinationOf(context, data.defaultForwardToPhoneNumber, subject.user.groupKey);
  const number = ref('defaultForwardToPhoneNumber');
  const value: FurtherSetting<'selectiveForwarding'> = {
    setting: name,
    owner,
    enabled,
    ...(target.value === undefined ? {} : { defaultNumber: target.value }),
    ringReminder: data.playRingReminder ?? false,
  };
  const source = data.isActive === undefined ? [] : [ref('isActive')];
  const draft = settingDraft(context, subject, value, {
    enabled: changed ? { ...careful, sources: source } : carried(...source),
    ringReminder: data.playRingReminder === undefined ? targetDefault : carried(ref('playRingReminder')),
    ...(target.value === undefined ? {} : { defaultNumber: { rule: 'R-NUM-1', sources: [number] } }),
  });
  if (target.unresolved === undefined) return { drafts: [draft] };
  const { service } = SERVICES[name];
  return {
    drafts: [draft],
    accounts: [account(number, 'manual', 'forward-target-unresolved')],
    losses: [unresolvedLoss(context, `user:${subject.user.key}`, service, target.unresolved, enabled, number)],
  };
}
