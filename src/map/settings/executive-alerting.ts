import type { Why } from '../../domain/drafts.ts';
import { entryOf } from '../../domain/entry-of.ts';
import type { FurtherSetting } from '../../domain/further-settings.ts';
import type { MapContext, Mapped } from '../context.ts';
import { destinationOf, unresolvedLoss } from '../features/destination.ts';
import { account, carried, lossOfUser, NOTHING, targetDefault } from './further-parts.ts';
import { readFeature, type Subject, settingDraft } from './owner-settings.ts';

const SERVICE = 'Executive';
type Alert = FurtherSetting<'executiveAlert'>;

const MODES: Readonly<Record<string, Alert['alertingMode']>> = {
  Simultaneous: 'SIMULTANEOUS',
  Sequential: 'SEQUENTIAL',
};
const NAMES: Readonly<Record<string, Alert['nameMode']>> = {
  Executive: 'EXECUTIVE',
  'Executive-Originator': 'EXECUTIVE_ORIGINATOR',
  'Originator-Executive': 'ORIGINATOR_EXECUTIVE',
  Originator: 'ORIGINATOR',
  Custom: 'CUSTOM',
};
const NUMBERS: Readonly<Record<string, Alert['numberMode']>> = {
  Executive: 'EXECUTIVE',
  Originator: 'ORIGINATOR',
  Custom: 'CUSTOM',
};
const ROLLOVERS: Readonly<Record<string, Alert['rolloverAction']>> = {
  'Voice Messaging': 'VOICE_MESSAGING',
  Forward: 'FORWARD',
  'No Answer Processing': 'NO_ANSWER_PROCESSING',
};
const SIGNS: Readonly<Record<string, FurtherSetting<'executiveScreening'>['alertType']>> = {
  Silent: 'SILENT',
  'Ring Splash': 'RING_SPLASH',
};

/** How the assistants of an executive are called, and whether the executive notices. */
export function mapExecutiveAlerting(context: MapContext, subject: Subject): Mapped {
  const read = readFeature(context, subject.user, 'executiveAlerting');
  if (read === undefined) return NOTHING;
  const { data, ref } = read;
  const owner = subject.owner.draft;
  /** As it was where the word is known, else as the target has it. */
  const because = (known: unknown, path: string): Why => (known === undefined ? targetDefault : carried(ref(path)));

  const sign = entryOf(SIGNS, data.screeningAlertType);
  const screening: FurtherSetting<'executiveScreening'> = {
    setting: 'executiveScreening',
    owner,
    enabled: data.screening ?? false,
    alertType: sign ?? 'SILENT',
    alertReachedNumbers: data.alertAnywhere ?? false,
    alertMobile: data.alertMobility ?? false,
    alertSharedLines: data.alertSharedCallAppearance ?? false,
  };
  const forwardTo = ref('rolloverForwardToPhoneNumber');
  const shownNumber = ref('alertingCustomCallingLineIdPhoneNumber');
  const target = destinationOf(context, data.rolloverForwardTo, subject.user.groupKey);
  const stored = entryOf(ROLLOVERS, data.rolloverAction);
  const aimless = stored === 'FORWARD' && target.value === undefined;
  const rolled: Why = aimless
    ? {
        rule: 'forward-target-unresolved',
        sources: [ref('rolloverAction')],
        changed: true,
        note: 'the call is treated as one that the executive does not answer',
      }
    : because(stored, 'rolloverAction');
  const name = entryOf(NAMES, data.nameMode);
  const number = entryOf(NUMBERS, data.numberMode);
  const custom = destinationOf(context, data.customNumber, subject.user.groupKey);
  const hidden = number === 'CUSTOM' && custom.value === undefined;
  const nameless = name === 'CUSTOM' && data.customName === undefined;
  const mode = entryOf(MODES, data.mode);
  const alert: Alert = {
    setting: 'executiveAlert',
    owner,
    alertingMode: mode ?? 'SIMULTANEOUS',
    ...(data.nextAssistantRings === undefined ? {} : { nextAssistantRings: data.nextAssistantRings }),
    rolloverEnabled: data.rollover ?? false,
    rolloverAction: aimless ? 'NO_ANSWER_PROCESSING' : (stored ?? 'VOICE_MESSAGING'),
    ...(target.value === undefined ? {} : { rolloverDestination: target.value }),
    ...(data.rolloverSeconds === undefined ? {} : { rolloverSeconds: data.rolloverSeconds }),
    nameMode: nameless ? 'EXECUTIVE_ORIGINATOR' : (name ?? 'EXECUTIVE_ORIGINATOR'),
    ...(data.customName === undefined ? {} : { customName: data.customName }),
    numberMode: hidden ? 'EXECUTIVE' : (number ?? 'EXECUTIVE'),
    ...(custom.value === undefined ? {} : { customNumber: custom.value }),
  };
  const changed = { changed: true } as const;
  /** Only what is written is answered for. */
  const written = (value: unknown, field: string, why: Why) => (value === undefined ? {} : { [field]: why });
  const names = ['unicodeAlertingCustomCallingLineIdName', 'alertingCustomCallingLineIdName'].map(ref);
  const drafts = [
    settingDraft(context, subject, alert, {
      alertingMode: because(mode, 'alertingMode'),
      ...written(data.nextAssistantRings, 'nextAssistantRings', carried(ref('nextAssistantNumberOfRings'))),
      rolloverEnabled: because(data.rollover, 'enableRollover'),
      rolloverAction: rolled,
      ...written(target.value, 'rolloverDestination', { rule: 'R-NUM-1', sources: [forwardTo] }),
      ...written(data.rolloverSeconds, 'rolloverSeconds', carried(ref('rolloverWaitTimeSeconds'))),
      nameMode: { ...because(name, 'alertingCallingLineIdNameMode'), ...(nameless ? changed : {}) },
      ...written(data.customName, 'customName', carried(...names)),
      numberMode: { ...because(number, 'alertingCallingLineIdPhoneNumberMode'), ...(hidden ? changed : {}) },
      ...written(custom.value, 'customNumber', { rule: 'R-NUM-1', sources: [shownNumber] }),
    }),
    settingDraft(context, subject, screening, {
      enabled: because(data.screening, 'enableScreening'),
      alertType: because(sign, 'screeningAlertType'),
      alertReachedNumbers: because(data.alertAnywhere, 'alertBroadWorksAnywhereLocations'),
      alertMobile: because(data.alertMobility, 'alertBroadWorksMobilityLocation'),
      alertSharedLines: because(data.alertSharedCallAppearance, 'alertSharedCallAppearanceLocations'),
    }),
  ];
  const lost = [
    ...(target.unresolved === undefined
      ? []
      : [
          unresolvedLoss(
            context,
            `user:${subject.user.key}`,
            SERVICE,
            target.unresolved,
            stored === 'FORWARD',
            forwardTo,
          ),
        ]),
    ...(custom.unresolved === undefined || !hidden
      ? []
      : [
          lossOfUser(context, subject, SERVICE, {
            verdict: 'manual',
            notice: `Assistants see the number of the executive, no longer "${custom.unresolved.written}": ${custom.unresolved.reason}.`,
            action: 'Set the number that assistants see in Control Hub.',
            sources: [shownNumber],
          }),
        ]),
  ];
  return {
    drafts,
    accounts: [
      account(ref('callPushRecallNumberOfRings'), 'lost', 'no-such-field'),
      ...(target.unresolved === undefined ? [] : [account(forwardTo, 'manual', 'forward-target-unresolved')]),
      ...(custom.unresolved === undefined ? [] : [account(shownNumber, 'manual', 'caller-id-number-unresolved')]),
    ],
    losses: lost,
  };
}
