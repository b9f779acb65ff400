import type { CommandModule } from 'yargs';
import type { GlobalOptions } from '../globals.ts';
import { EXAMPLES } from './examples.ts';

type Arguments = GlobalOptions & { readonly shell: 'bash' | 'zsh' | 'fish' };

export const completionCommand: CommandModule<GlobalOptions, Arguments> = {
  command: 'completion <shell>',
  describe: 'Print the completion script of a shell',
  builder: (yargs) =>
    yargs
      .example(EXAMPLES.completion)
      .positional('shell', { choices: ['bash', 'zsh', 'fish'] as const, demandOption: true, describe: 'Shell' }),
  async handler({ shell }) {
    const { COMPLETIONS } = await import('../actions/completion.ts');
    process.stdout.write(COMPLETIONS[shell]);
  },
};
