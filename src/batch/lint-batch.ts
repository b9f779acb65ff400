import type { Membership } from '../domain/batch.ts';
import type { DraftId } from '../domain/draft-id.ts';
import type { Draft } from '../domain/drafts.ts';
import { type Callable, callableName, isCallable, membersOf } from './callables.ts';
import { cutBatch, whereIs } from './cut-batch.ts';
import { forwards } from './forwards.ts';
import { FEATURE_WORDS, lintLinks } from './lint-links.ts';
import { siteOf } from './site.ts';
import type { Remedy, Tear } from './tear.ts';

/**
 * What a batch tears apart, both ways: members who miss somebody outside, and those outside who miss a member.
 *
 * @param moved - owners and features that stand in the target already, and settings that were carried out there
 */
export function lintBatch(
  drafts: readonly Draft[],
  membership: Membership,
  batch: string,
  moved: ReadonlySet<DraftId>,
): Tear[] {
  const slice = cutBatch(drafts, membership, batch, moved);
  const callables = new Map(drafts.filter(isCallable).map((draft) => [draft.id, draft]));
  const inside = (draft: Callable | undefined): boolean => draft !== undefined && membership.get(draft.from) === batch;
  const outsider = (draft: Callable): string => `${callableName(draft)} (${whereIs(membership, draft.from)})`;
  const tears: Tear[] = [];
  const tear = (what: string, object: string, outside: string, remedy: Remedy, message: string) => {
    tears.push({ what, object, outside, remedy, message });
  };

  const isMember = (id: DraftId): boolean => inside(callables.get(id));
  tears.push(
    ...lintLinks(drafts, {
      callables,
      moved,
      isMember,
      isPlanned: (id) => !slice.isOutside(id),
      where: (id) => whereIs(membership, callables.get(id)?.from ?? id),
    }),
  );
  for (const draft of callables.values()) {
    if (inside(draft) || !membersOf(draft).some(isMember)) continue;
    const what = FEATURE_WORDS[draft.kind] ?? draft.kind;
    tear(what, callableName(draft), outsider(draft), 'comes along', 'moves with the first of its members');
  }
  for (const draft of slice.along) {
    if (moved.has(draft.id) || draft.kind !== 'subscriber') continue;
    tear(
      'administrator',
      callableName(draft),
      outsider(draft),
      'comes along',
      'nobody can come before the administrator',
    );
  }
  for (const draft of drafts) {
    if (draft.kind === 'device') {
      const lines = draft.data.lines.flatMap((id) => callables.get(id) ?? []);
      if (!lines.some(inside)) continue;
      for (const line of lines) {
        if (inside(line) || moved.has(line.id)) continue;
        tear(
          'shared phone',
          draft.data.name,
          outsider(line),
          'breaks',
          'has a line on this phone, which stops working',
        );
      }
    } else if (draft.kind === 'location' && draft.data.mainNumber !== undefined) {
      const holder = [...callables.values()].find(({ data }) => data.phoneNumber === draft.data.mainNumber);
      const touched = [...callables.values()].some((each) => inside(each) && each.data.location === draft.id);
      if (!touched || holder === undefined || inside(holder) || moved.has(holder.id)) continue;
      tear(
        'main number',
        draft.data.name,
        outsider(holder),
        'breaks',
        `${draft.data.mainNumber} is added inactive, and rings in BroadWorks until its owner moves`,
      );
    }
  }
  const site = siteOf(drafts);
  for (const { from, target, what } of forwards(drafts)) {
    const origin = callables.get(from);
    if (origin === undefined) continue;
    const reached = [...callables.values()].find(
      ({ data, customer }) =>
        customer === origin.customer &&
        (data.phoneNumber === target ||
          (data.extension === target && site(data.location) === site(origin.data.location))),
    );
    if (reached === undefined || inside(origin) === inside(reached) || moved.has(reached.id)) continue;
    const byNumber = reached.data.phoneNumber !== undefined;
    tear(
      what,
      callableName(origin),
      inside(origin) ? outsider(reached) : `${callableName(reached)} (moves)`,
      target === reached.data.phoneNumber ? 'breaks' : byNumber ? 'virtual extension' : 'blocked',
      `sends calls to ${target}, across the cut`,
    );
  }
  for (const staged of slice.cut.staged) {
    const draft = callables.get(staged.draft);
    if (draft === undefined) continue;
    const has = staged.phoneNumber !== undefined;
    tear(
      'extension dialling',
      staged.extension,
      outsider(draft),
      has ? 'virtual extension' : 'blocked',
      has ? `leads to ${staged.phoneNumber}` : 'has no number that a virtual extension could lead to',
    );
  }
  return tears.sort((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1));
}
