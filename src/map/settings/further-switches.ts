import type { FurtherSetting } from '../../domain/further-settings.ts';
import type { MapContext, Mapped } from '../context.ts';
import { account, cannotHold, carried, lossOfUser, NOTHING, readSwitch, sameAsDefault } from './further-parts.ts';
import { readFeature, type Subject, settingDraft } from './owner-settings.ts';

const REJECTION = 'Anonymous Call Rejection';
const EXEMPT = 'Barge-in Exempt';
const HOTELING = 'Hoteling Guest';
const HOST = 'Hoteling Host';
const PEOPLE_AND_PLACES = ['subscriber', 'workspace'] as const;
const EVERYBODY = ['subscriber', 'workspace', 'virtualLine'] as const;

/** Off is what the target starts with. */
export function mapAnonymousCallRejection(context: MapContext, subject: Subject): Mapped {
  const read = readSwitch(context, subject, 'anonymousCallRejection', REJECTION);
  if (read === undefined) return NOTHING;
  const holders = { service: REJECTION, kinds: PEOPLE_AND_PLACES };
  const lost = cannotHold(context, subject, holders, read.source, read.active);
  if (lost) return lost;
  if (!read.active) return { drafts: [], accounts: [sameAsDefault(read.source)] };
  const data = { setting: 'anonymousCallRejection', owner: subject.owner.draft, enabled: true } as const;
  return { drafts: [settingDraft(context, subject, data, { enabled: carried(read.source) })] };
}

/** Exempt means: others may not barge in. Which way the target starts is not documented, so both are written. */
export function mapBargeIn(context: MapContext, subject: Subject): Mapped {
  const read = readSwitch(context, subject, 'bargeInExempt', EXEMPT);
  if (read === undefined) return NOTHING;
  const lost = cannotHold(context, subject, { service: EXEMPT, kinds: EVERYBODY }, read.source, read.active);
  if (lost) return lost;
  const data = { setting: 'bargeIn', owner: subject.owner.draft, enabled: !read.active } as const;
  const why = { rule: 'barge-in-unless-exempt', sources: [read.source] };
  return { drafts: [settingDraft(context, subject, data, { enabled: why })] };
}

/** A guest signs in to host phones; the time limit is set at the host. */
export function mapHotelingGuest(context: MapContext, subject: Subject): Mapped {
  const read = readFeature(context, subject.user, 'hotelingGuest');
  if (read === undefined) return NOTHING;
  const active = read.data.isActive === true;
  const lost = cannotHold(context, subject, { service: HOTELING, kinds: ['subscriber'] }, read.all, active);
  if (lost) return lost;
  const source = read.ref('isActive');
  const accounts = [
    account(read.ref('enableAssociationLimit'), 'not used', 'limit-is-set-at-the-host'),
    account(read.ref('associationLimitHours'), 'not used', 'limit-is-set-at-the-host'),
    ...HOST_OF_THE_MOMENT.map((path) => account(read.ref(path), 'not used', 'association-of-the-moment')),
  ];
  if (!active) return { drafts: [], accounts: [...accounts, sameAsDefault(source)] };
  const data = { setting: 'hotelingGuest', owner: subject.owner.draft, enabled: true } as const;
  return { drafts: [settingDraft(context, subject, data, { enabled: carried(source) })], accounts };
}

const HOST_OF_THE_MOMENT = [
  'hostUserId',
  'hostLastName',
  'hostFirstName',
  'hostAssociationDateTime',
  'hostEnforcesAssociationLimit',
  'hostAssociationLimitHours',
];

/** Guests sign in to the phone of a host; which guests may is not limited in the target. */
export function mapHotelingHost(context: MapContext, subject: Subject): Mapped {
  const read = readFeature(context, subject.user, 'hotelingHost');
  if (read === undefined) return NOTHING;
  const { data, ref, all } = read;
  const active = data.isActive === true;
  const lost = cannotHold(context, subject, { service: HOST, kinds: ['subscriber'] }, all, active);
  if (lost) return lost;
  const limit = ref('enforceAssociationLimit');
  const hours = ref('associationLimitHours');
  const level = ref('accessLevel');
  const guests = GUEST_OF_THE_MOMENT.map((path) => account(ref(path), 'not used', 'association-of-the-moment'));
  if (!active) {
    const idle = [limit, hours, level].map((path) => account(path, 'not used', 'switched-off'));
    return { drafts: [], accounts: [...guests, ...idle, sameAsDefault(ref('isActive'))] };
  }
  const limited = data.enforceAssociationLimit === true ? Number(data.associationLimitHours) : Number.NaN;
  const isLimited = Number.isInteger(limited);
  const value: FurtherSetting<'hotelingHost'> = {
    setting: 'hotelingHost',
    owner: subject.owner.draft,
    enabled: true,
    ...(isLimited ? { hours: limited } : {}),
  };
  const why = { enabled: carried(ref('isActive')), ...(isLimited ? { hours: carried(limit, hours) } : {}) };
  const accounts = isLimited
    ? []
    : [account(limit, 'migrated', 'same-as-target-default'), account(hours, 'not used', 'guests-are-not-limited')];
  const groupOnly = data.accessLevel === 'Group';
  return {
    drafts: [settingDraft(context, subject, value, why)],
    accounts: [...guests, ...accounts, account(level, groupOnly ? 'lost' : 'migrated', 'guests-of-the-organisation')],
    losses: groupOnly
      ? [
          lossOfUser(context, subject, HOST, {
            verdict: 'part',
            notice: 'Webex does not limit who signs in to this phone: it was for guests of the own group only.',
            action: 'Switch hoteling on for those people only who may use the phone of another.',
            sources: [level],
          }),
        ]
      : [],
  };
}

const GUEST_OF_THE_MOMENT = [
  'guestLastName',
  'guestFirstName',
  'guestPhoneNumber',
  'guestExtension',
  'guestLocationDialingCode',
  'guestAssociationDateTime',
];
