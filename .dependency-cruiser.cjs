/** Import directions. Each rule says why, so that whoever trips over it knows what to do instead. */
const only = (room, allowed, comment) => ({
  name: `${room}-imports`,
  comment,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: '^src/', pathNot: `^src/(${[room, ...allowed].join('|')})/` },
});
module.exports = {
  forbidden: [
    only('domain', [], 'domain is the vocabulary of everybody: it can depend on nobody'),
    only('pipeline', ['domain'], 'the stage contract knows words, not stages'),
    ...['broadworks', 'webex', 'store'].map((room) =>
      only(room, ['domain'], 'adapters translate one outside world each; they meet only in cli/app.ts'),
    ),
    only('sandbox', ['domain'], 'a simulator that shares code with the client would share its errors'),
    only('steps', ['domain', 'webex'], 'a step kind knows its endpoint types, never the engine that drives it'),
    only('extract', ['domain', 'pipeline', 'broadworks'], 'stages hand over through rows in the store, through ports'),
    ...['map', 'decisions', 'batch', 'precheck', 'report', 'explain'].map((room) =>
      only(room, ['domain', 'pipeline'], 'pure stages: rows in, rows out; effects stay behind ports'),
    ),
    ...['plan', 'provision', 'verify'].map((room) =>
      only(
        room,
        ['domain', 'pipeline', 'steps', 'webex'],
        'stages never import each other; what they share of a step lives in steps/',
      ),
    ),
    {
      name: 'webex-types-only',
      comment: 'the client is wired in cli/app.ts; stages and steps see its types, so that tests can pass a fake',
      severity: 'error',
      from: { path: '^src/(plan|provision|verify|steps)/' },
      to: { path: '^src/webex/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nobody-imports-cli',
      comment: 'cli is the composition root: everything hangs from it, nothing leans on it',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'terminal-only-in-cli',
      comment: 'stages return data and emit events; only cli draws and prompts',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { path: 'node_modules/(yargs|listr2|@clack|picocolors|cli-table3)' },
    },
    {
      name: 'no-cycles',
      comment: 'a cycle has no bottom to start reading from',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
