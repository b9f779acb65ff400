import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FEATURE_SOURCE } from '../../src/broadworks/families/registry.ts';
import { sourceReader } from '../../src/store/source-reader.ts';
import type { CaptureUser } from '../scripts/generate/queries.mjs';
import { randomSource } from '../scripts/generate/random-source.mjs';
import { writeCapture } from '../scripts/generate/write-capture.mjs';
import { extractInto, folderOf, newStore } from './extract-into.ts';

/** What a user was written from, in the words of the snapshot. */
function truthOf(user: CaptureUser, packs: ReadonlyMap<string, readonly string[]>): unknown {
  const services = new Set([...user.packs.flatMap((pack) => packs.get(pack) ?? []), ...(user.services ?? [])]);
  const forwarding = (kind: 'always' | 'noAnswer', service: string): unknown => {
    if (!services.has(service)) return undefined;
    const { active = false, to, rings = 3 } = user.forwarding?.[kind] ?? {};
    return { isActive: active, forwardToPhoneNumber: to, numberOfRings: kind === 'noAnswer' ? rings : undefined };
  };
  return {
    lastName: user.last,
    firstName: user.first,
    dn: user.dn?.replace(/-/g, ''),
    extension: user.ext,
    email: user.email,
    packs: [...user.packs].sort(),
    services: [...services].sort(),
    device: user.device?.name,
    linePort: user.linePort,
    always: forwarding('always', 'Call Forwarding Always'),
    noAnswer: forwarding('noAnswer', 'Call Forwarding No Answer'),
    voicemail: services.has('Voice Messaging User') ? (user.voicemail?.active ?? false) : undefined,
  };
}

it.each([
  true,
  false,
])('a generated enterprise or service provider comes back as it was written (requests recorded: %s)', async (requests) => {
  const sizes = fc.record({
    seed: fc.nat(1_000_000),
    users: fc.integer({ min: 1, max: 40 }),
    groups: fc.integer({ min: 1, max: 4 }),
    serviceProvider: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(sizes, async (size) => {
      const source = randomSource(size);
      const parts: Buffer[] = [];
      writeCapture(source, (bytes) => parts.push(bytes), { requests });
      const db = newStore();
      const summary = await extractInto(db, ['a.xml'], { cwd: folderOf({ 'a.xml': Buffer.concat(parts) }) });
      const customer = sourceReader(db, FEATURE_SOURCE).load({ providerKey: source.id, name: '' });
      const packs = new Map(source.packs.map((pack) => [pack.name, pack.services]));
      const groups = Array.from({ length: source.groupCount }, (_, index) => source.groupAt(index));

      expect(summary).toMatchObject({ orphans: 0, conflicts: 0, errors: 0, warnings: 0 });
      expect(customer.provider.isEnterprise).toBe(!size.serviceProvider);
      expect(summary.counts).toMatchObject({
        groups: size.groups,
        users: size.users,
        serviceInstances: groups.length,
        devices: groups.reduce((sum, group) => sum + group.devices.length, 0),
        numbers: groups.reduce((sum, group) => sum + group.numbers, 0),
      });
      const read = Object.fromEntries(
        customer.users.map((user) => {
          const always = customer.feature(user.key, 'callForwardingAlways')?.data;
          const noAnswer = customer.feature(user.key, 'callForwardingNoAnswer')?.data;
          const picked = (data: typeof always): unknown =>
            data && {
              isActive: data.isActive,
              forwardToPhoneNumber: data.forwardToPhoneNumber,
              numberOfRings: data.numberOfRings,
            };
          return [
            user.key,
            {
              lastName: user.lastName,
              firstName: user.firstName,
              dn: user.dn,
              extension: user.extension,
              email: user.emailAddress,
              packs: user.packs,
              services: user.services.map(({ name }) => name),
              device: user.endpoint?.deviceName,
              linePort: user.endpoint?.linePort,
              always: picked(always),
              noAnswer: picked(noAnswer),
              voicemail: customer.feature(user.key, 'voicemail')?.data?.isActive,
            },
          ];
        }),
      );
      const truth = Object.fromEntries(
        groups.flatMap((group) => group.users.map((user) => [user.id.toLowerCase(), truthOf(user, packs)])),
      );
      expect(read).toEqual(truth);
      for (const group of groups) {
        for (const instance of group.instances) {
          const agents = customer.feature(instance.id, 'huntGroup')?.data?.agents.map(({ userId }) => userId);
          expect(agents).toEqual(instance.agents.map(({ user }) => user.id));
        }
      }
    }),
    { numRuns: 12 },
  );
});
