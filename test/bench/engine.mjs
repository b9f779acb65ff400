/**
 * What the engine costs: steps a second with intent and outcome durable (`synchronous=FULL`, on disk), as a ratio to bare
 * undici with the same requests at the same concurrency in the same run, in turn, medians.
 *
 * The flush to disk belongs to it, so that a slow or busy disk shows: the milliseconds of one commit are printed beside.
 * `--folder` puts the database elsewhere (a folder in memory shows what is left without the disk).
 *
 * Usage: npm run bench -- --only engine [--steps N] [--runs N] [--folder DIR]
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Pool } from 'undici';
import { systemClock } from '../../dist/pipeline/clock.js';
import { paceTransport } from '../../dist/provision/paced-transport.js';
import { runProvision } from '../../dist/provision/run-provision.js';
import { handlerOf } from '../../dist/steps/registry.js';
import { journalRepository } from '../../dist/store/journal-repository.js';
import { openStore } from '../../dist/store/open.js';
import { createWebexApi } from '../../dist/webex/api.js';
import { createTransport } from '../../dist/webex/http.js';
import { benchOptions } from './benches.mjs';

const values = benchOptions('engine');
/** Many at a time, so that the cost of a step shows; and what a run has where nothing is configured. */
const MANY = 32;
const DEFAULT = 10;
const folder = mkdtempSync(join(values.folder, 'bw2w-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const rows = [];
rows.push(...(await compare('null server', 0, MANY, values.steps)));
rows.push(...(await compare('server that takes 50 ms', 50, MANY, Math.min(values.steps, 3000))));
rows.push(...(await compare('server that takes 50 ms', 50, DEFAULT, Math.min(values.steps, 1500))));
process.stdout.write(`engine against bare undici, medians of ${values.runs} runs\n`);
process.stdout.write(`one commit on this disk: ${commitMilliseconds().toFixed(2)} ms\n`);
for (const [name, value, aim] of rows) process.stdout.write(`${name.padEnd(64)} ${value.padStart(8)}   ${aim}\n`);

async function compare(kind, delay, concurrency, steps) {
  const name = `${kind}, ${concurrency} at a time`;
  const server = await startServer(delay);
  const raw = [];
  const ours = [];
  // Once unmeasured: compilers and caches warm up.
  await bare(server.origin, concurrency, Math.min(steps, 1000));
  await engine(server.origin, concurrency, Math.min(steps, 1000), `warm-${delay}-${concurrency}`);
  for (let run = 0; run < values.runs; run++) {
    raw.push(await measured(() => bare(server.origin, concurrency, steps)));
    ours.push(await measured(() => engine(server.origin, concurrency, steps, `${delay}-${concurrency}-${run}`)));
  }
  server.stop();
  const rate = (list) => steps / median(list.map(({ seconds }) => seconds));
  const cpu = (list) => median(list.map(({ cpuSeconds }) => cpuSeconds));
  return [
    [`${name}: bare undici, requests/s`, rate(raw).toFixed(0), ''],
    [`${name}: engine, steps/s`, rate(ours).toFixed(0), ''],
    [`${name}: engine ÷ bare`, (rate(ours) / rate(raw)).toFixed(2), delay === 0 ? '(at least 0.5)' : '(at least 0.97)'],
    ...(delay === 0 ? [[`${name}: CPU, engine ÷ bare`, (cpu(ours) / cpu(raw)).toFixed(2), '(at most 2)']] : []),
  ];
}

/** The same request as a step sends, with nothing around it. */
async function bare(origin, concurrency, count) {
  const pool = new Pool(origin, { connections: concurrency });
  const body = JSON.stringify({ firstName: 'Line', lastName: '1', extension: '1000', locationId: 'location' });
  let next = 0;
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (next < count) {
        next += 1;
        const response = await pool.request({
          method: 'POST',
          path: '/v1/telephony/config/virtualLines?orgId=org',
          headers: { authorization: 'Bearer t', 'content-type': 'application/json', accept: 'application/json' },
          body,
        });
        JSON.parse(await response.body.text());
      }
    }),
  );
  await pool.close();
}

async function engine(origin, concurrency, count, name) {
  const db = openStore(join(folder, `${name}.db`));
  const target = 'bench#org';
  const at = new Date().toISOString();
  const put = db.prepare(
    `INSERT INTO step_state (target, step, kind, label, state, outputs, left_out, updated_at)
     VALUES (?, ?, ?, ?, 'created', ?, '[]', ?)`,
  );
  put.run(target, 'customer', 'customer', 'customer', '{"customerId":"c","orgId":"org"}', at);
  put.run(target, 'location', 'location', 'location', '{"locationId":"location"}', at);
  const steps = Array.from({ length: count }, (_, index) => ({
    step: {
      kind: 'virtualLine',
      id: `step-${index}`,
      draft: `virtualLine:${index}`,
      customer: 'customer:bench',
      naturalKey: `line ${index}`,
      label: `virtual line ${index}`,
      phase: 'provision',
      hard: [],
      soft: [],
      content: 'content',
      payload: {
        customer: 'customer',
        location: 'location',
        firstName: 'Line',
        lastName: String(index),
        extension: '1000',
      },
    },
    action: 'create',
    differences: [],
  }));
  const transport = createTransport({ baseUrl: `${origin}/v1`, token: () => 't', connections: concurrency });
  const never = new AbortController().signal;
  const summary = await runProvision(
    { signal: never, now: () => new Date(), emit: () => undefined },
    {
      plan: { hash: 'bench', target, batch: 'all', inputs: {}, observedAt: at, steps, unplanned: [] },
      target,
      concurrency,
      settleSeconds: 1,
      by: 'bench',
      command: 'bench',
    },
    {
      journal: journalRepository(db),
      handlerOf,
      webex: createWebexApi(paceTransport(transport, { requestsPerMinute: 100_000_000, clock: systemClock })),
      clock: systemClock,
    },
  );
  await transport.close();
  db.close();
  if (summary.counts.created !== count) throw new Error(`only ${summary.counts.created} of ${count} were created`);
}

async function startServer(delay) {
  const child = spawn(process.execPath, [new URL('null-server.mjs', import.meta.url).pathname, String(delay)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise((resolve) => child.stdout.once('data', (text) => resolve(Number(text))));
  return { origin: `http://127.0.0.1:${port}`, stop: () => child.kill() };
}

async function measured(work) {
  const cpu = process.cpuUsage();
  const started = process.hrtime.bigint();
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { seconds: Number(process.hrtime.bigint() - started) / 1e9, cpuSeconds: (user + system) / 1e6 };
}

function median(list) {
  return [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
}

function commitMilliseconds() {
  const db = openStore(join(folder, 'commit.db'));
  const write = db.prepare("INSERT OR REPLACE INTO meta (name, value) VALUES ('bench', ?)");
  const started = process.hrtime.bigint();
  for (let index = 0; index < 50; index++) write.run(String(index));
  const spent = Number(process.hrtime.bigint() - started) / 1e6 / 50;
  db.close();
  return spent;
}
