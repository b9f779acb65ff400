import type { Draft, Loss } from '../../domain/drafts.ts';
import type { SelectiveRuleFields, SelectiveService } from '../../domain/further-settings.ts';
import { partRef, type SourceRef } from '../../domain/keys.ts';
import type { Criterion } from '../../domain/source-features.ts';
import type { MapContext } from '../context.ts';
import type { Account } from '../features/merge.ts';
import { account, carried, lossOfUser } from './further-parts.ts';
import { type Subject, settingDraft, userRef } from './owner-settings.ts';
import type { PersonSchedules } from './person-schedules.ts';
import { ruleWords } from './ringing-rules.ts';
import { type MappedRule, mapRule } from './selective-rule.ts';

interface RuledService {
  readonly service: string;
  /** What is switched off, where that is a part of the service. */
  readonly switched?: string;
  readonly rules:
    | 'selectiveForwardingCriteria'
    | 'selectiveAcceptanceCriteria'
    | 'selectiveRejectionCriteria'
    | 'executiveFilteringCriteria';
  readonly base: string;
}

/** What applies by rules, in the words of BroadWorks, and where those rules are read. */
export const RULED_SERVICES: Readonly<Record<SelectiveService, RuledService>> = {
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
  executiveFiltering: {
    service: 'Executive',
    switched: 'The filter of the calls of the executive',
    rules: 'executiveFilteringCriteria',
    base: 'UserExecutiveGetFilteringSelectiveCriteriaResponse',
  },
};

export const isOn = ({ isActive }: Criterion): boolean => isActive !== false;

/** Whether the list of rules says that calls which fit are taken, not exempt. */
function listedAs({ blacklisted, filter }: Criterion): boolean | undefined {
  return blacklisted === undefined ? filter : !blacklisted;
}

/** The rules of one service of one person, as drafts, and what of them stays behind. */
export class RuleDrafts {
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
    const parts = context.source.feature(subject.user.key, RULED_SERVICES[name].rules)?.data?.parts ?? [];
    const part = parts.find((each) => each.name === listed.name);
    if (part?.content === undefined) {
      const why = part === undefined ? 'were never read' : `could not be read (${part.error ?? 'error'})`;
      this.leaveOut(listed, index, `its details ${why}`, part === undefined ? 'rule-never-read' : 'rule-unreadable');
      if (isOn(listed) && this.letsThrough(listedAs(listed))) this.blocked.push(listed.name);
      return;
    }
    const source = { service: name, listed, detail: part.content, defaultNumber, schedules };
    this.take(listed, index, mapRule(context, subject, source));
  }

  tellSwitchedOff(): void {
    const { service, switched = service } = RULED_SERVICES[this.name];
    this.losses.push(
      lossOfUser(this.context, this.subject, service, {
        verdict: 'manual',
        notice: `${switched} is switched off, for without the whole of ${this.blocked.map((each) => `"${each}"`).join(', ')} it would hold back or divert calls that used to come through.`,
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
    const letsThrough = isOn(listed) && this.letsThrough(mapped.applies);
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
      lossOfUser(this.context, this.subject, RULED_SERVICES[this.name].service, {
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
      ...(rule.active === undefined ? {} : { active: why }),
      ...(rule.calledNumbers === undefined ? {} : { calledNumbers: { ...why, rule: 'R-NUM-1' } }),
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
      notice: `The rule ${this.words(listed)} does not come along: ${text}.`,
      action: 'Set the rule in Control Hub, or read what is missing with the request file of `extract`.',
    });
  }

  /** Of executives with what it says, for Webex knows such rules too. */
  private words(listed: Criterion): string {
    if (this.name !== 'executiveFiltering') return `"${listed.name}"`;
    return ruleWords(listed, [], listed.filter === false ? 'stays' : 'is sent');
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
    this.losses.push(lossOfUser(this.context, this.subject, RULED_SERVICES[this.name].service, { ...told, sources }));
  }

  private part({ name }: Criterion, path?: string): SourceRef {
    return partRef(userRef(this.subject.user), RULED_SERVICES[this.name].base, `criteriaName=${name}`, path);
  }
}
