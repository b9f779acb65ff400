import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CATALOGUES, SHIPPED } from './features-context.ts';

const { userServices, groupServices } = CATALOGUES;
const FACTS = new URL('../../../shared/reference/broadworks-source.md', import.meta.url);

describe('mappings/services.yaml', () => {
  it('names 212 user services and 32 group services, each once', () => {
    const names = [...readFileSync(`${SHIPPED}services.yaml`, 'utf8').matchAll(/- name: (.+)\n {4}level: (.+)/g)];

    expect([userServices.size, groupServices.size]).toEqual([212, 32]);
    expect(new Set(names.map(([, name, level]) => `${level} ${name}`)).size).toBe(244);
    expect(names).toHaveLength(244);
  });

  it('tells people what they notice and what to do wherever something is not carried in full', () => {
    const silent = [...userServices.values(), ...groupServices.values()].filter(
      ({ verdict, notice, action }) =>
        (verdict === 'part' || verdict === 'manual' || verdict === 'lost') && (notice === '' || action === ''),
    );

    expect(silent).toEqual([]);
  });

  it('says for every service where its settings go', () => {
    expect([...userServices.values(), ...groupServices.values()].filter(({ how }) => how === '')).toEqual([]);
  });

  it('lets a common-area phone forward, watch, transfer and wait, and nothing that needs more', () => {
    const common = (name: string) => userServices.get(name)?.commonArea;

    expect(['Call Forwarding Always', 'Busy Lamp Field', 'Call Transfer', 'Call Waiting'].map(common)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(
      ['Voice Messaging User', 'Shared Call Appearance', 'Call Forwarding Selective', 'Simultaneous Ring Personal'].map(
        common,
      ),
    ).toEqual([false, false, false, false]);
  });

  it.skipIf(!existsSync(FACTS))('spells every name as the platform does (needs ../shared)', () => {
    const facts = readFileSync(FACTS, 'utf8');

    expect([...userServices.keys()]).toEqual(userNames(facts));
    expect([...groupServices.keys()]).toEqual(listAfter(facts, 'Group services (32)'));
  });
});

function listAfter(facts: string, title: string): string[] {
  const line = facts.split('\n').find((each) => each.startsWith(`**${title}.**`)) ?? '';
  return line
    .slice(line.indexOf('** ') + 3)
    .split(';')
    .map((name) => name.trim());
}

/** The sheet abbreviates three families. */
function userNames(facts: string): string[] {
  const client = 'BroadTouch Business Communicator';
  return listAfter(facts, 'User services (212)').flatMap((written) => {
    if (written === 'Client License 1 … Client License 50') {
      return Array.from({ length: 50 }, (_, index) => `Client License ${index + 1}`);
    }
    if (written.startsWith('Shared Call Appearance 5,')) {
      return [5, 10, 15, 20, 25, 30, 35].map((lines) => `Shared Call Appearance ${lines}`);
    }
    const [name, variants] = written.split(' (');
    if (variants?.includes('` - ') !== true || name === undefined) return [written];
    const full = name.startsWith('…') ? `${client} ${name.slice(2)}` : name;
    return [full, ...[...variants.matchAll(/`( - \w+)`/g)].map(([, suffix]) => `${full}${suffix}`)];
  });
}
