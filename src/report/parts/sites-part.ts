import { z } from 'zod';
import type { DraftId } from '../../domain/draft-id.ts';
import type { DraftOf } from '../../domain/drafts.ts';
import { groupBy } from '../../domain/group-by.ts';
import type { ReportPorts } from '../ports.ts';
import { type LocationRow, LocationSchema } from './customers-part.ts';
import type { DraftsByKind } from './drafts-by-kind.ts';
import { count, ranked, tally } from './part.ts';
import { collectTestCalls, TestCallSchema } from './test-calls.ts';

/** One sheet per site for the day of the cutover: where help is sent, what people lose, which calls to test. */
export const SiteSchema = LocationSchema.pick({
  id: true,
  name: true,
  customer: true,
  address: true,
  mainNumber: true,
  owners: true,
  numbersMoving: true,
}).extend({
  features: z.array(z.object({ kind: z.string(), name: z.string(), dial: z.string().exactOptional() })),
  devices: z.array(z.object({ fate: z.string(), count: count() })),
  losses: z.array(z.object({ service: z.string(), verdict: z.enum(['part', 'manual', 'lost']), count: count() })),
  calls: z.array(TestCallSchema),
});
export type SiteRow = z.output<typeof SiteSchema>;

export function collectSites(
  ports: ReportPorts,
  drafts: DraftsByKind,
  locations: readonly LocationRow[],
  nameOf: (id: DraftId) => string,
): SiteRow[] {
  const features = groupBy(
    [...drafts.huntGroup, ...drafts.callQueue, ...drafts.autoAttendant],
    (draft) => draft.data.location,
  );
  const devices = groupBy(drafts.device, (draft) => draft.data.location);
  const places = locationsOf(drafts);
  const losses = groupBy(
    ports.losses().flatMap((loss) => {
      const location = places.get(loss.owner);
      return location === undefined ? [] : [{ ...loss, location }];
    }),
    (loss) => loss.location,
  );
  const calls = collectTestCalls(drafts, nameOf);
  return locations.map((row) => {
    const { id, name, customer, address, mainNumber, owners, numbersMoving } = row;
    const own = losses.get(id) ?? [];
    const verdicts = new Map(own.map((loss) => [loss.service, loss.verdict]));
    return {
      id,
      name,
      customer,
      address,
      ...(mainNumber === undefined ? {} : { mainNumber }),
      owners,
      numbersMoving,
      features: (features.get(id) ?? []).map(({ kind, data }) => {
        const dial = data.phoneNumber ?? data.extension;
        return { kind, name: data.name, ...(dial === undefined ? {} : { dial }) };
      }),
      devices: ranked(tally(devices.get(id) ?? [], (draft) => draft.data.fate)).map((entry) => ({
        fate: entry.name,
        count: entry.count,
      })),
      losses: ranked(tally(own, (loss) => loss.service)).map((entry) => ({
        service: entry.name,
        verdict: verdicts.get(entry.name) ?? 'lost',
        count: entry.count,
      })),
      calls: calls.get(id) ?? [],
    };
  });
}

/** Location of each source object by `kind:key`: where its draft stands. */
function locationsOf(drafts: DraftsByKind): ReadonlyMap<string, DraftId> {
  const located = LOCATED.flatMap((kind): readonly DraftOf<LocatedKind>[] => drafts[kind]);
  return new Map<string, DraftId>([
    ...drafts.location.map((draft) => [draft.from, draft.id] as const),
    ...located.map((draft) => [draft.from, draft.data.location] as const),
  ]);
}

const LOCATED = ['subscriber', 'workspace', 'virtualLine', 'huntGroup', 'callQueue', 'autoAttendant'] as const;
type LocatedKind = (typeof LOCATED)[number];
