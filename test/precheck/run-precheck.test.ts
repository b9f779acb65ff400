import { describe, expect, it } from 'vitest';
import type { Target } from '../../src/domain/plan.ts';
import type { PrecheckPorts } from '../../src/precheck/ports.ts';
import { type PrecheckOptions, runPrecheck } from '../../src/precheck/run-precheck.ts';
import { findingRepository } from '../../src/store/finding-repository.ts';
import { newStore } from '../fakes/empty-store.ts';
import { ANNA, CLOUD, draft, healthyDrafts, LOOPBACK, migrationConfig, NORTH, ports } from './draft-builders.ts';

const NOW = new Date('2026-03-01T10:00:00Z');
const context = { signal: new AbortController().signal, now: () => NOW, emit: () => {} };

function setUp(drafts = healthyDrafts(), target: Target | undefined = LOOPBACK) {
  const findings = findingRepository(newStore());
  const all: PrecheckPorts = { ...ports(drafts), findings };
  const run = (options: Partial<PrecheckOptions> = {}) =>
    runPrecheck(context, { config: migrationConfig(), ...(target === undefined ? {} : { target }), ...options }, all);
  return { run, findings };
}
const withoutEmail = healthyDrafts(draft('subscriber', { email: undefined }));
const incomplete = healthyDrafts(draft('location', { address: { addressLine1: '1 Invented Street', country: 'US' } }));

describe('runPrecheck', () => {
  it('has the fields that scripts rely on', async () => {
    const summary = await setUp(withoutEmail).run();

    expect(summary).toMatchObject({ stage: 'precheck', blockers: 2, warnings: 0, infos: 1, passed: false });
    expect(summary.findings.find(({ rule }) => rule === 'subscriber-email-missing')).toMatchObject({
      severity: 'blocker',
      entity: { kind: 'subscriber', id: 'anna@acme.example.test' },
      message: 'no e-mail address',
      hint: expect.stringContaining('BroadWorks'),
      cites: 'R-ID-4',
    });
    expect(summary.readiness).toEqual({ ready: 0, conditions: 0, notReady: 3, unknown: 0 });
    expect(JSON.parse(JSON.stringify(summary))).toEqual(summary);
  });

  it('sorts blockers first', async () => {
    const { findings } = await setUp(withoutEmail).run();

    expect(findings.map(({ severity }) => severity)).toEqual(['blocker', 'blocker', 'info']);
  });

  it('says so when there is nothing to check', async () => {
    await expect(setUp([]).run()).rejects.toMatchObject({ code: 'NOTHING_MAPPED' });
  });

  it('stops when it is told to', async () => {
    const { findings } = setUp();
    const all: PrecheckPorts = { ...ports(), findings };
    const stopped = { ...context, signal: AbortSignal.abort(new Error('SIGINT')) };

    await expect(runPrecheck(stopped, { config: migrationConfig() }, all)).rejects.toThrow('SIGINT');
    expect(findings.checkedAt()).toBeUndefined();
  });

  describe('selection', () => {
    it('shows only what was asked for, and stores all the same', async () => {
      const { run, findings } = setUp(withoutEmail);
      const summary = await run({ include: ['administrator-mailbox'] });

      expect(summary.findings.map(({ rule }) => rule)).toEqual(['administrator-mailbox']);
      expect(summary.blockers).toBe(1);
      expect(findings.all().map(({ rule }) => rule)).toContain('subscriber-email-missing');
    });

    it('leaves out what was not wanted', async () => {
      const summary = await setUp(withoutEmail).run({ exclude: ['subscriber-email-missing', 'administrator-mailbox'] });

      expect(summary).toMatchObject({ blockers: 0, passed: true, readiness: { notReady: 3 } });
    });

    it('refuses a rule that does not exist, with the nearest one', async () => {
      await expect(setUp().run({ exclude: ['subscriber-email-mising'] })).rejects.toMatchObject({
        code: 'USAGE',
        message: expect.stringContaining('did you mean "subscriber-email-missing"?'),
      });
    });
  });

  describe('strict', () => {
    const warned = healthyDrafts(draft('location', { mainNumber: undefined }));

    it('lets warnings pass', async () => {
      expect(await setUp(warned).run()).toMatchObject({ warnings: 1, passed: true });
    });

    it('lets no warning pass when asked to be strict', async () => {
      expect(await setUp(warned).run({ strict: true })).toMatchObject({ warnings: 1, passed: false });
    });
  });

  describe('overrides', () => {
    const override = {
      rule: 'location-address-incomplete',
      object: 'acme/north',
      reason: 'carrier has it',
      by: 'Jane Doe',
    };
    const overridden = (change: Partial<typeof override> = {}) =>
      migrationConfig({ precheck: { expireDays: 7, overrides: [{ ...override, ...change }] } });

    it('turns a blocker into a warning that says who and why', async () => {
      const { run, findings } = setUp(incomplete);
      const summary = await run({ config: overridden() });

      expect(summary).toMatchObject({ blockers: 0, warnings: 1, passed: true, notes: [] });
      expect(summary.findings[0]).toMatchObject({
        severity: 'warning',
        override: { by: 'Jane Doe', reason: 'carrier has it' },
      });
      expect(findings.blockersFor(LOOPBACK.key).size).toBe(0);
      expect(findings.all().find(({ override: found }) => found !== undefined)?.override?.by).toBe('Jane Doe');
    });

    it('takes the object with its kind as well', async () => {
      expect(await setUp(incomplete).run({ config: overridden({ object: NORTH }) })).toMatchObject({ blockers: 0 });
    });

    it('leaves other objects alone and says that it did nothing', async () => {
      const summary = await setUp(incomplete).run({ config: overridden({ object: 'acme/south' }) });

      expect(summary).toMatchObject({ blockers: 1, notes: [expect.stringContaining('no such blocker')] });
    });

    it('refuses to override what could not be written', async () => {
      const config = overridden({ rule: 'subscriber-email-missing', object: 'anna@acme.example.test' });
      const summary = await setUp(withoutEmail).run({ config });

      expect(summary).toMatchObject({ blockers: 2, notes: [expect.stringContaining('cannot be overridden')] });
    });

    it('refuses a rule that does not exist', async () => {
      await expect(setUp().run({ config: overridden({ rule: 'location-adress-incomplete' }) })).rejects.toMatchObject({
        code: 'CONFIG_INVALID',
        message: expect.stringContaining('did you mean "location-address-incomplete"?'),
      });
    });
  });

  describe('targets', () => {
    const unconfirmed = migrationConfig({ attestations: { emergencyAddresses: {} } });

    it('asks for attestations in the cloud, and keeps them to that target', async () => {
      const { run, findings } = setUp(healthyDrafts(), CLOUD);
      const summary = await run({ config: unconfirmed });

      expect(summary.findings.filter(({ severity }) => severity === 'blocker').map(({ rule }) => rule)).toEqual([
        'emergency-address-unattested',
        'invitation-mails-unattested',
      ]);
      expect(findings.blockersFor(CLOUD.key).size).toBe(2);
      expect(findings.blockersFor(LOOPBACK.key).size).toBe(0);
      expect(findings.blockersFor().size).toBe(0);
    });

    it('records who attested, and keeps the time of the first record', async () => {
      const { run, findings } = setUp(healthyDrafts(), CLOUD);
      await run();
      const first = findings.attestations(CLOUD.key);
      await runPrecheck(
        { ...context, now: () => new Date('2026-03-02T10:00:00Z') },
        { config: migrationConfig(), target: CLOUD },
        { ...ports(), findings },
      );

      expect(first).toEqual([
        { target: CLOUD.key, name: 'emergency-address', object: 'acme/north', by: 'Jane Doe', at: NOW },
        { target: CLOUD.key, name: 'invitation-mails', object: '', by: 'Jane Doe', at: NOW, note: 'suppressed' },
      ]);
      expect(findings.attestations(CLOUD.key)).toEqual(first);
      await run({ config: unconfirmed });
      expect(findings.attestations(CLOUD.key)).toEqual([]);
    });
  });

  describe('storage', () => {
    it('replaces the findings of the last check', async () => {
      const { run, findings } = setUp(incomplete);
      await run();
      await run();

      expect(findings.all().filter(({ rule }) => rule === 'location-address-incomplete')).toHaveLength(1);
    });

    it('gives back what was found, field by field', async () => {
      const { run, findings } = setUp(withoutEmail, CLOUD);
      const summary = await run({ config: migrationConfig({ partner: {} }) });

      const stored = findings.all(CLOUD.key);
      expect(stored).toHaveLength(summary.findings.length);
      expect(stored).toEqual(expect.arrayContaining([...summary.findings]));
    });

    it('knows when a check is too old, and that none is', async () => {
      const { run, findings } = setUp();
      expect(findings.isExpired(7, NOW)).toBe(true);
      const summary = await run();

      expect(summary.expiresAt).toBe('2026-03-08T10:00:00.000Z');
      expect(findings.checkedAt()).toEqual(NOW);
      expect(findings.isExpired(7, new Date('2026-03-08T09:59:59Z'))).toBe(false);
      expect(findings.isExpired(7, new Date('2026-03-08T10:00:01Z'))).toBe(true);
      expect(findings.isExpired(7, NOW, LOOPBACK.key)).toBe(false);
      expect(findings.isExpired(7, NOW, CLOUD.key)).toBe(true);
    });

    it('finds blockers under the id of the draft', async () => {
      const { run, findings } = setUp(withoutEmail);
      await run();

      expect([...findings.blockersFor().keys()].sort()).toEqual(['customer:acme', ANNA]);
    });
  });
});
