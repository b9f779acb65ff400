/**
 * Every JSON document of the command line: where the program prints it, and the command whose answer is its example. They
 * run in this order, in one workspace folder.
 *
 * `print` names calls as `output-types.mjs` does; `as` a document that this one only adds fields to; `code` how it ends.
 */
const SANDBOX = '--sandbox';

export const OUTPUTS = [
  { title: 'init', print: 'init initFolder', run: ['init'] },
  { title: 'doctor', print: 'doctor examine', run: ['doctor', SANDBOX] },
  { title: 'config show', print: 'config showConfig', run: ['config', 'show'] },
  { title: 'extract', print: 'extract extractSources', run: ['extract', '$SAMPLE'] },
  {
    title: 'extract --write-requests',
    print: 'extract extractSources 2',
    as: 'extract',
    run: ['extract', '$SAMPLE', '--write-requests', 'ask.xml'],
  },
  { title: 'extract --diff', print: 'extract diffSources', run: ['extract', '--diff', '$SAMPLE'] },
  { title: 'extract --probe', print: 'probe probe', run: ['extract', '--probe', '$SAMPLE/01-enterprise.xml'] },
  { title: 'inventory', print: 'inventory showInventory 2', run: ['inventory'] },
  { title: 'inventory --fleet', print: 'inventory showInventory', run: ['inventory', '--fleet'] },
  { title: 'map', print: 'map mapSnapshot', run: ['map'] },
  { title: 'decisions list', print: 'decisions list', run: ['decisions', 'list'] },
  { title: 'decisions export', print: 'decisions exportSheet', run: ['decisions', 'export', 'ask.csv'] },
  { title: 'decisions import', print: 'decisions importSheet', run: ['decisions', 'import', 'ask.csv', '--preview'] },
  {
    title: 'decisions resolve',
    print: 'decisions resolveMany',
    run: ['decisions', 'resolve', '--recommended', '--preview'],
  },
  { title: 'precheck', print: 'precheck checkDrafts 2', run: ['precheck'], code: 3 },
  { title: 'precheck --fleet', print: 'precheck checkDrafts', as: 'precheck', run: ['precheck', '--fleet'], code: 3 },
  {
    title: 'explain',
    print: 'explain explain',
    run: ['explain', '5035550101@brightwater.example.test'],
  },
  {
    title: 'explain, of something that nobody knows',
    print: 'explain explain',
    as: 'explain',
    run: ['explain', 'Portland'],
    code: 2,
  },
  { title: 'batch create', print: 'batch create', run: ['batch', 'create', 'pilot', '--query', 'location=*boston*'] },
  { title: 'batch list', print: 'batch list', run: ['batch', 'list'] },
  { title: 'batch show', print: 'batch show', run: ['batch', 'show', 'pilot'] },
  { title: 'batch lint', print: 'batch lint', run: ['batch', 'lint', 'pilot'] },
  {
    title: 'batch move',
    print: 'batch move',
    run: ['batch', 'move', 'pilot', '5035550101@brightwater.example.test', '--preview'],
  },
  { title: 'plan', print: 'plan planSteps', run: ['plan', SANDBOX, '--requests'] },
  { title: 'plan approve', print: 'plan approvePlan', run: ['plan', 'approve', '$PLAN', SANDBOX] },
  {
    title: 'provision --dry-run',
    print: 'provision showDryRun',
    as: 'plan',
    run: ['provision', SANDBOX, '--dry-run'],
  },
  {
    title: 'provision',
    events: true,
    print: 'provision provision 2',
    also: ['provision provision', 'provision provision 3', 'run say 2'],
    run: ['provision', SANDBOX, '--yes', '--concurrency', '1'],
    code: 3,
  },
  { title: 'status', print: 'status showStatus 2', also: ['status showStatus'], run: ['status', SANDBOX] },
  { title: 'logs', print: 'logs showLogs', run: ['logs', 'customer', SANDBOX] },
  { title: 'verify', print: 'verify verify', run: ['verify', SANDBOX] },
  { title: 'report', print: 'report writeReport', schema: '../report.schema.json', run: ['report', SANDBOX] },
  {
    title: 'report --per-customer',
    print: 'customer-reports writeCustomerReports',
    run: ['report', SANDBOX, '--per-customer'],
  },
  { title: 'report --audit', print: 'audit writeAudit', run: ['report', '--audit'] },
  { title: 'report --run', print: 'run-report writeRunReport', run: ['report', '--run'] },
  { title: 'report --run ID', print: 'run-report writeRunReport 2', run: ['report', '--run', 'latest'] },
  { title: 'rollback', print: 'rollback show', run: ['rollback', SANDBOX, '--dry-run'] },
  { title: 'sandbox', print: 'sandbox serveSandbox' },
];

/** Printed, but no document of its own: wrappers of the above, named under `run`. */
export const WRAPPERS = ['run runAll', 'run runAll 2', 'run runAll 3', 'run say', 'run say 3'];
