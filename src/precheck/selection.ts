import { closest } from '../domain/closest.ts';
import { MigrationError } from '../domain/errors.ts';

export interface Selection {
  /** Empty or missing: all rules. */
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
}

/**
 * Which rules a person wants to see. It narrows what is shown and counted, never what is stored: a plan must not miss
 * a blocker because somebody looked at other rules.
 *
 * @throws {MigrationError} `USAGE` for a rule id that does not exist, with the nearest one
 */
export function selectRules(
  { include = [], exclude = [] }: Selection,
  known: ReadonlySet<string>,
): (rule: string) => boolean {
  for (const id of [...include, ...exclude]) {
    if (known.has(id)) continue;
    const nearest = closest(id, known);
    throw new MigrationError(
      'USAGE',
      `there is no precheck rule "${id}"${nearest === undefined ? '' : `; did you mean "${nearest}"?`}`,
    );
  }
  const wanted = new Set(include);
  const unwanted = new Set(exclude);
  return (rule) => (wanted.size === 0 || wanted.has(rule)) && !unwanted.has(rule);
}
