import type { Draft, Loss } from '../../domain/drafts.ts';
import type { FurtherSetting } from '../../domain/further-settings.ts';
import type { MapContext, Mapped } from '../context.ts';
import { destinationOf, unresolvedLoss } from '../features/destination.ts';
import type { Account } from '../features/merge.ts';
import { indexOf } from '../source-index.ts';
import { mapExecutiveAlerting } from './executive-alerting.ts';
import { account, cannotHold, carried, lossOfUser, membersOf, NOTHING } from './further-parts.ts';
import { hasService, readFeature, type Subject, serviceSource, settingDraft } from './owner-settings.ts';

const EXECUTIVE = 'Executive';
const ASSISTANT = 'Executive-Assistant';

/** Who is an executive or an assistant: the type comes before everything that hangs on it. */
export function mapExecutive(context: MapContext, subject: Subject): Mapped {
  const { user } = subject;
  const executive = hasService(context, user, EXECUTIVE) === 'yes';
  const assistant = hasService(context, user, ASSISTANT) === 'yes';
  if (!executive && !assistant) return NOTHING;
  const service = executive ? EXECUTIVE : ASSISTANT;
  const source = serviceSource(context, user, service);
  const lost = cannotHold(context, subject, { service, kinds: ['subscriber'] }, source, true);
  if (lost) return lost;
  const data: FurtherSetting<'executiveAssistant'> = {
    setting: 'executiveAssistant',
    owner: subject.owner.draft,
    type: executive ? 'EXECUTIVE' : 'EXECUTIVE_ASSISTANT',
  };
  const type = settingDraft(context, subject, data, { type: carried(source) });
  const both =
    executive && assistant
      ? [
          lossOfUser(context, subject, ASSISTANT, {
            verdict: 'lost',
            notice: 'Nobody is executive and assistant at once in Webex: the executive stays.',
            action: 'Decide which of the two this user is.',
            sources: [serviceSource(context, user, ASSISTANT)],
          }),
        ]
      : [];
  const parts = executive
    ? [assistantsOf(context, subject), mapExecutiveAlerting(context, subject)]
    : [divertOf(context, subject)];
  return {
    drafts: [type, ...parts.flatMap(({ drafts }) => drafts)],
    accounts: parts.flatMap(({ accounts }) => accounts ?? []),
    losses: [...both, ...parts.flatMap(({ losses }) => losses ?? [])],
  };
}

/** Only those who are assistants themselves can be assigned. */
function assistantsOf(context: MapContext, subject: Subject): Mapped {
  const read = readFeature(context, subject.user, 'executive');
  if (read === undefined) return NOTHING;
  const { data, ref } = read;
  const row = (key: string): string => ref(`assistantUserTable[${key}]`);
  const optIn = account(ref('allowOptInOut'), 'lost', 'no-such-field');
  if (data.members.length === 0) return { drafts: [], accounts: [optIn] };
  const isAssistant = (userKey: string): boolean => {
    const user = indexOf(context.source).user(userKey);
    return (
      user !== undefined &&
      hasService(context, user, ASSISTANT) === 'yes' &&
      // Whoever is both becomes an executive, see above.
      hasService(context, user, EXECUTIVE) !== 'yes' &&
      context.owner(userKey)?.kind === 'subscriber'
    );
  };
  const others = data.members.filter(({ userKey }) => context.owner(userKey) !== undefined && !isAssistant(userKey));
  const assigned = membersOf(
    context,
    subject,
    EXECUTIVE,
    data.members.filter((member) => !others.includes(member)),
    row,
    'The assistants arrive',
  );
  const value: FurtherSetting<'assignedAssistants'> = {
    setting: 'assignedAssistants',
    owner: subject.owner.draft,
    members: assigned.members,
  };
  const accounts: Account[] = [
    optIn,
    ...assigned.accounts,
    ...others.map(({ userKey }) => account(row(userKey), 'manual', 'no-assistant-service')),
  ];
  const losses: Loss[] = [
    ...assigned.losses,
    ...others.map(({ userId, userKey }) =>
      lossOfUser(context, subject, EXECUTIVE, {
        verdict: 'manual',
        notice: `${userId} is not assigned: it is no assistant in Webex, for it lacks the service ${ASSISTANT} or is an executive itself.`,
        action: 'Make it an assistant in Control Hub, then assign it.',
        sources: [row(userKey)],
      }),
    ),
  ];
  const drafts: Draft[] =
    assigned.members.length === 0 ? [] : [settingDraft(context, subject, value, { members: assigned.why })];
  return { drafts, accounts, losses };
}

/** Where the calls of the executives go while the assistant is away. The executives themselves name their assistants. */
function divertOf(context: MapContext, subject: Subject): Mapped {
  const read = readFeature(context, subject.user, 'executiveAssistant');
  if (read === undefined) return NOTHING;
  const { data, ref } = read;
  const target = destinationOf(context, data.divertToPhoneNumber, subject.user.groupKey);
  const path = ref('divertToPhoneNumber');
  const accounts: Account[] = [
    account(ref('executiveTable'), 'not used', 'copy-of-the-executives'),
    ...(target.unresolved === undefined ? [] : [account(path, 'manual', 'forward-target-unresolved')]),
  ];
  const enabled = data.enableDivert === true && target.value !== undefined;
  const losses =
    target.unresolved === undefined
      ? []
      : [
          unresolvedLoss(
            context,
            `user:${subject.user.key}`,
            ASSISTANT,
            target.unresolved,
            data.enableDivert === true,
            path,
          ),
        ];
  if (target.value === undefined) {
    const off = account(
      ref('enableDivert'),
      data.enableDivert === true ? 'manual' : 'not used',
      'no-target-to-divert-to',
    );
    return { drafts: [], accounts: [...accounts, off], losses };
  }
  const value: FurtherSetting<'assistantDivert'> = {
    setting: 'assistantDivert',
    owner: subject.owner.draft,
    enabled,
    destination: target.value,
  };
  const why = { enabled: carried(ref('enableDivert')), destination: { rule: 'R-NUM-1', sources: [path] } };
  return { drafts: [settingDraft(context, subject, value, why)], accounts, losses };
}
