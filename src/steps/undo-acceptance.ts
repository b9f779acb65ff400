import type { WholeSetting } from '../domain/drafts.ts';
import type { SettingStep } from '../domain/plan.ts';
import { orAbsent } from './absent.ts';
import { settingPath } from './owner-path.ts';
import { inOrgPath, needed, neededOrgCall, orgCall, shown } from './refs.ts';
import { knownOwner, ownerOf } from './setting-owner.ts';
import type { Undo } from './undo.ts';

const OFF = { enabled: false } as const;

/** Whether a setting is selective acceptance that is on: without its rules it turns every call away. */
export function turnsCallsAway(value: WholeSetting): boolean {
  return value.setting === 'selectiveAcceptance' && value.enabled;
}

/**
 * Selective acceptance is switched off before its rules are removed, for people are kept. Off is what it was: its switch is
 * all that a step of ours can have changed.
 */
export const switchOffAcceptance: Undo<SettingStep> = {
  kind: 'remove',
  ofChanges: true,
  leaves: 'the service stays, switched off',
  async standing(step, context) {
    const owner = knownOwner(step, context);
    const call = orgCall(context, step.payload.customer);
    if (owner === undefined || call === undefined) return { gone: true };
    const seen = await orAbsent(context.webex.ownerSettings.further.selectiveAcceptance.get(owner, call));
    return { gone: seen?.enabled !== true };
  },
  remove(step, context) {
    const { selectiveAcceptance } = context.webex.ownerSettings.further;
    return selectiveAcceptance.put(ownerOf(step, needed(context)), OFF, neededOrgCall(context, step.payload.customer));
  },
  describe(step, context) {
    const refer = shown(context);
    const path = settingPath(ownerOf(step, refer), 'selectiveAcceptance');
    return { method: 'PUT', path: inOrgPath(refer, step.payload.customer, path), body: OFF };
  },
};
