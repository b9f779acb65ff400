import type { SourceCustomer, SourceDevice, SourceService, SourceUser } from '../domain/source.ts';
import type { Catalogues } from './catalogues.ts';
import { matchDevice } from './device-model.ts';
import { safetyWordFinder } from './safety-words.ts';

/** What can be known of a user before deciding who it becomes. */
export interface OwnerEvidence {
  readonly devices: readonly SourceDevice[];
  /** A desk phone, base station, adapter … : anything but an app. */
  readonly hasPhone: boolean;
  readonly hasAdapter: boolean;
  /** An app: a soft-client device or a client service in use. */
  readonly hasClient: boolean;
  /** Phones and apps together; an app without a device profile counts as one. */
  readonly endpoints: number;
  readonly hasNumber: boolean;
  readonly forwards: boolean;
  readonly hasVoicemail: boolean;
  /**
   * Its mailbox was read and is on, and nothing else of it does anything without a phone or an app: it is a mailbox alone.
   * `takes-all`: every call goes there at once.
   */
  readonly mailbox: 'takes-all' | 'only' | undefined;
  /** Agent of a hunt group or call center. */
  readonly isMember: boolean;
  /** The words of its name and devices that speak of a life-safety line. */
  readonly safetyWords: readonly string[];
  readonly placeWords: readonly string[];
  /** Services in use that a common-area phone cannot hold. */
  readonly beyondCommonArea: readonly string[];
}

const PLACE =
  /\b(lobby|hall|hallway|foyer|reception|kitchen|canteen|cafeteria|break ?room|conference|conf|meeting|board ?room|huddle|training|classroom|warehouse|workshop|factory|shop ?floor|lab|laboratory|garage|parking|corridor|basement|floor|guest|visitor|common|shared|courtesy|house phone|public|lounge|library|gym|room|desk ?\d+|counter|loading|dock|store ?room|copy ?room|mail ?room|waiting|phone|spare)s?\b/giu;
const CLIENT_SERVICES =
  /^(BroadTouch Business Communicator|Collaborate|Bria For BroadWorks|Integrated IMP|Client License)/;
const CONDITIONAL_FORWARDING = /^Call Forwarding/;
/** Services that do something with a call though nobody has a phone, besides the mailbox. */
const WORKS_ALONE =
  /^(?:Call Forwarding|Simultaneous Ring|Sequential Ring|BroadWorks (?:Anywhere|Mobility)|Remote Office|Selective Call|Anonymous Call|Personal Assistant|Fax Messaging|Intercept|Alternate Numbers|Find-me|Group Night|CommPilot Express|Third-Party Voice Mail|Executive|Call Recording|Priority Alert|Route List|Direct Route)/;
const FAX = 'Fax Messaging';
const VOICEMAIL = new Set(['Voice Messaging User', 'Third-Party Voice Mail Support']);

/** Gathers the evidence on every user of a customer in one pass over devices and memberships. */
export function evidenceOf(
  source: SourceCustomer,
  catalogues: Catalogues,
  inUse: (user: SourceUser) => readonly SourceService[],
): (user: SourceUser) => OwnerEvidence {
  const devices = devicesByUser(source);
  const members = memberKeys(source);
  const safetyWords = safetyWordFinder(catalogues.safetyWords);
  return (user) => {
    const own = devices.get(user.key) ?? [];
    const kinds = own.map((device) => matchDevice(device, catalogues)?.entry.kind ?? 'unknown');
    const used = inUse(user);
    const spoken = [user.firstName, user.lastName, ...own.flatMap((device) => [device.name, device.type])];
    const words = spoken.filter((word) => word !== undefined).join(' | ');
    const names = [user.firstName, user.lastName].filter((word) => word !== undefined).join(' ');
    // A phone that is named in the user's details but stands in no list is still a phone.
    const unlisted = user.endpoint !== undefined && own.length === 0;
    const clientService = used.some((service) => CLIENT_SERVICES.test(service.name));
    const clientDevice = kinds.includes('soft-client');
    return {
      devices: own,
      hasPhone: unlisted || kinds.some((kind) => kind !== 'soft-client'),
      hasAdapter: kinds.includes('ata'),
      hasClient: clientDevice || clientService,
      endpoints: own.length + (unlisted ? 1 : 0) + (clientService && !clientDevice ? 1 : 0),
      hasNumber: user.phoneNumber !== undefined || user.dn !== undefined || user.extension !== undefined,
      forwards: used.some((service) => CONDITIONAL_FORWARDING.test(service.name)),
      hasVoicemail: used.some((service) => VOICEMAIL.has(service.name)),
      mailbox: mailboxOf(source, user, used),
      isMember: members.has(user.key),
      safetyWords: safetyWords(words),
      placeWords: found(PLACE, names),
      beyondCommonArea: used
        .filter((service) => catalogues.userServices.get(service.name)?.commonArea !== true)
        .map((service) => service.name),
    };
  };
}

function mailboxOf(source: SourceCustomer, user: SourceUser, used: readonly SourceService[]): OwnerEvidence['mailbox'] {
  const read = source.feature(user.key, 'voicemail');
  if (read?.state !== 'read' || read.data?.isActive !== true) return undefined;
  // A shared mailbox takes faxes too, where it is known at which number.
  const takesFaxes = source.feature(user.key, 'faxMessaging')?.state === 'read';
  if (used.some(({ name }) => WORKS_ALONE.test(name) && !(takesFaxes && name === FAX))) return undefined;
  return read.data.alwaysRedirect === true ? 'takes-all' : 'only';
}

function devicesByUser(source: SourceCustomer): ReadonlyMap<string, readonly SourceDevice[]> {
  const byUser = new Map<string, SourceDevice[]>();
  const primary = new Map<string, string[]>();
  for (const user of source.users) {
    const key = user.endpoint?.deviceKey;
    if (key !== undefined) primary.set(key, [...(primary.get(key) ?? []), user.key]);
  }
  const sorted = [...source.devices].sort((left, right) => (left.key < right.key ? -1 : 1));
  for (const device of sorted) {
    const keys = new Set([...device.lines.map((line) => line.userKey), ...(primary.get(device.key) ?? [])]);
    for (const key of keys) {
      const list = byUser.get(key);
      if (list) list.push(device);
      else byUser.set(key, [device]);
    }
  }
  return byUser;
}

function memberKeys(source: SourceCustomer): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const instance of source.instances) {
    for (const agent of source.feature(instance.key, 'huntGroup')?.data?.agents ?? []) keys.add(agent.userKey);
    for (const agent of source.feature(instance.key, 'callCenterAgents')?.data?.agents ?? []) keys.add(agent.userKey);
  }
  return keys;
}

function found(pattern: RegExp, text: string): string[] {
  return [...new Set([...text.matchAll(pattern)].map((match) => match[0].toLowerCase()))].sort();
}
