import type { Why } from '../../domain/drafts.ts';
import { entryOf } from '../../domain/entry-of.ts';
import type { AutoTransferNumbers, CallAction, DigitPattern } from '../../domain/further-settings.ts';
import type { SourceRef } from '../../domain/keys.ts';
import { actionOf, isBlockedInstead } from '../call-types.ts';
import { allowsRedirecting } from '../redirecting.ts';
import type { HeldPatterns } from './held-patterns.ts';
import { overlap, translatePattern } from './translate-pattern.ts';

/** A pattern of which a plan says this is none of that plan. */
const NOT_IN_PLAN = 'Ignore';

/** A pattern of the target, and why it is one. */
export interface MappedPattern {
  readonly value: DigitPattern;
  readonly why: Why;
}

/** Something of a plan that the target does not do so, in words for a person. */
export interface ToldPattern {
  /** `left`: nothing is written; `changed`: something else is; `unclear`: which of two patterns counts is not known. */
  readonly kind: 'left' | 'changed' | 'unclear';
  readonly text: string;
  readonly sources: readonly SourceRef[];
}

export interface MappedPatterns {
  readonly patterns: readonly MappedPattern[];
  readonly told: readonly ToldPattern[];
}

interface Said {
  readonly name: string;
  readonly word: string;
  readonly moved: string | undefined;
  readonly written: string | undefined;
  readonly refs: readonly SourceRef[];
  readonly level: 'user' | 'department' | 'group';
}

/**
 * Patterns of the plans that hold for somebody, as the target knows them: before the type of a call decides, there as
 * here. What cannot be said is told instead, and so is what the target may read otherwise (the rules ask for a review of
 * every one). Where two patterns are the same to the target, the one that forbids more holds.
 *
 * @param numbers - those that calls can be handed over to
 */
export function mapPatterns(held: readonly HeldPatterns[], numbers: AutoTransferNumbers): MappedPatterns {
  const told: ToldPattern[] = [];
  const byPattern = new Map<string, MappedPattern>();
  const names = new Set<string>();
  for (const plan of held) {
    for (const said of saidBy(plan, told)) {
      const { name, word, written, refs } = said;
      const shown = written === undefined || written === name ? name : `${name} (${written})`;
      const translated = translatePattern(written);
      if ('reason' in translated) {
        told.push({ kind: 'left', text: `${shown}: "${word}"; ${translated.reason}`, sources: refs });
        continue;
      }
      const action = actionOf(word, numbers);
      if (isBlockedInstead(word, action)) {
        told.push({ kind: 'changed', text: `${shown}: "${word}", now blocked`, sources: refs });
      }
      for (const [index, pattern] of translated.patterns.entries()) {
        const wish = translated.patterns.length === 1 ? name : `${name} ${index + 1}`;
        const mapped = mappedPattern(said, { name: wish, pattern, action });
        const there = byPattern.get(pattern);
        if (there === undefined) {
          const unique = uniqueName(wish, names);
          byPattern.set(pattern, { ...mapped, value: { ...mapped.value, name: unique } });
        } else byPattern.set(pattern, stricter(there, mapped, told));
      }
    }
  }
  const patterns = [...byPattern.values()];
  return { patterns, told: [...told, ...overlaps(patterns)] };
}

/** What a plan says of each pattern; what it says only of calls that are handed on no pattern of the target says. */
function saidBy({ calls, handedOn, digits }: HeldPatterns, told: ToldPattern[]): readonly Said[] {
  const names = new Set([...Object.keys(calls?.words ?? {}), ...Object.keys(handedOn?.words ?? {})]);
  return [...names].sort().flatMap((name): Said[] => {
    const word = (calls && entryOf(calls.words, name)) ?? NOT_IN_PLAN;
    const moved = handedOn && entryOf(handedOn.words, name);
    const { written, refs } = digits(name);
    const spoken = [calls, handedOn].flatMap((words) =>
      words === undefined || entryOf(words.words, name) === undefined ? [] : words.refs(name),
    );
    const sources = [...spoken, ...refs];
    if (calls !== undefined && word !== NOT_IN_PLAN) {
      return [{ name, word, moved, written, refs: sources, level: calls.level }];
    }
    if (moved === 'false' || moved === 'Disallow') {
      told.push({ kind: 'left', text: `${name}: not to be handed on, which no pattern says alone`, sources });
    }
    return [];
  });
}

function mappedPattern(
  { name, word, moved, written, refs, level }: Said,
  { action, ...pattern }: { readonly name: string; readonly pattern: string; readonly action: CallAction },
): MappedPattern {
  const forwards = action === 'ALLOW' && (moved === undefined || allowsRedirecting(moved));
  const changed = isBlockedInstead(word, action) || (moved === NOT_IN_PLAN && action === 'ALLOW');
  return {
    value: { ...pattern, action, transferEnabled: forwards },
    why: {
      rule: `digit-plan-of-${level}`,
      sources: refs,
      note: `"${name}" (${written ?? ''}) is "${word}"; digits as they are dialled in BroadWorks`,
      ...(changed ? { changed } : {}),
    },
  };
}

const SEVERITY: Readonly<Record<CallAction, number>> = {
  ALLOW: 0,
  TRANSFER_NUMBER_1: 1,
  TRANSFER_NUMBER_2: 1,
  TRANSFER_NUMBER_3: 1,
  BLOCK: 2,
};

/** Of two that are one pattern to the target. */
function stricter(there: MappedPattern, other: MappedPattern, told: ToldPattern[]): MappedPattern {
  const same = there.value.action === other.value.action && there.value.transferEnabled === other.value.transferEnabled;
  const sources = [...new Set([...there.why.sources, ...other.why.sources])];
  if (same) return { ...there, why: { ...there.why, sources } };
  const both = `${there.value.name} and ${other.value.name} are the same digits (${there.value.pattern})`;
  told.push({ kind: 'changed', text: `${both}: what forbids more holds`, sources });
  const harder = SEVERITY[other.value.action] > SEVERITY[there.value.action] ? other : there;
  const transferEnabled = there.value.transferEnabled && other.value.transferEnabled;
  return {
    value: { ...harder.value, name: there.value.name, transferEnabled },
    why: { ...harder.why, sources, changed: true },
  };
}

/** The target may drop blanks at the ends and of several keep one: names that differ in those alone are the same. */
function uniqueName(wish: string, names: Set<string>): string {
  const plain = wish.trim().replaceAll(/\s+/g, ' ');
  let name = plain;
  for (let count = 2; names.has(name.toLowerCase()); count += 1) name = `${plain} (${count})`;
  names.add(name.toLowerCase());
  return name;
}

/** Which of two patterns the target follows where a number fits both is not published. */
function overlaps(patterns: readonly MappedPattern[]): readonly ToldPattern[] {
  return patterns.flatMap((one, index) =>
    patterns.slice(index + 1).flatMap((other): ToldPattern[] => {
      const same = one.value.action === other.value.action && one.value.transferEnabled === other.value.transferEnabled;
      if (same || !overlap(one.value.pattern, other.value.pattern)) return [];
      const [left, right] = [one.value, other.value].map(({ name, pattern }) => `${name} (${pattern})`);
      return [
        {
          kind: 'unclear',
          text: `some numbers fit both ${left} and ${right}, and which of them Webex follows is not published`,
          sources: [...new Set([...one.why.sources, ...other.why.sources])],
        },
      ];
    }),
  );
}
