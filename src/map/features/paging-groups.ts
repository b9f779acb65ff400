import type { DraftId } from '../../domain/draft-id.ts';
import type { DraftOf, Loss, Why } from '../../domain/drafts.ts';
import { sourceRef } from '../../domain/keys.ts';
import type { SourceInstance } from '../../domain/source.ts';
import type { MapContext, Mapped } from '../context.ts';
import { because, instanceFields, instanceRef, NOT_CAPTURED } from './instance-fields.ts';
import { type MemberList, mapMembers } from './members.ts';

const RESPONSE = 'GroupGroupPagingGetInstanceResponse';
const TARGETS = 'GroupGroupPagingGetTargetListResponse';
const ORIGINATORS = 'GroupGroupPagingGetOriginatorListResponse';
const LIST = { base: 'GroupGroupPagingGetInstanceListResponse', table: 'groupPagingTable' };
/** Most targets that Webex takes. */
const MOST_TARGETS = 75;

/** Group paging -> paging group. Targets above 75 are left out by name (migration rules §3). */
export function mapPagingGroup(context: MapContext, instance: SourceInstance): Mapped {
  const fields = instanceFields(context, instance, LIST, RESPONSE);
  if (fields === undefined) return { drafts: [] };
  const owner = instanceRef(instance);
  const source = context.source.feature(instance.key, 'groupPaging')?.data;
  const captured = {
    targets: context.source.feature(instance.key, 'pagingTargets')?.data,
    originators: context.source.feature(instance.key, 'pagingOriginators')?.data,
  };
  const { timeZone: _zone, ...data } = fields.data;
  const { timeZone: _zoneWhy, ...why } = fields.why;
  const list = (response: string, table: string, role: string): MemberList => ({
    owner,
    response,
    table,
    feature: data.name,
    service: 'Group Paging',
    role,
  });
  const kept = new Set<DraftId>();
  const targets = mapMembers(context, captured.targets?.members ?? [], {
    ...list(TARGETS, 'targetTable', 'target'),
    refuse: ({ draft }) => {
      if (!kept.has(draft) && kept.size >= MOST_TARGETS) return `Webex pages ${MOST_TARGETS} at most`;
      kept.add(draft);
      return undefined;
    },
  });
  const originators = mapMembers(
    context,
    captured.originators?.members ?? [],
    list(ORIGINATORS, 'originatorTable', 'originator'),
  );
  const draft: DraftOf<'pagingGroup'> = {
    id: `pagingGroup:${instance.key}`,
    kind: 'pagingGroup',
    customer: context.customer,
    from: `serviceInstance:${instance.key}`,
    data: {
      ...data,
      originatorCallerId: source?.deliverOriginatorCLIDInstead ?? false,
      originators: originators.members,
      targets: targets.members,
    },
    why: {
      ...why,
      originatorCallerId: because(
        source?.deliverOriginatorCLIDInstead,
        sourceRef(owner, RESPONSE, 'deliverOriginatorCLIDInstead'),
      ),
      originators: captured.originators === undefined ? neverRead(ORIGINATORS) : originators.why,
      targets: captured.targets === undefined ? neverRead(TARGETS) : targets.why,
    },
  };
  const prefix = source?.originatorCLIDPrefix;
  return {
    drafts: [draft],
    losses: [
      ...targets.losses,
      ...originators.losses,
      ...(prefix === undefined ? [] : [prefixLoss(context, instance, prefix)]),
    ],
  };
}

function neverRead(response: string): Why {
  return { ...NOT_CAPTURED, rule: 'paging-members-never-asked', note: `${response} was not read for this group` };
}

function prefixLoss(context: MapContext, instance: SourceInstance, prefix: string): Loss {
  return {
    customer: context.customer,
    owner: `serviceInstance:${instance.key}`,
    service: 'Group Paging',
    verdict: 'lost',
    notice: `Pages no longer show "${prefix}" in front of the caller.`,
    action: 'Nothing to set: name the paging group so that people know it.',
    sources: [sourceRef(instanceRef(instance), RESPONSE, 'originatorCLIDPrefix')],
  };
}
