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
  /** @param owner `kind:key` */
  about(owner: string, base: string): ResponseClaims;
  /** How everything of one service ends, of a user or a group. */
  service(owner: string, service: string): End | undefined;
  /** How the values of an object that does not move end. */
  leftBehind(object: string): End | undefined;
}

/** What is said about one response. */
export interface ResponseClaims {
  /** By path, as in a source reference; `undefined` when nothing names a value of it. */
  readonly paths: ReadonlyMap<string, End> | undefined;
  /** About the response, or everything of its owner: answers where no path does. */
  readonly whole: End | undefined;
}

/** Indexes every source that a draft names, and every account. */
export function collectClaims(drafts: Iterable<Draft>, accounts: Accounts): Claims {
  const claims = new ClaimIndex();
  const objects = new Map<string, End>();

  for (const draft of drafts) {
    const left = leftBehind(draft);
    if (draft.kind === 'notMigrated' && left) objects.set(draft.from, left);
    for (const field of Object.keys(draft.why)) {
      const why = draft.why[field];
      if (why === undefined || why.sources.length === 0) continue;
      const claim: Claim = left
        ? { ...left, strength: STRENGTH.leftBehind }
        : why.changed
          ? { outcome: 'changed', reason: why.rule, strength: STRENGTH.changed }
          : { outcome: 'migrated', reason: why.rule, strength: STRENGTH.migrated };
      for (const source of why.sources) claims.add(source, claim);
    }
  }
  const services = new Map<string, Map<string, End>>();
  for (const { prefix, outcome, reason } of accounts) {
    const service = SERVICE.exec(prefix);
    if (service === null) {
      claims.add(prefix, { outcome, reason, strength: STRENGTH.account });
      continue;
    }
    const [, owner = '', name = ''] = service;
    const ofOwner = services.get(owner);
    if (ofOwner === undefined) services.set(owner, new Map([[name, { outcome, reason }]]));
    else if (!ofOwner.has(name)) ofOwner.set(name, { outcome, reason });
  }
  return {
    about: (owner, base) => {
      const paths = claims.ofResponse(`${owner} ${base}`);
      const whole = paths?.get('') ?? claims.ofResponse(owner)?.get('') ?? objects.get(owner);
      return { paths: paths === undefined || (paths.size === 1 && paths.has('')) ? undefined : paths, whole };
    },
    service: (owner, service) => services.get(owner)?.get(service),
    leftBehind: (object) => objects.get(object),
  };
}

/** As `serviceAccount` and `groupServiceAccount` write it. */
const SERVICE = /^(\S+) service\[(.*)\]$/s;

/** References by response first, so that a value of a response that nobody names costs no look-up. */
class ClaimIndex {
  private readonly responses = new Map<string, Map<string, Claim>>();

  add(ref: SourceRef, claim: Claim): void {
    const blank = ref.indexOf(' ');
    // `owner Response.path`. Keys of owners hold no blank, names of responses no dot.
    const dot = blank < 0 ? -1 : ref.indexOf('.', blank + 1);
    const response = dot < 0 ? ref : ref.slice(0, dot);
    const path = dot < 0 ? '' : ref.slice(dot + 1);
    const paths = this.responses.get(response);
    if (paths === undefined) {
      this.responses.set(response, new Map([[path, claim]]));
      return;
    }
    const known = paths.get(path);
    if (known === undefined || claim.strength > known.strength) paths.set(path, claim);
  }

  ofResponse(response: string): ReadonlyMap<string, Claim> | undefined {
    return this.responses.get(response);
  }
}

/** `a.b[c].d` -> `a.b[c]`, `a.b`, `a`. A dot inside a row name only costs a look-up that finds nothing. */
export function parentPaths(path: string): string[] {
  const parents: string[] = [];
  let here = path;
  for (;;) {
    here = here.slice(0, Math.max(here.lastIndexOf('.'), here.lastIndexOf('['), 0));
    if (here === '') return parents;
    parents.push(here);
  }
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
