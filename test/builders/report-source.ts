import type { Db } from '../../src/store/open.ts';

export interface InventedUser {
  readonly key: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly group: string;
  readonly extension: string;
  readonly number?: string;
  readonly services: readonly string[];
  readonly becomes: 'subscriber' | 'workspace' | 'virtualLine' | 'notMigrated';
}

const FIRST = ['Anna', 'Bruno', 'Chiara', 'Dmitri', 'Eva', 'Farah', 'Goran', 'Hana', 'Ines', 'Jonas', 'Keiko', 'Liam'];
const LAST = ['Adams', 'Brandt', 'Costa', 'Dubois', 'Eriksen', 'Farkas', 'Grau', 'Horvat', 'Ito', 'Jensen', 'Kovacs'];
const GROUPS = ['harbour', 'north', 'depot'] as const;
const SERVICES = [
  'Call Forwarding Always',
  'Call Forwarding Busy',
  'Call Waiting',
  'Do Not Disturb',
  'Voice Messaging User',
  'Speed Dial 100',
  'Simultaneous Ring Personal',
  'Sequential Ring',
];

/** People of three groups; the first ones carry the given last names, the rest is invented. */
export function inventUsers(count: number, lastNames: readonly string[]): InventedUser[] {
  return Array.from({ length: count }, (_, index) => {
    const group = GROUPS[index % GROUPS.length] ?? 'harbour';
    const place = index % 7 === 5;
    const lastName = lastNames[index] ?? LAST[index % LAST.length] ?? 'Adams';
    const base = {
      key: place ? `lobby${index}@example.test` : `user${index}@example.test`,
      firstName: place ? 'Lobby' : (FIRST[index % FIRST.length] ?? 'Anna'),
      lastName: place ? `Phone ${index}` : lastName,
      group,
      extension: String(1000 + index),
      services: place ? ['Call Waiting'] : SERVICES.filter((_, service) => (index + service) % 3 !== 0),
    };
    if (place) return { ...base, becomes: 'workspace' };
    if (index % 13 === 11) return { ...base, becomes: 'virtualLine' };
    if (index % 17 === 16) return { ...base, becomes: 'notMigrated' };
    return { ...base, number: `+1555${String(5550100 + (index % 100)).slice(-7)}`, becomes: 'subscriber' };
  });
}

/** Fills the tables of `extract`. */
export function insertSource(db: Db, users: readonly InventedUser[]): void {
  const file = db
    .prepare(
      `INSERT INTO source_file (path, digest, bytes, encoding, documents, commands, read_at, settled)
       VALUES ('captures/juniper.xml', 'd1', ?, 'utf-8', 42, ?, '2026-11-20T08:15:00.000Z', 1)`,
    )
    .run(184_320 + users.length * 900, users.length * 4 + 60).lastInsertRowid;
  db.prepare(`INSERT INTO bw_provider VALUES ('juniper', 'juniper', '{}', 1)`).run();
  const group = db.prepare(`INSERT INTO bw_group VALUES (?, 'juniper', ?, '{}')`);
  for (const name of GROUPS) group.run(`juniper/${name}`, name);
  const user = db.prepare('INSERT INTO bw_user (key, provider_key, group_key, data, services) VALUES (?, ?, ?, ?, ?)');
  const response = db.prepare(
    `INSERT INTO response (file_id, offset, type, base, state, known, stream, echo, owner_kind, owner_key, part, settings, body, current)
     VALUES (${file}, 812, ?, ?, ?, ?, 0, '', ?, ?, '', ?, '{}', 1)`,
  );
  for (const person of users) {
    const { key, firstName, lastName, extension, number } = person;
    user.run(
      key,
      'juniper',
      `juniper/${person.group}`,
      JSON.stringify({
        userId: key,
        groupKey: `juniper/${person.group}`,
        firstName,
        lastName,
        extension,
        ...(number === undefined ? {} : { dn: number }),
        servicesState: 'read',
      }),
      JSON.stringify(person.services.map((name) => [name, 1, null, 'e'])),
    );
    response.run('UserGetResponse23', 'UserGetResponse', 'read', 1, 'user', key, 12);
    const assigned = 'UserAssignedServicesGetListResponse';
    response.run(assigned, assigned, 'read', 1, 'user', key, person.services.length);
  }
  for (const name of GROUPS) {
    const list = (base: string, state = 'read') =>
      response.run(base, base, state, 1, 'group', `juniper/${name}`, state === 'read' ? 8 : 0);
    list('GroupGetResponse');
    list('UserGetListInGroupResponse');
    list('GroupHuntGroupGetInstanceListResponse');
    if (name !== 'depot') list('GroupCallCenterGetInstanceListResponse', name === 'north' ? 'error' : 'read');
  }
  response.run('GroupPolycomGetResponse', 'GroupPolycomGetResponse', 'read', 0, null, null, 3);
  db.prepare(
    `INSERT INTO extract_issue (file_id, offset, kind, code, message, phase)
     VALUES (?, 0, 'warning', 'ENCODING', 'read as windows-1252', 'read')`,
  ).run(file);
  const dn = db.prepare(`INSERT OR IGNORE INTO bw_dn VALUES (?, 'juniper', ?, '{}')`);
  for (const { number, group: name } of users) if (number) dn.run(number, `juniper/${name}`);
}
