import type { StepRef } from '../domain/plan-step.ts';
import type { OrgCall } from '../webex/call.ts';
import type { LineOwner, LineOwnerKind } from '../webex/owners.ts';
import type { StepContext } from './step-context.ts';

type Outputs = Pick<StepContext, 'outputs'>;

/** Turns a reference of a payload into the id that its step made. */
export type Refer = (step: StepRef, name: string) => string;

export function known(context: Outputs, step: StepRef, name: string): string | undefined {
  const id = context.outputs(step)?.[name];
  return id === '' ? undefined : id;
}

/** For writing: a hard dependency is done, so its ids are known; anything else is a defect of the order. */
export function needed(context: Outputs): Refer {
  return (step, name) => {
    const id = known(context, step, name);
    if (id === undefined) throw new Error(`${name} of step ${step} is not known yet`);
    return id;
  };
}

/** For describing: an id that does not exist yet is shown as what it will be. */
export function shown(context: Outputs): Refer {
  return (step, name) => known(context, step, name) ?? `<${name} of ${step}>`;
}

/** How to call into the organisation of a customer; `undefined` while it has none. */
export function orgCall(context: StepContext, customer: StepRef): OrgCall | undefined {
  const orgId = known(context, customer, 'orgId');
  return orgId === undefined ? undefined : { orgId, signal: context.signal };
}

export function neededOrgCall(context: StepContext, customer: StepRef): OrgCall {
  return { orgId: needed(context)(customer, 'orgId'), signal: context.signal };
}

/** Organisation and location of a step; `undefined` while one of them does not exist. */
export function placeOf(
  context: StepContext,
  payload: { readonly customer: StepRef; readonly location: StepRef },
): { readonly call: OrgCall; readonly locationId: string } | undefined {
  const call = orgCall(context, payload.customer);
  const locationId = known(context, payload.location, 'locationId');
  return call === undefined || locationId === undefined ? undefined : { call, locationId };
}

export function neededPlace(
  context: StepContext,
  payload: { readonly customer: StepRef; readonly location: StepRef },
): { readonly call: OrgCall; readonly locationId: string } {
  return {
    call: neededOrgCall(context, payload.customer),
    locationId: needed(context)(payload.location, 'locationId'),
  };
}

/** Path as it is described: the organisation is a query parameter of almost every call. */
export function inOrgPath(refer: Refer, customer: StepRef, path: string): string {
  return `${path}?orgId=${refer(customer, 'orgId')}`;
}

const OWNER_OUTPUTS = [
  ['person', 'personId'],
  ['workspace', 'workspaceId'],
  ['virtualLine', 'virtualLineId'],
] as const satisfies readonly (readonly [LineOwnerKind, string])[];

/** Person, Webex workspace or virtual line that a step made; `undefined` while there is none. */
export function lineOwner(context: Outputs, step: StepRef): LineOwner | undefined {
  for (const [kind, name] of OWNER_OUTPUTS) {
    const id = known(context, step, name);
    if (id !== undefined) return { kind, id };
  }
  return undefined;
}

export function neededLineOwner(context: Outputs, step: StepRef): LineOwner {
  const owner = lineOwner(context, step);
  if (owner === undefined) throw new Error(`step ${step} made no person, Webex workspace or virtual line`);
  return owner;
}
