import { MigrationError } from '../domain/errors.ts';

/** Why a file that was read to its end holds nothing to store. */
export function nothingInside(
  file: string,
  facts: {
    readonly bytes: number;
    readonly blank: boolean;
    readonly root: string | undefined;
    readonly commands: number;
    readonly documents: number;
    readonly responses: number;
  },
): MigrationError | undefined {
  const place = { where: file };
  if (facts.bytes === 0 || facts.blank) return new MigrationError('SOURCE_EMPTY', 'the file is empty', { place });
  if (facts.commands > 0) {
    if (facts.responses > 0) return undefined;
    return new MigrationError('SOURCE_REQUESTS_ONLY', `all ${facts.commands} commands are requests`, { place });
  }
  if (facts.documents > 0) return new MigrationError('SOURCE_EMPTY', 'its documents hold no commands', { place });
  if (facts.root === 'Envelope') {
    return new MigrationError('SOURCE_UNSUPPORTED', 'a SOAP envelope that holds no OCI document', {
      place,
      hint: 'It may be a fault or belong to another service: hand over the envelopes that carry OCI-P.',
    });
  }
  if (facts.root !== undefined && facts.root !== 'html') {
    const message = `not supported yet: XML below <${facts.root}> that holds no BroadsoftDocument (a nested export?)`;
    return new MigrationError('SOURCE_UNSUPPORTED', message, { place });
  }
  return new MigrationError('SOURCE_NOT_XML', 'no BroadsoftDocument and no command in it', { place });
}

/** One error for all files that were refused, each named with its reason; the very error where there is one. */
export function allFailures(failures: readonly MigrationError[]): MigrationError | undefined {
  const [first] = failures;
  if (first === undefined || failures.length === 1) return first;
  const lines = failures.map((failure) => `  ${placeOf(failure, ': ')}${failure.message} [${failure.code}]`);
  return new MigrationError(
    first.code,
    `${failures.length} sources were refused; the others are stored\n${lines.join('\n')}`,
    { hint: hintsOf(failures) },
  );
}

/** Files named with one hint, before they are only counted. */
const NAMED = 5;

/** What to do, file by file; files that need the same share a line. */
function hintsOf(failures: readonly MigrationError[]): string {
  const files = new Map<string, string[]>();
  for (const failure of failures) {
    files.set(failure.hint, [...(files.get(failure.hint) ?? []), placeOf(failure)]);
  }
  // One thing to do for all of them needs no names.
  if (files.size === 1) return [...files.keys()].join('');
  return [...files]
    .map(([hint, places]) => {
      const named = places.filter((place) => place !== '').slice(0, NAMED);
      const more = places.length - named.length;
      return `\n    ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}: ${hint}`;
    })
    .join('');
}

function placeOf({ place }: MigrationError, end = ''): string {
  if (place === undefined) return '';
  return `${place.where}${place.line === undefined ? '' : `:${place.line}`}${end}`;
}
