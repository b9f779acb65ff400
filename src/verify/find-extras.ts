import type { Draft } from '../domain/drafts.ts';
import type { VerifyItem } from '../domain/outcomes.ts';
import type { Step, StepOutputs } from '../domain/plan.ts';
import { DONE_STATES } from '../domain/plan.ts';
import type { PlanRecord, StepRecord } from '../domain/plan-record.ts';
import type { StepId } from '../domain/plan-step.ts';
import type { StageContext } from '../pipeline/stage.ts';
import { readPatiently } from '../steps/read-patiently.ts';
import type { VerifyPorts } from './ports.ts';

/**
 * Locations, numbers and subscribers of the planned customers that neither a step names nor a draft of another batch:
 * somebody made them by hand, or they were there before.
 */
export async function findExtras(
  context: StageContext,
  plan: PlanRecord,
  states: ReadonlyMap<StepId, StepRecord>,
  ports: VerifyPorts,
): Promise<{ readonly items: readonly VerifyItem[]; readonly notes: readonly string[] }> {
  const items: VerifyItem[] = [];
  const notes = [
    'Extra objects are looked for among locations, numbers, subscribers, and the rules of selective services and forwarding that this plan or an earlier one sets; other kinds are not supported yet.',
  ];
  const ours = new Set([...states.values()].flatMap(({ outputs }) => Object.values(outputs)));
  const others = ports.othersOf(plan);
  for (const { step } of plan.steps) {
    const record = states.get(step.id);
    if (step.kind !== 'customer' || record === undefined || !DONE_STATES.includes(record.state)) continue;
    const steps = plan.steps.map((planned) => planned.step).filter(({ customer }) => customer === step.customer);
    const named = namesOf(
      steps,
      others.filter(({ customer }) => customer === step.customer),
    );
    const extras = await extrasOf(context, step, named, record.outputs, ours, ports);
    if (extras === undefined) notes.push(`${step.label}: its organisation is not known, nothing was looked for.`);
    else items.push(...extras);
  }
  return { items, notes };
}

async function extrasOf(
  context: StageContext,
  customer: Step,
  named: Names,
  outputs: StepOutputs,
  ours: ReadonlySet<string>,
  ports: VerifyPorts,
): Promise<VerifyItem[] | undefined> {
  const { orgId, customerId } = outputs;
  if (orgId === undefined || customerId === undefined) return undefined;
  const { signal } = context;
  const call = { orgId, signal };
  const patience = {
    signal,
    sleep: ports.clock.sleep,
  };
  const locations = await readPatiently(() => ports.webex.locations.list({}, call), patience);
  const numbers = await readPatiently(() => ports.webex.numbers.list({}, call), patience);
  const subscribers = await readPatiently(
    () => ports.webex.subscribers.list({ customerId }, { scope: orgId, signal }),
    patience,
  );
  const extra = (kind: string, key: string, label: string): VerifyItem => ({
    step: `extra:${orgId}:${kind}:${key}`,
    kind,
    label: `${label} in ${customer.label}`,
    state: 'extra',
    differences: [],
  });
  return [
    ...locations
      .filter(({ id, name }) => !named.locations.has(name) && !ours.has(id))
      .map(({ name }) => extra('location', name, `location ${name}`)),
    ...numbers
      .flatMap(({ phoneNumber }) => (phoneNumber === undefined || named.numbers.has(phoneNumber) ? [] : [phoneNumber]))
      .map((number) => extra('number', number, `number ${number}`)),
    ...subscribers
      .filter(({ id, email }) => !named.emails.has(email.toLowerCase()) && !ours.has(id))
      .map(({ email }) => extra('subscriber', email, `subscriber ${email}`)),
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
