/**
 * How well a run fills its request budget, against the simulator with the time in our hands: 600 requests a minute, 200 ms
 * for each answer. Printed for three shapes: the share of the allowed rate in use, the most requests in any 60 seconds, the
 * duration against its lower bound, and calls against the fewest that could do.
 *
 * Lower bound: the larger of calls ÷ budget and the longest chain of steps (calls of each × latency, customers and their
 * wait included). Fewest calls: every write once, every list page, look-up and read-back once, and the polls of a customer.
 *
 * Usage: npm run bench -- --only schedule [--users N] [--customers N] [--chain N] [--kills SHARE,…]
 */
import { paceTransport } from '../../dist/provision/paced-transport.js';
import { runProvision } from '../../dist/provision/run-provision.js';
import { startSandbox } from '../../dist/sandbox/start-sandbox.js';
import { handlerOf } from '../../dist/steps/registry.js';
import { journalRepository } from '../../dist/store/journal-repository.js';
import { openStore } from '../../dist/store/open.js';
import { createWebexApi } from '../../dist/webex/api.js';
import { createTransport } from '../../dist/webex/http.js';
import { benchOptions } from './benches.mjs';
import { chainPlan, enterprisePlan, manyCustomersPlan } from './shapes.mjs';
import { createVirtualClock } from './virtual-clock.mjs';

const values = benchOptions('schedule');
const PER_MINUTE = 600;
const LATENCY_MS = 200;
const CUSTOMER_MS = 5000;
const SETTLE_SECONDS = 30;
/** Shares of the calls after which the process is killed once, each in a run of its own. */
const KILLED_AT = values.kills.split(',').filter(Boolean).map(Number);
const START = Date.UTC(2026, 0, 2);
const target = 'bench#partner';

process.stdout.write(`${PER_MINUTE} requests a minute, ${LATENCY_MS} ms each, in virtual time\n`);
const shapes = [
  [`one enterprise of ${values.users} users`, enterprisePlan(values.users, target)],
  [`${values.customers} customers of 20 users`, manyCustomersPlan(values.customers, 20, target)],
  [`one chain of ${values.chain} steps`, chainPlan(values.chain, target)],
];
for (const [name, plan] of shapes) await measure(name, plan);

async function measure(name, plan) {
  const real = performance.now();
  const { sentAt, took, log } = await carryOut(name, plan);
  const fewest = fewestCalls(log);
  const due = plan.steps.filter(({ step }) => step.phase === 'provision');
  const bound = Math.max((fewest / PER_MINUTE) * 60_000, longestChain(due));
  // While there was enough to do: without the first and the last tenth of the requests.
  const [from, to] = [Math.floor(sentAt.length * 0.1), Math.floor(sentAt.length * 0.9)];
  const used = ((to - from) / (sentAt[to] - sentAt[from])) * (60_000 / PER_MINUTE);
  const isChain = name.includes('chain');
  const rows = [
    ['steps, calls', `${due.length}, ${sentAt.length}`, ''],
    ['duration (virtual)', `${(took / 60_000).toFixed(1)} min`, ''],
    ['allowed rate in use', used.toFixed(3), isChain ? '(the chain decides)' : '(at least 0.98)'],
    ['most requests in any 60 s', String(mostInAnyMinute(sentAt)), `(never more than ${PER_MINUTE})`],
    ['duration ÷ lower bound', (took / bound).toFixed(3), '(at most 1.05)'],
    ['calls ÷ fewest', (sentAt.length / fewest).toFixed(3), '(at most 1.1)'],
  ];
  const most = 1.05 * sentAt.length;
  for (const share of KILLED_AT) {
    const killed = await carryOut(name, plan, Math.floor(sentAt.length * share));
    const ratio = (killed.sentAt.length / sentAt.length).toFixed(3);
    rows.push([
      `killed after ${share * 100} % and resumed: calls`,
      `× ${ratio}`,
      `(at most ${((most + killed.inDoubt) / sentAt.length).toFixed(3)}: ${killed.inDoubt} steps were in flight)`,
    ]);
  }
  process.stdout.write(`${name} (measured in ${((performance.now() - real) / 1000).toFixed(0)} s)\n`);
  for (const [what, value, aim] of rows) process.stdout.write(`  ${what.padEnd(38)} ${value.padStart(14)}   ${aim}\n`);
}

/**
 * Runs a plan to its end.
 *
 * @param killAt - dies with this request: from then on nothing of the first run happens any more. A second run goes on.
 */
async function carryOut(name, plan, killAt) {
  const clock = createVirtualClock();
  const now = () => new Date(START + clock.now());
  const sandbox = await startSandbox({ stateFile: ':memory:', now, provisioningDelayMs: CUSTOMER_MS });
  const plain = createTransport({ baseUrl: sandbox.url, token: () => 'sandbox', connections: 64 });
  const db = openStore(':memory:');
  const sentAt = [];
  const run = (life) => {
    /** The request itself takes no time of this clock; its latency does. */
    const distant = {
      async send(request, signal) {
        await life.goOn();
        sentAt.push(clock.now());
        if (sentAt.length === killAt) life.end();
        await clock.sleep(LATENCY_MS / 2);
        try {
          return await clock.during(() => plain.send(request, signal));
        } finally {
          await clock.sleep(LATENCY_MS / 2);
          await life.goOn();
        }
      },
    };
    const journal = journalRepository(db);
    const mortal = (work) => async (entry) => {
      await life.goOn();
      const done = await work(entry);
      await life.goOn();
      return done;
    };
    return runProvision(
      { signal: new AbortController().signal, now, emit: () => undefined },
      { plan, target, concurrency: 10, settleSeconds: SETTLE_SECONDS, by: 'bench', command: 'bench' },
      {
        journal:
          killAt === undefined
            ? journal
            : { ...journal, intent: mortal(journal.intent), outcome: mortal(journal.outcome) },
        handlerOf,
        webex: createWebexApi(paceTransport(distant, { requestsPerMinute: PER_MINUTE, clock })),
        clock,
      },
    );
  };
  let inDoubt = 0;
  const life = createLife();
  let summary = await Promise.race([run(life), life.ended]);
  if (summary === undefined) {
    // What was under way arrives at the target, or does not; then somebody starts the program again.
    await clock.sleep(2 * LATENCY_MS);
    const states = [...journalRepository(db).states(target).values()];
    inDoubt = states.filter(({ state }) => state === 'in-doubt').length;
    summary = await run(createLife());
  }
  const took = clock.now();
  const log = sandbox.log();
  await plain.close();
  await sandbox.close();
  db.close();
  const { counts } = summary;
  const bad = counts.failed + counts.skipped + counts.unknown + counts.waiting + summary.notReached;
  if (bad > 0) throw new Error(`${name}: ${JSON.stringify(counts)} ${JSON.stringify(summary.failures.slice(0, 3))}`);
  return { sentAt, took, log, inDoubt };
}

/** After its end nothing goes on, as after `kill -9`. */
function createLife() {
  let dead = false;
  let tell;
  const ended = new Promise((resolve) => {
    tell = resolve;
  });
  return {
    ended,
    end() {
      dead = true;
      tell(undefined);
    },
    goOn: () => (dead ? new Promise(() => undefined) : Promise.resolve()),
  };
}

/** Writes that took effect, every different read once, and the polls of customers. */
function fewestCalls(log) {
  const reads = new Set();
  let count = 0;
  for (const { method, path, query, effect } of log) {
    const isPoll = method === 'GET' && path.startsWith('/wholesale/customers');
    if (isPoll || (method !== 'GET' && effect)) count += 1;
    else if (method === 'GET') reads.add(`${path} ${JSON.stringify(query)}`);
  }
  return count + reads.size;
}

function longestChain(planned) {
  const behind = new Map();
  const byId = new Map(planned.map(({ step }) => [step.id, step]));
  const lengthOf = (step) => {
    const known = behind.get(step.id);
    if (known !== undefined) return known;
    const own = handlerOf(step).calls * LATENCY_MS + (step.kind === 'customer' ? CUSTOMER_MS : 0);
    // The plan is in order, so this goes no deeper than one step.
    const before = [...step.hard, ...step.soft].map((id) => (byId.has(id) ? lengthOf(byId.get(id)) : 0));
    const length = own + Math.max(0, ...before);
    behind.set(step.id, length);
    return length;
  };
  return Math.max(...planned.map(({ step }) => lengthOf(step)));
}

function mostInAnyMinute(times) {
  let most = 0;
  let first = 0;
  for (let last = 0; last < times.length; last++) {
    while (times[last] - times[first] >= 60_000) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}
