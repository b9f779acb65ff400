import type { DraftId } from '../domain/draft-id.ts';
import type { Draft, Loss } from '../domain/drafts.ts';
import type { SourceService, SourceUser } from '../domain/source.ts';
import type { MapContext, Mapped } from './context.ts';
import { responsesOfService, serviceAccount } from './coverage-proof/service-responses.ts';
import { type Account, mergeMapped } from './features/merge.ts';
import { assignedServices } from './in-use.ts';
import { accessCodesOfGroups } from './losses/access-codes.ts';
import { barringLosses } from './losses/barring-losses.ts';
import { digitPlansOfGroups } from './losses/digit-plan-losses.ts';
import { listGroupLosses } from './losses/group-losses.ts';
import { HANDLED_USER_SERVICES } from './losses/handled-services.ts';
import { incomingPlanLosses } from './losses/incoming-plan-losses.ts';
import { listInstanceLosses } from './losses/instance-losses.ts';
import { noticeLosses } from './losses/notice-losses.ts';
import { policyLossesOfGroups } from './losses/policy-losses.ts';
import { endOf, lossOf } from './losses/service-end.ts';
import { transferNumbersOfGroups } from './losses/transfer-numbers.ts';
import { decideUnknownService, lossIsAccepted } from './losses/unknown-service.ts';
import { FURTHER_SERVICES, SERVICES_OF_RULES } from './settings/setting-services.ts';

/** What the customer loses besides what its people do, known once everybody was asked. */
export interface Losses {
  /** Of one user who moves. */
  ofUser(user: SourceUser): Mapped;
  /** Of the groups, and the decisions about services that nobody knows. To be asked last. */
  ofOthers(): Mapped;
}

/**
 * What people lose, or must do by hand: one row per service in use and user, and what comes with every move. Also says
 * how the settings of each assigned service end, for the coverage proof.
 *
 * @param drafts - of this customer, so that only those who move are told
 */
export function listLosses(context: MapContext, drafts: readonly Draft[]): Losses {
  const unknown = new Map<string, number>();
  const withPhone = new Set(
    drafts.flatMap((draft) => (draft.kind === 'device' && draft.data.fate !== 'drop' ? [draft.data.owner] : [])),
  );
  return {
    ofUser: (user) => {
      const services = serviceLosses(context, user, unknown);
      return { ...services, losses: [...(services.losses ?? []), ...everyonesLosses(context, user, withPhone)] };
    },
    ofOthers: () =>
      mergeMapped([
        listGroupLosses(context, unknown),
        listInstanceLosses(context),
        policyLossesOfGroups(context),
        transferNumbersOfGroups(context),
        digitPlansOfGroups(context),
        accessCodesOfGroups(context),
        {
          drafts: [],
          losses: [...barringLosses(context), ...incomingPlanLosses(context), ...noticeLosses(context)],
        },
        unknownServices(context, unknown),
      ]),
  };
}

function serviceLosses(context: MapContext, user: SourceUser, unknown: Map<string, number>): Mapped {
  const inUse = new Set(context.inUse(user).map(({ name }) => name));
  const losses: Loss[] = [];
  const accounts: Account[] = [];
  for (const service of assignedServices(context.source, user)) {
    const used = inUse.has(service.name);
    const entry = context.catalogues.userServices.get(service.name);
    if (entry === undefined) unknown.set(service.name, (unknown.get(service.name) ?? 0) + 1);
    const handled = HANDLED_USER_SERVICES.has(service.name) && isKnown(context, user, service);
    const accepted = entry === undefined && lossIsAccepted(context, service.name);
    accounts.push({ prefix: serviceAccount(user.key, service.name), ...endOf(entry, handled, used, accepted) });
    const told = used ? lossOf(service.name, entry, handled, accepted) : undefined;
    if (told) {
      losses.push({
        customer: context.customer,
        owner: `user:${user.key}`,
        service: service.name,
        ...told,
        notice: handled || wasRead(context, user, service.name) ? told.notice : `${told.notice} ${NEVER_READ}`,
        sources: [service.source],
      });
    }
  }
  return { drafts: [], losses, accounts };
}

/** A setting that was not read is not written, whatever the tool can write: the person is told. */
function isKnown(context: MapContext, user: SourceUser, service: SourceService): boolean {
  if (!FURTHER_SERVICES.includes(service.name)) return true;
  if (service.active !== undefined && !SERVICES_OF_RULES.has(service.name)) return true;
  const bases = responsesOfService(service.name);
  return (
    bases.length === 0 ||
    bases.some((base) => context.source.readState({ kind: 'user', key: user.key }, base) === 'read')
  );
}

/** R-SVC-0: what nobody asked about counts as in use, and the person is told that it is only assumed. */
const NEVER_READ = 'Whether it is used was never read, so it counts as in use.';

function wasRead(context: MapContext, user: SourceUser, service: string): boolean {
  const bases = responsesOfService(service);
  return (
    bases.length === 0 ||
    bases.some((base) => context.source.readState({ kind: 'user', key: user.key }, base) !== 'never-asked')
  );
}

/** What comes with every move, where it applies (migration rules §7). */
function everyonesLosses(context: MapContext, user: SourceUser, withPhone: ReadonlySet<DraftId | undefined>): Loss[] {
  const owner = context.owner(user.key);
  if (owner?.kind !== 'subscriber') return [];
  const row = (service: string, verdict: Loss['verdict'], notice: string, action: string): Loss => ({
    customer: context.customer,
    owner: `user:${user.key}`,
    service,
    verdict,
    notice,
    action,
    sources: [],
  });
  const losses = [
    row(
      'Sign-in',
      'manual',
      'Passwords, PINs and access codes do not move.',
      'Set a new password at the first sign-in, and a new voicemail PIN.',
    ),
  ];
  const logs = user.services.some(({ name }) => name.endsWith('Call Logs'));
  if (!logs && (user.dn !== undefined || user.extension !== undefined)) {
    losses.push(
      row(
        'Call history',
        'lost',
        'The list of past calls is empty on the first day.',
        'Note important numbers before.',
      ),
    );
  }
  if (withPhone.has(owner.draft)) {
    losses.push(
      row(
        'Phone keys',
        'lost',
        'Line keys and speed dials that were set on the phone are gone.',
        'Set the keys again on the phone or in Control Hub.',
      ),
    );
  }
  return losses;
}

function unknownServices(context: MapContext, unknown: ReadonlyMap<string, number>): Mapped {
  return {
    drafts: [],
    decisions: [...unknown].map(([name, times]) => decideUnknownService(context, name, times).decision),
  };
}
