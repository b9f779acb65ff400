import type { Draft, Loss, Why } from '../../domain/drafts.ts';
import type { FurtherSetting } from '../../domain/further-settings.ts';
import { partRef, type SourceRef } from '../../domain/keys.ts';
import type { MapContext, Mapped } from '../context.ts';
import { destinationOf, unresolvedLoss } from '../features/destination.ts';
import type { Account } from '../features/merge.ts';
import { account, cannotHold, carried, lossOfUser, NOTHING, targetDefault } from './further-parts.ts';
import { readFeature, type Subject, settingDraft, userRef } from './owner-settings.ts';
import { rulesThatHold, ruleWords } from './ringing-rules.ts';

const SERVICE = 'BroadWorks Anywhere';

const DETAILS = 'UserBroadWorksAnywhereGetPhoneNumberResponse';

/**
 * Numbers of BroadWorks Anywhere as single number reach. Whether a number is switched on stands in an answer of its own:
 * where nobody has read that, it counts as in use (R-SVC-0), and the person is told.
 */
export function mapSingleNumberReach(context: MapContext, subject: Subject): Mapped {
  const read = readFeature(context, subject.user, 'broadWorksAnywhere');
  if (read === undefined) return NOTHING;
  const { data, ref, all } = read;
  const holders = { service: SERVICE, kinds: ['subscriber'] } as const;
  const lost = cannotHold(context, subject, holders, all, data.numbers.length > 0);
  if (lost) return lost;
  const drafts: Draft[] = [];
  const losses: Loss[] = [];
  const alertAll = ref('alertAllLocationsForClickToDialCalls');
  const accounts: Account[] = [
    account(ref('alertAllLocationsForGroupPagingCalls'), 'not used', 'paging-rings-phones-only'),
    ...(data.alertAllLocationsForClickToDialCalls === false
      ? [account(alertAll, 'migrated', 'same-as-target-default')]
      : []),
  ];
  if (data.alertAllLocationsForClickToDialCalls === true) {
    const value = { setting: 'singleNumberReach', owner: subject.owner.draft, alertAllForClickToDial: true } as const;
    drafts.push(settingDraft(context, subject, value, { alertAllForClickToDial: carried(alertAll) }));
  }
  const reached = new Set<string>();
  for (const [index, { phoneNumber, description }] of data.numbers.entries()) {
    // The number heads its row without being its name: rows of this table are counted.
    const source = ref(`phoneNumberTable[${index + 1}]`);
    const target = destinationOf(context, phoneNumber, subject.user.groupKey);
    if (target.value === undefined || !target.value.startsWith('+')) {
      const unresolved = target.unresolved ?? {
        written: phoneNumber,
        reason: 'single number reach takes full numbers',
      };
      accounts.push(account(source, 'manual', 'forward-target-unresolved'));
      losses.push(unresolvedLoss(context, `user:${subject.user.key}`, SERVICE, unresolved, true, source));
      continue;
    }
    if (reached.has(target.value)) {
      accounts.push(account(source, 'not used', 'number-is-listed-twice'));
      continue;
    }
    reached.add(target.value);
    const detail = detailOf(context, subject, phoneNumber, source);
    accounts.push(...detail.accounts);
    losses.push(...detail.losses);
    const value = {
      setting: 'singleNumberReachNumber',
      owner: subject.owner.draft,
      reachedAt: target.value,
      name: description ?? target.value,
      ...detail.data,
    } as const;
    const draft = settingDraft(context, subject, value, {
      reachedAt: { rule: 'R-NUM-1', sources: [source] },
      name: description === undefined ? { rule: 'name-from-number', sources: [] } : carried(source),
      ...detail.why,
    });
    drafts.push({ ...draft, id: `${draft.id}/${target.value}` });
  }
  return { drafts, accounts, losses };
}

type Switches = Pick<FurtherSetting<'singleNumberReachNumber'>, 'enabled' | 'doNotForwardCalls' | 'answerConfirmation'>;
interface Detail {
  readonly data: Switches;
  readonly why: Readonly<Record<keyof Switches, Why>>;
  readonly accounts: readonly Account[];
  readonly losses: readonly Loss[];
}

/** What the answer about one number says. Its rules have no place in Webex, so that it is reached at any time. */
function detailOf(context: MapContext, subject: Subject, phoneNumber: string, row: SourceRef): Detail {
  const parts = context.source.feature(subject.user.key, 'broadWorksAnywhereNumbers')?.data?.parts ?? [];
  const part = parts.find(({ name }) => name === phoneNumber);
  const content = part?.content;
  if (content === undefined) return unread(context, subject, phoneNumber, part?.error, row);
  const at = (path?: string): SourceRef => partRef(userRef(subject.user), DETAILS, `phoneNumber=${phoneNumber}`, path);
  const why = (value: boolean | undefined, path: string): Why =>
    value === undefined ? targetDefault : carried(at(path));
  const enabled = content.isActive ?? true;
  const rules = enabled ? rulesThatHold(content.criteria) : [];
  const alternate = content.outboundAlternateNumber;
  return {
    data: {
      enabled,
      doNotForwardCalls: content.useDiversionInhibitor ?? false,
      answerConfirmation: content.answerConfirmation ?? false,
    },
    why: {
      enabled: why(content.isActive, 'isActive'),
      doNotForwardCalls: why(content.useDiversionInhibitor, 'useDiversionInhibitor'),
      answerConfirmation: why(content.answerConfirmation, 'answerConfirmationRequired'),
    },
    accounts: [
      account(at('description'), 'migrated', 'copy-of-the-list'),
      account(at('broadworksCallControl'), 'lost', 'no-such-field'),
      ...(alternate === undefined ? [] : [account(at('outboundAlternateNumber'), 'lost', 'no-such-field')]),
      ...(content.criteria.length === 0
        ? []
        : [
            account(
              at('criteriaTable'),
              rules.length === 0 ? 'not used' : 'lost',
              rules.length === 0 ? 'rules-that-do-not-hold' : 'no-rules-per-number',
            ),
          ]),
    ],
    losses: [
      ...(rules.length === 0
        ? []
        : [
            lossOfUser(context, subject, SERVICE, {
              verdict: 'lost',
              notice: `${phoneNumber} is reached by every call, for Webex has no rules for it: ${rules.map((rule) => ruleWords(rule)).join(', ')}.`,
              action: 'Ask the person whether the number stays on, and switch it off in Control Hub if it does not.',
              sources: [at('criteriaTable')],
            }),
          ]),
      ...(alternate === undefined
        ? []
        : [
            lossOfUser(context, subject, SERVICE, {
              verdict: 'lost',
              notice: `Calls to ${phoneNumber} are no longer sent by way of ${alternate}.`,
              action: `Enter ${alternate} as the number to reach instead, if that is the one that rings.`,
              sources: [at('outboundAlternateNumber')],
            }),
          ]),
    ],
  };
}

function unread(
  context: MapContext,
  subject: Subject,
  phoneNumber: string,
  error: string | undefined,
  row: SourceRef,
): Detail {
  const note = `whether it is switched on ${error === undefined ? 'was not read' : `could not be read (${error})`}`;
  const why: Why = { rule: 'number-detail-never-read', sources: [], note };
  return {
    data: { enabled: true, doNotForwardCalls: false, answerConfirmation: false },
    why: { enabled: why, doNotForwardCalls: why, answerConfirmation: why },
    accounts: [],
    losses: [
      lossOfUser(context, subject, SERVICE, {
        verdict: 'part',
        notice: `${phoneNumber} is switched on and without rules: ${note}.`,
        action:
          'Read it with the request file of `extract`, or ask the person and switch the number off in Control Hub.',
        sources: [row],
      }),
    ],
  };
}
