import type { Draft } from '../domain/drafts.ts';
import type { VerifyItem } from '../domain/outcomes.ts';
import { DONE_STATES, type Step } from '../domain/plan.ts';
import type { PlanRecord, StepRecord } from '../domain/plan-record.ts';
import type { StepId } from '../domain/plan-step.ts';
import type { StageContext } from '../pipeline/stage.ts';
import { plainId } from '../steps/compare.ts';
import { readPatiently } from '../steps/read-patiently.ts';
import type { OrgCall } from '../webex/call.ts';
import { findFurtherExtras } from './find-further-extras.ts';
import type { VerifyPorts } from './ports.ts';

/**
 * Objects of the planned customers that neither a step names nor a draft of another batch: somebody made them by hand, or
 * they were there before.
 */
export async function findExtras(
  context: StageContext,
  plan: PlanRecord,
  states: ReadonlyMap<StepId, StepRecord>,
  ports: VerifyPorts,
  concurrency: number,
): Promise<{ readonly items: readonly VerifyItem[]; readonly notes: readonly string[] }> {
  const items: VerifyItem[] = [];
  const notes = ['Announcements that nobody planned are not looked for: not supported yet.'];
  const planned = new Set(
    plan.steps.flatMap(({ step }) => Object.values(states.get(step.id)?.outputs ?? {}).map(plainId)),
  );
  // What an earlier plan has made and none names now is told; of other batches, each has a plan of its own.
  const ours =
    plan.batch === 'all'
      ? planned
      : new Set([...states.values()].flatMap(({ outputs }) => Object.values(outputs).map(plainId)));
  const others = ports.othersOf(plan);
  for (const { step } of plan.steps) {
    const record = states.get(step.id);
    if (step.kind !== 'customer' || record === undefined || !DONE_STATES.includes(record.state)) continue;
    const steps = plan.steps.map((planned) => planned.step).filter(({ customer }) => customer === step.customer);
    const { orgId, customerId } = record.outputs;
    if (orgId === undefined || customerId === undefined) {
      notes.push(`${step.label}: its organisation is not known, nothing was looked for.`);
      continue;
    }
    const ofCustomer = others.filter(({ customer }) => customer === step.customer);
    const call = { orgId, signal: context.signal };
    const extra = (kind: string, key: string, label: string): VerifyItem => ({
      step: `extra:${orgId}:${kind}:${key}`,
      kind,
      label: `${label} in ${step.label}`,
      state: 'extra',
      differences: [],
    });
    const basics = await basicExtras({ ...call, customerId }, namesOf(steps, ofCustomer), ours, ports);
    const locations = steps.flatMap((each) => {
      const id = each.kind === 'location' ? states.get(each.id)?.outputs.locationId : undefined;
      return each.kind === 'location' && id !== undefined ? [{ id, name: each.payload.name }] : [];
    });
    const further = await findFurtherExtras(
      { steps, others: ofCustomer, ours, planned, locations },
      call,
      ports,
      concurrency,
    );
    items.push(...basics.map(({ kind, key }) => extra(kind, key, `${kind} ${key}`)));
    items.push(...further.objects.map(({ kind, id, label }) => extra(kind, id, label)));
    notes.push(...further.notes);
  }
  return { items, notes };
}

/** Locations, numbers and subscribers, which are told by their names. */
async function basicExtras(
  { customerId, ...call }: OrgCall & { readonly customerId: string; readonly signal: AbortSignal },
  named: Names,
  ours: ReadonlySet<string>,
  ports: VerifyPorts,
): Promise<{ readonly kind: 'location' | 'number' | 'subscriber'; readonly key: string }[]> {
  const { orgId, signal } = call;
  const patience = { signal, sleep: ports.clock.sleep };
  const locations = await readPatiently(() => ports.webex.locations.list({}, call), patience);
  const numbers = await readPatiently(() => ports.webex.numbers.list({}, call), patience);
  const subscribers = await readPatiently(
    () => ports.webex.subscribers.list({ customerId }, { scope: orgId, signal }),
    patience,
  );
  return [
    ...locations
      .filter(({ id, name }) => !named.locations.has(name) && !ours.has(plainId(id)))
      .map(({ name }) => ({ kind: 'location' as const, key: name })),
    ...numbers
      .flatMap(({ phoneNumber }) => (phoneNumber === undefined || named.numbers.has(phoneNumber) ? [] : [phoneNumber]))
      .map((number) => ({ kind: 'number' as const, key: number })),
    ...subscribers
      .filter(({ id, email }) => !named.emails.has(email.toLowerCase()) && !ours.has(plainId(id)))
      .map(({ email }) => ({ kind: 'subscriber' as const, key: email })),
  ];
}

type Names = ReturnType<typeof namesOf>;

function namesOf(steps: readonly Step[], others: readonly Draft[]) {
  const locations = new Set<string>();
  const numbers = new Set<string>();
  const emails = new Set<string>();
  for (const step of steps) {
    if (step.kind === 'location') locations.add(step.payload.name);
    if (step.kind === 'numbers') for (const number of step.payload.numbers) numbers.add(number);
    if (step.kind === 'mainNumber') numbers.add(step.payload.phoneNumber);
    if (step.kind === 'subscriber') emails.add(step.payload.email.toLowerCase());
  }
  for (const { kind, data } of others) {
    if (kind === 'location') locations.add(data.name);
    if (kind === 'number' && data.fate === 'move') numbers.add(data.number);
    if (kind === 'subscriber' && data.email !== undefined) emails.add(data.email.toLowerCase());
  }
  return { locations, numbers, emails };
}
