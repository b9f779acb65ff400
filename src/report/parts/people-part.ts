import { z } from 'zod';
import type { Draft, Why } from '../../domain/drafts.ts';
import type { ReportPorts, ReportUser } from '../ports.ts';
import { personName } from './customers-part.ts';
import type { DraftsByKind } from './drafts-by-kind.ts';

/** One BroadWorks user before and after: what is in use today, who it becomes, and why. */
export const PersonSchema = z.object({
  userId: z.string(),
  name: z.string(),
  servicesRead: z.boolean().describe('False: the services of this user were never extracted'),
  services: z.array(z.string()).describe('In use today (rule R-SVC-0)'),
  number: z.string().exactOptional(),
  extension: z.string().exactOptional(),
  draft: z.string().exactOptional().describe('Draft id; missing where nothing was mapped'),
  becomes: z.enum(['subscriber', 'workspace', 'virtualLine', 'voicemailGroup', 'notMigrated']),
  newName: z.string().exactOptional().describe('Where it differs from the name in BroadWorks'),
  email: z.string().exactOptional(),
  package: z.string().exactOptional(),
  newNumber: z.string().exactOptional(),
  newExtension: z.string().exactOptional(),
  customer: z.string().exactOptional(),
  location: z.string().exactOptional(),
  why: z.string(),
  rule: z.string().exactOptional(),
});
export type PersonRow = z.output<typeof PersonSchema>;

type Successor = Extract<
  Draft,
  { kind: 'subscriber' | 'workspace' | 'virtualLine' | 'voicemailGroup' | 'notMigrated' }
>;

export function collectPeople(ports: ReportPorts, drafts: DraftsByKind): PersonRow[] {
  const customers = new Map(drafts.customer.map((draft) => [draft.id, draft.data.name]));
  const locations = new Map(drafts.location.map((draft) => [draft.id, draft.data.name]));
  const services = ports.servicesInUse();
  const successors = new Map<string, Successor>();
  // A user may leave several drafts: the one that lives on wins over "not migrated".
  for (const kind of ['notMigrated', 'voicemailGroup', 'virtualLine', 'workspace', 'subscriber'] as const) {
    for (const draft of drafts[kind]) successors.set(draft.from, draft);
  }

  const people: PersonRow[] = [];
  for (const user of ports.users()) {
    const draft = successors.get(`user:${user.key}`);
    people.push({
      userId: user.userId,
      name: `${user.firstName ?? ''} ${user.lastName ?? ''}`.trim(),
      servicesRead: user.servicesState === 'read',
      services: [...(services.get(user.key) ?? [])].sort(),
      ...present('number', user.dn ?? user.phoneNumber),
      ...present('extension', user.extension),
      ...present('draft', draft?.id),
      ...after(draft, user),
      ...present('customer', draft && customers.get(draft.customer)),
      ...present('location', draft && 'location' in draft.data ? locations.get(draft.data.location) : undefined),
    });
  }
  return people;
}

function after(
  draft: Successor | undefined,
  user: ReportUser,
): Pick<PersonRow, 'becomes' | 'why'> & Partial<PersonRow> {
  if (draft === undefined) {
    return { becomes: 'notMigrated', why: 'outside what was mapped: its customer or group is skipped' };
  }
  if (draft.kind === 'notMigrated') return { becomes: 'notMigrated', why: draft.data.reason, ...ruleOf(draft.why) };
  const name = spokenName(draft);
  const before = `${user.firstName ?? ''} ${user.lastName ?? ''}`.trim();
  return {
    becomes: draft.kind,
    ...(name === before ? {} : { newName: name }),
    ...present('email', draft.kind === 'subscriber' ? draft.data.email : undefined),
    ...present('package', 'package' in draft.data ? draft.data.package : undefined),
    ...present('newNumber', draft.data.phoneNumber),
    ...present('newExtension', draft.data.extension),
    why: reasonOf(draft.why),
    ...ruleOf(draft.why),
  };
}

function spokenName(draft: Exclude<Successor, { kind: 'notMigrated' }>): string {
  if (draft.kind === 'voicemailGroup') return draft.data.name;
  return draft.kind === 'workspace' ? draft.data.displayName : personName(draft);
}

/** Fields whose reason says most about the whole, best first: the package rule explains the choice of owner too. */
const TELLING = ['package', 'kind', '', 'displayName', 'lastName', 'name', 'location', 'source'];

function telling(why: Readonly<Record<string, Why>>): Why | undefined {
  const field = TELLING.find((name) => Object.hasOwn(why, name)) ?? Object.keys(why)[0];
  return field === undefined ? undefined : why[field];
}

function reasonOf(why: Readonly<Record<string, Why>>): string {
  return telling(why)?.note ?? '';
}

function ruleOf(why: Readonly<Record<string, Why>>): { readonly rule?: string } {
  const rule = telling(why)?.rule;
  return rule === undefined ? {} : { rule };
}

function present<Key extends string>(key: Key, value: string | undefined): { [Name in Key]?: string } {
  const field: { [Name in Key]?: string } = {};
  if (value !== undefined && value !== '') field[key] = value;
  return field;
}
