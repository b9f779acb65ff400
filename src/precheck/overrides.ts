import { closest } from '../domain/closest.ts';
import type { MigrationConfig } from '../domain/config.ts';
import { MigrationError } from '../domain/errors.ts';
import type { Finding } from '../domain/findings.ts';

type Override = MigrationConfig['precheck']['overrides'][number];

export interface OverrideBook {
  /** Turns blockers that somebody takes responsibility for into warnings which say who and why. */
  apply(findings: readonly Finding[]): Finding[];
  /** Overrides that did nothing so far, each with the reason, for the operator to clear away. */
  unused(): string[];
}

/**
 * Opens the overrides of `migration.yaml`. Each names one rule and one object, by its key (`acme/north`) or by kind
 * and key (`location:acme/north`).
 *
 * @param isOverridable - false for rules behind which nothing could be written anyway
 * @param host - machine on which they are recorded
 */
export function overrideBook(
  overrides: readonly Override[],
  isOverridable: (rule: string) => boolean,
  host?: string,
): OverrideBook {
  const used = new Set<Override>();
  const refused = new Set<Override>();
  return {
    apply: (findings) =>
      findings.map((finding): Finding => {
        if (finding.severity !== 'blocker') return finding;
        const override = overrides.find((candidate) => concerns(candidate, finding));
        if (override === undefined) return finding;
        if (!isOverridable(finding.rule)) {
          refused.add(override);
          return finding;
        }
        used.add(override);
        const { reason, by } = override;
        return { ...finding, severity: 'warning', override: { reason, by, ...(host === undefined ? {} : { host }) } };
      }),
    unused: () =>
      overrides
        .filter((override) => !used.has(override))
        .map((override) => {
          const name = `override of ${override.rule} for ${override.object}`;
          return refused.has(override)
            ? `${name}: cannot be overridden, for nothing could be written`
            : `${name}: there is no such blocker (any more)`;
        }),
  };
}

/** @throws {MigrationError} `CONFIG_INVALID` for a rule id that does not exist */
export function checkOverrides(overrides: readonly Override[], known: ReadonlySet<string>): void {
  for (const { rule, object } of overrides) {
    if (known.has(rule)) continue;
    const nearest = closest(rule, known);
    throw new MigrationError(
      'CONFIG_INVALID',
      `precheck.overrides: there is no rule "${rule}"${nearest === undefined ? '' : `; did you mean "${nearest}"?`}`,
      { place: { where: `override for ${object}` } },
    );
  }
}

function concerns({ rule, object }: Override, { rule: found, entity }: Finding): boolean {
  return rule === found && (object === entity.id || object === `${entity.kind}:${entity.id}`);
}
