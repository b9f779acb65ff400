import { it } from 'vitest';
import { runPrecheck } from '../../src/precheck/run-precheck.ts';
import { customerReadiness } from '../../src/precheck/readiness.ts';
import { customerFacts } from '../../src/precheck/facts.ts';
import { collectSharedFacts } from '../../src/precheck/shared-facts.ts';
import { LOCAL_RULES } from '../../src/precheck/rules/index.ts';
import { evaluateRules } from '../../src/precheck/evaluate.ts';
import { findingRepository } from '../../src/store/finding-repository.ts';
import { openStore } from '../../src/store/open.ts';
import { LOOPBACK, migrationConfig, ports, draft, healthyDrafts, healthySource } from './draft-builders.ts';
import { sourceUser } from '../builders/source-builders.ts';
it('p', async () => {
  const n = 10000;
  const users = Array.from({ length: n }, (_, i) => sourceUser({ userId: `u${i}@x.example.test` }));
  const drafts = healthyDrafts(...users.flatMap((u, i) => [
    draft('subscriber', { email: `u${i}@x.example.test`, phoneNumber: `+1212555${String(i).padStart(4, '0')}`, extension: String(20000 + i) }, { id: `subscriber:${u.key}`, from: `user:${u.key}` }),
    draft('number', { number: `+1212555${String(i).padStart(4, '0')}`, owner: `subscriber:${u.key}` }, { id: `number:+1212555${String(i).padStart(4, '0')}` }),
    draft('setting', {}, { id: `setting:${i}` }),
  ]));
  const p = ports(drafts, { source: healthySource({ users }) });
  const out: string[] = [];
  const time = (name: string, f: () => unknown) => { const t = performance.now(); const r = f(); out.push(`${name} ${Math.round(performance.now() - t)}`); return r; };
  const shared = collectSharedFacts(drafts);
  const facts = time('facts', () => customerFacts('customer:acme', { config: migrationConfig(), target: LOOPBACK, shared }, p.mapped, p.source)) as ReturnType<typeof customerFacts>;
  for (const rule of LOCAL_RULES) time(rule.id, () => evaluateRules([rule], drafts, facts));
  const f = time('all', () => evaluateRules(LOCAL_RULES, drafts, facts)) as never;
  time('readiness', () => customerReadiness(drafts, f));
  const t = performance.now();
  const s = await runPrecheck({ signal: new AbortController().signal, now: () => new Date(), emit: () => {} }, { config: migrationConfig(), target: LOOPBACK }, { ...p, findings: findingRepository(openStore(':memory:')) });
  console.log(out.map((l) => l.split(' ')).filter((l) => Number(l[1]) > 40).map((l) => l.join(' ')).join('\n'), '\nrun', performance.now() - t, s.blockers, s.warnings);
});
