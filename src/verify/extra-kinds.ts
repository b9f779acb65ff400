import type { Draft } from '../domain/drafts.ts';
import type { Step, StepKind } from '../domain/plan.ts';
import type { WebexApi } from '../webex/api.ts';
import type { OrgCall } from '../webex/call.ts';

/** What a list of the target tells of one object. */
export interface SeenObject {
  readonly id: string;
  readonly label: string;
  /** By what a step or a draft may be about the same object: a name, a number, a MAC address. */
  readonly keys: readonly (string | undefined)[];
}

/** Objects of one kind, as the target lists them over an organisation or below a location. */
export interface ExtraKind {
  readonly kind: StepKind;
  /** Counts as planned by its id alone, and only where the plan that is verified names it: it decides who may call. */
  readonly byIdAlone?: true;
  /** What a person calls several of them. */
  readonly plural: string;
  /** Of the whole organisation. */
  inOrg?(webex: WebexApi, call: OrgCall): Promise<readonly SeenObject[]>;
  /** Of a location; the target has no list of them all. */
  inLocation?(webex: WebexApi, locationId: string, call: OrgCall): Promise<readonly SeenObject[]>;
}

interface Named {
  readonly id: string;
  readonly name: string;
  readonly phoneNumber?: string | undefined;
}

/** Kinds that nothing else in `verify` looks for; locations, numbers and subscribers have lists of their own. */
export const EXTRA_KINDS: readonly ExtraKind[] = [
  {
    kind: 'huntGroup',
    plural: 'hunt groups',
    inOrg: async (webex, call) => named('hunt group', await webex.huntGroups.list({}, call)),
  },
  {
    kind: 'callQueue',
    plural: 'call queues',
    // Each list leaves out the queues of the other licence.
    inOrg: async (webex, call) => [
      ...named('call queue', await webex.queues.list({ customerAssist: false }, call)),
      ...named('call queue', await webex.queues.list({ customerAssist: true }, call)),
    ],
  },
  {
    kind: 'autoAttendant',
    plural: 'auto attendants',
    inOrg: async (webex, call) => named('auto attendant', await webex.autoAttendants.list({}, call)),
  },
  {
    kind: 'pagingGroup',
    plural: 'paging groups',
    inOrg: async (webex, call) => named('paging group', await webex.pagingGroups.list({}, call)),
  },
  {
    kind: 'voicemailGroup',
    plural: 'voicemail groups',
    inOrg: async (webex, call) => named('voicemail group', await webex.voicemailGroups.list({}, call)),
  },
  {
    kind: 'workspace',
    plural: 'Webex workspaces',
    async inOrg(webex, call) {
      const seen = await webex.workspaces.list({}, call);
      return seen.map(({ id, displayName }) => ({
        id,
        label: `Webex workspace ${displayName ?? id}`,
        keys: [displayName],
      }));
    },
  },
  {
    kind: 'virtualLine',
    plural: 'virtual lines',
    async inOrg(webex, call) {
      const seen = await webex.virtualLines.list({}, call);
      return seen.map(({ id, firstName, lastName, number }) => {
        const name = fullName(firstName, lastName);
        return { id, label: `virtual line ${name === '' ? id : name}`, keys: [name, number?.external] };
      });
    },
  },
  {
    kind: 'virtualExtension',
    plural: 'virtual extensions',
    async inOrg(webex, call) {
      const seen = await webex.virtualExtensions.list({}, call);
      return seen.map(({ id, extension, phoneNumber, displayName }) => ({
        id,
        label: `virtual extension ${extension ?? displayName ?? id}`,
        keys: [phoneNumber],
      }));
    },
  },
  {
    kind: 'device',
    plural: 'devices',
    async inOrg(webex, call) {
      const seen = await webex.devices.list({}, call);
      return seen.map(({ id, mac, product, displayName }) => ({
        id,
        label: `device ${mac ?? displayName ?? id}${product === undefined ? '' : ` (${product})`}`,
        keys: [macKey(mac)],
      }));
    },
  },
  {
    kind: 'dectNetwork',
    plural: 'DECT networks',
    inOrg: async (webex, call) => named('DECT network', await webex.dect.listNetworks({}, call)),
  },
  {
    kind: 'digitPattern',
    plural: 'digit patterns',
    byIdAlone: true,
    async inLocation(webex, location, call) {
      const seen = await webex.digitPatterns.list(location, call);
      return seen.map(({ id, name, pattern }) => ({ id, label: `digit pattern ${name} (${pattern})`, keys: [] }));
    },
  },
  {
    kind: 'callPark',
    plural: 'call parks',
    inLocation: async (webex, location, call) => named('call park', await webex.callParks.list(location, call)),
  },
  {
    kind: 'callPickup',
    plural: 'call pickups',
    inLocation: async (webex, location, call) => named('call pickup', await webex.callPickups.list(location, call)),
  },
  {
    kind: 'schedule',
    plural: 'schedules',
    inLocation: async (webex, location, call) => named('schedule', await webex.schedules.list(location, {}, call)),
  },
];

/** By what a step is about an object of its kind; none for kinds that have no list here. */
export function keysOfStep(step: Step): readonly (string | undefined)[] {
  switch (step.kind) {
    case 'workspace':
      return [step.payload.displayName];
    case 'virtualLine':
      return [fullName(step.payload.firstName, step.payload.lastName), step.payload.phoneNumber];
    case 'virtualExtension':
      return step.payload.present ? [step.payload.phoneNumber] : [];
    case 'device':
    case 'dectBase':
      return [macKey(step.payload.mac)];
    case 'huntGroup':
    case 'callQueue':
    case 'autoAttendant':
    case 'pagingGroup':
    case 'voicemailGroup':
      return [step.payload.name, step.payload.phoneNumber];
    case 'dectNetwork':
    case 'callPark':
    case 'callPickup':
    case 'schedule':
      return [step.payload.name];
    default:
      return [];
  }
}

/** The same of a draft that another batch moves. */
export function keysOfDraft(draft: Draft): readonly (string | undefined)[] {
  switch (draft.kind) {
    case 'workspace':
      return [draft.data.displayName];
    case 'virtualLine':
      return [fullName(draft.data.firstName, draft.data.lastName), draft.data.phoneNumber];
    case 'device':
      return [macKey(draft.data.mac)];
    case 'huntGroup':
    case 'callQueue':
    case 'autoAttendant':
    case 'pagingGroup':
    case 'voicemailGroup':
      return [draft.data.name, draft.data.phoneNumber];
    case 'callPark':
    case 'callPickup':
    case 'schedule':
      return [draft.data.name];
    default:
      return [];
  }
}

function named(word: string, seen: readonly Named[]): SeenObject[] {
  return seen.map(({ id, name, phoneNumber }) => ({ id, label: `${word} ${name}`, keys: [name, phoneNumber] }));
}

function fullName(first: string | undefined, last: string | undefined): string {
  return [first, last].filter((part) => part !== undefined && part !== '').join(' ');
}

/** Written with and without separators, in either case. */
function macKey(mac: string | undefined): string | undefined {
  return mac?.replace(/[^0-9a-f]/gi, '').toUpperCase();
}
