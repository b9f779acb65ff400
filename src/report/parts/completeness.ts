import { z } from 'zod';
import type { AskedKind, ReportPorts, SourceEntity } from '../ports.ts';
import { count } from './part.ts';

/** One question to BroadWorks: for how many it was answered, refused, or never asked. The three never merge. */
export const QuestionSchema = z.object({
  question: z.string(),
  of: z.string().describe('Kind of object that it was asked about'),
  total: count(),
  read: count(),
  error: count(),
  neverAsked: count(),
});
export type Question = z.output<typeof QuestionSchema>;

interface Expected {
  readonly question: string;
  readonly owner: AskedKind;
  /** Any one of these responses answers it. */
  readonly bases: readonly string[];
  /** Asked only of users with this service, or of instances of this type. */
  readonly service?: string;
  readonly type?: string;
}

const FORWARDING = ['Always', 'Busy', 'No Answer', 'Not Reachable'].map(
  (when): Expected => ({
    question: `Call forwarding ${when.toLowerCase()}`,
    owner: 'user',
    bases: [`UserCallForwarding${when.replace(' ', '')}GetResponse`],
    service: `Call Forwarding ${when}`,
  }),
);

/** What a migration has to know; each gap in it is a gap in everything behind. */
const EXPECTED: readonly Expected[] = [
  { question: 'Groups', owner: 'serviceProvider', bases: ['GroupGetListInServiceProviderResponse'] },
  {
    question: 'Contents of service packs',
    owner: 'servicePack',
    bases: ['ServiceProviderServicePackGetDetailListResponse'],
  },
  { question: 'Group details and address', owner: 'group', bases: ['GroupGetResponse'] },
  {
    question: 'Users',
    owner: 'group',
    bases: ['UserGetListInGroupResponse', 'UserGetListInServiceProviderResponse'],
  },
  {
    question: 'Numbers',
    owner: 'group',
    bases: ['GroupDnGetAssignmentListResponse', 'GroupDnGetListResponse', 'GroupDnGetSummaryListResponse'],
  },
  { question: 'Devices', owner: 'group', bases: ['GroupAccessDeviceGetListResponse'] },
  { question: 'Hunt groups', owner: 'group', bases: ['GroupHuntGroupGetInstanceListResponse'] },
  { question: 'Call centers', owner: 'group', bases: ['GroupCallCenterGetInstanceListResponse'] },
  { question: 'Auto attendants', owner: 'group', bases: ['GroupAutoAttendantGetInstanceListResponse'] },
  { question: 'Schedules', owner: 'group', bases: ['GroupScheduleGetListResponse'] },
  { question: 'User details', owner: 'user', bases: ['UserGetResponse'] },
  {
    question: 'Assigned services',
    owner: 'user',
    bases: ['UserAssignedServicesGetListResponse', 'UserServiceGetAssignmentListResponse'],
  },
  ...FORWARDING,
  {
    question: 'Voicemail',
    owner: 'user',
    bases: ['UserVoiceMessagingUserGetVoiceManagementResponse'],
    service: 'Voice Messaging User',
  },
  { question: 'Do not disturb', owner: 'user', bases: ['UserDoNotDisturbGetResponse'], service: 'Do Not Disturb' },
  { question: 'Call waiting', owner: 'user', bases: ['UserCallWaitingGetResponse'], service: 'Call Waiting' },
  { question: 'Device details', owner: 'device', bases: ['GroupAccessDeviceGetResponse'] },
  {
    question: 'Hunt group settings',
    owner: 'serviceInstance',
    bases: ['GroupHuntGroupGetInstanceResponse'],
    type: 'Hunt Group',
  },
  {
    question: 'Call center settings',
    owner: 'serviceInstance',
    bases: ['GroupCallCenterGetInstanceResponse'],
    type: 'Call Center',
  },
  {
    question: 'Auto attendant settings',
    owner: 'serviceInstance',
    bases: ['GroupAutoAttendantGetInstanceResponse'],
    type: 'Auto Attendant',
  },
];

const OWNERS: Readonly<Record<AskedKind, { readonly entity: SourceEntity; readonly word: string }>> = {
  serviceProvider: { entity: 'serviceProviders', word: 'provider' },
  servicePack: { entity: 'servicePacks', word: 'service pack' },
  group: { entity: 'groups', word: 'group' },
  user: { entity: 'users', word: 'user' },
  device: { entity: 'devices', word: 'device' },
  serviceInstance: { entity: 'serviceInstances', word: 'virtual user' },
};

/** Every question with somebody to ask about, in the order of the list above. */
export function collectCompleteness(ports: ReportPorts): Question[] {
  const { counts } = ports.sourceFacts();
  return EXPECTED.map((expected): Question => {
    const owner = OWNERS[expected.owner];
    const { read, error } = ports.answered(expected.owner, expected.bases);
    const holders =
      expected.service !== undefined
        ? ports.serviceHolders(expected.service)
        : expected.type !== undefined
          ? ports.instancesOf(expected.type)
          : counts[owner.entity];
    // Some answers come without being expected, such as the settings of a service that is not assigned.
    const total = Math.max(holders, read + error);
    return {
      question: expected.question,
      of: expected.service === undefined ? owner.word : `${owner.word} with the service`,
      total,
      read,
      error,
      neverAsked: total - read - error,
    };
  }).filter((question) => question.total > 0);
}
