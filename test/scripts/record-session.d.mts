export interface SessionCommand {
  readonly typed: string;
  readonly code: number | null;
  /** Everything it said, masked. */
  readonly lines: readonly string[];
  /** What the README shows of it. */
  readonly shown: readonly string[];
}
export function recordSession(): Promise<SessionCommand[]>;
export function shapeOf(line: string): string;
export function sessionText(session: readonly SessionCommand[]): string;
export function sessionIn(readme: string): string;
