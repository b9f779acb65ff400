import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FEATURE_SOURCE } from '../../src/broadworks/families/registry.ts';
import type { Draft } from '../../src/domain/drafts.ts';
import type { Step } from '../../src/domain/plan.ts';
import type { StepId } from '../../src/domain/plan-step.ts';
import { runMap } from '../../src/map/map.ts';
import { systemClock } from '../../src/pipeline/clock.ts';
import { plainId } from '../../src/steps/compare.ts';
import { handlerOf } from '../../src/steps/registry.ts';
import { draftRepository } from '../../src/store/draft-repository.ts';
import { sourceReader } from '../../src/store/source-reader.ts';
import { EXTRA_KINDS, keysOfDraft, keysOfStep } from '../../src/verify/extra-kinds.ts';
import { findFurtherExtras, type KnownCustomer } from '../../src/verify/find-further-extras.ts';
import type { VerifyPorts } from '../../src/verify/ports.ts';
import { createWebexApi } from '../../src/webex/api.ts';
import { createTransport } from '../../src/webex/http.ts';
import type { WebexTransport } from '../../src/webex/transport.ts';
import { context, extractInto, newStore } from '../extract/extract-into.ts';
import { CATALOGUES, migrationConfig } from '../map/map-inputs.ts';
import { createSandboxHarness, type SandboxHarness } from '../provision/sandbox-harness.ts';

let drafts: readonly Draft[];
let open: SandboxHarness;
let transport: WebexTransport & { close(): Promise<void> };
let steps: readonly Step[];
let orgs: ReadonlyMap<string, string>;

beforeAll(async () => {
  const db = newStore();
  await extractInto(db, ['enterprise', 'service-provider']);
  const repository = draftRepository(db);
  await runMap(
    context,
    { config: migrationConfig(), catalogues: CATALOGUES },
    { source: sourceReader(db, FEATURE_SOURCE), drafts: repository },
  );
  // Read whole: its reasons are fetched from the database when somebody asks for them.
  drafts = JSON.parse(JSON.stringify(repository.drafts()));
  db.close();
  open = await createSandboxHarness({}, () => drafts);
  await open.plan();
  await open.provision();
  steps = open.plans.latest(open.target.key)?.steps.map(({ step }) => step) ?? [];
  transport = createTransport({ baseUrl: open.sandbox.url, token: () => 'sandbox', timeoutMs: 5000 });
  const states = open.journal.states(open.target.key);
  orgs = new Map(
    steps
      .filter(({ kind }) => kind === 'customer')
      .map(({ id, customer }) => [customer, states.get(id)?.outputs.orgId ?? '']),
  );
}, 120_000);
afterAll(async () => {
  await transport.close();
  await open.close();
});

/** What is found where only these steps and the ids of theirs are known. */
async function extras(
  isKnown: (step: Step) => boolean,
  others: readonly Draft[] = [],
  earlier: readonly string[] = [],
) {
  const states = open.journal.states(open.target.key);
  const known = steps.filter(isKnown);
  const webex = createWebexApi(transport);
  const ports = { webex, clock: systemClock, handlerOf } satisfies Partial<VerifyPorts>;
  const found: { readonly label: string; readonly kind: string; readonly id: string }[] = [];
  const notes: string[] = [];
  for (const [customer, orgId] of orgs) {
    const own = known.filter((step) => step.customer === customer);
    const outputs = (id: StepId) => states.get(id)?.outputs ?? {};
    const told: KnownCustomer = {
      steps: own,
      others: others.filter((draft) => draft.customer === customer),
      ours: new Set([...earlier, ...own.flatMap(({ id }) => Object.values(outputs(id)))].map(plainId)),
      planned: new Set(own.flatMap(({ id }) => Object.values(outputs(id)).map(plainId))),
      locations: steps.flatMap((step) =>
        step.kind === 'location' && step.customer === customer && outputs(step.id).locationId !== undefined
          ? [{ id: outputs(step.id).locationId ?? '', name: step.payload.name }]
          : [],
      ),
    };
    const call = { orgId, signal: new AbortController().signal };
    const { objects, notes: said } = await findFurtherExtras(told, call, { ...UNUSED, ...ports }, 4);
    found.push(...objects);
    notes.push(...said);
  }
  return { found, notes };
}

/** Nobody of the samples stays behind on BroadWorks with an extension, and none has calling plans by digits. */
const IN_SAMPLES = EXTRA_KINDS.map(({ kind }) => kind).filter(
  (kind) => kind !== 'virtualExtension' && kind !== 'digitPattern',
);

const unused = (): never => {
  throw new Error('looking for extras asks nothing of the store');
};
const UNUSED = {
  plan: unused,
  carriedOutLater: unused,
  othersOf: unused,
  states: unused,
  everWithRules: unused,
  record: unused,
};
const isDone = (step: Step): boolean =>
  ['created', 'adopted', 'changed', 'exists'].includes(open.journal.states(open.target.key).get(step.id)?.state ?? '');

describe('findFurtherExtras', () => {
  it('finds nothing where a plan has made everything', async () => {
    expect(await extras(() => true)).toEqual({ found: [], notes: [] });
  });

  it('finds a virtual extension that somebody made by hand', async () => {
    const place = steps.find(({ kind }) => kind === 'location');
    const locationId = open.journal.states(open.target.key).get(place?.id ?? '')?.outputs.locationId ?? '';
    const orgId = orgs.get(place?.customer ?? '') ?? '';
    const { virtualExtensions } = createWebexApi(transport);
    const call = { orgId, signal: new AbortController().signal };
    const body = { displayName: 'By Hand', phoneNumber: '+15035550166', extension: '77231', locationId };
    const { value } = await virtualExtensions.create(body, call);

    const { found } = await extras(() => true);
    await virtualExtensions.remove(value?.id ?? '', call);

    expect(found).toMatchObject([{ kind: 'virtualExtension', label: 'virtual extension 77231' }]);
    expect((await extras(() => true)).found).toEqual([]);
  });

  it('finds a pattern of digits that no step of this plan has made, also one that an earlier plan has left', async () => {
    const place = steps.find(({ kind }) => kind === 'location');
    const locationId = open.journal.states(open.target.key).get(place?.id ?? '')?.outputs.locationId ?? '';
    const call = { orgId: orgs.get(place?.customer ?? '') ?? '', signal: new AbortController().signal };
    const { digitPatterns } = createWebexApi(transport);
    const body = { name: 'Premium', pattern: '1900!', action: 'ALLOW', transferEnabled: true };
    const { value } = await digitPatterns.create(locationId, body, call);

    const { found } = await extras(() => true, [], [value?.id ?? '']);
    await digitPatterns.remove(locationId, value?.id ?? '', call);

    expect(found).toMatchObject([
      { kind: 'digitPattern', label: expect.stringMatching(/^digit pattern Premium \(1900!\) of /) },
    ]);
  });

  it.each(IN_SAMPLES)('finds every %s that no step and no draft is about', async (kind) => {
    const made = steps.filter((step) => step.kind === kind && isDone(step));
    const { found } = await extras((step) => step.kind !== kind);

    expect(made.length, `the samples have a ${kind}`).toBeGreaterThan(0);
    expect(found.map((each) => each.kind)).toEqual(made.map(() => kind));
    // By its key alone, as where another program has made it meanwhile: what is planned is no surprise.
    for (const step of made) expect(keysOfStep(step).filter((key) => key !== undefined)).not.toEqual([]);
    const names = new Set(made.flatMap(keysOfStep));
    const others = drafts.filter((draft) => draft.kind === kind && keysOfDraft(draft).some((key) => names.has(key)));
    const left = await extras((step) => step.kind !== kind, others);
    // A network is made of devices and has no draft of its own.
    if (kind !== 'dectNetwork') expect(left.found).toEqual([]);
  });

  it('tells which lists the target refuses to show, and goes on with the others', async () => {
    const { send } = transport;
    transport = {
      ...transport,
      send: (request, signal) =>
        send(
          request.path.endsWith('/huntGroups') ? { ...request, path: '/telephony/config/nothing' } : request,
          signal,
        ),
    };
    const { found, notes } = await extras((step) => step.kind !== 'callPark');
    transport = { ...transport, send };

    expect(found.length).toBeGreaterThan(0);
    expect(notes).toEqual([...orgs].map(() => expect.stringMatching(/^No further hunt groups were looked for: /)));
  });
});
