import type { Loss, Why } from '../../domain/drafts.ts';
import { entryOf } from '../../domain/entry-of.ts';
import { type EntityRef, sourceRef } from '../../domain/keys.ts';
import type { CallPolicy } from '../../domain/source-policies.ts';
import type { MapContext } from '../context.ts';
import type { Account } from '../features/merge.ts';
import { account, carried, lossOfUser } from './further-parts.ts';
import { type Subject, userRef } from './owner-settings.ts';

/** Which number BroadWorks shows, as the policy that holds for somebody says. */
interface CallerPolicy {
  readonly shows: 'own' | 'configured' | 'group';
  readonly why: Why;
}

const SHOWS: Readonly<Record<string, CallerPolicy['shows']>> = {
  'Use DN': 'own',
  'Use Configurable CLID': 'configured',
  'Use Group CLID': 'group',
};

/**
 * The policy of the person where it is set there, else that of the group, else that of the provider. `undefined`: one of
 * them was never read, so that nobody knows which level decides; nothing is concluded then.
 */
export function callerPolicy(context: MapContext, subject: Subject): CallerPolicy | undefined {
  return policyOf(context, subject, 'clidPolicy');
}

/** The same for emergency calls. */
export function emergencyPolicy(context: MapContext, subject: Subject): CallerPolicy | undefined {
  return policyOf(context, subject, 'emergencyClidPolicy');
}

function policyOf(
  context: MapContext,
  { user }: Subject,
  field: 'clidPolicy' | 'emergencyClidPolicy',
): CallerPolicy | undefined {
  const { source } = context;
  const levels: readonly (readonly [EntityRef, 'callPolicy' | 'groupCallPolicy' | 'providerCallPolicy'])[] = [
    [userRef(user), 'callPolicy'],
    [{ kind: 'group', key: user.groupKey }, 'groupCallPolicy'],
    [{ kind: 'serviceProvider', key: user.providerKey }, 'providerCallPolicy'],
  ];
  for (const [owner, name] of levels) {
    const feature = source.feature(owner.key, name);
    if (feature?.data === undefined || feature.state !== 'read') return undefined;
    if (name !== 'providerCallPolicy' && !isOwnPart(feature.data, 'CLID')) continue;
    const shows = entryOf(SHOWS, feature.data[field]);
    if (shows === undefined) return undefined;
    return { shows, why: carried(sourceRef(owner, feature.response, field)) };
  }
  return undefined;
}

/** Up to release 14 one switch stood for all parts of a policy. */
export function isOwnPart({ own }: CallPolicy, part: string): boolean {
  return own.includes(part) || own.includes('all');
}

/** Parts of a person's own policy that Webex cannot hold, each told once; what follows the group is told there. */
export function policyLosses(
  context: MapContext,
  subject: Subject,
): { readonly losses: readonly Loss[]; readonly accounts: readonly Account[] } {
  const feature = context.source.feature(subject.user.key, 'callPolicy');
  if (feature?.data === undefined || feature.state !== 'read') return { losses: [], accounts: [] };
  const { data } = feature;
  const ref = (path: string) => sourceRef(userRef(subject.user), feature.response, path);
  const losses: Loss[] = [];
  const accounts: Account[] = [];
  const lost = (notice: string, action: string, paths: readonly string[]): void => {
    const sources = paths.map(ref);
    losses.push(lossOfUser(context, subject, 'Call policies', { verdict: 'manual', notice, action, sources }));
    accounts.push(...sources.map((source) => account(source, 'manual', 'policy-told-to-the-person')));
  };
  if (isOwnPart(data, 'CLID') && data.blockCallingNameForExternalCalls === true) {
    lost(
      'People outside see the name of this person again: Webex has no policy that hides it.',
      'Set another external name in Control Hub where the name must stay hidden.',
      ['blockCallingNameForExternalCalls'],
    );
  }
  const limits = Object.entries(data.limits);
  if (isOwnPart(data, 'CallLimits') && limits.length > 0) {
    lost(
      `Limits of this person end: ${limitWords(limits)}.`,
      'Tell those who rely on the limits; Webex sets its own.',
      limits.flatMap(([name]) => limitPaths(name)),
    );
  }
  return { losses, accounts };
}

/** `simultaneous calls 3, call time for answered calls 600`. */
export function limitWords(limits: readonly (readonly [name: string, value: string])[]): string {
  return limits.map(([name, value]) => `${words(name)} ${value}`).join(', ');
}

/** Fields in which a limit may stand: of times the name ends in minutes, and not all have a switch. */
export function limitPaths(name: string): string[] {
  return [`max${name}`, `max${name}Minutes`, `useMax${name}`];
}

/** `SimultaneousCalls` -> `simultaneous calls`. */
function words(name: string): string {
  return name.replace(/(?<!^)([A-Z])/g, ' $1').toLowerCase();
}
