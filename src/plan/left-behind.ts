import pLimit from 'p-limit';
import { withoutKind } from '../domain/draft-id.ts';
import { writtenKey } from '../domain/keys.ts';
import type { CustomerStep, NumbersStep, Step, StepOutputs, SubscriberStep } from '../domain/plan.ts';
import type { StepRecord } from '../domain/plan-record.ts';
import type { StepId } from '../domain/plan-step.ts';
import { WebexHttpError } from '../domain/webex-errors.ts';
import type { StageContext } from '../pipeline/stage.ts';
import { sameId } from '../steps/compare.ts';
import { readPatiently } from '../steps/read-patiently.ts';
import type { Observation } from './observe-target.ts';
import type { PlanPorts } from './ports.ts';

/** What a rollback has left, and the target would refuse to make again. */
export interface LeftBehind {
  /** Steps to hold back, with a reason that what hangs from them can repeat. */
  readonly blocked: ReadonlyMap<StepId, string>;
  /** The same of a customer in full, with what mends it. */
  readonly inFull: ReadonlyMap<StepId, string>;
}

interface Known {
  readonly steps: readonly Step[];
  readonly seen: ReadonlyMap<StepId, Observation>;
  readonly states: ReadonlyMap<StepId, StepRecord>;
}

type Movable = SubscriberStep | NumbersStep;

/** The request was understood and the data are not accepted. */
const REFUSED: readonly number[] = [400, 409, 412, 422];

/**
 * People and numbers that stayed in an organisation when their customer was rolled back. Both can be in one organisation
 * only: in another one the target would refuse them in the middle of the run. The journal says which they are, and the
 * target whether they still stand in the way, for somebody may have removed them since.
 *
 * A customer that is to get a new organisation is held back whole: half of it would stand in each.
 *
 * @param partnerOrgId - asked about numbers: they are unique in all of Webex
 */
export async function leftBehind(
  context: StageContext,
  known: Known,
  ports: Pick<PlanPorts, 'webex' | 'clock'>,
  { partnerOrgId, concurrency }: { readonly partnerOrgId: string; readonly concurrency: number },
): Promise<LeftBehind> {
  const limit = pLimit(concurrency);
  const patience = { signal: context.signal, sleep: ports.clock.sleep };
  const customers = new Map(
    known.steps.flatMap((step) => (step.kind === 'customer' ? [[step.id, step] as const] : [])),
  );
  /** How many people or numbers of a step the target refuses. */
  const refusedOf = (step: Movable, { payload }: CustomerStep): Promise<number> =>
    limit(() =>
      readPatiently(
        async () =>
          step.kind === 'numbers'
            ? takenOf(step, ports.webex, { orgId: partnerOrgId, signal: context.signal })
            : isTaken(step, payload.provisioningId, ports.webex, { scope: partnerOrgId, signal: context.signal }).then(
                Number,
              ),
        { ...patience, what: step.label },
      ),
    );

  const blocked = new Map<StepId, string>();
  const inFull = new Map<StepId, string>();
  for (const customer of customers.values()) {
    const orgId = known.seen.get(customer.id)?.outputs?.orgId ?? customer.payload.orgId;
    const elsewhere = known.steps.flatMap((step): { step: Movable; left: StepOutputs }[] => {
      if ((step.kind !== 'subscriber' && step.kind !== 'numbers') || step.payload.customer !== customer.id) return [];
      const left = known.states.get(step.id)?.left;
      const action = known.seen.get(step.id)?.action;
      // Held back by what `precheck --remote` found: that it is there is what it found.
      if (left === undefined || (action !== 'create' && action !== 'blocked')) return [];
      return orgId !== undefined && sameId(orgId, left.orgId) ? [] : [{ step, left }];
    });
    const asked = await Promise.all(
      elsewhere.map(async (one) => ({ ...one, count: await refusedOf(one.step, customer) })),
    );
    const refused = asked.filter(({ count }) => count > 0);
    const [first] = refused;
    if (first === undefined) continue;
    const where = first.left.orgId ?? 'its earlier organisation';
    if (known.seen.get(customer.id)?.action === 'create') {
      blocked.set(customer.id, 'what a rollback has left is in its way');
      inFull.set(customer.id, wholly(customer, refused, where));
      continue;
    }
    for (const { step } of refused)
      blocked.set(
        step.id,
        `stayed in organisation ${where} at a rollback: remove it there in Control Hub, then plan again`,
      );
  }
  return { blocked, inFull };
}

function wholly(
  { draft }: CustomerStep,
  refused: readonly { readonly step: Movable; readonly count: number }[],
  where: string,
): string {
  const sumOf = (kind: Movable['kind']): number =>
    refused.reduce((sum, { step, count }) => sum + (step.kind === kind ? count : 0), 0);
  const parts = [
    ...counted(sumOf('subscriber'), 'person', 'people'),
    ...counted(sumOf('numbers'), 'number', 'numbers'),
  ].join(' and ');
  const key = writtenKey(withoutKind(draft));
  return (
    `${parts} stayed in organisation ${where} at a rollback, and Webex refuses them in a new one: go on in that one ` +
    `(customers, "${key}", orgId in migration.yaml; then map and precheck), or remove them there in Control Hub; then plan again`
  );
}

function counted(count: number, one: string, many: string): string[] {
  return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
}

/** Of a batch, only those are in the way that could not be removed. */
async function takenOf(
  { payload }: NumbersStep,
  { numbers }: PlanPorts['webex'],
  call: { readonly orgId: string; readonly signal: AbortSignal },
): Promise<number> {
  const { numbers: told } = await numbers.validate(payload.numbers, call);
  return told.filter(({ state }) => !/^available$/i.test(state)).length;
}

async function isTaken(
  { payload }: SubscriberStep,
  provisioningId: string,
  { subscribers }: PlanPorts['webex'],
  call: { readonly scope: string; readonly signal: AbortSignal },
): Promise<boolean> {
  const { email, firstName, lastName, phoneNumber, extension } = payload;
  const provisioningParameters = {
    firstName,
    lastName,
    ...(phoneNumber === undefined ? {} : { primaryPhoneNumber: phoneNumber }),
    ...(extension === undefined ? {} : { extension }),
  };
  try {
    await subscribers.validate({ provisioningId, email, package: payload.package, provisioningParameters }, call);
    return false;
  } catch (error) {
    if (error instanceof WebexHttpError && REFUSED.includes(error.status)) return true;
    throw error;
  }
}
