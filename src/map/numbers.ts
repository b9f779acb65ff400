import type { DraftId } from '../domain/draft-id.ts';
import type { Decision, Draft, DraftOf, Why } from '../domain/drafts.ts';
import { withLazyWhy } from '../domain/lazy-why.ts';
import type { SourceDn, SourceInstance } from '../domain/source.ts';
import type { Structure } from './create-context.ts';
import { onDecision } from './features/decide.ts';
import { moves } from './moves.ts';
import { contiguous, type SpareNumber, settleRange, withoutLocation } from './number-ranges.ts';
import { dnToE164 } from './phone-number.ts';
import { dnRef } from './provenance.ts';

/**
 * Numbers of the customer, ranges expanded. A number moves with its owner; one that nobody has stays behind until a
 * person decides otherwise, asked once per contiguous range (R-NUM-8).
 *
 * Runs after all owners and features are drafted: a number belongs to the draft that carries it.
 */
export function mapNumbers(
  context: Structure,
  drafted: readonly Draft[],
): { readonly drafts: readonly Draft[]; readonly decisions: readonly Decision[] } {
  const owners = ownersByNumber(drafted);
  const mains = mainNumbers(drafted);
  const instances = new Map(context.source.instances.map((instance) => [instance.key, instance]));
  const rows = new Map<string, SourceDn>();
  for (const dn of context.source.dns) {
    const number = dnToE164(dn.dn);
    const seen = rows.get(number);
    // A number may be listed twice; the row with an owner says more.
    if (!seen || (seen.ownerKey === undefined && dn.ownerKey !== undefined)) rows.set(number, dn);
  }

  const decisions: Decision[] = [];
  const drafts: Draft[] = [];
  const spare: SpareNumber[] = [];
  const homeless: SpareNumber[] = [];
  for (const number of [...new Set([...rows.keys(), ...owners.keys(), ...mains.keys()])].sort()) {
    const dn = rows.get(number);
    const owner = owners.get(number);
    const main = mains.get(number);
    const location =
      owner?.location ?? main ?? (dn?.groupKey === undefined ? undefined : context.location(dn.groupKey));
    if (location === undefined) {
      if (dn !== undefined) homeless.push({ number, dn, location: '' });
      continue;
    }
    if (dn !== undefined && context.contested.has(number)) {
      drafts.push(numberDraft(context, number, location, dn, { fate: 'stay', why: CONTESTED }));
      continue;
    }
    // Not even to become a main number is it taken from somebody who stays.
    const known = dn?.ownerKey !== undefined && (context.user(dn.ownerKey) !== undefined || instances.has(dn.ownerKey));
    const left = known && !moves(context, dn.ownerKey ?? '');
    if (!owner && dn !== undefined && (main === undefined || left)) {
      if (dn.ownerKey === undefined) spare.push({ number, dn, location });
      else
        drafts.push(numberDraft(context, number, location, dn, { fate: 'stay', why: stays(context, dn, instances) }));
      continue;
    }
    const rule = owner ? 'number-moves-with-owner' : 'number-is-main-number';
    const note = dn === undefined ? 'not in any list of numbers that was captured' : undefined;
    drafts.push(
      numberDraft(context, number, location, dn, {
        fate: 'move',
        ...(owner ? { owner: owner.id } : {}),
        why: { rule, sources: [], ...(note === undefined ? {} : { note }) },
      }),
    );
  }
  for (const range of contiguous(spare)) {
    const { decision, fate } = settleRange(context, range);
    decisions.push(decision);
    for (const { number, dn, location } of range) {
      drafts.push(
        numberDraft(context, number, location, dn, {
          fate,
          why: onDecision(
            { rule: 'R-NUM-8', sources: [], note: fate === 'move' ? 'moved as decided' : 'nobody has it' },
            decision,
          ),
        }),
      );
    }
  }
  for (const range of contiguous(homeless)) drafts.push(withoutLocation(context, range));
  return { drafts: drafts.sort((left, right) => (left.id < right.id ? -1 : 1)), decisions };
}

interface NumberOwner {
  readonly id: DraftId;
  readonly location: DraftId;
}

function ownersByNumber(drafted: readonly Draft[]): ReadonlyMap<string, NumberOwner> {
  const owners = new Map<string, NumberOwner>();
  const sorted = [...drafted].sort((left, right) => (left.id < right.id ? -1 : 1));
  for (const { id, data } of sorted) {
    if (!('phoneNumber' in data) || data.phoneNumber === undefined || owners.has(data.phoneNumber)) continue;
    owners.set(data.phoneNumber, { id, location: data.location });
  }
  for (const [number, owner] of alternateOwners(sorted)) if (!owners.has(number)) owners.set(number, owner);
  return owners;
}

/** A further number moves with the owner that it rings at, or whose mailbox takes its faxes. */
function alternateOwners(drafted: readonly Draft[]): [string, NumberOwner][] {
  const locations = new Map(drafted.flatMap(({ id, data }) => ('location' in data ? [[id, data.location]] : [])));
  return drafted.flatMap(({ id, kind, data }) => {
    if ('alternateNumbers' in data) {
      return furtherOf(
        (data.alternateNumbers ?? []).map(({ phoneNumber }) => phoneNumber),
        { id, location: data.location },
      );
    }
    if (kind === 'voicemailGroup') return furtherOf([data.fax?.phoneNumber], { id, location: data.location });
    if (kind !== 'setting') return [];
    const { owner } = data;
    const location = locations.get(owner);
    if (location === undefined) return [];
    if (data.setting === 'voicemail') return furtherOf([data.fax?.phoneNumber], { id: owner, location });
    if (data.setting !== 'alternateNumbers') return [];
    return furtherOf(
      data.numbers.map(({ phoneNumber }) => phoneNumber),
      { id: owner, location },
    );
  });
}

function furtherOf(numbers: readonly (string | undefined)[], owner: NumberOwner): [string, NumberOwner][] {
  return numbers.flatMap((number): [string, NumberOwner][] => (number === undefined ? [] : [[number, owner]]));
}

function mainNumbers(drafted: readonly Draft[]): ReadonlyMap<string, DraftId> {
  const mains = new Map<string, DraftId>();
  for (const draft of drafted) {
    if (draft.kind === 'location' && draft.data.mainNumber !== undefined) mains.set(draft.data.mainNumber, draft.id);
  }
  return mains;
}

function numberDraft(
  context: Structure,
  number: string,
  location: DraftId,
  dn: SourceDn | undefined,
  settled: { readonly fate: 'move' | 'stay'; readonly owner?: DraftId; readonly why: Why },
): DraftOf<'number'> {
  const moves = settled.fate === 'move';
  const draft = {
    id: `number:${number}`,
    kind: 'number' as const,
    customer: context.customer,
    from: `dn:${number}`,
    data: {
      location,
      number,
      ...(settled.owner === undefined ? {} : { owner: settled.owner }),
      activateAtCutover: moves && dn?.activated !== false,
      fate: settled.fate,
    },
  };
  // A dozen places in the list of numbers stand behind each: put together for all at once, they were a tenth of the memory.
  return withLazyWhy(draft, () => whyNumber(number, dn, settled.why));
}

function whyNumber(number: string, dn: SourceDn | undefined, why: Why): DraftOf<'number'>['why'] {
  const assigned = dn === undefined ? [] : ASSIGNMENT.map((heading) => dnRef(dn, heading));
  return {
    location: { rule: 'location-of-owner', sources: [] },
    number: {
      rule: 'R-NUM-1',
      sources: dn === undefined ? [] : [dn.source, ...CODES.map((heading) => dnRef(dn, heading))],
      ...(dn === undefined || dn.written === number ? {} : { note: `written "${dn.written}"` }),
    },
    owner: { rule: why.rule, sources: assigned },
    activateAtCutover: { rule: 'R-NUM-4', sources: dn === undefined ? [] : [dnRef(dn, 'Activated')] },
    fate: why,
  };
}

const CODES = ['Country Code', 'National Prefix'];
/** Who has the number, in the list of numbers: the same values as the owner's own. */
const ASSIGNMENT = [
  'User Id',
  'Last Name',
  'First Name',
  'Extension',
  'Email Address',
  'User Type',
  'Assigned To',
  'Assigned',
];

/** Precheck says who the two are. */
const CONTESTED: Why = {
  rule: 'number-owner-disagrees',
  sources: [],
  note: 'the list of numbers and somebody who claims it do not agree whose it is, so nobody gets it',
};

function stays(context: Structure, dn: SourceDn, instances: ReadonlyMap<string, SourceInstance>): Why {
  const user = context.user(dn.ownerKey);
  const instance = dn.ownerKey === undefined ? undefined : instances.get(dn.ownerKey);
  const note =
    user === undefined
      ? `belongs to ${instance === undefined ? 'somebody who was not captured' : `a ${instance.type} that does not move`}`
      : !moves(context, user.key)
        ? 'its user does not move'
        : 'a further number of its user: not supported yet';
  return { rule: 'number-stays-with-owner', sources: [], note };
}
