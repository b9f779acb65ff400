import { type AutoTransferNumbers, TRANSFER_POSITIONS } from '../domain/further-settings.ts';
import { type EntityRef, type SourceRef, sourceRef } from '../domain/keys.ts';
import type { SourceCustomer, SourceUser } from '../domain/source.ts';
import type { MapContext } from './context.ts';
import { destinationOf } from './features/destination.ts';
import { departmentPath, departmentsMeant } from './inherited-plans.ts';

type Position = (typeof TRANSFER_POSITIONS)[number];
type Resolve = Pick<MapContext, 'resolve'>;

/** A stored number that nobody can write, and why. */
export interface OpenNumber {
  readonly position: Position;
  readonly written: string;
  readonly reason: string;
  readonly refs: readonly SourceRef[];
}

/** Numbers to which restricted calls are handed over, as they hold for somebody. */
export interface HeldNumbers {
  readonly level: 'user' | 'department' | 'group';
  readonly numbers: AutoTransferNumbers;
  readonly open: readonly OpenNumber[];
  refs(position: Position): readonly SourceRef[];
}

/** As one answer says them: number by position `01` to `03`. */
type Written = Readonly<Record<string, string>>;

/** The numbers of a group, which its location takes over. `undefined`: nobody asked. */
export function numbersOfGroup(source: SourceCustomer, groupKey: string, resolve: Resolve): HeldNumbers | undefined {
  const read = source.feature(groupKey, 'groupTransferNumbers');
  if (read?.data === undefined || read.state !== 'read') return undefined;
  const owner: EntityRef = { kind: 'group', key: groupKey };
  const refs = (position: Position) => [sourceRef(owner, read.response, `groupNumbers.phoneNumber0${position}`)];
  return held('group', [read.data.numbers], refs, { groupKey, resolve });
}

/**
 * The numbers of a user: its own, else those of its department where that has some, else those of its group.
 * `undefined`: nobody asked.
 *
 * Departments of one name cannot be told apart: a number that they do not agree on is open.
 */
export function numbersOfUser(source: SourceCustomer, user: SourceUser, resolve: Resolve): HeldNumbers | undefined {
  const at = { groupKey: user.groupKey, resolve };
  const own = source.feature(user.key, 'transferNumbers');
  if (own?.state === 'read' && own.data?.useCustomSettings === true) {
    const owner: EntityRef = { kind: 'user', key: user.key };
    const refs = (position: Position) => [sourceRef(owner, own.response, `userNumbers.phoneNumber0${position}`)];
    return held('user', [own.data.numbers], refs, at);
  }
  const read = source.feature(user.groupKey, 'groupTransferNumbers');
  const departments = (read?.state === 'read' ? read.data?.departments : undefined) ?? [];
  const meant = departmentsMeant(departments, user);
  if (read === undefined || meant.length === 0) return numbersOfGroup(source, user.groupKey, resolve);
  const owner: EntityRef = { kind: 'group', key: user.groupKey };
  const refs = () => meant.map((index) => sourceRef(owner, read.response, departmentPath('departmentNumbers', index)));
  const written = meant.map((index) => departments[index]?.numbers ?? {});
  return held('department', written, refs, at);
}

function held(
  level: HeldNumbers['level'],
  answers: readonly Written[],
  refs: HeldNumbers['refs'],
  { groupKey, resolve }: { readonly groupKey: string; readonly resolve: Resolve },
): HeldNumbers {
  const numbers: { -readonly [Name in keyof AutoTransferNumbers]: string } = {};
  const open: OpenNumber[] = [];
  for (const position of TRANSFER_POSITIONS) {
    const said = new Set(answers.map((written) => written[`0${position}`] ?? ''));
    const [first = ''] = said;
    const told = (written: string, reason: string) => open.push({ position, written, reason, refs: refs(position) });
    if (said.size > 1) {
      told([...said].map((number) => number || 'none').join(' or '), 'departments of one name have different numbers');
      continue;
    }
    const { value, unresolved } = destinationOf(resolve, first, groupKey);
    if (value !== undefined) numbers[`number${position}`] = value;
    if (unresolved !== undefined) told(unresolved.written, unresolved.reason);
  }
  return { level, numbers, open, refs };
}

/** Whether calls are handed over to the same numbers. */
export function sameNumbers(one: AutoTransferNumbers, other: AutoTransferNumbers): boolean {
  return TRANSFER_POSITIONS.every((position) => one[`number${position}`] === other[`number${position}`]);
}

export function hasNumbers(numbers: AutoTransferNumbers): boolean {
  return !sameNumbers(numbers, {});
}
