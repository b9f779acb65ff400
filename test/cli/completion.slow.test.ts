import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, ROOT, runCli } from './run-cli.ts';

/** What a shell offers behind a line; the script is the one that the program prints for it. */
async function ask(shell: 'bash' | 'zsh' | 'fish', line: string): Promise<string[]> {
  const { code, stdout } = await runCli(['completion', shell]);
  expect(code).toBe(0);
  const folder = emptyFolder();
  const bin = join(folder, 'bw2wholesale');
  writeFileSync(bin, `#!/bin/sh\nexec "${process.execPath}" "${join(ROOT, 'bin/bw2wholesale.js')}" "$@"\n`, {
    mode: 0o755,
  });
  writeFileSync(join(folder, 'script'), stdout);
  const run = spawnSync(shell, QUESTIONS[shell](join(folder, 'script'), line), {
    cwd: emptyFolder(),
    encoding: 'utf8',
    timeout: 60_000,
    env: { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH ?? ''}`, HOME: folder, LINE: line },
  });
  expect(run.stderr).toBe('');
  return run.stdout.split(/\s+/).filter((word) => word !== '');
}

const QUESTIONS = {
  bash: (script: string, line: string) => [
    '-c',
    `source ${script}\nCOMP_WORDS=(${line}); COMP_CWORD=$((\${#COMP_WORDS[@]}-1)); _bw2wholesale; echo "\${COMPREPLY[@]}"`,
  ],
  // A shell inside a terminal of its own, where Tab is pressed: completion in zsh lives in the line editor only.
  zsh: (script: string) => [
    '-f',
    '-c',
    `zmodload zsh/zpty
zpty inner zsh -f -i
zpty -w inner 'autoload -U compinit; compinit -u -D; source ${script}; show() { print -r -- $BUFFER >$HOME/line }; zle -N show; bindkey "^T" show'
zpty -w -n inner "$LINE"$'\\t\\x14'
repeat 400; do [[ -s $HOME/line ]] && break; sleep 0.1; done
print -r -- \${\${"$(<$HOME/line)"% }##* }
zpty -d inner`,
  ],
  fish: (script: string) => ['--no-config', '-c', `source ${script}; complete -C $LINE`],
} as const;

function isMissing(shell: string): boolean {
  return !(process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, shell)));
}

describe.each(['bash', 'zsh', 'fish'] as const)('completion', (shell) => {
  const missing = isMissing(shell);
  it.skipIf(missing)(
    `completes commands and flags in ${shell}${missing ? ` (skipped: no ${shell} on the PATH)` : ''}`,
    async () => {
      expect(await ask(shell, 'bw2wholesale rep')).toEqual(['report']);
      expect(await ask(shell, 'bw2wholesale report --xl')).toEqual(['--xlsx']);
    },
    120_000,
  );
});
