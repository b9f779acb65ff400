import type { SettingEntryStep, SettingStep } from '../domain/plan.ts';
import type { LineOwner } from '../webex/owners.ts';
import type { StepContext } from './handler.ts';
import { known, needed, type Refer } from './refs.ts';

const OWNERS = {
  subscriber: ['person', 'personId'],
  workspace: ['workspace', 'workspaceId'],
  virtualLine: ['virtualLine', 'virtualLineId'],
} as const;

type OwnedStep = Pick<SettingStep | SettingEntryStep, 'payload'>;

/** Whose setting it is. */
export function ownerOf({ payload }: OwnedStep, refer: Refer): LineOwner {
  const [kind, output] = OWNERS[payload.ownerKind];
  return { kind, id: refer(payload.owner, output) };
}

/** The same, or `undefined` while the owner does not exist. */
export function knownOwner(step: OwnedStep, context: StepContext): LineOwner | undefined {
  const [, output] = OWNERS[step.payload.ownerKind];
  return known(context, step.payload.owner, output) === undefined ? undefined : ownerOf(step, needed(context));
}
