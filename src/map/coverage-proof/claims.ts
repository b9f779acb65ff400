import type { CoverageOutcome, Draft } from '../../domain/drafts.ts';
import type { SourceRef } from '../../domain/keys.ts';
import type { Mapped } from '../context.ts';

/** How a stored value ended, and by which rule. */
export interface End {
  readonly outcome: CoverageOutcome;
  readonly reason: string;
}
type Accounts = NonNullable<Mapped['accounts']>;

/** Who answers first where several name the same reference. */
const STRENGTH = { changed: 3, migrated: 2, account: 1, leftBehind: 0 } as const;

interface Claim extends End {
  readonly strength: number;
}

/** What drafts and accounts say about stored values: the longest reference that fits answers. */
export interface Claims {
  /** @param owner `kind:key`; `path` as in a source reference */
  find(owner: string, base: string, path: string): End | undefined;
  /** The claim under exactly this reference. */
  exact(ref: SourceRef): End | undefined;
  /** How the values of an object that does not move end. */
  leftBehind(object: string): End | undefined;
}

/** Indexes every source that a draft names, and every account. */
export function collectClaims(drafts: readonly Draft[], accounts: Accounts): Claims {
  const claims = new ClaimIndex();
  const objects = new Map<string, End>();

  for (const draft of drafts) {
    const left = leftBehind(draft);
    if (draft.kind === 'notMigrated' && left) objects.set(draft.from, left);
    for (const why of Object.values(draft.why)) {
      for (const source of why.sources) {
        if (left) claims.add(source, { ...left, strength: STRENGTH.leftBehind });
        else if (why.changed) claims.add(source, { outcome: 'changed', reason: why.rule, strength: STRENGTH.changed });
        else claims.add(source, { outcome: 'migrated', reason: why.rule, strength: STRENGTH.migrated });
      }
    }
  }
  for (const { prefix, outcome, reason } of accounts) {
    claims.add(prefix, { outcome, reason, strength: STRENGTH.account });
  }
  return {
    exact: (ref) => claims.get(ref),
    leftBehind: (object) => objects.get(object),
    find: (owner, base, path) => claims.longest(owner, base, path),
  };
}

/** References by response first, so that a value of a response that nobody names costs two look-ups. */
class ClaimIndex {
  private readonly responses = new Map<string, Map<string, Claim>>();

  add(ref: SourceRef, claim: Claim): void {
    const [response, path] = splitRef(ref);
    const paths = this.responses.get(response) ?? new Map<string, Claim>();
    this.responses.set(response, paths);
    const known = paths.get(path);
    if (known === undefined || claim.strength > known.strength) paths.set(path, claim);
  }

  get(ref: SourceRef): End | undefined {
    const [response, path] = splitRef(ref);
    return this.responses.get(response)?.get(path);
  }

  longest(owner: string, base: string, path: string): End | undefined {
    const paths = this.responses.get(`${owner} ${base}`);
    if (paths !== undefined) {
      for (let here = path; here !== ''; here = parentPath(here)) {
        const found = paths.get(here);
        if (found) return found;
      }
      const whole = paths.get('');
      if (whole) return whole;
    }
    return this.responses.get(owner)?.get('');
  }
}

/** `owner Response.path` -> [`owner Response`, `path`]. Keys of owners hold no blank, names of responses no dot. */
function splitRef(ref: SourceRef): [string, string] {
  const dot = ref.indexOf('.', ref.indexOf(' ') + 1);
  return ref.includes(' ') && dot >= 0 ? [ref.slice(0, dot), ref.slice(dot + 1)] : [ref, ''];
}

/** `a.b[c].d` -> `a.b[c]` -> `a.b` -> `a`. A dot inside a row name only costs a look-up that finds nothing. */
function parentPath(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['), 0));
}

/** Drafts that exist to say that something stays behind write nothing: their sources did not migrate. */
function leftBehind(draft: Draft): End | undefined {
  switch (draft.kind) {
    case 'notMigrated':
      switch (draft.data.category) {
        case 'hold':
          return { outcome: 'manual', reason: 'on-hold' };
        case 'none':
          return { outcome: 'not used', reason: 'nothing-to-move' };
        case 'unsupported':
          return { outcome: 'manual', reason: 'not-supported-yet' };
        case 'out-of-scope':
          return { outcome: 'manual', reason: 'out-of-scope' };
        default:
          return draft.data.category satisfies never;
      }
    case 'number':
      return draft.data.fate === 'stay' ? { outcome: 'not used', reason: 'number-stays-behind' } : undefined;
    case 'device':
      switch (draft.data.fate) {
        case 'keep':
          return undefined;
        case 'drop':
          return { outcome: 'not used', reason: 'replaced-by-webex-app' };
        default:
          return { outcome: 'manual', reason: `device-${draft.data.fate}` };
      }
    default:
      return undefined;
  }
}
