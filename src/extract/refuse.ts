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

/** A refusal, to be told beside others. @throws whatever else it is */
export function failureOf(error: unknown): MigrationError {
  if (error instanceof MigrationError) return error;
  throw error;
}

/** Each file has its own above. */
const HINTS_ABOVE = 'Do what stands below each of them, then run the same command again.';

/** One error for all files that were refused, each named with its reason and its hint; the very error where there is one. */
export function allFailures(failures: readonly MigrationError[]): MigrationError | undefined {
  const [first] = failures;
  if (first === undefined || failures.length === 1) return first;
  const byHint = new Map<string, string[]>();
  for (const failure of failures) {
    const line = `  ${placeOf(failure)}${failure.message} [${failure.code}]`;
    const lines = byHint.get(failure.hint);
    if (lines === undefined) byHint.set(failure.hint, [line]);
    else lines.push(line);
  }
  // Files that need the same stand together, with what they need below the last of them; one hint for all stands alone.
  const alone = byHint.size === 1;
  const lines = [...byHint].flatMap(([hint, files]) => (alone ? files : [...files, `    hint: ${hint}`]));
  return new MigrationError(
    first.code,
    `${failures.length} sources were refused; the others are stored\n${lines.join('\n')}`,
    { hint: alone ? first.hint : HINTS_ABOVE },
  );
}

function placeOf({ place }: MigrationError): string {
  if (place === undefined) return '';
  return `${place.where}${place.line === undefined ? '' : `:${place.line}`}: `;
}
