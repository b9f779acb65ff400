import type { Why } from '../../domain/drafts.ts';
import { entryOf } from '../../domain/entry-of.ts';
import type { FurtherSetting, RecordingMode } from '../../domain/further-settings.ts';
import type { CallRecording } from '../../domain/source-features.ts';
import type { MapContext, Mapped } from '../context.ts';
import { account, cannotHold, carried, NOTHING, sameAsDefault, targetDefault } from './further-parts.ts';
import { readFeature, type Subject, settingDraft } from './owner-settings.ts';

const SERVICE = 'Call Recording';
const EVERYBODY = ['subscriber', 'workspace', 'virtualLine'] as const;
const MODES: Readonly<Record<string, RecordingMode>> = {
  Always: 'Always',
  'Always with Pause/Resume': 'Always with Pause/Resume',
  'On Demand': 'On Demand with User Initiated Start',
  'On Demand with User Initiated Start': 'On Demand with User Initiated Start',
};
/** What the target starts with, in seconds; 10 to 1800 are allowed on both sides. */
const DEFAULT_INTERVAL = 15;
const DETAILS = [
  'pauseResumeNotification',
  'enableCallRecordingAnnouncement',
  'enableRecordCallRepeatWarningTone',
  'recordCallRepeatWarningToneTimerSeconds',
  'enableVoiceMailRecording',
] as const;

/** Recording of calls. Never is what the target starts with; a recording vendor is chosen for the location by hand. */
export function mapCallRecording(context: MapContext, subject: Subject): Mapped {
  const read = readFeature(context, subject.user, 'callRecording');
  if (read === undefined) return NOTHING;
  const { data, ref, all } = read;
  const record = entryOf(MODES, data.option);
  // What nobody can read counts as in use.
  const used = data.option !== undefined && data.option !== 'Never';
  const lost = cannotHold(context, subject, { service: SERVICE, kinds: EVERYBODY }, all, used);
  if (lost) return lost;
  const stream = account(ref('mediaStream'), 'not used', 'set-by-the-recording-vendor');
  if (record === undefined) {
    // An option that nobody knows stays with the verdict of the service.
    if (data.option !== 'Never') return NOTHING;
    const details = DETAILS.map((path) => account(ref(path), 'not used', 'switched-off'));
    return { drafts: [], accounts: [sameAsDefault(ref('recordingOption')), stream, ...details] };
  }
  const value = settingOf(subject, data, record);
  const from = (path: (typeof DETAILS)[number], known: unknown): Why =>
    known === undefined ? targetDefault : carried(ref(path));
  const changed = data.option === 'On Demand';
  const option: Why = {
    ...carried(ref('recordingOption')),
    ...(changed ? { changed, note: 'recording starts when the user says so' } : {}),
  };
  return {
    drafts: [
      settingDraft(context, subject, value, {
        enabled: option,
        record: option,
        recordVoicemail: from('enableVoiceMailRecording', data.voicemail),
        pauseNotification: from('pauseResumeNotification', data.pauseResumeNotification),
        repeatInterval: from('recordCallRepeatWarningToneTimerSeconds', data.repeatWarningToneSeconds),
        repeatEnabled: from('enableRecordCallRepeatWarningTone', data.repeatWarningTone),
        startStopAnnouncement: from('enableCallRecordingAnnouncement', data.announcement),
      }),
    ],
    accounts: [stream],
  };
}

function settingOf(subject: Subject, data: CallRecording, record: RecordingMode): FurtherSetting<'callRecording'> {
  const { pauseResumeNotification: sound } = data;
  const seconds = Number(data.repeatWarningToneSeconds);
  return {
    setting: 'callRecording',
    owner: subject.owner.draft,
    enabled: true,
    record,
    recordVoicemail: data.voicemail ?? false,
    pauseNotification: sound === 'Beep' || sound === 'Play Announcement' ? sound : 'None',
    repeatInterval: seconds >= 10 && seconds <= 1800 ? seconds : DEFAULT_INTERVAL,
    repeatEnabled: data.repeatWarningTone ?? false,
    startStopAnnouncement: data.announcement ?? false,
  };
}
