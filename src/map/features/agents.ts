import type { Loss, Why } from '../../domain/drafts.ts';
import type { AgentData } from '../../domain/feature-data.ts';
import { type EntityRef, sourceRef } from '../../domain/keys.ts';
import { cellPath } from '../../domain/settings.ts';
import type { HuntMember, SourceInstance } from '../../domain/source.ts';
import type { MapContext, OwnerDraft } from '../context.ts';
import type { JoinedState } from './agents-joined.ts';
import type { Account } from './merge.ts';

export interface AgentTable {
  readonly owner: EntityRef;
  readonly response: string;
  readonly table: string;
}

/** What an agent brings along, and who may be one. */
export interface AgentRules {
  readonly weighted: boolean;
  readonly skills: boolean;
  readonly accepts: (owner: OwnerDraft) => boolean;
  /** For queues: who has left it. */
  readonly joined?: JoinedState;
  /** Why someone whom `accepts` turns away is left out. */
  readonly refusal: string;
}

/**
 * Agents in hunt order, which is the order of the rows. Someone who does not move, or may not be an agent of this kind
 * of queue, is left out by name: never without a word. Somebody who is listed twice stands where the first row is.
 */
export function mapAgents(
  context: MapContext,
  instance: SourceInstance,
  members: readonly HuntMember[],
  table: AgentTable,
  rules: AgentRules,
): { readonly agents: AgentData[]; readonly why: Why; readonly losses: Loss[]; readonly accounts: Account[] } {
  const cell = (member: HuntMember, heading: string) =>
    sourceRef(table.owner, table.response, cellPath(table.table, 'User Id', member.userId, heading));
  const agents: AgentData[] = [];
  const left: { member: HuntMember; reason: string }[] = [];
  const sources: string[] = [];
  const accounts: Account[] = [];

  for (const member of members) {
    const owner = context.owner(member.userKey);
    if (owner === undefined || !rules.accepts(owner)) {
      left.push({ member, reason: owner === undefined ? 'does not move to Webex' : rules.refusal });
      continue;
    }
    const state = rules.joined?.(instance.key, member.userKey);
    // Both rows have the same paths: what is said of the first one holds for the other.
    if (agents.some((agent) => agent.owner === owner.draft)) continue;
    const skill = rules.skills && member.skillLevel !== undefined ? Number(member.skillLevel) : undefined;
    agents.push({
      owner: owner.draft,
      ...(rules.weighted && member.weight !== undefined ? { weight: member.weight } : {}),
      ...(skill === undefined || !Number.isInteger(skill) ? {} : { skillLevel: skill }),
      ...(state?.joined === false ? { joined: false } : {}),
    });
    if (state !== undefined) sources.push(state.source);
    sources.push(cell(member, 'User Id'));
    if (rules.weighted && member.weight !== undefined) sources.push(cell(member, 'Weight'));
    else if (member.weight !== undefined) {
      accounts.push({ prefix: cell(member, 'Weight'), outcome: 'not used', reason: 'weight-without-weighted-policy' });
    }
    if (skill !== undefined) sources.push(cell(member, 'Skill Level'));
    else if (member.skillLevel !== undefined) {
      accounts.push({
        prefix: cell(member, 'Skill Level'),
        outcome: 'not used',
        reason: 'skill-without-skill-routing',
      });
    }
  }
  const name = instance.name ?? instance.userId;
  return {
    agents,
    accounts: [
      ...accounts,
      ...left.flatMap(({ member }): Account[] =>
        ['Weight', 'Skill Level'].map((heading) => ({
          prefix: cell(member, heading),
          outcome: 'manual',
          reason: 'agent-left-out',
        })),
      ),
    ],
    why: {
      rule: left.length === 0 ? 'R-§3' : 'agent-left-out',
      sources,
      ...(left.length === 0
        ? {}
        : {
            changed: true,
            note: `left out: ${left.map(({ member, reason }) => `${member.userId} (${reason})`).join(', ')}`,
          }),
    },
    losses: left.map(({ member, reason }) => ({
      customer: context.customer,
      owner: `serviceInstance:${instance.key}`,
      service: instance.type,
      verdict: 'manual',
      notice: `${member.userId} is no longer an agent of ${name}: ${reason}.`,
      action: `Check whether ${name} has enough agents without ${member.userId}.`,
      sources: [cell(member, 'User Id')],
    })),
  };
}
