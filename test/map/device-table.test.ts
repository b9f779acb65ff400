import { describe, expect, it } from 'vitest';
import { matchDevice } from '../../src/map/device-model.ts';
import { DEVICE_EXAMPLES } from './device-examples.ts';
import { CATALOGUES } from './map-inputs.ts';

const entryOf = (device: { type?: string; version?: string }) => matchDevice(device, CATALOGUES)?.entry.id;

describe('mappings/devices.yaml', () => {
  it('has an example for each of its patterns, and at least 120 entries', () => {
    const examples = new Map(DEVICE_EXAMPLES.map(([id, type, agent]) => [id, { type, agent }]));

    expect(CATALOGUES.devices.length).toBeGreaterThanOrEqual(120);
    expect(
      CATALOGUES.devices.flatMap(({ id, type, agent }) => [
        ...(type !== undefined && !examples.get(id)?.type ? [`${id} type`] : []),
        ...(agent !== undefined && !examples.get(id)?.agent ? [`${id} agent`] : []),
      ]),
    ).toEqual([]);
  });

  it.each(DEVICE_EXAMPLES.filter(([, type]) => type !== ''))('%s answers for the type %s', (id, type) => {
    expect(entryOf({ type })).toBe(id);
  });

  it.each(
    DEVICE_EXAMPLES.filter(([, , agent]) => agent !== '').map(([id, , agent]) => [id, agent] as const),
  )('%s answers for the user agent %s', (id, version) => {
    expect(entryOf({ type: 'Lobby', version })).toBe(id);
  });

  it('says of each entry where it comes from, or that nobody confirmed it', () => {
    expect(CATALOGUES.devices.filter(({ source, confirmed }) => confirmed && source === '')).toEqual([]);
  });

  it('knows lines and keys of every model that Cisco manages with a confirmed spelling', () => {
    const confirmed = DEVICE_EXAMPLES.flatMap(([, type, version]) => {
      const match = matchDevice({ type, ...(version === '' ? {} : { version }) }, CATALOGUES);
      return match?.entry.confirmed && match.entry.management === 'cisco' && match.entry.kind !== 'dect'
        ? [match.model ?? '']
        : [];
    });

    expect(confirmed.filter((model) => !CATALOGUES.deviceModels.has(model))).toEqual([]);
  });

  it.each(['^algo_8180$', '^algo 8180$'])('lets %s fit a type with underscores', (type) => {
    const [entry] = CATALOGUES.devices;
    if (entry === undefined) throw new Error('the table is empty');
    const { agent: _agent, ...rest } = entry;
    const catalogues = { ...CATALOGUES, devices: [{ ...rest, id: 'own', type }] };

    expect(matchDevice({ type: 'Algo_8180' }, catalogues)?.entry.id).toBe('own');
    expect(matchDevice({ type: 'Algo-8180' }, catalogues)).toBeUndefined();
  });

  it('leaves a type that nothing fits to a finding', () => {
    expect(entryOf({ type: 'Acme Wonderphone' })).toBeUndefined();
  });
});
