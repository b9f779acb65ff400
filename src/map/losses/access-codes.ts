import type { Loss } from '../../domain/drafts.ts';
import { type EntityRef, type SourceRef, sourceRef } from '../../domain/keys.ts';
import type { AccessCodes } from '../../domain/source-policies.ts';
import { CALL_TYPES } from '../call-types.ts';
import type { MapContext, Mapped } from '../context.ts';
import { mergeMapped } from '../features/merge.ts';
import { readFeature, type Subject, userRef } from '../settings/owner-settings.ts';

const NEEDS_A_CODE = 'Authorization Code Required';

/**
 * Access codes of groups and departments. Codes are secrets, which are dropped on reading and cannot move (R-ID-7); the
 * target asks for none before there is one, so that calls that need one are blocked until somebody issues new codes.
 */
export function accessCodesOfGroups(context: MapContext): Mapped {
  const moving = context.source.groups.filter(({ key }) => context.location(key) !== undefined);
  return mergeMapped(
    moving.map(({ key }): Mapped => {
      const owner: EntityRef = { kind: 'group', key };
      const read = context.source.feature(key, 'groupAccessCodes');
      const data = read?.state === 'read' ? read.data : undefined;
      const said = [
        { whose: 'everybody here', codes: data?.codes ?? [] },
        ...(data?.departments ?? []).map(({ name, codes }) => ({ whose: `the department ${name}`, codes })),
      ].filter(({ codes }) => codes.length > 0);
      const plan = context.source.feature(key, 'groupCallingPlan');
      const blocked = CALL_TYPES.filter(({ field }) => plan?.data?.permissions[field] === NEEDS_A_CODE);
      const codes = read === undefined ? [] : codesOf(context, owner, said, [`group:${key} ${read.response}`]);
      if (plan === undefined || blocked.length === 0) return { drafts: [], losses: codes };
      const calls: Loss = {
        ...common(context, owner),
        notice: `Calls of everybody here that need a code are blocked (${blocked.map(({ field }) => field).join(', ')}).`,
        sources: blocked.map(({ field }) => sourceRef(owner, plan.response, `groupPermissions.${field}`)),
      };
      return { drafts: [], losses: [...codes, calls] };
    }),
  );
}

/** The same of a person; which of its calls are blocked is told with its permissions. */
export function mapAccessCodes(context: MapContext, subject: Subject): Mapped {
  const read = readFeature(context, subject.user, 'accessCodes');
  if (read === undefined || read.data.codes.length === 0) return { drafts: [] };
  const said = [{ whose: 'this person', codes: read.data.codes }];
  return { drafts: [], losses: codesOf(context, userRef(subject.user), said, [read.all]) };
}

function codesOf(
  context: MapContext,
  owner: EntityRef,
  said: readonly { readonly whose: string; readonly codes: AccessCodes['codes'] }[],
  sources: readonly SourceRef[],
): readonly Loss[] {
  return said.map(({ whose, codes }) => {
    const names = codes.flatMap(({ description }) => (description === undefined ? [] : [description])).join(', ');
    const count = codes.length;
    return {
      ...common(context, owner),
      notice:
        names === ''
          ? `Access codes of ${whose} do not move: ${count}.`
          : `Access codes of ${whose} do not move: ${count} (${names}).`,
      sources,
    };
  });
}

function common({ customer }: MapContext, { kind, key }: EntityRef) {
  return {
    customer,
    owner: `${kind}:${key}`,
    service: 'Outgoing Calling Plan',
    verdict: 'manual',
    action: 'Issue new access codes in Control Hub, then let the calls that need one ask for it.',
  } as const;
}
