/** What each command is used for, as typed: shown by `<command> --help` and printed in docs/reference/commands.md. */
export const EXAMPLES = {
  run: [
    ['$0 run ../captures --sandbox --yes', 'rehearse the whole migration'],
    ['$0 run ../captures --sandbox --yes --allow-blocked', 'the same, exit 0 although something is blocked'],
  ],
  init: [['$0 -C acme init', 'begin a migration in the folder acme']],
  extract: [
    ['$0 extract ../captures/acme', 'read a folder'],
    ['$0 extract --diff newer.zip', 'what changed since; stores nothing'],
    ['cat capture.xml | $0 extract -', 'read standard input'],
  ],
  inventory: [['$0 inventory', 'counts, services in use, devices']],
  map: [['$0 map --format json', 'drafts and losses in numbers']],
  decisions: [
    ['$0 decisions list', 'what is open and what is recommended'],
    ['$0 decisions export ask-customer.csv --state open', 'a sheet for the customer'],
    ['$0 decisions import ask-customer.csv', 'takes its answers, all or none'],
    ['$0 decisions resolve --kind unassigned-numbers --answer stay --preview', 'one answer for many'],
  ],
  batch: [
    ['$0 batch create north --group acme/north', 'a batch of one group'],
    ['$0 batch lint north', 'what this cut tears apart'],
    ['$0 batch move north anna@acme.example --preview', 'what breaks when Anna moves with north'],
  ],
  precheck: [
    ['$0 precheck', 'every rule, on this machine only'],
    ['$0 precheck --remote --sandbox', 'the validate endpoints too'],
    ['$0 precheck --customer acme/north', 'of many customers, what is found of this one'],
  ],
  explain: [['$0 explain anna@acme.example', 'why this package, from which byte of which file']],
  plan: [
    ['$0 plan --sandbox', 'what would be written'],
    ['$0 plan --requests --out plan.json', 'with the exact requests, into a file'],
    ['$0 plan approve 1a2b3c4d', 'record who approved'],
  ],
  provision: [
    ['$0 provision --sandbox --yes --limit 10', 'ten steps as a canary'],
    ['$0 provision --retry-failed', 'again what failed, after mending it'],
    ['$0 provision --include-deferred', 'the cutover: numbers are activated'],
  ],
  status: [
    ['$0 status', 'how far it is'],
    ['$0 status --watch', 'the same, drawn anew every two seconds'],
    ['$0 status --batch pilot', 'one batch, whatever was planned since'],
  ],
  logs: [['$0 logs "subscriber anna"', 'every attempt of one step']],
  verify: [
    ['$0 verify --sandbox', 'read everything back and compare'],
    ['$0 verify --batch pilot', 'what the plan of this batch has arranged, whatever was planned since'],
  ],
  rollback: [
    ['$0 rollback --sandbox --dry-run', 'what would go, what would stay and why'],
    ['$0 rollback --sandbox --customer acme --yes', 'remove one customer'],
    ['$0 rollback --batch pilot --dry-run', 'what of one batch would go'],
  ],
  report: [
    ['$0 report', 'reports/report.html'],
    ['$0 report --xlsx --csv --json', 'the workbook, the tables and the data too'],
    ['$0 report --customer acme', 'for this customer to read and sign'],
    ['$0 report --anonymise --language tr', 'with pseudonyms, in Turkish'],
    ['$0 report --run latest', 'what the last run did; without an id, all runs'],
    ['$0 report --audit', 'who did what, and every request'],
  ],
  sandbox: [['$0 sandbox --port 8085', 'a Webex to try things on']],
  doctor: [['$0 doctor --sandbox', 'is everything here that a migration needs?']],
  config: [['$0 config show --origin', 'each setting in force, and where it comes from']],
  completion: [['source <($0 completion bash)', 'for this shell; zsh and fish likewise']],
} satisfies Record<string, [command: string, what: string][]>;
