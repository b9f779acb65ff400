import type { FeatureName, SourceCustomer, SourceUser } from '../domain/source.ts';
import type { CustomerFacts } from './facts.ts';
import type { Problem } from './rule.ts';

/** Services whose settings move, and where they are read. */
const SETTINGS_OF_SERVICES: readonly { readonly service: string; readonly feature: FeatureName }[] = [
  { service: 'Call Forwarding Always', feature: 'callForwardingAlways' },
  { service: 'Call Forwarding Busy', feature: 'callForwardingBusy' },
  { service: 'Call Forwarding No Answer', feature: 'callForwardingNoAnswer' },
  { service: 'Call Forwarding Not Reachable', feature: 'callForwardingNotReachable' },
  { service: 'Voice Messaging User', feature: 'voicemail' },
  { service: 'Do Not Disturb', feature: 'doNotDisturb' },
  { service: 'Call Waiting', feature: 'callWaiting' },
];

/** Services of one user whose settings are not known, by why. */
interface Unread {
  readonly 'never-asked': readonly string[];
  readonly error: readonly string[];
}
const unread = new WeakMap<SourceCustomer, ReadonlyMap<string, Unread>>();

/**
 * Everybody at once, in the order of the source: drafts come in an order of their own, and what belongs to a user is read
 * page by page.
 */
function unreadSettings(source: SourceCustomer): ReadonlyMap<string, Unread> {
  const known = unread.get(source);
  if (known !== undefined) return known;
  const found = new Map<string, Unread>();
  for (const user of source.users) {
    const assigned = new Set(user.services.map(({ name }) => name));
    const named = (state: 'error' | undefined) =>
      SETTINGS_OF_SERVICES.filter(
        ({ service, feature }) => assigned.has(service) && source.feature(user.key, feature)?.state === state,
      ).map(({ service }) => service);
    // Who has no plan of its own follows the group, which may allow more: an answer that is missing looks the same.
    const plans = PLANS_OF_USERS.some((plan) => source.feature(user.key, plan)?.state === 'error');
    const ofUser = {
      'never-asked': named(undefined),
      error: [...new Set([...named('error'), ...(plans ? ['Outgoing Calling Plan'] : [])])],
    };
    if (ofUser.error.length + ofUser['never-asked'].length > 0) found.set(user.key, ofUser);
  }
  unread.set(source, found);
  return found;
}

const PLANS_OF_USERS = [
  'callingPlan',
  'redirectingCallingPlan',
  'digitPlan',
  'redirectingDigitPlan',
  'pinholePlan',
  'redirectingPinholePlan',
] as const satisfies readonly FeatureName[];

/** What of one user's settings was never asked for, or answered with an error; `undefined` where everything was read. */
export function settingsIn(
  { source }: CustomerFacts,
  user: SourceUser | undefined,
  state: keyof Unread,
  phrase: string,
): Problem | undefined {
  if (user === undefined || source === undefined) return undefined;
  const services = unreadSettings(source).get(user.key)?.[state] ?? [];
  return services.length === 0 ? undefined : { message: `${phrase} ${services.join(', ')}` };
}
