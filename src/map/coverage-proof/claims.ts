import type { CoverageOutcome, Draft } from '../../domain/drafts.ts';
import { partBase, type SourceRef } from '../../domain/keys.ts';
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

/** What is said about one response. */
export interface ResponseClaims {
  /** By path, as in a source reference; `undefined` when nothing names a value of it. */
  readonly paths: ReadonlyMap<string, End> | undefined;
  /** About the response, or everything of its owner: answers where no path does. */
  readonly whole: End | undefined;
}

/** What drafts and accounts say about stored values: the longest reference that fits answers. */
export class Claims {
  private readonly refs = new ClaimIndex();
  private readonly services = new Map<string, Map<string, End>>();
  private readonly objects = new Map<string, End>();
  private readonly known = new Map<string, Claim>();

  /** Takes in every source that a draft names, and every account. */
  add(drafts: Iterable<Draft>, accounts: Accounts): void {
    for (const draft of drafts) this.addDraft(draft);
    for (const { prefix, outcome, reason } of accounts) {
      const claim = this.claim(outcome, reason, STRENGTH.account);
      const service = SERVICE.exec(prefix);
      if (service === null) {
        this.refs.add(prefix, claim);
        continue;
      }
      const [, owner = '', name = ''] = service;
      const ofOwner = this.services.get(owner);
      if (ofOwner === undefined) this.services.set(owner, new Map([[name, claim]]));
      else if (!ofOwner.has(name)) ofOwner.set(name, claim);
    }
  }

  /**
   * @param owner `kind:key`
   * @param part - of an answer about a part of its owner; what is said about that part comes before what is said about all
   */
  about(owner: string, base: string, part?: string): ResponseClaims {
    const ofOwner = this.refs.of(owner);
    const ofPart = part === undefined ? undefined : ofOwner.get(partBase(base, part));
    const ofAll = ofOwner.get(base);
    const paths = ofPart === undefined || ofAll === undefined ? (ofPart ?? ofAll) : new Map([...ofAll, ...ofPart]);
    const whole = paths?.get('') ?? ofOwner.get('')?.get('') ?? this.objects.get(owner);
    return { paths: paths === undefined || (paths.size === 1 && paths.has('')) ? undefined : paths, whole };
  }

  /** How everything of one service ends, of a user or a group. */
  service(owner: string, service: string): End | undefined {
    return this.services.get(owner)?.get(service);
  }

  /** How the values of an object that does not move end. */
  leftBehind(object: string): End | undefined {
    return this.objects.get(object);
  }

  /** An owner whose responses are all judged: nobody asks what is said about them again. */
  forget(owner: string): void {
    this.refs.forget(owner);
    this.services.delete(owner);
  }

  private addDraft(draft: Draft): void {
    const left = leftBehind(draft);
    if (draft.kind === 'notMigrated' && left) this.objects.set(draft.from, left);
    // Reasons of owners are put together whenever they are asked for.
    for (const why of Object.values(draft.why)) {
      if (why === undefined || why.sources.length === 0) continue;
      const claim = left
        ? this.claim(left.outcome, left.reason, STRENGTH.leftBehind)
        : why.changed
          ? this.claim('changed', why.rule, STRENGTH.changed)
          : this.claim('migrated', why.rule, STRENGTH.migrated);
      for (const source of why.sources) this.refs.add(source, claim);
    }
  }

  /** A customer has a handful of ends and names each of them thousands of times. */
  private claim(outcome: CoverageOutcome, reason: string, strength: number): Claim {
    const name = `${outcome} ${strength} ${reason}`;
    const claim = this.known.get(name) ?? { outcome, reason, strength };
    this.known.set(name, claim);
    return claim;
  }
}

/** As `serviceAccount` and `groupServiceAccount` write it. */
const SERVICE = /^(\S+) service\[(.*)\]$/s;

/** By base name of the response, then by path; both are empty for what is said about an owner as a whole. */
type OwnerClaims = ReadonlyMap<string, ReadonlyMap<string, Claim>>;

/**
 * References by owner. Only the owner that is being asked about is taken apart, because responses come owner by owner: all
 * at once, this was the largest thing in memory.
 */
class ClaimIndex {
  private readonly owners = new Map<string, { readonly refs: SourceRef[]; readonly claims: Claim[] }>();
  private asked: { readonly owner: string; readonly claims: OwnerClaims } | undefined;

  add(ref: SourceRef, claim: Claim): void {
    this.asked = undefined;
    const blank = ref.indexOf(' ');
    // `owner Response.path`. Keys of owners hold no blank, names of responses no dot.
    const owner = blank < 0 ? ref : ref.slice(0, blank);
    const list = this.owners.get(owner);
    if (list === undefined) {
      this.owners.set(owner, { refs: [ref], claims: [claim] });
      return;
    }
    list.refs.push(ref);
    list.claims.push(claim);
  }

  of(owner: string): OwnerClaims {
    if (this.asked?.owner !== owner) this.asked = { owner, claims: this.takeApart(owner) };
    return this.asked.claims;
  }

  forget(owner: string): void {
    this.owners.delete(owner);
    if (this.asked?.owner === owner) this.asked = undefined;
  }

  private takeApart(owner: string): OwnerClaims {
    const bases = new Map<string, Map<string, Claim>>();
    const { refs, claims } = this.owners.get(owner) ?? { refs: [], claims: [] };
    for (const [at, claim] of claims.entries()) {
      const response = refs[at]?.slice(owner.length + 1) ?? '';
      const dot = response.indexOf('.');
      const base = dot < 0 ? response : response.slice(0, dot);
      const path = dot < 0 ? '' : response.slice(dot + 1);
      const paths = bases.get(base);
      const before = paths?.get(path);
      if (paths === undefined) bases.set(base, new Map([[path, claim]]));
      else if (before === undefined || claim.strength > before.strength) paths.set(path, claim);
    }
    return bases;
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
