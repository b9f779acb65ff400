import type { MigrationConfig } from '../domain/config.ts';
import type { CoverageOutcome, Decision } from '../domain/drafts.ts';
import { MigrationError } from '../domain/errors.ts';
import type { MapSummary } from '../domain/map-summary.ts';
import type { SourceCustomer } from '../domain/source.ts';
import type { StageContext } from '../pipeline/stage.ts';
import type { Catalogues } from './catalogues.ts';
import type { Answers } from './create-context.ts';
import { type MappedPart, mapInParts } from './map-customer.ts';
import { notMigrated } from './not-migrated.ts';

/** The snapshot, one future customer after the other. */
export interface MapSourcePort<Handle> {
  customers(): readonly Handle[];
  load(handle: Handle): SourceCustomer;
}

export interface MapDraftsPort {
  /** Answers given so far, whatever became of their cause. */
  answers(): Answers;
  /** Takes the place of everything that an earlier `map` left, in one transaction; answers to decisions stay. */
  replaceAll(parts: Iterable<MappedPart>): void;
  decisionStates(): readonly (Pick<Decision, 'id' | 'kind'> & { readonly state: 'open' | 'answered' | 'stale' })[];
}

/**
 * Maps the whole snapshot: source, configuration, tables and answers in, drafts with reasons out. Running it twice
 * leaves the same rows.
 *
 * @throws {MigrationError} `NOTHING_EXTRACTED`, or `COVERAGE_MISMATCH`; then nothing is replaced
 */
export async function runMap<Handle>(
  context: StageContext,
  options: { readonly config: MigrationConfig; readonly catalogues: Catalogues },
  ports: { readonly source: MapSourcePort<Handle>; readonly drafts: MapDraftsPort },
): Promise<MapSummary> {
  context.emit({ type: 'stage-started', stage: 'map' });
  const totals = new Totals();
  const answers = ports.drafts.answers();
  ports.drafts.replaceAll(mapAll(context, options, ports.source, answers, totals));
  context.emit({ type: 'stage-finished', stage: 'map' });
  return totals.summary(ports.drafts.decisionStates());
}

/** Lazily, so that one part of one customer at a time is in memory. */
function* mapAll<Handle>(
  context: StageContext,
  options: { readonly config: MigrationConfig; readonly catalogues: Catalogues },
  source: MapSourcePort<Handle>,
  answers: Answers,
  totals: Totals,
): Generator<MappedPart> {
  const seen = new Set<string>();
  const handles = source.customers();
  for (const handle of handles) {
    context.signal.throwIfAborted();
    const customer = source.load(handle);
    if (customer.groups.length === 0 && customer.users.length === 0) continue;
    let note: string | undefined;
    for (const part of mapInParts(customer, { ...options, answers })) {
      context.signal.throwIfAborted();
      // One customer alone says everything once.
      const mapped = handles.length === 1 ? part : onceEach(part, seen);
      totals.add(mapped);
      note = part.customer;
      yield mapped;
    }
    totals.customers += 1;
    context.emit({
      type: 'progress',
      stage: 'map',
      done: totals.customers,
      total: handles.length,
      unit: 'customers',
      ...(note === undefined ? {} : { note }),
    });
  }
  // Thrown while the rows are being replaced, so that the drafts of an earlier snapshot are still there afterwards.
  if (totals.customers === 0) throw new MigrationError('NOTHING_EXTRACTED', 'the snapshot holds no group and no user');
}

/** A device of the provider may carry lines of two customers: it moves with the first, and the other one is told. */
function onceEach(mapped: MappedPart, seen: Set<string>): MappedPart {
  const drafts = mapped.drafts.map((draft) => {
    if (!seen.has(draft.id)) {
      seen.add(draft.id);
      return draft;
    }
    const shared = notMigrated(
      mapped.customer,
      draft.from,
      { category: 'out-of-scope', reason: 'moves with another customer that shares it' },
      [],
      { rule: 'R-DEV-7' },
    );
    return { ...shared, id: `notMigrated:${mapped.customer}/${draft.id}` };
  });
  return { ...mapped, drafts };
}

/** Adds up what the summary says, while the customers pass by. */
class Totals {
  customers = 0;
  private readonly kinds = new Map<string, number>();
  private readonly packages = new Map<string, number>();
  private readonly left = new Map<string, number>();
  private readonly outcomes = new Map<CoverageOutcome, number>();
  private losses = 0;

  add(mapped: MappedPart): void {
    for (const draft of mapped.drafts) {
      count(this.kinds, draft.kind);
      if (draft.kind === 'subscriber' || draft.kind === 'workspace') count(this.packages, draft.data.package);
      if (draft.kind === 'notMigrated') count(this.left, draft.data.category);
    }
    this.losses += mapped.losses.length;
    for (const row of mapped.coverage) count(this.outcomes, row.outcome, row.settings);
  }

  summary(decisions: readonly { readonly kind: string; readonly state: 'open' | 'answered' | 'stale' }[]): MapSummary {
    const of = (kind: string) => this.kinds.get(kind) ?? 0;
    const ended = (outcome: CoverageOutcome) => this.outcomes.get(outcome) ?? 0;
    const states = new Map<string, number>();
    const open = new Map<string, number>();
    for (const { kind, state } of decisions) {
      count(states, state);
      if (state !== 'answered') count(open, kind);
    }
    return {
      stage: 'map',
      counts: {
        customers: of('customer'),
        locations: of('location'),
        numbers: of('number'),
        subscribers: of('subscriber'),
        workspaces: of('workspace'),
        virtualLines: of('virtualLine'),
        devices: of('device'),
        huntGroups: of('huntGroup'),
        callQueues: of('callQueue'),
        autoAttendants: of('autoAttendant'),
        callPickups: of('callPickup'),
        callParks: of('callPark'),
        pagingGroups: of('pagingGroup'),
        voicePortals: of('voicePortal'),
        voicemailGroups: of('voicemailGroup'),
        schedules: of('schedule'),
        settings: of('setting'),
        notMigrated: of('notMigrated'),
      },
      packages: sorted(this.packages),
      decisions: {
        open: states.get('open') ?? 0,
        answered: states.get('answered') ?? 0,
        stale: states.get('stale') ?? 0,
      },
      openDecisions: sorted(open),
      losses: this.losses,
      coverage: {
        migrated: ended('migrated'),
        changed: ended('changed'),
        manual: ended('manual'),
        lost: ended('lost'),
        'not used': ended('not used'),
        total: [...this.outcomes.values()].reduce((sum, settings) => sum + settings, 0),
      },
      notMigrated: sorted(this.left),
    };
  }
}

function count<Key>(counts: Map<Key, number>, key: Key, by = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

function sorted(counts: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...counts].sort(([left], [right]) => (left < right ? -1 : 1)));
}
