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

/** Where several hold, the first of these wins. */
const PRECEDENCE: readonly ExitCode[] = [130, 143, 1, 2, 7, 6, 5, 8, 4, 9, 3, 11, 0];

export function strongest(codes: readonly ExitCode[]): ExitCode {
  return PRECEDENCE.find((code) => codes.includes(code)) ?? EXIT.ok;
}
