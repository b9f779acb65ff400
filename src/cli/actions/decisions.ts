import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { answersOf } from '../../decisions/import-sheet.ts';
import { resolveDecisions } from '../../decisions/resolve-decisions.ts';
import { type DecisionFilter, selectDecisions } from '../../decisions/select-decisions.ts';
import { readSheet, writeSheet } from '../../decisions/sheet.ts';
import { MigrationError } from '../../domain/errors.ts';
import { quoted } from '../../domain/quoted.ts';
import { decisionsView, importView, resolutionView } from '../../report/decisions-view.ts';
import { several } from '../../report/words.ts';
import { draftRepository } from '../../store/draft-repository.ts';
import type { App } from '../app.ts';
import { chooseCustomer, knownCustomers } from '../customers.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { answersChanged, somethingIsMapped } from '../freshness.ts';
import { printOutcome } from '../output.ts';
import { readTableFile } from '../read-table-file.ts';
import { currentPerson } from '../with-lock.ts';

export interface DecisionArguments extends DecisionFilter {
  readonly action: string;
  /** Id of a decision for `resolve`, the file for `export` and `import`. */
  readonly operand?: string | undefined;
  readonly answer?: string | undefined;
  readonly recommended: boolean;
  readonly preview: boolean;
  readonly partial: boolean;
  readonly by?: string | undefined;
}

/** `decisions list | export | import | resolve`. */
export async function workOnDecisions(app: App, said: DecisionArguments): Promise<ExitCode> {
  somethingIsMapped(app.db);
  if (said.action === 'import' && said.customer !== undefined)
    throw new MigrationError('USAGE', 'decisions import takes what the file holds: leave --customer out');
  const argv =
    said.customer === undefined
      ? said
      : { ...said, customer: chooseCustomer(said.customer, knownCustomers(app)).customer };
  switch (argv.action) {
    case 'list':
      return list(app, argv);
    case 'export':
      return exportSheet(app, argv);
    case 'import':
      return importSheet(app, argv);
    default:
      return resolveMany(app, argv);
  }
}

function list(app: App, argv: DecisionArguments): ExitCode {
  const all = draftRepository(app.db).decisions();
  const decisions = selectDecisions(all, { ...argv, id: argv.operand });
  printOutcome(
    app.argv,
    { stage: 'decisions', decisions },
    decisionsView(decisions, all.length, answersChanged(app.db)),
  );
  return EXIT.ok;
}

async function exportSheet(app: App, argv: DecisionArguments): Promise<ExitCode> {
  const decisions = selectDecisions(draftRepository(app.db).decisions(), argv);
  if (argv.operand === undefined) {
    if (app.argv.format === 'json')
      throw new MigrationError('USAGE', 'decisions export needs a FILE with --format json');
    process.stdout.write(writeSheet(decisions));
    return EXIT.ok;
  }
  const file = resolve(argv.operand);
  const earlier = existsSync(file) ? readSheet(readTableFile(argv.operand), argv.operand) : undefined;
  await writeFileAtomic(file, writeSheet(decisions, earlier), { mode: 0o600 });
  printOutcome(app.argv, { stage: 'decisions', exported: decisions.length, file }, [
    {
      kind: 'text',
      text: `${several(decisions.length, 'decision')} written to ${argv.operand}; fill in the column "answer".`,
    },
    { kind: 'next', command: `bw2wholesale decisions import ${quoted(argv.operand)}`, why: 'takes the answers' },
  ]);
  return EXIT.ok;
}

function importSheet(app: App, argv: DecisionArguments): ExitCode {
  const { operand: file } = argv;
  if (file === undefined) throw new MigrationError('USAGE', 'decisions import needs a FILE');
  const sheet = readSheet(readTableFile(file), file);
  const repository = draftRepository(app.db);
  const found = answersOf(sheet, repository.decisions());
  const whole = found.faults.length === 0;
  const applies = (whole || argv.partial) && !argv.preview;
  if (applies) repository.answerAll(found.answers, answerer(argv), new Date());
  const outcome = { ...found, applied: applies ? found.answers.length : 0, preview: argv.preview };
  printOutcome(app.argv, { stage: 'decisions', file, ...outcome }, importView(outcome, file));
  return whole ? EXIT.ok : EXIT.usage;
}

function resolveMany(app: App, argv: DecisionArguments): ExitCode {
  const repository = draftRepository(app.db);
  if (argv.recommended === (argv.answer !== undefined)) {
    throw new MigrationError('USAGE', 'decisions resolve needs either --answer ANSWER or --recommended');
  }
  const narrowed =
    argv.operand !== undefined ||
    argv.kind !== undefined ||
    argv.customer !== undefined ||
    (argv.where ?? []).length > 0;
  if (!narrowed && !argv.recommended) {
    throw new MigrationError(
      'USAGE',
      'decisions resolve --answer needs an id, --kind, --customer or --where: say what it answers',
    );
  }
  const selected = selectDecisions(repository.decisions(), { ...argv, id: argv.operand });
  const resolution = resolveDecisions(selected, argv.answer);
  const applies = !argv.preview && (resolution.refused.length === 0 || argv.partial);
  if (applies) repository.answerAll(resolution.answers, answerer(argv), new Date());
  const outcome = { ...resolution, applied: applies ? resolution.answers.length : 0, preview: argv.preview };
  printOutcome(app.argv, { stage: 'decisions', ...outcome }, resolutionView(outcome));
  return resolution.refused.length === 0 ? EXIT.ok : EXIT.usage;
}

/** Who decided may be somebody else than who types; the machine is this one. */
function answerer({ by }: DecisionArguments) {
  const here = currentPerson();
  return { ...here, by: by ?? here.by };
}
