import type { Loss } from '../../domain/drafts.ts';
import { type EntityRef, sourceRef } from '../../domain/keys.ts';
import type { SourceFeature, SourceGroup } from '../../domain/source.ts';
import type { CallPolicy } from '../../domain/source-policies.ts';
import type { MapContext, Mapped } from '../context.ts';
import { mergeMapped } from '../features/merge.ts';
import { isOwnPart, limitPaths, limitWords } from '../settings/caller-policy.ts';
import { account } from '../settings/further-parts.ts';

const SERVICE = 'Call policies';
/** Has no switch and stands in every policy: a guard of the platform against loops, and no wish of the customer. */
const GUARDS: ReadonlySet<string> = new Set(['RedirectionDepth']);

interface Level {
  readonly owner: EntityRef;
  readonly feature: SourceFeature<'groupCallPolicy'> | SourceFeature<'providerCallPolicy'>;
  readonly data: CallPolicy;
}

/**
 * Limits and names that the policy of a group, or of its provider above it, says for everybody in the group: Webex has no
 * place for them. Each group is told once.
 */
export function policyLossesOfGroups(context: MapContext): Mapped {
  const moving = context.source.groups.filter(({ key }) => context.location(key) !== undefined);
  return mergeMapped(moving.map((group) => ofGroup(context, group)));
}

function ofGroup(context: MapContext, group: SourceGroup): Mapped {
  const losses: Loss[] = [];
  const accounts: NonNullable<Mapped['accounts']>[number][] = [];
  const tell = (level: Level, paths: readonly string[], notice: string, action: string): void => {
    const sources = paths.map((path) => sourceRef(level.owner, level.feature.response, path));
    const from = level.owner.kind === 'group' ? '' : ' This comes from the provider.';
    losses.push({
      customer: context.customer,
      owner: `group:${group.key}`,
      service: SERVICE,
      verdict: 'lost',
      notice: `${notice}${from}`,
      action,
      sources,
    });
    accounts.push(...sources.map((source) => account(source, 'lost', 'policy-told-to-the-group')));
  };
  const limits = levelOf(context, group, 'CallLimits');
  const held = Object.entries(limits?.data.limits ?? {}).filter(([name]) => !GUARDS.has(name));
  if (limits !== undefined && held.length > 0) {
    tell(
      limits,
      held.flatMap(([name]) => limitPaths(name)),
      `Limits of everybody here end: ${limitWords(held)}.`,
      'Tell those who rely on the limits; Webex sets its own.',
    );
  }
  const names = levelOf(context, group, 'CLID');
  if (names?.data.blockCallingNameForExternalCalls === true) {
    tell(
      names,
      ['blockCallingNameForExternalCalls'],
      'People outside see the names of everybody here again: Webex has no policy that hides them.',
      'Set another external caller ID name for those whose name must stay hidden.',
    );
  }
  if (names?.data.useGroupName === true) {
    const name = group.callingLineIdName ?? group.name ?? 'that of the group';
    tell(
      names,
      ['useGroupName'],
      `Calls show the name of the person, no longer the name of the group: ${name}.`,
      'Set the name as the external caller ID name of those who must show it, in Control Hub.',
    );
  }
  return { drafts: [], losses, accounts };
}

/** The level that decides a part: the group where it says so itself, else the provider. Unread: nothing is concluded. */
function levelOf(context: MapContext, group: SourceGroup, part: string): Level | undefined {
  const own = context.source.feature(group.key, 'groupCallPolicy');
  if (own?.data === undefined || own.state !== 'read') return undefined;
  if (isOwnPart(own.data, part)) return { owner: { kind: 'group', key: group.key }, feature: own, data: own.data };
  const above = context.source.feature(group.providerKey, 'providerCallPolicy');
  if (above?.data === undefined || above.state !== 'read') return undefined;
  return { owner: { kind: 'serviceProvider', key: group.providerKey }, feature: above, data: above.data };
}
