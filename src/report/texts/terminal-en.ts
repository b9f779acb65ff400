import { amount, several } from '../words.ts';

/** What `report` prints: the report in short. */
export const TERMINAL_EN = {
  title: 'Report',
  source: (groups: number, users: number, numbers: number, devices: number, errors: number, orphans: number) =>
    `source: ${several(groups, 'group')}, ${several(users, 'user')}, ${several(numbers, 'number')}, ${several(devices, 'device')}; ${several(errors, 'error')}, ${several(orphans, 'orphan')}`,
  proposal: (customers: number, locations: number, packages: string) =>
    `proposal: ${several(customers, 'customer')}, ${several(locations, 'location')}; ${packages || 'no packages'}`,
  users: (kinds: string) => `users: ${kinds}`,
  numbers: (move: number, stay: number) => `numbers: ${amount(move)} move, ${amount(stay)} stay`,
  losses: (losses: number, services: number) =>
    `what changes for people: ${several(losses, 'loss', 'losses')} in ${several(services, 'service')}`,
  decisions: (recommended: number, answered: number) =>
    `decisions: ${amount(recommended)} by recommendation, ${amount(answered)} by a person`,
  answeredSince: 'decisions were answered since map ran: all that is proposed here is older than the answers',
  findings: (blockers: number, warnings: number, notes: number) =>
    `findings: ${several(blockers, 'blocker')}, ${several(warnings, 'warning')}, ${several(notes, 'note')}`,
  plan: (steps: number, calls: number, minutes: string, blocked: number, deferred: number) =>
    `plan: ${several(steps, 'step')}, ${several(calls, 'call')}, about ${minutes} min; ${amount(blocked)} blocked, ${amount(deferred)} deferred`,
  outcome: (counts: string) => `outcome: ${counts}`,
  verification: (matched: number, different: number, missing: number, extra: number) =>
    `verification: ${amount(matched)} matched, ${amount(different)} different, ${amount(missing)} missing, ${amount(extra)} extra`,
  readiness: 'Readiness',
  customers: 'Customers',
  locations: 'Locations',
  owners: 'People and places',
  html: (file: string) => `The whole report, to read and to sign: ${file}`,
  xlsx: (file: string) => `The same figures as a workbook: ${file}`,
  csv: (file: string) => `The same figures as CSV, one file per table: ${file}`,
  json: (file: string) => `The same figures as JSON: ${file}`,
  perCustomer: {
    title: 'Reports, one for each customer',
    customer: 'customer',
    name: 'name',
    stands: 'where it stands',
    report: 'report',
    alone: 'In none of them is anything of another customer.',
    skipped: (customers: string) => `Without a report, for migration.yaml skips them: ${customers}.`,
    all: 'all customers in one report, for yourself',
  },
  next: {
    label: 'Next:',
    extract: 'reads the captures',
    map: 'proposes Webex objects for what was read',
    mapAgain: 'takes the answers into the drafts, which are older',
    precheck: 'finds what stands in the way',
    plan: 'shows what would be written',
    provision: 'carries the plan out, once the report is agreed',
    retry: 'tries again what failed, after mending the cause',
    resume: 'picks up what is waiting',
    verify: 'reads everything back',
    status: 'shows where every step stands',
  },
};
