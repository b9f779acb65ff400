import { z } from 'zod';
import type { DraftsByKind } from './drafts-by-kind.ts';
import { type LossesPart, LossesSchema, type LossGroup } from './losses-part.ts';
import { count } from './part.ts';

const TOPICS = [
  'locations',
  'numbers',
  'devices',
  'features',
  'user-calling',
  'user-voicemail',
  'call-routing',
  'announcements',
  'administrators',
] as const;
const AUDIENCES = ['everybody', 'phone-users', 'voicemail-users', 'agents', 'attendants', 'administrators'] as const;
const LossShape = LossesSchema.shape.services.element.pick({
  service: true,
  verdict: true,
  notice: true,
  action: true,
});

/** What people have to be told and what a person has to do in Control Hub after the tool is done. */
export const HandOverSchema = z.object({
  todos: z.array(
    z.object({
      topic: z.enum(TOPICS).describe('Place in Control Hub'),
      service: z.string().exactOptional().describe('Missing for jobs that every migration has'),
      job: z.enum(['service', 'confirm-mac', 'replace-phone', 'convert-phone', 'activate-numbers', 'complete-address']),
      what: z.string(),
      count: count(),
      names: z.array(z.string()).describe('The first few whom it concerns'),
    }),
  ),
  notices: z.array(z.object({ audience: z.enum(AUDIENCES), items: z.array(LossShape.extend({ count: count() })) })),
});
export type HandOverPart = z.output<typeof HandOverSchema>;
export type Todo = HandOverPart['todos'][number];
type Topic = (typeof TOPICS)[number];
type Audience = (typeof AUDIENCES)[number];

/** First that fits; services of BroadWorks by the words in their names. */
const TOPIC_BY_NAME: readonly (readonly [RegExp, Topic])[] = [
  [/voice ?mail|voice messaging|voice portal|fax messaging/i, 'user-voicemail'],
  [/announcement|music on hold|treatment/i, 'announcements'],
  [/hunt group|call cent(er|re)|auto attendant|call park|call pickup|paging|instant group|queue|find-me/i, 'features'],
  [/route|routing|trunk|dial plan|enterprise.*plan|calling plan|account.*code|authorization code/i, 'call-routing'],
  [/administrator|department/i, 'administrators'],
  [/device|phone|polycom|shared call appearance|busy lamp/i, 'devices'],
];
const AUDIENCE_BY_NAME: readonly (readonly [RegExp, Audience])[] = [
  [/voice ?mail|voice messaging|voice portal/i, 'voicemail-users'],
  [/call cent(er|re)|queue/i, 'agents'],
  [/attendant|receptionist|client call control/i, 'attendants'],
  [/device|phone|appearance|busy lamp|polycom|hoteling|speed dial/i, 'phone-users'],
];
const SHOWN_NAMES = 5;

export function collectHandOver(losses: LossesPart, drafts: DraftsByKind): HandOverPart {
  return { todos: [...draftTodos(drafts), ...losses.services.flatMap(lossTodo)], notices: collectNotices(losses) };
}

/** Jobs that follow from what moves. */
function draftTodos(drafts: DraftsByKind): Todo[] {
  const todo = (topic: Topic, job: Todo['job'], what: string, names: readonly string[]): Todo[] =>
    names.length === 0 ? [] : [{ topic, job, what, count: names.length, names: names.slice(0, SHOWN_NAMES) }];
  const devices = (fits: (device: DraftsByKind['device'][number]['data']) => boolean) =>
    drafts.device.filter(({ data }) => fits(data)).map(({ data }) => data.name);
  return [
    ...todo(
      'locations',
      'complete-address',
      'Complete the emergency address.',
      drafts.location.filter(({ data }) => data.address.addressLine1 === undefined).map(({ data }) => data.name),
    ),
    ...todo(
      'devices',
      'confirm-mac',
      'Compare the MAC address with the label on the phone, then add the phone.',
      devices(({ macEvidence, fate }) => macEvidence === 'candidate' && fate !== 'drop'),
    ),
    ...todo(
      'devices',
      'convert-phone',
      'Convert the firmware of the phone before the cutover.',
      devices(({ fate }) => fate === 'convert'),
    ),
    ...todo(
      'devices',
      'replace-phone',
      'Replace the phone by a model that Webex supports.',
      devices(({ fate }) => fate === 'replace'),
    ),
    ...todo(
      'numbers',
      'activate-numbers',
      'Activate the numbers at the cutover, once the carrier has ported them.',
      drafts.number.filter(({ data }) => data.fate === 'move' && data.activateAtCutover).map(({ data }) => data.number),
    ),
  ];
}

function lossTodo(loss: LossGroup): Todo[] {
  if (loss.verdict === 'lost') return [];
  const { service, action, count: number, owners } = loss;
  return [
    {
      topic: first(TOPIC_BY_NAME, service) ?? (forAdministrators(loss) ? 'features' : 'user-calling'),
      service,
      job: 'service',
      what: action,
      count: number,
      names: owners.slice(0, SHOWN_NAMES).map(({ name }) => name),
    },
  ];
}

function collectNotices(losses: LossesPart): HandOverPart['notices'] {
  return AUDIENCES.map((audience) => ({
    audience,
    items: losses.services
      .filter((loss) => audienceOf(loss) === audience)
      .map(({ service, verdict, notice, action, count: number }) => ({
        service,
        verdict,
        notice,
        action,
        count: number,
      })),
  }));
}

function audienceOf(loss: LossGroup): Audience {
  return forAdministrators(loss) ? 'administrators' : (first(AUDIENCE_BY_NAME, loss.service) ?? 'everybody');
}

/** What only groups and their features lose is seen by those who administer them. */
function forAdministrators({ owners }: LossGroup): boolean {
  return owners.every(({ owner }) => !owner.startsWith('user:'));
}

function first<Value>(table: readonly (readonly [RegExp, Value])[], text: string): Value | undefined {
  return table.find(([pattern]) => pattern.test(text))?.[1];
}
