import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { customerScope } from '../../src/store/customer-scope.ts';
import { type Db, openStore } from '../../src/store/open.ts';
import { readTogether } from '../../src/store/read-together.ts';

const ACME = { customer: 'customer:acme', providerKey: 'acme' };

describe('reading together', () => {
  it('shows one state, whatever another process commits meanwhile', () => {
    const { reader, writer } = twoProcesses();
    note(writer, 'customer:acme');

    const seen = readTogether(reader, () => {
      const before = losses(reader);
      note(writer, 'customer:acme');
      return [before, losses(reader)];
    });

    expect(seen).toEqual([1, 1]);
    expect(losses(reader)).toBe(2);
  });

  it('does so where the connection is cut down to one customer, too', () => {
    const { reader, writer } = twoProcesses();
    note(writer, 'customer:acme');
    note(writer, 'customer:other');
    const scope = customerScope(reader);

    const seen = readTogether(reader, () => {
      scope.enter(ACME);
      try {
        const before = losses(reader);
        note(writer, 'customer:acme');
        return [before, losses(reader)];
      } finally {
        scope.leave();
      }
    });

    expect(seen).toEqual([1, 1]);
    expect(losses(reader)).toBe(3);
  });
});

function twoProcesses(): { readonly reader: Db; readonly writer: Db } {
  const file = join(mkdtempSync(join(tmpdir(), 'bw2w-')), 'migration.db');
  return { reader: openStore(file), writer: openStore(file) };
}

function note(db: Db, customer: string): void {
  db.prepare(
    'INSERT INTO loss (customer, owner, service, verdict, notice, action, sources) VALUES (?, ?, ?, ?, ?, ?, ?)',
  ).run(customer, `user:${Math.random()}`, 'Fax Messaging', 'lost', 'n', 'a', '[]');
}

function losses(db: Db): number {
  return db.prepare<[], number>('SELECT count(*) FROM loss').pluck().get() ?? 0;
}
