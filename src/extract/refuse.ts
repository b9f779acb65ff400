import { MigrationError } from '../domain/errors.ts';

/** First bytes that tell an archive from a capture. */
const ARCHIVES: readonly { readonly name: string; readonly at: number; readonly bytes: string }[] = [
  { name: 'a gzip file', at: 0, bytes: '1f8b' },
  { name: 'a zip archive', at: 0, bytes: '504b0304' },
  { name: 'an empty zip archive', at: 0, bytes: '504b0506' },
  { name: 'a tar archive', at: 257, bytes: '7573746172' },
];

/** How many bytes at the start of a file `refuseArchive` wants to see. */
export const HEAD_BYTES = 512;

/** @throws {MigrationError} `SOURCE_UNSUPPORTED` for archives, which a later version reads */
export function refuseArchive(head: Buffer, file: string): void {
  const found = ARCHIVES.find(({ at, bytes }) => head.subarray(at, at + bytes.length / 2).toString('hex') === bytes);
  if (found !== undefined) {
    throw new MigrationError('SOURCE_UNSUPPORTED', `not supported yet: ${found.name}`, {
      place: { where: file },
      hint: 'Unpack it and hand over the folder.',
    });
  }
}

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
    return new MigrationError('SOURCE_UNSUPPORTED', 'not supported yet: a SOAP envelope', { place });
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
  const lines = failures.map((failure) => {
    const where =
      failure.place === undefined
        ? ''
        : `${failure.place.where}${failure.place.line === undefined ? '' : `:${failure.place.line}`}: `;
    return `  ${where}${failure.message} [${failure.code}]`;
  });
  return new MigrationError(
    first.code,
    `${failures.length} sources were refused; the others are stored\n${lines.join('\n')}`,
    {
      hint: [...new Set(failures.map((failure) => failure.hint))].join(' '),
    },
  );
}
