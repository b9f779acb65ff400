import { closest } from '../../domain/closest.ts';
import { MigrationError } from '../../domain/errors.ts';
import { createMarkupScanner } from '../markup-scanner.ts';
import type { SeenElements } from './element-reader.ts';
import type { ExportProfile, ExportProfiles } from './load-profiles.ts';

/** How much of a file is looked at, where its first bytes are no OCI-P document. */
export const SNIFF_BYTES = 64 * 1024;
const HINT =
  'See its paths with `extract --probe FILE`, then describe them in mappings/exports/ of the workspace folder (docs/exports.md).';
const SHOWN = 6;

/** What the beginning of a file says. */
export interface Sniffed {
  readonly root: string | undefined;
  /** Element paths, local names. */
  readonly paths: ReadonlySet<string>;
}

/** Whether bytes hold what only OCI-P captures, their envelopes and logs hold. */
export function looksLikeOci(head: Buffer): boolean {
  return /<(?:[\w.-]+:)?(?:BroadsoftDocument|BroadsoftOCIReportingDocument|command|Envelope)[\s/>]|&lt;BroadsoftDocument/.test(
    head.toString('latin1'),
  );
}

/** Element paths at the beginning of a file; whatever is broken in it is for the reader to say. */
export function sniff(head: Buffer): Sniffed {
  const paths = new Set<string>();
  const stack: string[] = [];
  let root: string | undefined;
  try {
    const scanner = createMarkupScanner('', {
      open(name) {
        const local = name.slice(name.indexOf(':') + 1);
        const parent = stack.at(-1);
        root ??= local;
        const path = parent === undefined ? local : `${parent}/${local}`;
        paths.add(path);
        stack.push(path);
      },
      text: () => undefined,
      close: () => void stack.pop(),
    });
    scanner.push(head);
  } catch (error) {
    if (!(error instanceof MigrationError)) throw error;
  }
  return { root, paths };
}

/** The profile whose elements the beginning of a file shows most of; the operator's own ones go first. */
export function fittingProfile({ root, paths }: Sniffed, { profiles }: ExportProfiles): ExportProfile | undefined {
  const met = (profile: ExportProfile): number => [...profile.elements.keys()].filter((path) => paths.has(path)).length;
  return profiles
    .filter((profile) => profile.root === root)
    .sort((a, b) => met(b) - met(a) || Number(b.own) - Number(a.own))[0];
}

/** Why no profile fits a file, for the refusal: what the nearest one expects. */
export function noProfile(file: string, { root, paths }: Sniffed, { profiles }: ExportProfiles): MigrationError {
  const place = { where: file };
  const nearest = nearestTo(root ?? '', paths, profiles);
  const about =
    nearest === undefined
      ? 'there is no profile for nested exports'
      : `the nearest profile "${nearest.name}" begins with <${nearest.root}>`;
  return new MigrationError('SOURCE_UNSUPPORTED', `XML below <${root}> that no profile fits: ${about}`, {
    place,
    hint: HINT,
  });
}

/** Why a file whose root fits was not what its profile describes; `undefined` when it was. */
export function misfit(file: string, profile: ExportProfile, seen: SeenElements): MigrationError | undefined {
  const carriers = [...profile.elements].filter(([, { entity }]) => entity === 'group' || entity === 'user');
  if (carriers.some(([path]) => seen.described.has(path))) return undefined;
  const missed = carriers.map(([path]) => path);
  const met = [...seen.unread.entries()].sort(([, a], [, b]) => b - a).map(([path, count]) => `${path} ×${count}`);
  const found = met.length === 0 ? '' : `; found instead: ${met.slice(0, SHOWN).join(', ')}`;
  return new MigrationError(
    'SOURCE_UNSUPPORTED',
    `<${profile.root}> begins like profile "${profile.name}", but holds no ${missed.join(' and no ')}${found}`,
    { place: { where: file }, hint: HINT },
  );
}

function nearestTo(
  root: string,
  paths: ReadonlySet<string>,
  profiles: readonly ExportProfile[],
): ExportProfile | undefined {
  const alike = closest(
    root,
    profiles.map((profile) => profile.root),
  );
  const names = new Set([...paths].flatMap((path) => path.split('/')));
  const shared = (profile: ExportProfile): number =>
    [...profile.elements.keys()].filter((path) => names.has(path.slice(path.lastIndexOf('/') + 1))).length +
    (profile.root === alike ? 100 : 0);
  return [...profiles].sort((a, b) => shared(b) - shared(a))[0];
}
