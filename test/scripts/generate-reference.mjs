/**
 * `node test/scripts/generate-reference.mjs [FOLDER]`: writes the reference pages (docs/reference) from the built program,
 * so that they cannot say anything else than it does.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = process.argv[2] ?? join(root, 'docs/reference');
const note = 'Written by `node test/scripts/generate-reference.mjs`; do not edit.\n';

Object.assign(process.env, { COLUMNS: '100', NO_COLOR: '1', SHELL: '/bin/bash' });
const { main } = await import('../../dist/bundle/main.js');
// Each call listens for a reader that closes early.
process.stdout.setMaxListeners(0);
const mask = process.umask();

/** What the program says on stdout. In this process: thirty of them take ten times as long to start as to answer. */
async function ask(...words) {
  const { write } = process.stdout;
  let said = '';
  process.stdout.write = (text) => {
    said += text;
    return true;
  };
  try {
    await main(words);
  } finally {
    process.stdout.write = write;
  }
  if (process.exitCode) throw new Error(`${words.join(' ')} ended with ${process.exitCode}`);
  return said.trimEnd();
}

const commands = (await ask('--get-yargs-completions', 'bw2wholesale', ''))
  .split('\n')
  .filter((word) => /^[a-z]/.test(word));
const { EXIT_MEANINGS } = await import('../../dist/cli/exit-codes.js');
const { CONFIG_TEMPLATE } = await import('../../dist/cli/config-template.js');
const { STEP_HANDLERS } = await import('../../dist/steps/registry.js');
const { kindWord } = await import('../../dist/report/words.js');

/** How a second write of the same object is avoided (`StepHandler.safety`). */
const SAFETY = {
  refused: 'the API refuses a second one',
  'look-first': 'looked up before every create',
  repeatable: 'written by PUT: repeating is harmless',
};

/** What `rollback` does with it, in the words of its plan. */
function undoWord(undo) {
  if (undo === undefined) return 'stays';
  if (undo.kind === 'stays') return `stays: ${undo.why}`;
  if (undo.kind === 'with-owner') {
    return `goes with ${undo.owner}, else stays${undo.note === undefined ? '' : `: ${undo.note}`}`;
  }
  return undo.leaves === undefined ? 'removed' : `removed; ${undo.leaves}`;
}

const keys = Object.values(STEP_HANDLERS)
  .map(
    ({ kind, key, endpoints }) =>
      `| \`${kind}\` | ${key.map((field) => `\`${field.replaceAll('|', '` or `')}\``).join(', ')} | ${endpoints.map((endpoint) => `\`${endpoint}\``).join('<br>')} |`,
  )
  .join('\n');

const helps = [];
for (const command of commands) {
  helps.push(`\n## ${command}\n\n\`\`\`text\n${await ask(command, '--help')}\n\`\`\`\n`);
}

// Pages are for everybody, unlike what the program writes.
process.umask(mask);
mkdirSync(folder, { recursive: true });
writeFileSync(
  join(folder, 'commands.md'),
  `# Commands\n\n${note}\n\`\`\`text\n${await ask('--help')}\n\`\`\`\n${helps.join('')}`,
);
writeFileSync(
  join(folder, 'exit-codes.md'),
  `# Exit codes\n\n${note}\nWhere several hold, the one that stands higher up in this table wins; 0 only where none does.\n\n| Code | Meaning |\n| --- | --- |\n${EXIT_MEANINGS.map(
    ([code, meaning]) => `| ${code} | ${meaning} |`,
  ).join('\n')}\n`,
);
writeFileSync(
  join(folder, 'configuration.md'),
  `# Configuration\n\n${note}\nA flag wins over the environment, that over \`migration.yaml\`, that over a default; \`config show --origin\` says which\ndid. Unknown keys are errors. \`init\` writes this file:\n\n\`\`\`yaml\n${CONFIG_TEMPLATE.trimEnd()}\n\`\`\`\n`,
);
writeFileSync(
  join(folder, 'steps.md'),
  `# Step kinds\n\n${note}\nWhat a plan is made of. Each kind is looked up under its natural key, compared, written, and read back by \`verify\`.\nRequests are those of a fresh create, for the estimate of a plan; \`plan --requests\` shows them with their addresses.\n\n## Requests and natural keys\n\nFields of the natural key are those of the step; \`location\`, \`owner\`, \`device\`, \`network\` and \`feature\` are the objects of\nother steps. A change goes by PUT to the object itself.\n\n| Kind | Natural key | Created by |\n| --- | --- | --- |\n${keys}\n\n## Rules\n\n| Kind | Makes | No duplicate, because | A difference is | Requests | Rollback |\n| --- | --- | --- | --- | --- | --- |\n${Object.values(
    STEP_HANDLERS,
  )
    .map(
      ({ kind, safety, canChange, calls, undo }) =>
        `| \`${kind}\` | ${kindWord(kind, 2)} | ${SAFETY[safety]} | ${canChange ? 'written' : 'a conflict'} | ${calls} | ${undoWord(undo)} |`,
    )
    .join('\n')}\n`,
);
