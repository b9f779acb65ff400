import { type Callable, callableName, isCallable } from '../../batch/callables.ts';
import { lintBatch } from '../../batch/lint-batch.ts';
import { type MemberSelection, selectMembers } from '../../batch/select-members.ts';
import type { Tear } from '../../batch/tear.ts';
import type { Membership } from '../../domain/batch.ts';
import { BATCH_ALL } from '../../domain/batch.ts';
import { MigrationError } from '../../domain/errors.ts';
import { quoted } from '../../domain/quoted.ts';
import { batchLintView, batchListView, batchMoveView, batchShowView, type Standing } from '../../report/batch-view.ts';
import { several } from '../../report/words.ts';
import { batchRepository } from '../../store/batch-repository.ts';
import { draftRepository } from '../../store/draft-repository.ts';
import type { App } from '../app.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { draftsAreCurrent } from '../freshness.ts';
import { knownTarget } from '../known-target.ts';
import { printOutcome } from '../output.ts';
import { readTableFile } from '../read-table-file.ts';
import { currentUser } from '../with-lock.ts';

export interface BatchArguments extends Omit<MemberSelection, 'users'> {
  readonly action: string;
  readonly name?: string | undefined;
  readonly users?: string | undefined;
  /** `move`: whom, and where to. */
  readonly objects?: readonly string[] | undefined;
  readonly preview: boolean;
  readonly sandbox: boolean;
}

/** `batch create | list | show | lint | move`. */
export function workOnBatches(app: App, argv: BatchArguments): ExitCode {
  draftsAreCurrent(app);
  switch (argv.action) {
    case 'create':
      return create(app, argv);
    case 'list':
      return list(app);
    case 'show':
      return show(app, named(argv));
    case 'lint':
      return lint(app, named(argv), argv);
    default:
      return move(app, argv);
  }
}

function named({ name, action }: BatchArguments): string {
  if (name === undefined) throw new MigrationError('USAGE', `batch ${action} needs the NAME of a batch`);
  return name;
}

function create(app: App, argv: BatchArguments): ExitCode {
  const name = named(argv);
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._ -]{0,59}$/u.test(name) || name.toLowerCase() === BATCH_ALL) {
    throw new MigrationError(
      'USAGE',
      `"${name}" is no name for a batch: letters, digits, blanks and . _ - (not "${BATCH_ALL}")`,
    );
  }
  const batches = batchRepository(app.db);
  if (batches.list().some((batch) => batch.name === name)) {
    throw new MigrationError('USAGE', `there is a batch "${name}" already`, {
      hint: 'Use `bw2wholesale batch move` to change it.',
    });
  }
  const users = argv.users === undefined ? undefined : userList(argv.users);
  const members = selectMembers(draftRepository(app.db).drafts(), { ...argv, users });
  const membership = batches.membership();
  const taken = members.filter(({ from }) => membership.has(from));
  const free = members.filter(({ from }) => !membership.has(from));
  if (free.length === 0) throw new MigrationError('USAGE', 'everybody of this selection is in another batch already');
  const by = currentUser();
  const selection = JSON.stringify({
    enterprise: argv.enterprise,
    group: argv.group,
    users: argv.users,
    all: argv.all,
    query: argv.query,
  });
  batches.create({ name, selection, by, createdAt: new Date().toISOString() }, originsOf(free));
  const others = taken.map((draft) => ({ name: callableName(draft), batch: membership.get(draft.from) ?? '' }));
  printOutcome(app.argv, { stage: 'batch', name, members: free.length, inOtherBatches: others }, [
    { kind: 'text', text: `Batch "${name}": ${several(free.length, 'member')}.` },
    ...(others.length === 0
      ? []
      : [
          {
            kind: 'table' as const,
            title: 'Left where they are, in another batch',
            head: ['name', 'batch'],
            rows: others.map((other) => [other.name, other.batch]),
          },
        ]),
    { kind: 'next', command: `bw2wholesale batch lint ${quoted(name)}`, why: 'what the cut tears apart' },
  ]);
  return EXIT.ok;
}

/** One user per line; `#` begins a remark. */
function userList(file: string): string[] {
  const lines = readTableFile(file).split(/\r?\n/);
  return lines.map((line) => line.replace(/(^|\s)#.*/, '').trim()).filter((line) => line !== '');
}

function list(app: App): ExitCode {
  const batches = batchRepository(app.db);
  const membership = batches.membership();
  const outside = draftRepository(app.db)
    .drafts()
    .filter((draft) => isCallable(draft) && !membership.has(draft.from)).length;
  const found = batches.list();
  printOutcome(app.argv, { stage: 'batch', batches: found, inNoBatch: outside }, batchListView(found, outside));
  return EXIT.ok;
}

function show(app: App, name: string): ExitCode {
  const members = membersOf(app, name).map((draft) => ({
    kind: draft.kind,
    name: callableName(draft),
    id: draft.id,
    location: draft.data.location,
    number: draft.data.phoneNumber ?? '',
    extension: draft.data.extension ?? '',
  }));
  printOutcome(app.argv, { stage: 'batch', name, members }, batchShowView(name, members));
  return EXIT.ok;
}

function membersOf(app: App, name: string): Callable[] {
  const batches = batchRepository(app.db);
  if (!batches.list().some((batch) => batch.name === name)) {
    throw new MigrationError('OBJECT_NOT_FOUND', `there is no batch "${name}"`, {
      hint: 'See `bw2wholesale batch list`.',
    });
  }
  const membership = batches.membership();
  return draftRepository(app.db)
    .drafts()
    .filter(isCallable)
    .filter(({ from }) => membership.get(from) === name);
}

function lint(app: App, name: string, argv: BatchArguments): ExitCode {
  const members = membersOf(app, name);
  const tears = tearsOf(app, name, batchRepository(app.db).membership(), argv);
  const counts = countRemedies(tears);
  printOutcome(app.argv, { stage: 'batch', name, members: members.length, counts, tears }, batchLintView(name, tears));
  return tears.some(({ remedy }) => remedy === 'blocked') ? EXIT.blocked : EXIT.ok;
}

function countRemedies(tears: readonly Tear[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { remedy } of tears) counts[remedy] = (counts[remedy] ?? 0) + 1;
  return counts;
}

function tearsOf(app: App, name: string, membership: Membership, { sandbox }: BatchArguments): Tear[] {
  const target = knownTarget(app.db, sandbox);
  const drafts = draftRepository(app.db).drafts();
  const moved = target === undefined ? new Set<string>() : batchRepository(app.db).moved(target);
  return lintBatch(drafts, membership, name, moved);
}

/** Moves members, or shows with `--preview` what breaks and what is mended by it. */
function move(app: App, argv: BatchArguments): ExitCode {
  const to = named(argv);
  const batches = batchRepository(app.db);
  const known = batches.list();
  if (to !== 'none' && !known.some(({ name }) => name === to)) membersOf(app, to);
  const chosen = selectMembers(draftRepository(app.db).drafts(), { users: argv.objects ?? [] });
  const before = batches.membership();
  const after = new Map(before);
  for (const { from } of chosen) {
    if (to === 'none') after.delete(from);
    else after.set(from, to);
  }
  const touched = [
    ...new Set([...chosen.flatMap(({ from }) => before.get(from) ?? []), ...(to === 'none' ? [] : [to])]),
  ];
  const changes = touched.map((name) => {
    const was = tearsOf(app, name, before, argv).map((tear) => JSON.stringify(tear));
    const now = tearsOf(app, name, after, argv);
    const texts = new Set(now.map((tear) => JSON.stringify(tear)));
    return {
      batch: name,
      torn: now.filter((tear) => !was.includes(JSON.stringify(tear))),
      mended: was.filter((text) => !texts.has(text)).length,
    };
  });
  const standing = standingOf(app, chosen, argv);
  if (!argv.preview) batches.move(originsOf(chosen), to === 'none' ? undefined : to);
  printOutcome(
    app.argv,
    { stage: 'batch', to, moved: argv.preview ? 0 : chosen.length, preview: argv.preview, standing, changes },
    batchMoveView(to, chosen.length, { changes, standing }, argv.preview),
  );
  return EXIT.ok;
}

/** Those who stand in Webex already: their name in a list of a batch moves nothing any more. */
function standingOf(app: App, chosen: readonly Callable[], { sandbox }: BatchArguments): Standing[] {
  const target = knownTarget(app.db, sandbox);
  if (target === undefined) return [];
  const batches = batchRepository(app.db);
  const moved = batches.moved(target);
  return chosen
    .filter(({ id }) => moved.has(id))
    .map((draft) => ({ id: draft.id, name: callableName(draft), ...batches.arrival(target, draft.id) }));
}

function originsOf(drafts: readonly Callable[]): string[] {
  return [...new Set(drafts.map(({ from }) => from))];
}
