import type { Rule } from './rule.ts';
import { RULE_FAMILIES } from './rules/index.ts';
import { REMOTE_RULES } from './rules/remote.ts';

const INTRODUCTION = `# Prechecks

<!-- Written by test/scripts/generate-prechecks.mjs from the rules in src/precheck/rules/. Do not edit. -->

\`bw2wholesale precheck\` runs every rule below on what \`map\` proposes and lists everything it finds; it writes nothing
in Webex. \`--remote\` also asks the target's validate endpoints. \`--include\` and \`--exclude\` narrow what is shown, never
what is stored.

- A **blocker** keeps back the object it is about and what cannot be without it: a customer everything, a location all
  that is in it, a person only that person, a phone only that phone. The rest can go.
- A **warning** lets the object go; somebody should look first. \`--strict\` makes warnings fail.
- A **note** (\`info\`) is for the list.

Readiness: *not ready* (a blocker), *unknown* (something was not read, marked † below), *ready with conditions* (a
warning, or something below that stays behind), *ready*.

A blocker is overridden in \`migration.yaml\` (\`precheck.overrides\`) with rule, object, reason and name. Rules marked ‡
cannot be overridden: there would be nothing to write. Findings expire after \`precheck.expireDays\`.
`;

const SCOPES = {
  always: '',
  target: ' Only for a target that is not on loopback.',
  'no-target': ' Only while no target is named.',
} as const;

/** The catalogue of rules as a Markdown page, from the rules themselves. */
export function catalogueDocument(): string {
  const remote = REMOTE_RULES.map((rule) => row({ ...rule, marks: '', scope: ' Only with `--remote`, per target.' }));
  return [
    INTRODUCTION,
    ...RULE_FAMILIES.map(({ title, rules }) =>
      section(
        title,
        rules.map((rule: Rule) =>
          row({
            ...rule,
            marks: `${rule.unknown ? ' †' : ''}${rule.overridable === false ? ' ‡' : ''}`,
            scope: SCOPES[rule.scope ?? 'always'],
          }),
        ),
      ),
    ),
    section('Answers of the target', remote),
  ].join('\n');
}

function section(title: string, rows: readonly string[]): string {
  return `## ${title}\n\n| Rule | Severity | What is right | If not | Source |\n| --- | --- | --- | --- | --- |\n${rows.join('\n')}\n`;
}

function row(rule: {
  readonly id: string;
  readonly severity: string;
  readonly summary: string;
  readonly hint: string;
  readonly cites?: string;
  readonly marks: string;
  readonly scope: string;
}): string {
  const cells = [`\`${rule.id}\`${rule.marks}`, rule.severity, rule.summary + rule.scope, rule.hint, rule.cites ?? ''];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
