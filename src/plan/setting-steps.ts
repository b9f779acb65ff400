import type { DraftId, DraftOf } from '../domain/drafts.ts';
import type { SettingStep } from '../domain/plan.ts';
import { type BuildContext, blockedNote } from './build-context.ts';
import { labelOf } from './draft-index.ts';
import { stepBase } from './step-identity.ts';

/** Settings of people, places and lines. */
export function addSettingSteps(context: BuildContext): void {
  for (const draft of context.drafts.of(context.customer.id, 'setting')) addSetting(context, draft);
}

function addSetting(context: BuildContext, draft: DraftOf<'setting'>): void {
  const value = draft.data;
  const ownerDraft = context.drafts.get(value.owner);
  const label = `${NAMES[value.setting]} of ${ownerDraft ? labelOf(ownerDraft) : value.owner}`;
  const owner = context.owners.get(value.owner);
  const ownerKind = kindOf(context, value.owner);
  if (owner === undefined || ownerKind === undefined) {
    const reason = context.blockedDrafts.get(value.owner) ?? 'its owner is not migrated';
    context.omit('setting', draft, reason, true, label);
    return;
  }
  const payload: SettingStep['payload'] = { customer: context.customerStep, owner, ownerKind, value };
  const identity = {
    draft: draft.id,
    customer: context.customer.id,
    naturalKey: `${value.owner} ${value.setting}`,
    label,
    hard: [owner],
  };
  const step: SettingStep = { ...stepBase('setting', identity, payload), kind: 'setting', payload };
  context.add(step, blockedNote(context, draft.id));
}

const NAMES = {
  callForwarding: 'call forwarding',
  voicemail: 'voicemail',
  callWaiting: 'call waiting',
  doNotDisturb: 'do not disturb',
} as const;

function kindOf(context: BuildContext, owner: DraftId): SettingStep['payload']['ownerKind'] | undefined {
  const kind = context.drafts.get(owner)?.kind;
  return kind === 'subscriber' || kind === 'workspace' || kind === 'virtualLine' ? kind : undefined;
}
