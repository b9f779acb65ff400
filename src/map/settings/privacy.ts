import type { FurtherSetting } from '../../domain/further-settings.ts';
import type { MapContext, Mapped } from '../context.ts';
import { account, cannotHold, carried, membersOf, NOTHING, sameAsDefault, targetDefault } from './further-parts.ts';
import { readFeature, type Subject, settingDraft } from './owner-settings.ts';

const EVERYBODY = ['subscriber', 'workspace', 'virtualLine'] as const;
const PRIVACY = 'Privacy';
const PUSH = 'Push to Talk';

/** Who may watch the line, and whether attendants find it. Hiding from the directory alone has no place in the target. */
export function mapPrivacy(context: MapContext, subject: Subject): Mapped {
  const read = readFeature(context, subject.user, 'privacy');
  if (read === undefined) return NOTHING;
  const { data, ref, all } = read;
  const flags = [data.enablePhoneStatusPrivacy, data.extensionDialingPrivacy, data.nameDialingPrivacy];
  const used = flags.includes(true) || data.enableDirectoryPrivacy === true || data.members.length > 0;
  const lost = cannotHold(context, subject, { service: PRIVACY, kinds: EVERYBODY }, all, used);
  if (lost) return lost;
  const directory = ref('enableDirectoryPrivacy');
  const accounts = [
    data.enableDirectoryPrivacy === true
      ? account(directory, 'lost', 'no-directory-privacy')
      : account(directory, 'not used', 'switched-off'),
  ];
  const monitors = membersOf(
    context,
    subject,
    PRIVACY,
    data.members,
    (key) => ref(`permittedMonitorUserIdTable[${key}]`),
    'The list of those who may watch this line arrives',
  );
  if (!flags.includes(true) && data.members.length === 0) {
    const paths = [
      'enablePhoneStatusPrivacy',
      'enableAutoAttendantExtensionDialingPrivacy',
      'enableAutoAttendantNameDialingPrivacy',
    ];
    return { drafts: [], accounts: [...accounts, ...paths.map((path) => sameAsDefault(ref(path)))] };
  }
  const value: FurtherSetting<'privacy'> = {
    setting: 'privacy',
    owner: subject.owner.draft,
    aaExtensionDialing: data.extensionDialingPrivacy !== true,
    aaNameDialing: data.nameDialingPrivacy !== true,
    statusPrivacy: data.enablePhoneStatusPrivacy === true,
    members: monitors.members,
  };
  const from = (path: string, known: unknown) => (known === undefined ? targetDefault : carried(ref(path)));
  return {
    drafts: [
      settingDraft(context, subject, value, {
        aaExtensionDialing: from('enableAutoAttendantExtensionDialingPrivacy', data.extensionDialingPrivacy),
        aaNameDialing: from('enableAutoAttendantNameDialingPrivacy', data.nameDialingPrivacy),
        statusPrivacy: from('enablePhoneStatusPrivacy', data.enablePhoneStatusPrivacy),
        members: monitors.why,
      }),
    ],
    accounts: [...accounts, ...monitors.accounts],
    losses: monitors.losses,
  };
}

/** Written as read: how the target starts is not documented. */
export function mapPushToTalk(context: MapContext, subject: Subject): Mapped {
  const read = readFeature(context, subject.user, 'pushToTalk');
  if (read === undefined) return NOTHING;
  const { data, ref, all } = read;
  const used = data.allowAutoAnswer === true;
  const lost = cannotHold(context, subject, { service: PUSH, kinds: EVERYBODY }, all, used);
  if (lost) return lost;
  const selected = membersOf(
    context,
    subject,
    PUSH,
    data.members,
    (key) => ref(`selectedUserTable[${key}]`),
    'The list of people for push to talk arrives',
  );
  const value: FurtherSetting<'pushToTalk'> = {
    setting: 'pushToTalk',
    owner: subject.owner.draft,
    allowAutoAnswer: used,
    connectionType: data.outgoingConnection === 'Two Way' ? 'TWO_WAY' : 'ONE_WAY',
    accessType: data.accessList === 'Allow Calls From Selected Users' ? 'ALLOW_MEMBERS' : 'BLOCK_MEMBERS',
    members: selected.members,
  };
  const from = (path: string, known: unknown) => (known === undefined ? targetDefault : carried(ref(path)));
  return {
    drafts: [
      settingDraft(context, subject, value, {
        allowAutoAnswer: from('allowAutoAnswer', data.allowAutoAnswer),
        connectionType: from('outgoingConnectionSelection', data.outgoingConnection),
        accessType: from('accessListSelection', data.accessList),
        members: selected.why,
      }),
    ],
    accounts: selected.accounts,
    losses: selected.losses,
  };
}
