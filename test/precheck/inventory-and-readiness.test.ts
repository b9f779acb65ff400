import { describe, expect, it } from 'vitest';
import type { Draft } from '../../src/domain/drafts.ts';
import { WebexHttpError } from '../../src/domain/webex-errors.ts';
import { checkInventory } from '../../src/precheck/check-inventory.ts';
import { extensionIndex } from '../../src/precheck/extension-index.ts';
import type { RemoteValidator } from '../../src/precheck/ports.ts';
import { customerReadiness } from '../../src/precheck/readiness.ts';
import { draft, healthyDrafts, LOOPBACK, migrationConfig, without } from './draft-builders.ts';

/** What is found about the healthy customer when a target answers like this. */
async function inventory(remote: Partial<RemoteValidator>, drafts: readonly Draft[] = healthyDrafts()) {
  const kind: RemoteValidator = {
    validateCustomer: async () => undefined,
    validateSubscriber: async () => undefined,
    hasPerson: async () => false,
    validateNumbers: async (numbers) => numbers.map((value) => ({ value, state: 'Available', detail: undefined })),
    validateMacs: async (macs) => macs.map((value) => ({ value, state: 'AVAILABLE', detail: undefined })),
    supportedModels: async () => ['DMS Cisco 8851'],
    ...remote,
  };
  const { signal } = new AbortController();
  const context = {
    remote: kind,
    target: LOOPBACK,
    signal,
    onChecked: () => {},
    provisioningId: 'prov-1',
    config: migrationConfig(),
  };
  const findings = await checkInventory(drafts, () => false, undefined, context);
  return findings.map(({ rule, entity, message }) => `${rule} ${entity.kind}:${entity.id} ${message}`);
}

const refusal = (status: number) => async () => {
  throw new WebexHttpError('not these', { status });
};

describe('what the target says about numbers and phones', () => {
  it('is nothing where it takes them all', async () => {
    expect(await inventory({})).toEqual([]);
  });

  it('counts for each of those that it was asked about at once', async () => {
    const found = await inventory({ validateNumbers: refusal(400) });

    expect(found).toHaveLength(healthyDrafts().filter(({ kind }) => kind === 'number').length);
    expect(found.every((line) => /^remote-number-unavailable number:\+\d+ \+\d+: Webex refuses/.test(line))).toBe(true);
  });

  it('counts for each model where the list of them is refused', async () => {
    expect(await inventory({ supportedModels: refusal(400) })).toEqual([
      expect.stringMatching(/^remote-model-unsupported device:acme\/north\/anna-phone Webex refuses/),
    ]);
  });

  it('is told once per question where it may not be asked, and of the customer', async () => {
    const found = await inventory({ validateMacs: refusal(404) });

    expect(found).toEqual([expect.stringMatching(/^remote-inventory-unanswered customer:acme MAC addresses could/)]);
    expect(await inventory({ validateMacs: refusal(404) }, without(healthyDrafts(), 'customer:acme'))).toEqual([]);
  });

  it('is not taken for a yes where it leaves one out', async () => {
    expect(await inventory({ validateMacs: async () => [] })).toEqual([
      expect.stringMatching(/^remote-mac-unavailable device:acme\/north\/anna-phone .*Webex said nothing about it$/),
    ]);
  });
});

describe('an extension', () => {
  const at = (id: string, location: string, extension = '2101') =>
    draft('subscriber', { location, extension }, { id: `subscriber:${id}` });
  const prefixes: Record<string, string | undefined> = { 'location:a': '81', 'location:b': '82', 'location:c': '81' };

  it('is the same elsewhere unless the prefixes of both locations tell them apart', () => {
    const index = extensionIndex((location) => prefixes[location]);
    for (const each of [at('a', 'location:a'), at('b', 'location:b'), at('c', 'location:c'), at('d', 'location:d')]) {
      index.add(each.data.extension, { id: each.id, location: each.data.location });
    }
    const others = (location: string) => {
      const { count, first } = index.elsewhere('2101', location);
      return [count, ...first.map(({ id }) => id)];
    };

    expect(others('location:a')).toEqual([2, 'subscriber:c', 'subscriber:d']);
    expect(others('location:b')).toEqual([1, 'subscriber:d']);
    expect(others('location:d')).toEqual([3, 'subscriber:a', 'subscriber:b', 'subscriber:c']);
  });

  it('that nobody has is nowhere', () => {
    const index = extensionIndex(() => undefined);
    index.add('', { id: 'subscriber:a', location: 'location:a' });

    expect(index.has('')).toBe(false);
    expect(index.elsewhere('2101', 'location:a')).toEqual({ count: 0, first: [] });
    expect(index.inLocation('2101', 'location:a')).toEqual([]);
  });
});

describe('readiness', () => {
  const blocker = (id: string) => {
    const [kind = '', ...rest] = id.split(':');
    return { rule: 'subscriber-email-missing', severity: 'blocker', entity: { kind, id: rest.join(':') } } as never;
  };
  const readinessOf = (drafts: readonly Draft[], ...blocked: string[]) =>
    Object.fromEntries(customerReadiness(drafts, blocked.map(blocker)).map(({ id, readiness }) => [id, readiness]));
  const zoe = draft('subscriber', { administrator: false, phoneNumber: undefined }, { id: 'subscriber:zoe' });

  it('waits for the administrator, whom the customer names, else the draft, else for the first', () => {
    const anna = draft('subscriber');
    const plain = draft('subscriber', { administrator: false }, { id: anna.id });
    const place = draft('location');
    const nobody = draft('customer', { administrator: undefined });

    expect(readinessOf([draft('customer'), place, zoe, anna], anna.id)[zoe.id]).toBe('notReady');
    expect(readinessOf([nobody, place, zoe, anna], anna.id)[zoe.id]).toBe('notReady');
    expect(readinessOf([nobody, place, plain, zoe], anna.id)[zoe.id]).toBe('notReady');
    expect(readinessOf([nobody, place, zoe, plain], anna.id)[zoe.id]).toBe('ready');
  });

  it('is said of locations and owners where there is no customer, and of places without anybody', () => {
    expect(readinessOf([draft('location'), zoe])).toEqual({ 'location:acme/north': 'ready', [zoe.id]: 'ready' });
    expect(readinessOf([draft('customer'), draft('location')])).toEqual({
      'customer:acme': 'ready',
      'location:acme/north': 'ready',
    });
  });
});
