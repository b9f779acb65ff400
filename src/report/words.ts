import { entryOf } from '../domain/entry-of.ts';
import type { Readiness } from '../domain/findings.ts';
import type { FoundSince } from '../domain/found-since.ts';

/** Words of the report for the terms of the data, said once: text and HTML use the same. */
export const READINESS_WORDS: Readonly<Record<Readiness, string>> = {
  ready: 'ready',
  conditions: 'ready with conditions',
  notReady: 'not ready',
  unknown: 'unknown',
};

const KINDS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  customer: ['customer', 'customers'],
  location: ['location', 'locations'],
  calling: ['calling at a location', 'calling at locations'],
  pstn: ['PSTN connection', 'PSTN connections'],
  locationTransferNumbers: ['transfer numbers of a location', 'transfer numbers of locations'],
  digitPattern: ['digit pattern', 'digit patterns'],
  permission: ['outgoing permissions', 'outgoing permissions'],
  number: ['number', 'numbers'],
  numbers: ['batch of numbers', 'batches of numbers'],
  activation: ['activation of numbers', 'activations of numbers'],
  mainNumber: ['main number', 'main numbers'],
  emergencyCallback: ['emergency callback', 'emergency callbacks'],
  schedule: ['schedule', 'schedules'],
  announcement: ['announcement', 'announcements'],
  locationMusic: ['music on hold', 'music on hold'],
  locationIntercept: ['intercept of a location', 'intercepts of locations'],
  subscriber: ['subscriber', 'subscribers'],
  workspace: ['Webex workspace', 'Webex workspaces'],
  virtualLine: ['virtual line', 'virtual lines'],
  virtualExtension: ['virtual extension', 'virtual extensions'],
  notMigrated: ['not migrated', 'not migrated'],
  device: ['device', 'devices'],
  deviceMembers: ['list of lines', 'lists of lines'],
  deviceLayout: ['key layout', 'key layouts'],
  dectNetwork: ['DECT network', 'DECT networks'],
  dectBase: ['DECT base', 'DECT bases'],
  dectHandset: ['DECT handset', 'DECT handsets'],
  huntGroup: ['hunt group', 'hunt groups'],
  callQueue: ['call queue', 'call queues'],
  queueAgent: ['state of an agent', 'states of agents'],
  autoAttendant: ['auto attendant', 'auto attendants'],
  attendantMenus: ['menus of an attendant, second pass', 'menus of attendants, second pass'],
  callPark: ['call park', 'call parks'],
  callParkSettings: ['call park settings', 'call park settings'],
  voicePortal: ['voice portal', 'voice portals'],
  voicemailGroup: ['voicemail group', 'voicemail groups'],
  pagingGroup: ['paging group', 'paging groups'],
  callPickup: ['call pickup', 'call pickups'],
  setting: ['setting', 'settings'],
  settingEntry: ['entry of a setting', 'entries of settings'],
  featureSetting: ['setting of a feature', 'settings of features'],
  selectiveRule: ['forwarding rule', 'forwarding rules'],
};

export function kindWord(kind: string, count = 1): string {
  const words = entryOf(KINDS, kind);
  return words === undefined ? kind : words[count === 1 ? 0 : 1];
}

const PACKAGES: Readonly<Record<string, string>> = {
  common_area_calling: 'Common Area Calling',
  webex_calling: 'Webex Calling',
  webex_calling_standard: 'Webex Calling Standard',
  webex_meetings: 'Webex Meetings',
  webex_suite: 'Webex Suite',
  webex_voice: 'Enhanced Calling',
  cx_essentials: 'Customer Assist',
  attendant_console: 'Attendant Console',
  cisco_calling_plan: 'Cisco Calling Plan',
};

export function packageWord(name: string): string {
  return entryOf(PACKAGES, name) ?? name;
}

const FATES: Readonly<Record<string, string>> = {
  keep: 'keep',
  convert: 'convert firmware',
  'partner-managed': 'partner managed',
  'customer-managed': 'customer managed',
  replace: 'replace',
  drop: 'drop (soft client)',
  hold: 'hold',
};

export function fateWord(fate: string): string {
  return entryOf(FATES, fate) ?? fate;
}

const VERDICTS: Readonly<Record<'part' | 'manual' | 'lost', string>> = {
  lost: 'lost',
  manual: 'to be set up by hand',
  part: 'arrives in part',
};

export function verdictWord(verdict: 'part' | 'manual' | 'lost'): string {
  return VERDICTS[verdict];
}

const NUMBER = new Intl.NumberFormat('en');

/** `10,000`. */
export function amount(count: number): string {
  return NUMBER.format(count);
}

/** `1 blocker`, `10,000 blockers`. */
export function several(count: number, one: string, many = `${one}s`): string {
  return `${amount(count)} ${count === 1 ? one : many}`;
}

/** `23 Nov 2026, 13:28 UTC`: the same for every reader. */
export function moment(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const format = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'UTC',
  });
  return `${format.format(date)} UTC`;
}

/** `420 ms`, `12 s`, `3 min 20 s`, `2 h 05 min`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

/** What a run has left undone, worst first. */
const NOT_DONE: readonly (readonly [string, string])[] = [
  ['failed', 'failed'],
  ['skipped', 'skipped'],
  ['unknown', 'unknown'],
  ['waiting', 'waiting'],
];

const FOUND: Readonly<Record<FoundSince, string>> = {
  gone: 'the plan has found it gone since: to be made again',
  different: 'the plan has found it different since: to be written again',
};

/** `created`; or `created, but the plan has found it gone since …`, which `status` counts as not begun. */
export function stateWords(state: string, since: FoundSince | undefined): string {
  return since === undefined ? state : `${state}, but ${FOUND[since]}`;
}

/** How a run ended: `done` is said only of one that left nothing undone that it came to. */
export function endWords({
  outcome,
  counts = {},
}: {
  readonly outcome?: string;
  readonly counts?: Readonly<Record<string, number>>;
}): string {
  const rest = NOT_DONE.flatMap(([name, word]) => {
    const count = counts[name] ?? 0;
    return count === 0 ? [] : [`${amount(count)} ${word}`];
  });
  if (outcome === undefined) return 'no end recorded';
  if (rest.length === 0) return outcome;
  return `${outcome === 'done' ? 'finished' : outcome} with ${rest.join(', ')}`;
}
