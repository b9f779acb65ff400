import type { FurtherSetting } from '../../domain/further-settings.ts';
import type { MapContext, Mapped } from '../context.ts';
import { account, cannotHold, carried, lossOfUser, membersOf, NOTHING, targetDefault } from './further-parts.ts';
import { readFeature, type Subject, settingDraft } from './owner-settings.ts';

const SERVICE = 'Busy Lamp Field';
/** What was read of each edition of the client, and its service. */
const RECEPTION = [
  ['receptionistOffice', 'BroadWorks Receptionist - Office'],
  ['receptionist', 'BroadWorks Receptionist - Office'],
  ['receptionistSmallBusiness', 'BroadWorks Receptionist - Small Business'],
] as const;
const MOST_MEMBERS = 50;

/** Busy lamps in the order of the keys, at most 50. */
export function mapMonitoring(context: MapContext, subject: Subject): Mapped {
  const read = readFeature(context, subject.user, 'busyLampField');
  if (read === undefined) return NOTHING;
  const { data, ref, all } = read;
  const holders = { service: SERVICE, kinds: ['subscriber', 'workspace'] } as const;
  const lost = cannotHold(context, subject, holders, all, data.members.length > 0);
  if (lost) return lost;
  const list = account(ref('listURI'), 'not used', 'sip-identity-is-new');
  const park = ref('enableCallParkNotification');
  if (data.members.length === 0) {
    return { drafts: [], accounts: [list, account(park, 'not used', 'nobody-is-monitored')] };
  }
  const row = (key: string): string => ref(`monitoredUserTable[${key}]`);
  const moving = data.members.filter(({ userKey }) => context.owner(userKey) !== undefined);
  const over = moving.slice(MOST_MEMBERS);
  const kept = data.members.filter((member) => !over.includes(member));
  const monitored = membersOf(context, subject, SERVICE, kept, row, 'The busy lamps arrive');
  const value: FurtherSetting<'monitoring'> = {
    setting: 'monitoring',
    owner: subject.owner.draft,
    callParkNotification: data.enableCallParkNotification ?? false,
    members: monitored.members,
  };
  return {
    drafts: [
      settingDraft(context, subject, value, {
        callParkNotification: data.enableCallParkNotification === undefined ? targetDefault : carried(park),
        members: monitored.why,
      }),
    ],
    accounts: [
      list,
      ...monitored.accounts,
      ...over.map(({ userKey }) => account(row(userKey), 'lost', 'over-50-monitored')),
    ],
    losses: [
      ...monitored.losses,
      ...(over.length === 0
        ? []
        : [
            lossOfUser(context, subject, SERVICE, {
              verdict: 'part',
              notice: `${over.length} busy lamps are left out, for the target takes ${MOST_MEMBERS}: ${over.map(({ userId }) => userId).join(', ')}.`,
              action: 'Decide who is monitored; somebody who watches more needs the attendant console.',
              sources: over.map(({ userKey }) => row(userKey)),
            }),
          ]),
    ],
  };
}

/** Whom the receptionist client shows. */
export function mapReceptionist(context: MapContext, subject: Subject): Mapped {
  const [used] = RECEPTION.flatMap(([name, service]) => {
    const read = readFeature(context, subject.user, name);
    return read === undefined || read.data.members.length === 0 ? [] : [{ ...read, service }];
  });
  if (used === undefined) return NOTHING;
  const { data, ref, all, service } = used;
  const lost = cannotHold(context, subject, { service, kinds: ['subscriber'] }, all, true);
  if (lost) return lost;
  const monitored = membersOf(
    context,
    subject,
    service,
    data.members,
    (key) => ref(`monitoredUserTable[${key}]`),
    'The contacts of the receptionist client arrive',
  );
  const value: FurtherSetting<'receptionist'> = {
    setting: 'receptionist',
    owner: subject.owner.draft,
    enabled: true,
    members: monitored.members,
  };
  const why = { enabled: { rule: 'receptionist-in-use', sources: [] }, members: monitored.why };
  return {
    drafts: [settingDraft(context, subject, value, why)],
    accounts: monitored.accounts,
    losses: monitored.losses,
  };
}
