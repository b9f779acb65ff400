import type { SettingData } from '../domain/drafts.ts';
import type { Difference, SettingStep } from '../domain/plan.ts';
import type { WebexApi } from '../webex/api.ts';
import type { OrgCall, Sent } from '../webex/call.ts';
import type { LineOwner } from '../webex/owners.ts';
import { orAbsent } from './absent.ts';
import type { StepContext, StepHandler } from './handler.ts';
import { settingPath } from './owner-path.ts';
import { inOrgPath, known, needed, neededOrgCall, orgCall, type Refer, shown } from './refs.ts';
import { callForwardingForm } from './setting-call-forwarding.ts';
import type { SettingForm } from './setting-form.ts';
import { callWaitingForm, doNotDisturbForm } from './setting-switches.ts';
import { voicemailForm } from './setting-voicemail.ts';
import { writtenAs } from './written.ts';

/** Call settings of people, Webex workspaces and virtual lines. */
export const settingHandler: StepHandler<SettingStep> = {
  kind: 'setting',
  safety: 'repeatable',
  canChange: true,
  calls: 2,

  async lookUp(step, context) {
    const call = orgCall(context, step.payload.customer);
    const owner = knownOwner(step, context);
    if (!call || !owner) return undefined;
    const differences = await orAbsent(bound(step.payload.value).compare(context.webex.ownerSettings, owner, call));
    return differences && { outputs: {}, differences };
  },

  async write(step, context) {
    const call = neededOrgCall(context, step.payload.customer);
    const owner = ownerOf(step, needed(context));
    return writtenAs(await bound(step.payload.value).write(context.webex.ownerSettings, owner, call), {});
  },

  undo: { kind: 'stays', withOwner: true, why: 'goes with its owner; what the target had before is not kept' },

  describe(step, context) {
    const refer = shown(context);
    const { customer, value } = step.payload;
    const owner = ownerOf(step, refer);
    const path = settingPath(owner, value.setting);
    return { method: 'PUT', path: inOrgPath(refer, customer, path), body: bound(value).body(owner.kind) };
  },
};

const OWNERS = {
  subscriber: ['person', 'personId'],
  workspace: ['workspace', 'workspaceId'],
  virtualLine: ['virtualLine', 'virtualLineId'],
} as const;

function ownerOf({ payload }: SettingStep, refer: Refer): LineOwner {
  const [kind, output] = OWNERS[payload.ownerKind];
  return { kind, id: refer(payload.owner, output) };
}

function knownOwner(step: SettingStep, context: StepContext): LineOwner | undefined {
  const [, output] = OWNERS[step.payload.ownerKind];
  return known(context, step.payload.owner, output) === undefined ? undefined : ownerOf(step, needed(context));
}

type Api = WebexApi['ownerSettings'];

interface BoundSetting {
  compare(api: Api, owner: LineOwner, call: OrgCall): Promise<Difference[]>;
  write(api: Api, owner: LineOwner, call: OrgCall): Promise<Sent>;
  body(owner: LineOwner['kind']): unknown;
}

function bound(value: SettingData): BoundSetting {
  switch (value.setting) {
    case 'callForwarding':
      return bind(callForwardingForm, value);
    case 'voicemail':
      return bind(voicemailForm, value);
    case 'callWaiting':
      return bind(callWaitingForm, value);
    case 'doNotDisturb':
      return bind(doNotDisturbForm, value);
    default:
      return value satisfies never;
  }
}

function bind<Value, Seen>(form: SettingForm<Value, Seen>, value: Value): BoundSetting {
  return {
    compare: async (api, owner, call) => form.compare(value, await form.get(api, owner, call)),
    write: async (api, owner, call) => {
      const seen = await form.get(api, owner, call);
      return form.put(api, owner, form.merge(value, owner.kind, seen), call);
    },
    body: (owner) => form.merge(value, owner, undefined),
  };
}
