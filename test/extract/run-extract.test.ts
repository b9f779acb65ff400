import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { FEATURE_SOURCE } from '../../src/broadworks/families/registry.ts';
import { MigrationError } from '../../src/domain/errors.ts';
import { sourceReader } from '../../src/store/source-reader.ts';
import {
  context,
  extractInto,
  featureRows,
  folderOf,
  newStore,
  projectedRows,
  sampleFiles,
  withoutEchoes,
  withoutRequests,
} from './extract-into.ts';

async function refusal(run: Promise<unknown>): Promise<MigrationError> {
  const error: unknown = await run.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof MigrationError) return error;
  throw error ?? new Error('was not refused');
}

const toLatin1 = (files: Readonly<Record<string, string>>): Record<string, Buffer> =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [name, Buffer.from(text, 'latin1')]));
const mapFiles = (files: Readonly<Record<string, string>>, change: (text: string) => string): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [name, change(text)]));

describe('extract of the sample enterprise', () => {
  it('reads everything, joins everything, and counts what is there', async () => {
    const summary = await extractInto(newStore(), ['enterprise']);

    expect(summary.counts).toEqual({
      documents: 68,
      commands: 842,
      serviceProviders: 1,
      groups: 3,
      users: 39,
      serviceInstances: 7,
      devices: 36,
      numbers: 100,
      servicePacks: 5,
    });
    expect(summary).toMatchObject({
      errors: 2,
      orphans: 0,
      conflicts: 0,
      warnings: 0,
      files: { read: 13, skipped: 0 },
    });
    expect(summary.completeness).toMatchObject({
      usersWithoutDetail: [],
      packsWithoutDetail: [],
      // The voice portal is told by its group.
      instancesWithoutDetail: [],
      devicesReferencedOnly: [],
    });
  });

  it('keeps values as text and expands packs', async () => {
    const db = newStore();
    await extractInto(db, ['enterprise']);
    const reader = sourceReader(db, FEATURE_SOURCE);

    expect(reader.customers()).toEqual([{ providerKey: 'brightwater', name: 'Brightwater Instruments & Sons' }]);
    const customer = reader.load({ providerKey: 'brightwater', name: '' });
    const user = (key: string) => customer.users.find((it) => it.key === `${key}@brightwater.example.test`);

    expect(user('6175550112')).toMatchObject({
      extension: '0012',
      dn: '+16175550112',
      lastName: 'Tan',
      detail: 'read',
    });
    expect(user('5035550104')).toMatchObject({ lastName: 'Muñoz', department: 'Sales' });
    expect(user('trunk.pilot')).toMatchObject({ trunk: true });
    expect(user('temp.desk')).toMatchObject({ services: [], packs: [] });
    expect(user('5035550102')?.services).toContainEqual(
      expect.objectContaining({ name: 'Call Forwarding Always', active: false, pack: 'Desk Plus' }),
    );
    expect(user('5035550103')?.services).toContainEqual(
      expect.objectContaining({ name: 'Voice Messaging User', pack: 'Desk Plus' }),
    );
    expect(customer.groups.map(({ id, timeZone }) => [id, timeZone])).toEqual([
      ['boston lab', 'America/New_York'],
      ['london-office', 'Europe/London'],
      ['portland-hq', 'America/Los_Angeles'],
    ]);
    expect(customer.dns.find(({ dn }) => dn === '+15035550130')).toMatchObject({
      written: '+1-5035550122 - +1-5035550149',
      activated: false,
    });
    const shared = customer.devices.find(({ name }) => name === 'VVX450-1002');
    expect(shared?.lines.map(({ userKey, endpointType }) => [userKey.split('@')[0], endpointType])).toEqual([
      ['5035550101', 'Shared Call Appearance'],
      ['5035550102', 'Primary'],
    ]);
    expect(customer.devices.find(({ name }) => name === 'DV_0004F2B1C202')?.macCandidate?.mac).toBe('0004F2B1C202');
    const menu = customer.feature('aa.main@brightwater.example.test', 'autoAttendant')?.data?.businessHoursMenu;
    expect(menu?.keys).toContainEqual({
      key: '3',
      description: 'IT Manager',
      action: 'Transfer Without Prompt',
      phoneNumber: '5035550101',
    });
    expect(customer.feature('cc.service@brightwater.example.test', 'callCenterAgents')?.data?.agents).toHaveLength(3);
  });

  it('tells error, read and never asked apart', async () => {
    const db = newStore();
    await extractInto(db, ['enterprise']);
    const customer = sourceReader(db, FEATURE_SOURCE).load({ providerKey: 'brightwater', name: '' });

    expect(customer.feature('6175550114@brightwater.example.test', 'callForwardingBusy')).toMatchObject({
      state: 'error',
    });
    expect(customer.feature('6175550111@brightwater.example.test', 'callForwardingBusy')).toMatchObject({
      state: 'read',
    });
    expect(customer.feature('door.boston@brightwater.example.test', 'callForwardingBusy')).toBeUndefined();
    const device = (name: string) => ({ kind: 'device' as const, key: `brightwater/portland-hq/${name}` });
    expect(customer.readState(device('Old%20ATA'), 'GroupAccessDeviceGetResponse')).toBe('error');
    expect(customer.readState(device('ALGO-WAREHOUSE'), 'GroupAccessDeviceGetResponse')).toBe('read');
    expect(customer.readState(device('ALGO-WAREHOUSE'), 'GroupAccessDeviceGetUserListResponse')).toBe('never-asked');
  });

  it('changes nothing the second time', async () => {
    const db = newStore();
    const first = await extractInto(db, ['enterprise']);
    const rows = projectedRows(db);
    const digest = sourceReader(db, FEATURE_SOURCE).digest();

    const second = await extractInto(db, ['enterprise']);

    expect(second).toEqual({ ...first, files: { read: 0, skipped: 13 } });
    expect(projectedRows(db)).toEqual(rows);
    expect(sourceReader(db, FEATURE_SOURCE).digest()).toBe(digest);
  });

  it('does not depend on the order of reading', async () => {
    const files = Object.keys(sampleFiles('enterprise')).map((name) => `enterprise/${name}`);
    const [forth, back] = [newStore(), newStore()];
    await extractInto(forth, files);
    await extractInto(back, [...files].reverse());

    expect(projectedRows(back)).toEqual(projectedRows(forth));
    expect(sourceReader(back, FEATURE_SOURCE).digest()).toBe(sourceReader(forth, FEATURE_SOURCE).digest());
  });

  it('reads the same from responses alone whose echo names the entity', async () => {
    const [full, alone] = [newStore(), newStore()];
    await extractInto(full, ['enterprise']);
    const cwd = folderOf(toLatin1(mapFiles(sampleFiles('enterprise'), withoutRequests)));
    const summary = await extractInto(alone, ['.'], { cwd });

    // Two errors say by echo whom they concern, but no longer what was asked.
    const errors = (db: typeof full) =>
      projectedRows(db).bw_feature?.filter((row) => JSON.stringify(row).includes('"error","response"'));
    expect(summary).toMatchObject({ orphans: 0, conflicts: 0, errors: 2 });
    expect(errors(alone)).toEqual([]);
    for (const table of ['bw_provider', 'bw_group', 'bw_user', 'bw_pack', 'bw_instance', 'bw_dn', 'bw_user_service']) {
      expect(projectedRows(alone)[table], table).toEqual(projectedRows(full)[table]);
    }
  });

  it('joins requests by order where every echo is empty', async () => {
    const [full, silent] = [newStore(), newStore()];
    await extractInto(full, ['enterprise']);
    const cwd = folderOf(toLatin1(mapFiles(sampleFiles('enterprise'), withoutEchoes)));
    const summary = await extractInto(silent, ['.'], { cwd });

    expect(summary).toMatchObject({ orphans: 0, conflicts: 0, errors: 2 });
    expect(projectedRows(silent)).toEqual(projectedRows(full));
  });

  it('leaves orphans and joins nothing wrongly when requests and echoes are gone', async () => {
    const db = newStore();
    const cwd = folderOf(toLatin1(mapFiles(sampleFiles('enterprise'), (text) => withoutEchoes(withoutRequests(text)))));
    const summary = await extractInto(db, ['.'], { cwd });

    expect(summary.orphans).toBeGreaterThan(250);
    const owned = db.prepare(`SELECT DISTINCT joined_by AS rule FROM response WHERE owner_key IS NOT NULL`).all();
    expect(owned).toEqual(expect.arrayContaining([{ rule: 'self' }, { rule: 'system' }]));
    expect(owned).toHaveLength(2);
    expect(featureRows(db)).toHaveLength(0);
    // Release 22 names its user: those are read, the forwarding of all is not.
    const lastNames = db.prepare(`SELECT data ->> 'lastName' AS name FROM bw_user WHERE key LIKE '5035550103%'`).all();
    expect(lastNames).toEqual([{ name: "O'Brien" }]);
  });

  it('takes echoes that are mere counters for no keys', async () => {
    let counter = 0;
    const counted = mapFiles(sampleFiles('enterprise'), (text) =>
      withoutRequests(text).replace(/ echo="[^"]*"/g, () => ` echo="${++counter}"`),
    );
    const summary = await extractInto(newStore(), ['.'], { cwd: folderOf(toLatin1(counted)) });

    expect(summary.orphans).toBeGreaterThan(250);
    expect(summary.conflicts).toBe(0);
  });

  it('reads the same from standard input, in small pieces', async () => {
    const all = Buffer.from(Object.values(sampleFiles('enterprise')).join(''), 'latin1');
    const pieces = Array.from({ length: Math.ceil(all.length / 1000) }, (_, index) =>
      all.subarray(index * 1000, (index + 1) * 1000),
    );
    const [piped, files] = [newStore(), newStore()];
    await extractInto(piped, ['-'], { stdin: Readable.from(pieces) });
    await extractInto(files, ['enterprise']);

    expect(projectedRows(piped)).toEqual(projectedRows(files));
  });
});

describe('extract of a service provider', () => {
  it('makes each group a customer', async () => {
    const db = newStore();
    const summary = await extractInto(db, ['service-provider']);
    const reader = sourceReader(db, FEATURE_SOURCE);

    expect(summary).toMatchObject({ orphans: 0, conflicts: 0, counts: { groups: 2, users: 7, serviceInstances: 1 } });
    expect(reader.customers().map(({ groupKey, name }) => [groupKey, name])).toEqual([
      ['3100001877/cafe-luna', 'Café Luna'],
      ['3100001877/quayside%20dental', 'Quayside Dental'],
    ]);
    const [cafe, dentist] = reader.customers().map((handle) => reader.load(handle));
    expect(cafe?.users.map(({ extension }) => extension)).toEqual(['101', '102', '103']);
    expect(dentist?.dns.map(({ dn }) => dn)).toHaveLength(10);
    expect([...(cafe?.otherResponses() ?? [])].every(({ owner }) => !owner.key.includes('dental'))).toBe(true);
  });

  it('keeps several customers of one workspace folder apart', async () => {
    const db = newStore();
    await extractInto(db, ['service-provider', 'enterprise']);

    expect(sourceReader(db, FEATURE_SOURCE).customers()).toHaveLength(3);
    expect(sourceReader(db, FEATURE_SOURCE).inventory().counts).toMatchObject({
      serviceProviders: 2,
      groups: 5,
      users: 46,
    });
  });
});

describe('later copies', () => {
  const answer = (to: string, minute: string): string =>
    `<?xml version="1.0"?><!-- ${minute} --><BroadsoftDocument xmlns="C" xmlns:xsi="x"><command echo="" xsi:type="UserGetResponse22" xmlns=""><serviceProviderId>p</serviceProviderId><groupId>g</groupId><userId>Anna@example.test</userId><lastName>${to}</lastName></command></BroadsoftDocument>`;

  it('replace earlier ones in order of first reading', async () => {
    const db = newStore();
    const cwd = folderOf({ 'a.xml': answer('Old', '1'), 'b.xml': answer('New', '2') });
    await extractInto(db, ['b.xml'], { cwd });
    await extractInto(db, ['a.xml'], { cwd });
    await extractInto(db, ['b.xml'], { cwd });

    expect(
      sourceReader(db, FEATURE_SOURCE)
        .load({ providerKey: 'p', name: '' })
        .users.map(({ key, lastName }) => [key, lastName]),
    ).toEqual([['anna@example.test', 'Old']]);
  });
});

describe('sources that are refused', () => {
  it.each([
    ['empty.xml', 'SOURCE_EMPTY', undefined],
    ['not-xml.txt', 'SOURCE_NOT_XML', undefined],
    ['truncated.xml', 'SOURCE_TRUNCATED', 5],
    ['mismatched.xml', 'SOURCE_MALFORMED', 4],
    ['doctype.xml', 'SOURCE_DOCTYPE', 2],
    ['requests-only.xml', 'SOURCE_REQUESTS_ONLY', undefined],
    ['network-server.xml', 'SOURCE_UNSUPPORTED', 2],
    ['reporting-feed.xml', 'SOURCE_UNSUPPORTED', 2],
    ['soap-envelope.xml', 'SOURCE_UNSUPPORTED', undefined],
    ['nested-export.xml', 'SOURCE_UNSUPPORTED', undefined],
    ['no-such-file.xml', 'SOURCE_NOT_FOUND', undefined],
  ])('%s: %s', async (file, code, line) => {
    const db = newStore();
    const error = await refusal(extractInto(db, [`broken/${file}`]));

    expect(error.code).toBe(code);
    expect(error.place?.where).toBe(`broken/${file}`);
    expect(error.place?.line).toBe(line);
    expect(
      db.prepare('SELECT (SELECT count(*) FROM source_file) + (SELECT count(*) FROM response) AS n').get(),
    ).toEqual({ n: 0 });
  });

  it('are all named, and the good ones are stored', async () => {
    const db = newStore();
    const good = sampleFiles('service-provider')['service-provider.xml'] ?? '';
    const cwd = folderOf({ 'a.xml': '', 'b/good.xml': Buffer.from(good, 'latin1'), 'c.xml': good.slice(0, 5000) });
    const error = await refusal(extractInto(db, ['.', 'missing'], { cwd }));

    expect(error.message).toContain('missing: no such file');
    expect(error.message).toContain('a.xml: the file is empty [SOURCE_EMPTY]');
    expect(error.message).toMatch(/c\.xml:\d+: .*\[SOURCE_TRUNCATED\]/);
    expect(sourceReader(db, FEATURE_SOURCE).inventory().counts.users).toBe(7);
  });

  it('cut at any byte: refused or read, never half stored', async () => {
    const whole = Buffer.from(sampleFiles('service-provider')['service-provider.xml'] ?? '', 'latin1');
    const files = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => {
        const at = Math.floor(((index + 0.37) * whole.length) / 60);
        return [`${String(at).padStart(6, '0')}.xml`, whole.subarray(0, at)];
      }),
    );
    const db = newStore();
    const error = await refusal(extractInto(db, ['.'], { cwd: folderOf(files) }));

    expect(error.message).toContain('60 sources were refused');
    expect(db.prepare('SELECT count(*) AS n FROM response').get()).toEqual({ n: 0 });
  });
});

describe('commands that cannot be used', () => {
  it('are set aside with a warning while the run goes on', async () => {
    const summary = await extractInto(newStore(), ['broken/quarantined-command.xml']);

    expect(summary).toMatchObject({ warnings: 1, counts: { serviceProviders: 1, commands: 2 } });
    expect(summary.issues).toEqual([
      expect.objectContaining({ code: 'command-quarantined', message: expect.stringContaining('__proto__') }),
    ]);
  });

  it('are set aside where an echo stands in typographic quotes, which XML readers pass over', async () => {
    const answer = (echo: string) =>
      `<?xml version="1.0" encoding="UTF-8"?>\n<BroadsoftDocument protocol="OCI" xmlns="C" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><command echo=${echo} xsi:type="UserGetResponse22" xmlns=""><serviceProviderId>acme</serviceProviderId><groupId>north</groupId><userId>anna@x</userId></command></BroadsoftDocument>\n`;
    const folder = folderOf({ 'capture.xml': `${answer('”anna@x”')}${answer('"anna@x"')}` });
    const summary = await extractInto(newStore(), ['capture.xml'], { cwd: folder });

    expect(summary.issues).toEqual([
      expect.objectContaining({
        code: 'command-quarantined',
        message: expect.stringContaining('not in straight quotes (echo=”anna@x”), line 2'),
      }),
    ]);
    expect(summary.counts.commands).toBe(2);
  });

  it('are orphans when nothing says whom they describe', async () => {
    const summary = await extractInto(newStore(), ['broken/orphans.xml']);

    expect(summary.orphanList.map(({ type }) => type)).toEqual([
      'UserCallForwardingAlwaysGetResponse',
      'UserCallForwardingAlwaysGetResponse',
    ]);
  });
});

describe('what is never stored', () => {
  it('sessions and passwords', async () => {
    const db = newStore();
    const capture = `<BroadsoftDocument xmlns="C" xmlns:xsi="x"><sessionId xmlns="">topsecret-1</sessionId><command echo="" xsi:type="UserGetResponse22" xmlns=""><serviceProviderId>p</serviceProviderId><groupId>g</groupId><userId>a@example.test</userId><sipPassword>topsecret-2</sipPassword></command></BroadsoftDocument>`;
    await extractInto(db, ['-'], { stdin: Readable.from([Buffer.from(capture)]) });

    expect(db.serialize().includes('topsecret')).toBe(false);
    expect(db.serialize().includes('a@example.test')).toBe(true);
  });
});

describe('interruption', () => {
  it('leaves no half file behind, and the next run completes', async () => {
    const db = newStore();
    const controller = new AbortController();
    let files = 0;
    const stopping = {
      ...context,
      signal: controller.signal,
      emit: (event: { readonly type: string; readonly unit?: string }) => {
        if (event.type === 'progress' && event.unit === 'files' && ++files === 4) controller.abort(new Error('SIGINT'));
      },
    };
    await expect(extractInto(db, ['enterprise'], { context: stopping })).rejects.toThrow('SIGINT');
    const summary = await extractInto(db, ['enterprise']);

    expect(summary.files).toEqual({ read: 9, skipped: 4 });
    const fresh = newStore();
    await extractInto(fresh, ['enterprise']);
    expect(projectedRows(db)).toEqual(projectedRows(fresh));
  });
});
