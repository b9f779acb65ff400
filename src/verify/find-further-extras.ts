import pLimit from 'p-limit';
import type { Draft } from '../domain/drafts.ts';
import { MigrationError } from '../domain/errors.ts';
import type { Step, StepKind } from '../domain/plan.ts';
import { plainId } from '../steps/compare.ts';
import { readPatiently } from '../steps/read-patiently.ts';
import type { OrgCall } from '../webex/call.ts';
import { EXTRA_KINDS, type ExtraKind, keysOfDraft, keysOfStep, type SeenObject } from './extra-kinds.ts';
import { orRefused } from './or-refused.ts';
import type { VerifyPorts } from './ports.ts';

/** What is known of a customer before its organisation is looked through. */
export interface KnownCustomer {
  readonly steps: readonly Step[];
  /** Drafts that other batches move. */
  readonly others: readonly Draft[];
  /** Ids of everything that this tool has made or found there, without padding. */
  readonly ours: ReadonlySet<string>;
  /** Of those, what the steps of this plan have made or found. */
  readonly planned: ReadonlySet<string>;
  /** Locations of the plan that stand, with their names. */
  readonly locations: readonly { readonly id: string; readonly name: string }[];
}

export interface ExtraObject {
  readonly kind: StepKind;
  readonly id: string;
  readonly label: string;
}

/**
 * Features, phones, Webex workspaces and whatever else a migration makes in an organisation, where neither a step nor a
 * draft of another batch is about it: by its id, its name, its number or its MAC address. A name counts wherever in the
 * organisation it stands: what might be meant by the plan is no extra.
 *
 * @returns what was found, and a note for each list that the target refuses to show
 */
export async function findFurtherExtras(
  { steps, others, ours, planned, locations }: KnownCustomer,
  call: OrgCall & { readonly signal: AbortSignal },
  ports: VerifyPorts,
  concurrency: number,
): Promise<{ readonly objects: readonly ExtraObject[]; readonly notes: readonly string[] }> {
  const known = new Set([
    ...steps.flatMap((step) => keysOfStep(step).map((key) => `${kindOfKeys(step.kind)} ${key}`)),
    ...others.flatMap((draft) => keysOfDraft(draft).map((key) => `${draft.kind} ${key}`)),
  ]);
  const isExtra = ({ kind, byIdAlone }: ExtraKind, { id, keys }: SeenObject): boolean =>
    !(byIdAlone ? planned : ours).has(plainId(id)) &&
    !keys.some((key) => key !== undefined && known.has(`${kind} ${key}`));
  const notes: string[] = [];
  const limit = pLimit(concurrency);
  const look = (sort: ExtraKind, where: string, list: () => Promise<readonly SeenObject[]>): Promise<ExtraObject[]> =>
    limit(async () => {
      const { kind, plural } = sort;
      const seen = await orRefused(readPatiently(list, { signal: call.signal, sleep: ports.clock.sleep }));
      if (seen instanceof MigrationError) {
        notes.push(`No further ${plural} were looked for${where}: ${seen.message}`);
        return [];
      }
      // Two lists of one kind may show the same object.
      const once = new Map(seen.filter((one) => isExtra(sort, one)).map((one) => [plainId(one.id), one]));
      return [...once.values()].map(({ id, label }) => ({ kind, id, label: `${label}${where}` }));
    });
  const found = await Promise.all(
    EXTRA_KINDS.flatMap((kind) => {
      const { inOrg, inLocation } = kind;
      if (inOrg) return [look(kind, '', () => inOrg(ports.webex, call))];
      if (!inLocation) return [];
      return locations.map(({ id, name }) => look(kind, ` of ${name}`, () => inLocation(ports.webex, id, call)));
    }),
  );
  return { objects: found.flat(), notes };
}

/** Bases of DECT networks stand among the devices. */
function kindOfKeys(kind: StepKind): StepKind {
  return kind === 'dectBase' ? 'device' : kind;
}
