import { locationConfig } from '../domain/configured.ts';
import { withoutKind } from '../domain/draft-id.ts';
import type { DraftOf } from '../domain/drafts.ts';
import type {
  CallingStep,
  DigitPatternStep,
  LocationStep,
  LocationTransferNumbersStep,
  PermissionStep,
  PstnStep,
} from '../domain/plan.ts';
import type { StepId } from '../domain/plan-step.ts';
import { type BuildContext, blockedNote } from './build-context.ts';
import { stepBase } from './step-identity.ts';

/**
 * Location, calling, PSTN connection and outgoing permissions. Whoever can dial out from a location waits for its
 * permissions: international calls are switched on by the target (R-NUM-10).
 */
export function addLocationSteps(context: BuildContext): void {
  for (const draft of context.drafts.of(context.customer.id, 'location')) addLocation(context, draft);
}

function addLocation(context: BuildContext, draft: DraftOf<'location'>): void {
  const { name, timeZone, language, announcementLanguage, address } = draft.data;
  const customer = context.customerStep;
  const notes = blockedNote(context, draft.id);
  const common = { draft: draft.id, customer: context.customer.id, naturalKey: name };
  const first = draft.id === context.customer.data.firstLocation;

  const payload: LocationStep['payload'] = {
    name,
    timeZone,
    language,
    announcementLanguage,
    address,
    customer,
    first,
  };
  const location: LocationStep = {
    ...stepBase('location', { ...common, label: `location ${name}`, hard: [customer] }, payload),
    kind: 'location',
    payload,
  };
  if (!context.add(location, notes)) return;

  let calling = location.id;
  if (!first) {
    const callingPayload: CallingStep['payload'] = {
      name,
      timeZone,
      language,
      announcementLanguage,
      address,
      customer,
      location: location.id,
    };
    const identity = { ...common, label: `calling in ${name}`, hard: [location.id] };
    const step: CallingStep = {
      ...stepBase('calling', identity, callingPayload),
      kind: 'calling',
      payload: callingPayload,
    };
    context.add(step, notes);
    calling = step.id;
  }

  const connectionId = connectionOf(context, draft);
  const pstnPayload: PstnStep['payload'] = {
    customer,
    location: location.id,
    ...(connectionId === undefined ? {} : { connectionId }),
  };
  const pstn: PstnStep = {
    ...stepBase('pstn', { ...common, label: `PSTN connection of ${name}`, hard: [calling] }, pstnPayload),
    kind: 'pstn',
    payload: pstnPayload,
  };
  context.add(pstn, notes);

  const transfers = addTransferNumbers(context, draft, location.id, calling);
  const patterns = addDigitPatterns(context, draft, location.id, { calling, transfers });
  const permission = addPermission(context, draft, location.id, { calling, before: [transfers, ...patterns] });
  context.locations.set(draft.id, { location: location.id, calling, pstn: pstn.id, permission });
}

/** What steps of one location have in common that wait for its calling. */
function ofLocation(context: BuildContext, draft: DraftOf<'location'>, what: string, calling: StepId) {
  const { name } = draft.data;
  return {
    draft: draft.id,
    customer: context.customer.id,
    naturalKey: name,
    label: `${what} of ${name}`,
    hard: [calling],
  };
}

/** The target wants the numbers before permissions name them. */
function addTransferNumbers(
  context: BuildContext,
  draft: DraftOf<'location'>,
  location: StepId,
  calling: StepId,
): StepId | undefined {
  const numbers = draft.data.transferNumbers;
  if (numbers === undefined) return undefined;
  const payload: LocationTransferNumbersStep['payload'] = { customer: context.customerStep, location, numbers };
  const base = stepBase('locationTransferNumbers', ofLocation(context, draft, 'transfer numbers', calling), payload);
  const step: LocationTransferNumbersStep = { ...base, kind: 'locationTransferNumbers', payload };
  context.add(step, blockedNote(context, draft.id));
  return step.id;
}

/**
 * Patterns decide before types of calls do, so they stand before the permissions that everybody waits for. One that the
 * target refuses holds nobody up: the run says so.
 */
function addDigitPatterns(
  context: BuildContext,
  draft: DraftOf<'location'>,
  location: StepId,
  { calling, transfers }: { readonly calling: StepId; readonly transfers: StepId | undefined },
): StepId[] {
  return (draft.data.digitPatterns ?? []).map((pattern) => {
    const payload: DigitPatternStep['payload'] = { customer: context.customerStep, location, ...pattern };
    const identity = {
      ...ofLocation(context, draft, `digit pattern ${pattern.name}`, calling),
      naturalKey: JSON.stringify([draft.data.name, pattern.name]),
      soft: [transfers],
    };
    const step: DigitPatternStep = { ...stepBase('digitPattern', identity, payload), kind: 'digitPattern', payload };
    context.add(step, blockedNote(context, draft.id));
    return step.id;
  });
}

function addPermission(
  context: BuildContext,
  draft: DraftOf<'location'>,
  location: StepId,
  { calling, before }: { readonly calling: StepId; readonly before: readonly (StepId | undefined)[] },
): StepId | undefined {
  const permissions = draft.data.outgoingPermissions;
  if (permissions.length === 0) return undefined;
  const payload: PermissionStep['payload'] = { customer: context.customerStep, location, permissions };
  const identity = { ...ofLocation(context, draft, 'outgoing permissions', calling), soft: before };
  const step: PermissionStep = { ...stepBase('permission', identity, payload), kind: 'permission', payload };
  context.add(step, blockedNote(context, draft.id));
  return step.id;
}

function connectionOf(context: BuildContext, draft: DraftOf<'location'>): string | undefined {
  const key = withoutKind(draft.id);
  const own = locationConfig(context.config, key).pstnConnectionId;
  return own ?? context.config.defaults.pstnConnectionId ?? draft.data.pstnConnectionId;
}
