/** Exit codes, the same for every command. */
export const EXIT = {
  ok: 0,
  bug: 1,
  usage: 2,
  blocked: 3,
  failedSteps: 4,
  stale: 5,
  locked: 6,
  authentication: 7,
  unavailable: 8,
  differences: 9,
  waiting: 11,
  interrupted: 130,
  terminated: 143,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What each says, in the order of precedence: the reference page is written from this. */
export const EXIT_MEANINGS: readonly (readonly [code: ExitCode, meaning: string])[] = [
  [130, 'interrupted by Ctrl-C; the state is consistent'],
  [143, 'interrupted by SIGTERM; the state is consistent'],
  [1, 'internal error (a defect)'],
  [2, 'usage, configuration, or a source that is missing, refused or unreadable'],
  [7, 'authentication'],
  [6, 'locked by another process'],
  [5, 'stale plan or wrong organisation'],
  [8, 'target unavailable or budget spent; safe to resume'],
  [4, 'finished with failed steps'],
  [9, 'verification differences; of `verify` also steps of its plan that are not done yet'],
  [
    3,
    'blockers, open decisions that stop it, orphans; of `run` and `provision` also what the plan holds back, unless `--allow-blocked`',
  ],
  [11, 'finished, some steps waiting for the target'],
  [0, 'done'],
];

/** Where several hold, the first of these wins. */
const PRECEDENCE = EXIT_MEANINGS.map(([code]) => code);

export function strongest(codes: readonly ExitCode[]): ExitCode {
  return PRECEDENCE.find((code) => codes.includes(code)) ?? EXIT.ok;
}
