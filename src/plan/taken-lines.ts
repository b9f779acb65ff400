import type { Step, StepKind, StepOutputs } from '../domain/plan.ts';
import type { StepRecord } from '../domain/plan-record.ts';
import type { StepId } from '../domain/plan-step.ts';
import type { StageContext } from '../pipeline/stage.ts';
import { plainId } from '../steps/compare.ts';
import { readPatiently } from '../steps/read-patiently.ts';
import type { WebexNumber } from '../webex/numbers.ts';
import { HELD_FIELDS, plannedOf } from './held-numbers.ts';
import type { Observation } from './observe-target.ts';
import type { PlanPorts } from './ports.ts';

/** Kinds that hold a number and an extension of their own. */
const HOLDERS: readonly StepKind[] = [
  'subscriber',
  'workspace',
  'virtualLine',
  'huntGroup',
  'callQueue',
  'autoAttendant',
  'pagingGroup',
  'voicemailGroup',
  'voicePortal',
];

/** Kinds whose objects hold a line; a virtual extension is freed for whom it stands for. */
const LINES: readonly StepKind[] = [...HOLDERS, 'virtualExtension'];

/** What a step wants to hold. */
interface WantedLine {
  readonly step: Step;
  readonly field: (typeof HELD_FIELDS)[number];
  readonly value: string;
  /** Whose numbers the target lists. */
  readonly orgId: string;
  /** Extensions are unique in their location only. */
  readonly locationId: string | undefined;
}

/** What is known of the plan and of earlier ones. */
interface Known {
  readonly steps: readonly Step[];
  readonly seen: ReadonlyMap<StepId, Observation>;
  readonly states: ReadonlyMap<StepId, StepRecord>;
}

/**
 * Numbers and extensions that steps want and that the target shows with somebody else: a person whom a finding holds back,
 * who is gone from the captures, or whom nobody planned. The target would refuse them in the middle of the run (409).
 *
 * Reads the numbers of an organisation once, and only where a step of it is to be created or changed.
 *
 * @returns what to ask once it is known which steps are held back; it names further ones, with the reason
 */
export async function takenLines(
  context: StageContext,
  known: Known,
  ports: Pick<PlanPorts, 'webex' | 'clock'>,
): Promise<(blocked: ReadonlyMap<StepId, string>) => ReadonlyMap<StepId, string>> {
  const wanted = wantedLines(known);
  const owners = new Map<string, WebexNumber>();
  for (const orgId of new Set(wanted.map((line) => line.orgId))) {
    const rows = await readPatiently(() => ports.webex.numbers.list({}, { orgId, signal: context.signal }), {
      signal: context.signal,
      sleep: ports.clock.sleep,
      what: 'numbers in use',
    });
    for (const row of rows) {
      if (row.owner === undefined) continue;
      if (row.phoneNumber !== undefined) owners.set(keyOf('phoneNumber', orgId, row.phoneNumber), row);
      if (row.extension !== undefined && row.location !== undefined) {
        owners.set(keyOf('extension', plainId(row.location.id), row.extension), row);
      }
    }
  }
  const holders = holdersOf(known);
  /** Whoever is removed, or changed in just that. */
  const givesUp = (id: StepId, field: WantedLine['field']): boolean => {
    const observed = known.seen.get(id);
    if (observed?.action === 'delete') return true;
    return observed?.action === 'change' && observed.differences.some((each) => each.field === field);
  };
  return (blocked) => {
    const waiting = new Map<StepId, string>();
    for (const { step, field, value, orgId, locationId } of wanted) {
      if (blocked.has(step.id) || waiting.has(step.id)) continue;
      const scope = field === 'extension' ? plainId(locationId) : orgId;
      const row = owners.get(keyOf(field, scope, value));
      if (row?.owner === undefined) continue;
      const { owner } = row;
      const holder = holders.get(owner.type === PORTAL ? portalKey(row.location?.id) : plainId(owner.id));
      if (holder?.id === step.id || isSamePerson(step, owner)) continue;
      if (holder !== undefined && givesUp(holder.id, field) && !blocked.has(holder.id)) continue;
      const by =
        holder === undefined ? nameOf(owner) : `${holder.label}${blocked.has(holder.id) ? ', which is held back' : ''}`;
      waiting.set(
        step.id,
        `${field} ${value} is held in Webex by ${by}: take it away there in Control Hub, or change the source, then plan again`,
      );
    }
    return waiting;
  };
}

/** Lines of steps that are to be created or changed where their organisation stands already. */
function wantedLines({ steps, seen, states }: Known): WantedLine[] {
  const outputs = (id: StepId): StepOutputs | undefined => seen.get(id)?.outputs ?? states.get(id)?.outputs;
  return steps.flatMap((step): WantedLine[] => {
    const action = seen.get(step.id)?.action;
    if (!HOLDERS.includes(step.kind) || (action !== 'create' && action !== 'change')) return [];
    const { payload } = step;
    if (!('customer' in payload) || !('location' in payload)) return [];
    const orgId = outputs(payload.customer)?.orgId;
    if (orgId === undefined) return [];
    const locationId = outputs(payload.location)?.locationId;
    return HELD_FIELDS.flatMap((field): WantedLine[] => {
      const value = plannedOf(step, field);
      if (value === undefined || (field === 'extension' && locationId === undefined)) return [];
      return [{ step, field, value, orgId, locationId }];
    });
  });
}

interface Holder {
  readonly id: StepId;
  readonly label: string;
}

/** Which step has made or found the object with an id, of this plan or of an earlier one. */
function holdersOf({ steps, seen, states }: Known): ReadonlyMap<string, Holder> {
  const holders = new Map<string, Holder>();
  const add = (holder: Holder, outputs: StepOutputs | undefined): void => {
    for (const id of Object.values(outputs ?? {})) holders.set(plainId(id), holder);
  };
  for (const [id, { kind, label, outputs }] of states) {
    if (LINES.some((holder) => holder === kind)) add({ id, label }, outputs);
  }
  for (const step of steps) {
    const { id, kind, label } = step;
    if (step.kind === 'voicePortal') {
      const { location } = step.payload;
      const locationId = (seen.get(location)?.outputs ?? states.get(location)?.outputs)?.locationId;
      if (locationId !== undefined) holders.set(portalKey(locationId), { id, label });
    } else if (LINES.includes(kind)) add({ id, label }, seen.get(id)?.outputs ?? states.get(id)?.outputs);
  }
  return holders;
}

/** Somebody of an attached organisation who is to become a subscriber under the same name has its own number. */
function isSamePerson({ payload }: Step, owner: NonNullable<WebexNumber['owner']>): boolean {
  return (
    owner.type === 'PEOPLE' &&
    'firstName' in payload &&
    payload.firstName === owner.firstName &&
    payload.lastName === owner.lastName
  );
}

/** How the target calls the owner of a line that is a voice portal. */
const PORTAL = 'VOICE_MESSAGING';

/** A location has one portal, and no answer of ours names its id. */
function portalKey(locationId: string | undefined): string {
  return `portal of ${plainId(locationId)}`;
}

function nameOf({ firstName, lastName, type, id }: NonNullable<WebexNumber['owner']>): string {
  // Whoever has one name only has a full stop as the other.
  const name = [firstName, lastName].filter((part) => part !== undefined && part !== '' && part !== '.').join(' ');
  const kind = type?.toLowerCase().replaceAll('_', ' ');
  if (name === '') return `${kind ?? 'somebody'} ${id ?? ''}`.trim();
  return kind === undefined ? name : `${name} (${kind})`;
}

function keyOf(field: WantedLine['field'], scope: string, value: string): string {
  return JSON.stringify([field, scope, value]);
}
