/** What the operator does next, per code. A code that is not in this table does not exist. */
const HINTS = {
  // extract
  SOURCE_NOT_FOUND: 'Check the path; it is relative to the folder you are in, not to -C.',
  SOURCE_EMPTY: 'Check that the export finished, then hand over the file again.',
  SOURCE_NOT_XML: 'Hand over OCI-P XML: BroadsoftDocument elements with commands inside.',
  SOURCE_TRUNCATED: 'Run the export again: the file ends in the middle of an element. Nothing of it was stored.',
  SOURCE_MALFORMED: 'Repair or re-export the file. Nothing of it was stored.',
  SOURCE_DOCTYPE: 'Remove the DOCTYPE line: BroadWorks never writes one, and it could make a parser read other files.',
  SOURCE_REQUESTS_ONLY: 'Hand over the responses too: requests alone hold no data of the customer.',
  SOURCE_UNSUPPORTED: 'Hand over plain OCI-P XML files, folders, or `-` for standard input.',
  SOURCE_LIMIT: 'The file goes past a safety limit; check that it is what you meant to hand over.',
  // configuration
  CONFIG_MISSING: 'Run `bw2wholesale init` in this folder first, or point -C at a workspace folder.',
  CONFIG_INVALID: 'Mend the line that is named, then run the command again.',
  CONFIG_EXISTS: 'Edit the existing file; `init` never overwrites one.',
  PROVISIONING_ID_MISSING:
    'Set `partner.provisioningId` in migration.yaml: the id of the onboarding template in Partner Hub.',
  MAPPING_INVALID: 'Mend the line that is named in that file, then run the command again.',
  SHEET_INVALID:
    'Write a sheet with `bw2wholesale decisions export`, fill in the column "answer", and hand it over again.',
  USAGE: 'See `bw2wholesale --help`.',
  FILE_UNUSABLE: 'Check that the path is the one you mean, and that your user may read and write there.',
  // order of stages
  NOTHING_EXTRACTED: 'Run `bw2wholesale extract SOURCE` first.',
  NOTHING_MAPPED: 'Run `bw2wholesale map` first.',
  NOTHING_CHECKED: 'Run `bw2wholesale precheck` first.',
  NOTHING_PLANNED: 'Run `bw2wholesale plan` first.',
  OBJECT_NOT_FOUND: 'See `bw2wholesale inventory` for what is there.',
  NOT_SUPPORTED: 'not supported yet in this version; see docs/limits.md.',
  // plan and provision
  BATCH_TORN:
    'See `bw2wholesale batch lint NAME`. Put both into one batch with `batch move`, or give the destination a number, then plan again.',
  PLAN_STALE: 'Run `bw2wholesale map`, `precheck` and `plan` again, look at the plan, then provision.',
  WRONG_ORG: 'The token belongs to another partner organisation than the plan. Use the right token or plan again.',
  LOCKED: 'Wait until the other process ends, or stop it. A lock of a dead process is taken over by itself.',
  LOCK_LOST: 'Nothing more was written by this process. See `bw2wholesale status`, then run the command again.',
  APPROVAL_NEEDED:
    'migration.yaml asks for two persons (`approval.twoPersons`): have somebody else read the plan and run `bw2wholesale plan approve HASH`.',
  CONFIRMATION_NEEDED: 'Run it in a terminal and answer the question, or pass --yes after reading the plan.',
  INTERRUPTED: 'Run the same command again.',
  DECLINED: 'Nothing was written. Run it again when ready.',
  COVERAGE_MISMATCH: 'This is a defect in bw2wholesale: please report it with the counts shown.',
  // target
  TOKEN_MISSING:
    'Set WEBEX_ACCESS_TOKEN to a partner administrator token, or WEBEX_REFRESH_TOKEN, WEBEX_CLIENT_ID and WEBEX_CLIENT_SECRET, or `tokenCommand` in migration.yaml; or pass --sandbox.',
  TOKEN_REJECTED: 'Get a fresh partner administrator token and set WEBEX_ACCESS_TOKEN.',
  TARGET_UNAVAILABLE: 'Check the network and BW2W_WEBEX_BASE_URL, then run the same command again: it resumes.',
  TARGET_REFUSED: 'Read what the target said; mend the source or the mapping, then plan again.',
  CONFLICT: 'An object with the same key exists and differs. Compare it, then change it or the source, and plan again.',
  UNKNOWN_OUTCOME: 'Look in Control Hub whether the object exists, then decide.',
  DATABASE: 'Check free disk space and permissions of the workspace folder.',
  DATABASE_NEWER: 'This workspace was written by a newer bw2wholesale: use that version.',
} as const satisfies Record<string, string>;

export type ErrorCode = keyof typeof HINTS;

export interface ErrorPlace {
  /** A file as the operator named it, or an object such as `user anna@example.test`. */
  readonly where: string;
  readonly line?: number;
}

/** A failure that the operator can act on: code, what, where, what to do. Anything else that escapes is a bug. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
  readonly code: ErrorCode;
  readonly hint: string;
  readonly place: ErrorPlace | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options?: { readonly cause?: unknown; readonly place?: ErrorPlace; readonly hint?: string },
  ) {
    super(message, options?.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options?.hint ?? HINTS[code];
    this.place = options?.place;
  }
}
