import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readerOf } from '../../src/broadworks/families/registry.ts';
import { FIELD_RULES } from '../../src/map/coverage-proof/field-rules.ts';

/** Every Get response of the OCI-P schema with its fields and table columns. */
const RESPONSES = new URL('../../../shared/reference/ocip-responses.tsv', import.meta.url).pathname;
const SOURCES = ['src/broadworks/families', 'src/domain', 'src/map'].map(
  (folder) => new URL(`../../${folder}`, import.meta.url).pathname,
);

/**
 * Fields of responses that a reader knows, which nothing reads and no rule answers for: the coverage proof calls them
 * `not-supported-yet`. Whoever reads one may take it out; a reader that is added without some of its fields shows up here.
 */
const UNREAD: Readonly<Record<string, readonly string[]>> = {
  GroupAccessDeviceGetResponse: ['deviceIPEI'],
  GroupAutoAttendantGetInstanceResponse: ['transferToOperatorAudioFile', 'transferToOperatorVideoFile'],
  GroupCallCenterGetDNISListResponse: [
    'displayDNISName',
    'displayDNISNumber',
    'promoteCallsFromPriority1to0',
    'promoteCallsFromPriority1to0Seconds',
    'promoteCallsFromPriority2to1',
    'promoteCallsFromPriority2to1Seconds',
    'promoteCallsFromPriority3to2',
    'promoteCallsFromPriority3to2Seconds',
  ],
  GroupCallCenterGetInstanceResponse: [
    'enableCallQueueWhenNoAgentsAvailable',
    'forceDeliveryWaitTimeSeconds',
    'playComfortMessage',
    'playMusicOnHold',
    'statisticsSource',
  ],
  GroupCallCenterStrandedCallUnavailableGetResponse: [
    'agentsUnavailableCode',
    'conditionPolicyOnNumberOfAgentsWithSpecifiedUnavailableCode',
    'numberOfAgentsWithSpecifiedUnavailableCode',
  ],
  GroupCustomContactDirectoryGetResponse: [
    'Is Virtual On-Net User',
    'Receptionist Note',
    'Virtual On-Net Phone Number',
  ],
  GroupGetResponse: ['defaultUserCallingLineIdPhoneNumber'],
  GroupRoutePointGetInstanceResponse: [
    'agentStateAfterCall',
    'callAdmissionTimerSeconds',
    'enableAutomaticStateChangeForAgents',
    'enableUnlimitedQueueLength',
    'externalPreferredAudioCodec',
    'forceDeliveryOfCalls',
    'forceDeliveryWaitTimeSeconds',
    'internalPreferredAudioCodec',
    'overrideAgentWrapUpTime',
    'sendCallAdmissionNotification',
    'wrapUpSeconds',
  ],
  GroupVoiceMessagingGroupGetVoicePortalBrandingResponse: [
    'voiceMessagingGreetingFileDescription',
    'voiceMessagingGreetingMediaType',
    'voicePortalGreetingFileDescription',
    'voicePortalGreetingMediaType',
  ],
  ServiceProviderAccessDeviceGetResponse: ['deviceIPEI'],
  UserBroadWorksReceptionistEnterpriseGetResponse: ['Receptionist Note'],
  UserCommunicationBarringUserControlGetResponse: ['Code'],
  UserExecutiveAssistantGetResponse: ['Assistant Opt-in Status', 'Executive Allow Opt-in'],
  UserExecutiveGetAssistantResponse: ['Opt-in'],
};

const code = (): string =>
  SOURCES.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.parentPath.includes('coverage-proof'))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8')),
  ).join('\n');

/** `name`, `holiday07` as one of a numbered family, and cells that repeat who somebody is. */
function isNamed(text: string, field: string): boolean {
  const family = field.replace(/\d+$/, '');
  const read = text.includes(`'${field}'`) || (/^\w+$/.test(field) && text.includes(`body.${field} `));
  return (
    read || text.includes(`body.${field} ??`) || (family !== field && new RegExp(`\\^${family}\\\\d`, 'i').test(text))
  );
}

function unread(): Record<string, string[]> {
  const text = code();
  const found = new Map<string, Set<string>>();
  for (const line of readFileSync(RESPONSES, 'utf8').split('\n').slice(1)) {
    const [type = '', , fields = '', columns = ''] = line.split('\t');
    const base = /^.*?Response/.exec(type)?.[0] ?? '';
    if (readerOf(base) === undefined) continue;
    const rules = FIELD_RULES.filter((rule) => rule.base.test(base));
    const table = /(\w+):OCITable/.exec(fields)?.[1];
    const cells = table === undefined ? [] : columns.split('|').map((column) => column.trim());
    const names = fields
      .split(';')
      .filter((field) => !field.includes(':OCITable'))
      .map((field) => field.trim().split(':')[0] ?? '');
    const paths = [
      ...names.map((name) => [name, name, `${name}.x`] as const),
      ...cells.map((name) => [name, `${table}[x].${name}`] as const),
    ];
    for (const [name, ...places] of paths) {
      const answered = places.some((place) => rules.some(({ path }) => path.test(place)));
      if (name === '' || answered || isNamed(text, name)) continue;
      found.set(base, (found.get(base) ?? new Set()).add(name));
    }
  }
  return Object.fromEntries([...found].sort().map(([base, names]) => [base, [...names].sort()]));
}

it.skipIf(!existsSync(RESPONSES))(
  'fields that nothing reads are among the ones that are known (needs ../shared)',
  () => {
    const news = Object.entries(unread()).flatMap(([base, names]) =>
      names.filter((name) => UNREAD[base]?.includes(name) !== true).map((name) => `${base}: ${name}`),
    );

    expect(news).toEqual([]);
  },
);
