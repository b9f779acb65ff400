import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MigrationError } from '../../src/domain/errors.ts';
import { loadProfiles } from '../../src/extract/nested/load-profiles.ts';
import { ExportProfileFile } from '../../src/extract/nested/profile-file.ts';
import { runExtract } from '../../src/extract/run-extract.ts';
import type { Db } from '../../src/store/open.ts';
import { readReleases } from '../../src/store/snapshot-gaps.ts';
import { snapshotRepository } from '../../src/store/snapshot-repository.ts';
import { context, folderOf, newStore, SAMPLES } from './extract-into.ts';

const SHIPPED = new URL('../../mappings/exports/', import.meta.url).pathname;
const SAMPLE = readFileSync(join(SAMPLES, 'nested/nested-enterprise.xml'));

function read(db: Db, bytes: string | Buffer, own = folderOf({})) {
  return runExtract(
    context,
    { sources: ['x'], cwd: folderOf({ x: Buffer.from(bytes) }), profiles: loadProfiles({ shipped: SHIPPED, own }) },
    { store: snapshotRepository(db) },
  );
}
async function refusal(run: Promise<unknown>): Promise<MigrationError> {
  const error: unknown = await run.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof MigrationError) return error;
  throw error ?? new Error('was not refused');
}
const rows = (db: Db, sql: string): unknown[] => db.prepare(sql).pluck().all();
const json = (db: Db, table: string, key: string): unknown =>
  JSON.parse(String(db.prepare(`SELECT data FROM ${table} WHERE key = ?`).pluck().get(key)));

describe('nested exports', () => {
  it('end in the same snapshot as responses would', async () => {
    const db = newStore();
    const summary = await read(db, SAMPLE);

    expect(summary.counts).toMatchObject({
      documents: 1,
      serviceProviders: 1,
      groups: 2,
      users: 6,
      serviceInstances: 1,
      devices: 3,
      numbers: 6,
      servicePacks: 2,
    });
    expect(summary).toMatchObject({ orphans: 0, conflicts: 0, errors: 0 });
    expect(json(db, 'bw_user', '5550141@millrace.example.test')).toMatchObject({
      firstName: 'Béla',
      lastName: "O'Rourke",
      dn: '+16175550141',
      extension: '0141',
      listed: true,
      detail: 'read',
      servicesState: 'read',
      endpoint: { deviceKey: 'millrace/works/VVX%2FBench%201' },
    });
    expect(json(db, 'bw_user', 'pbx@millrace.example.test')).toMatchObject({ trunk: true, servicesState: 'read' });
    expect(rows(db, 'SELECT user_key FROM bw_user_pack')).toHaveLength(4);
    expect(rows(db, `SELECT name FROM bw_user_service WHERE user_key = 'bench2@millrace.example.test'`)).toEqual([
      'Call Waiting',
    ]);
    expect(json(db, 'bw_device', 'millrace/works/VVX-Office')).toMatchObject({ macAddress: '0004f2c14001' });
    expect(json(db, 'bw_provider', 'millrace')).toMatchObject({ isEnterprise: true, name: 'Millrace Joinery' });
    expect(json(db, 'bw_group', 'millrace/show%20room')).toMatchObject({ address: { zipOrPostalCode: '60601' } });
    expect(
      rows(db, `SELECT data FROM bw_feature WHERE name = 'huntGroup'`).map((it) => JSON.parse(String(it))),
    ).toEqual([
      expect.objectContaining({
        policy: 'Circular',
        agents: [
          { userKey: '5550141@millrace.example.test', userId: '5550141@millrace.example.test', weight: '60' },
          { userKey: 'odile@millrace.example.test', userId: 'odile@millrace.example.test', weight: '40' },
        ],
      }),
    ]);
  });

  it('say on which further devices a user has a line', async () => {
    const db = newStore();
    await read(db, SAMPLE);

    expect(json(db, 'bw_device', 'millrace/works/VVX%2FBench%201')).toMatchObject({
      type: 'Polycom VVX 350',
      lines: [
        { userKey: '5550141@millrace.example.test', endpointType: 'Primary' },
        { userKey: 'odile@millrace.example.test', endpointType: 'Shared Call Appearance' },
      ],
    });
  });

  it('take nested devices for what the profile says they are, and keep what it does not say', async () => {
    const own = folderOf({
      'ours.yaml': `describe: ours
root: firm
elements:
  firm: { entity: serviceProvider, id: "@id" }
  firm/site: { entity: group, id: "@id" }
  firm/site/person: { entity: user, id: "@id" }
  firm/site/person/phone:
    entity: device
    id: "@name"
    fields:
      deviceType: "@type"
      linePort: "@port"
      endpointType: { from: "@role", values: { own: Primary, shared: Shared Call Appearance } }
`,
    });
    const db = newStore();
    const summary = await read(
      db,
      `<firm id="f"><site id="s">
<person id="a@d.test"><phone name="desk" type="VVX" port="a2@d.test" role="shared"/><phone name="mine" port="a@d.test" role="own"/></person>
<person id="b@d.test"><phone name="desk" port="b@d.test" role="own"/>
<phone name="spare" role="own"/>
<phone name="video" role="Video Add On"/>
<phone name="third"/></person></site></firm>`,
      own,
    );

    expect(json(db, 'bw_user', 'a@d.test')).toMatchObject({
      endpoint: { deviceKey: 'f/s/mine', linePort: 'a@d.test' },
    });
    expect(json(db, 'bw_user', 'b@d.test')).toMatchObject({ endpoint: { deviceKey: 'f/s/desk' } });
    expect(json(db, 'bw_device', 'f/s/desk')).toMatchObject({
      lines: expect.arrayContaining([
        { userKey: 'a@d.test', linePort: 'a2@d.test', endpointType: 'Shared Call Appearance' },
      ]),
    });
    expect(summary.issues.filter(({ code }) => code === 'nested-further-device').map(({ message }) => message)).toEqual(
      [
        expect.stringMatching(/^line 4: .*the user has a primary one already$/),
        expect.stringMatching(/^line 5: .*"Video Add On", neither Primary nor Shared Call Appearance$/),
        expect.stringMatching(/^line 6: .*nothing says what kind of line it is \(endpointType in the profile\)$/),
      ],
    );
  });

  it('show where in the file each answer stood', async () => {
    const db = newStore();
    await read(db, SAMPLE);
    const offsets = db
      .prepare<[], { key: string; offset: number }>(
        `SELECT owner_key AS key, offset FROM response WHERE base = 'UserGetResponse'`,
      )
      .all();

    expect(offsets).toHaveLength(6);
    for (const { key, offset } of offsets)
      expect(SAMPLE.subarray(offset, offset + 200).toString('latin1')).toMatch(`<user id="${key}"`);
  });

  it('keep what the profile does not name, count it by path, and drop secrets', async () => {
    const db = newStore();
    const summary = await read(db, SAMPLE);

    expect(summary.unknown).toEqual([
      { type: 'enterprise/exported-by', count: 1 },
      { type: 'enterprise/group/devices/device/sip-password', count: 1 },
      { type: 'enterprise/group/user/hot-desk', count: 2 },
    ]);
    expect(
      db.prepare(`SELECT body, owner_key FROM response WHERE type LIKE '%hot-desk' ORDER BY id LIMIT 1`).get(),
    ).toEqual({
      body: '{"hot-desk":[{"allowed":["true"],"zone":["north"]}]}',
      owner_key: 'odile@millrace.example.test',
    });
    expect(db.serialize().includes('do-not-keep-me')).toBe(false);
  });

  it('say the same however the bytes arrive', async () => {
    const [whole, pieces] = [newStore(), newStore()];
    await read(whole, SAMPLE);
    const stdin = Readable.from(Array.from(SAMPLE, (byte) => Buffer.from([byte])));
    const profiles = loadProfiles({ shipped: SHIPPED, own: '' });
    await runExtract(context, { sources: ['-'], cwd: '/', stdin, profiles }, { store: snapshotRepository(pieces) });
    const all = 'SELECT offset, type, owner_key, part, body FROM response ORDER BY id';

    expect(pieces.prepare(all).all()).toEqual(whole.prepare(all).all());
  });

  it('are skipped the second time, and read anew when a profile changed', async () => {
    const db = newStore();
    const cwd = folderOf({ x: SAMPLE });
    const own = folderOf({
      'nested-enterprise.yaml': `describe: ours
root: enterprise
elements:
  enterprise/group/user:
    entity: user
    id: "@id"
    fields: { lastName: first-name }
`,
    });
    const extract = (profiles: ReturnType<typeof loadProfiles>) =>
      runExtract(context, { sources: ['x'], cwd, profiles }, { store: snapshotRepository(db) });
    const first = await extract(loadProfiles({ shipped: SHIPPED, own: '' }));
    const second = await extract(loadProfiles({ shipped: SHIPPED, own: '' }));
    const third = await extract(loadProfiles({ shipped: SHIPPED, own }));

    expect([first.files, second.files, third.files]).toEqual([
      { read: 1, skipped: 0 },
      { read: 0, skipped: 1 },
      { read: 1, skipped: 0 },
    ]);
    expect(json(db, 'bw_user', 'odile@millrace.example.test')).toMatchObject({ lastName: 'Odile' });
    expect(rows(db, 'SELECT count(*) FROM source_file')).toEqual([1]);
  });

  it('do not pass for answers of the platform', async () => {
    const db = newStore();
    await read(db, SAMPLE);

    expect([...readReleases(db)].filter(([base]) => base === 'UserGetResponse')).toEqual([]);
  });

  it('without an id are orphans with their line', async () => {
    const summary = await read(
      newStore(),
      '<enterprise id="a"><group id="g">\n<user><last-name>X</last-name></user></group></enterprise>',
    );

    expect(summary.orphans).toBe(2);
    expect(summary.issues.map(({ code, message }) => `${code}: ${message}`)).toContain(
      'nested-without-id: line 2: <enterprise/group/user> has no @id: nothing says whom it describes',
    );
  });

  it('may name a group after what stands inside it', async () => {
    const own = folderOf({
      'ours.yaml': `describe: ours
root: firm
elements:
  firm: { entity: serviceProvider, id: "@id" }
  firm/site: { entity: group, id: code }
  firm/site/staff/person: { entity: user, id: login, fields: { lastName: "." } }
`,
    });
    const db = newStore();
    await read(
      db,
      '<firm id="f"><site><staff><person>Kim<login>Kim@x.test</login></person></staff><code>s 1</code></site></firm>',
      own,
    );

    expect(json(db, 'bw_user', 'kim@x.test')).toMatchObject({ groupKey: 'f/s%201', lastName: 'Kim', listed: true });
  });

  it('may hold menus of attendants, and numbers of the whole enterprise', async () => {
    const own = folderOf({
      'ours.yaml': `describe: ours
root: firm
elements:
  firm: { entity: serviceProvider, id: "@id" }
  firm/number: { entity: number, id: ".", fields: { groupId: "@site" } }
  firm/site: { entity: group, id: "@id", complete: true }
  firm/site/user: { entity: user, id: "@id" }
  firm/site/number: { entity: number, id: ".", complete: true }
  firm/site/ivr:
    entity: autoAttendant
    id: "@id"
    fields: { name: "@id", businessHours: hours }
  firm/site/ivr/key:
    entity: menuKey
    id: "@k"
    fields:
      menu: { from: "@when", values: { day: businessHours, night: afterHours } }
      action: "@do"
      phoneNumber: .
`,
    });
    const db = newStore();
    const summary = await read(
      db,
      '<firm id="f"><number site="s">+12025550100</number><number>+12025550101</number><site id="s"><user id="kim@x.test"/><ivr id="aa@x.test"><hours>Open</hours><key k="1" when="day" do="Transfer Without Prompt">0200</key><key k="#" when="day" do="Repeat Menu"/><key k="0" when="night" do="Transfer To Operator">0100</key></ivr></site></firm>',
      own,
    );
    const attendant = db.prepare(`SELECT data FROM bw_feature WHERE name = 'autoAttendant'`).pluck().get();

    expect(summary).toMatchObject({ orphans: 0, warnings: 0 });
    expect(JSON.parse(String(attendant))).toMatchObject({
      businessHours: { name: 'Open' },
      businessHoursMenu: {
        keys: [
          { key: '1', action: 'Transfer Without Prompt', phoneNumber: '0200' },
          { key: '#', action: 'Repeat Menu' },
        ],
      },
      afterHoursMenu: { keys: [{ key: '0', action: 'Transfer To Operator', phoneNumber: '0100' }] },
    });
    expect(rows(db, `SELECT dn || ' ' || ifnull(group_key, '-') FROM bw_dn ORDER BY dn`)).toEqual([
      '+12025550100 f/s',
      '+12025550101 -',
    ]);
    expect(rows(db, `SELECT base || ' ' || owner_key FROM response WHERE base LIKE '%Dn%' ORDER BY base`)).toEqual([
      'GroupDnGetAssignmentListResponse f/s',
      'ServiceProviderDnGetSummaryListResponse f',
    ]);
  });

  it.each<[string, string, string, RegExp]>([
    [
      'another root',
      '<customer><site><user id="a"/></site></customer>',
      'SOURCE_UNSUPPORTED',
      /<customer> that no profile fits: the nearest profile "nested-enterprise" begins with <enterprise>/,
    ],
    [
      'the root alone',
      '<enterprise id="a"><site><person/></site></enterprise>',
      'SOURCE_UNSUPPORTED',
      /holds no enterprise\/group and no enterprise\/group\/user; found instead: enterprise\/site ×1/,
    ],
    ['a document type', '<!DOCTYPE x><enterprise id="a"/>', 'SOURCE_DOCTYPE', /document type/],
    ['its end missing', '<enterprise id="a"><group id="g">', 'SOURCE_TRUNCATED', /ends inside/],
    [
      'tags that do not match',
      '<enterprise id="a"><group id="g"></user></group></enterprise>',
      'SOURCE_MALFORMED',
      /closes another/,
    ],
    ['too many levels', `<enterprise id="a">${'<a>'.repeat(300)}`, 'SOURCE_LIMIT', /deeper than 256/],
    [
      'a value past the limit',
      `<enterprise id="a"><name>${'x'.repeat(8 * 2 ** 20 + 1)}</name></enterprise>`,
      'SOURCE_LIMIT',
      /8 MiB/,
    ],
    [
      'OCI-P inside',
      `<enterprise id="a"><group id="g"/>${' '.repeat(70_000)}<BroadsoftDocument/></enterprise>`,
      'SOURCE_UNSUPPORTED',
      /in two files/,
    ],
    [
      'a hostile name',
      '<enterprise id="a"><group id="g"><__proto__/></group></enterprise>',
      'SOURCE_MALFORMED',
      /__proto__/,
    ],
  ])('with %s are refused with a reason, and nothing is stored', async (_, text, code, message) => {
    const db = newStore();
    const error = await refusal(read(db, text));

    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
    expect(rows(db, 'SELECT (SELECT count(*) FROM source_file) + (SELECT count(*) FROM response)')).toEqual([0]);
    if (code === 'SOURCE_UNSUPPORTED' && !message.source.includes('two files')) expect(error.hint).toContain('--probe');
  });

  it('take memory for one group, not for the file', async () => {
    function* pieces(): Generator<Buffer> {
      yield Buffer.from('<enterprise id="big"><group id="g">');
      for (let n = 0; n < 12_000; n++)
        yield Buffer.from(
          `<user id="u${n}@x.test"><last-name>Smith</last-name><odd><deep>${'x'.repeat(600)}</deep></odd></user>`,
        );
      yield Buffer.from('</group></enterprise>');
    }
    const db = newStore();
    const sink = snapshotRepository(db);
    const profiles = loadProfiles({ shipped: SHIPPED, own: '' });
    const summary = await runExtract(
      context,
      { sources: ['-'], cwd: '/', stdin: Readable.from(pieces()), profiles },
      { store: sink },
    );

    expect(summary.counts.users).toBe(12_000);
    expect(summary.unknown).toEqual([{ type: 'enterprise/group/user/odd', count: 12_000 }]);
    expect(rows(db, `SELECT count(*) FROM response WHERE base = 'UserGetListInGroupResponse'`)).toEqual([6]);
  }, 60_000);
});

describe('export profiles', () => {
  const broken = (text: string): string => {
    try {
      loadProfiles({ shipped: SHIPPED, own: folderOf({ 'ours.yaml': text }) });
    } catch (error) {
      if (error instanceof MigrationError) return `${error.code} ${error.place?.line ?? ''} ${error.message}`;
      throw error;
    }
    return 'accepted';
  };
  const head = 'describe: x\nroot: a\nelements:\n  a: { entity: serviceProvider, id: "@id" }\n';

  it.each<[string, string, RegExp]>([
    ['an unknown key', 'describe: x\nrot: a\nelements: {}\n', /unknown key "rot"; did you mean "root"/],
    [
      'an unknown entity',
      `${head}  a/b:\n    entity: gruop\n    id: "@id"\n`,
      /^MAPPING_INVALID 6 .*no such entity; did you mean "group"\? \(it says "gruop"\)/,
    ],
    [
      'an unknown field',
      `${head}  a/b:\n    entity: group\n    id: "@id"\n    fields:\n      groupNam: name\n`,
      /^MAPPING_INVALID 9 .*no field "groupNam"; did you mean "groupName"/,
    ],
    [
      'an unknown response',
      `${head}  a/f:\n    entity: feature\n    response: UserDoNotDistrubGetResponse\n`,
      /did you mean "UserDoNotDisturbGetResponse"/,
    ],
    ['a path that is none', `${head}  a/b:\n    entity: group\n    id: "@a/b"\n`, /is no path/],
    [
      'a secret',
      `${head}  a/g: { entity: group, id: "@id" }\n  a/g/u:\n    entity: user\n    id: "@id"\n    fields: { title: sip-password }\n`,
      /secrets are never read/,
    ],
    ['a wrong place', `${head}  a/u: { entity: user, id: "@id" }\n`, /user belongs below group/],
    ['a wrong root', `${head}  b/g: { entity: group, id: "@id" }\n`, /does not begin with the root "a"/],
    ['several faults', `${head}  a/b: { entity: gruop }\n  a/c: { entity: usr }\n`, /2 faults/],
  ])('with %s name file, line and what was meant', (_, text, message) => {
    expect(broken(text)).toMatch(message);
  });

  it('have a published schema', async () => {
    const schema = `${JSON.stringify(z.toJSONSchema(ExportProfileFile, { io: 'input' }), null, 2)}\n`;

    await expect(schema).toMatchFileSnapshot('../../docs/export-profile.schema.json');
  });
});
