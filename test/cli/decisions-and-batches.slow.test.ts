import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { emptyFolder, parseJson, ROOT, runCli, unpace } from './run-cli.ts';

/** One workspace folder, used like an engineer would; each step stands on the one before. */
describe('decisions and batches, from the command line', () => {
  const folder = emptyFolder();
  const run = (...words: string[]) => runCli(['-C', folder, '-q', ...words], { cwd: folder });
  const json = async (...words: string[]) => parseJson((await run('--format', 'json', ...words)).stdout);
  const users = ['5035550103@brightwater.example.test', '5035550104@brightwater.example.test'];

  beforeAll(async () => {
    await run('init');
    unpace(folder);
    expect((await run('extract', join(ROOT, 'samples/enterprise'))).code).toBe(0);
    expect((await run('map')).code).toBe(0);
  }, 120_000);

  it('takes a filled-in sheet, refuses the same with a mistake, and wants map again', async () => {
    const sheet = join(folder, 'ask.csv');
    await run('decisions', 'export', sheet, '--kind', 'queue-overflow');
    const text = readFileSync(sheet, 'utf8');
    const answer = (word: string) => text.replace(/,open,,/, `,open,${word},`);

    writeFileSync(sheet, answer('perhaps'));
    const refused = await run('decisions', 'import', sheet);
    expect(refused.code).toBe(2);
    expect(refused.stdout).toContain('must be busy | ringing');

    writeFileSync(sheet, answer('ringing'));
    expect((await run('decisions', 'import', sheet, '--by', 'Eve')).code).toBe(0);
    expect((await run('precheck')).stderr).toContain('answers to decisions changed since `map` ran');
    expect((await run('map')).code).toBe(0);
    expect((await run('explain', 'cc.service@brightwater.example.test')).stdout).toMatch(
      /ringing[\s\S]*Eve|Eve[\s\S]*ringing/,
    );
  }, 120_000);

  it('plans and provisions one batch, stages who stays, and the next batch links and frees them', async () => {
    writeFileSync(join(folder, 'pilot.txt'), `${users.join('\n')} # remark\n`);
    await run('decisions', 'resolve', '--recommended');
    await run('map');
    await run('precheck');
    expect(await json('batch', 'create', 'pilot', '--users', join(folder, 'pilot.txt'))).toMatchObject({ members: 2 });
    expect((await run('batch', 'create', 'rest', '--all')).code).toBe(0);
    expect((await run('batch', 'lint', 'pilot')).stdout).toContain('Aoife Byrne (in batch rest)');

    const pilot = await json('plan', '--batch', 'pilot', '--sandbox');
    expect(pilot).toMatchObject({ steps: { byKind: { subscriber: 3, huntGroup: 1, virtualExtension: 17 } } });
    expect((await run('provision', '--batch', 'pilot', '--sandbox', '--yes', '--allow-blocked')).code).toBe(0);
    expect(await json('verify', '--sandbox')).toMatchObject({ different: 0, missing: 0, extra: 0 });

    // Whoever stands in Webex already only changes the list that bears the name.
    const [moved = ''] = users;
    const preview = await run('batch', 'move', 'rest', moved, '--preview', '--sandbox');
    expect(preview.stdout.replace(/\s+/g, ' ')).toMatch(
      /1 stands in Webex already.* batch pilot .*Nothing is moved twice.*planned with batch rest/,
    );
    expect(await json('batch', 'move', 'none', moved, '--preview', '--sandbox')).toMatchObject({
      standing: [{ batch: 'pilot', run: expect.stringMatching(/\S/), at: expect.stringMatching(/^20/) }],
    });
    const waiting = await json(
      'batch',
      'move',
      'pilot',
      'aoife.byrne@brightwater.example.test',
      '--preview',
      '--sandbox',
    );
    expect(waiting).toMatchObject({ standing: [] });

    const rest = await json('plan', '--batch', 'rest', '--sandbox');
    expect(JSON.stringify(rest)).toContain('freed');
    expect((await run('provision', '--batch', 'rest', '--sandbox', '--yes', '--allow-blocked')).code).toBe(0);
    expect(await json('verify', '--sandbox')).toMatchObject({ different: 0, missing: 0, extra: 0 });
    expect(await json('verify', '--batch', 'pilot', '--sandbox')).toMatchObject({
      batch: 'pilot',
      plan: pilot.hash,
      different: 0,
      missing: 0,
      extra: 0,
      notDone: 0,
    });
    expect((await run('verify', '--batch', 'nobody', '--sandbox')).stderr).toContain(
      'batch "nobody" is not planned for this target',
    );
    await json('plan', '--batch', 'pilot', '--sandbox');
    const again = await run('provision', '--batch', 'pilot', '--sandbox', '--yes', '--allow-blocked');
    expect(again.code).toBe(0);
    expect(await json('verify', '--sandbox')).toMatchObject({ different: 0, missing: 0, extra: 0 });
  }, 240_000);

  it('says which batch the latest plan is of', async () => {
    const refused = await run('provision', '--sandbox', '--yes');

    expect(refused.stderr).toContain('pass --batch pilot');
  }, 60_000);

  it('carries out nothing that its planner alone approved, where two persons are asked for', async () => {
    const settings = join(folder, 'migration.yaml');
    writeFileSync(settings, readFileSync(settings, 'utf8').replace('twoPersons: false', 'twoPersons: true'));
    const { hash, plannedBy } = await json('plan', '--batch', 'pilot', '--sandbox');

    const alone = await run('provision', '--batch', 'pilot', '--sandbox', '--yes', '--allow-blocked');
    expect(alone.code).toBe(3);
    expect(alone.stderr).toContain(`planned by ${String(plannedBy)}`);
    const own = await run('plan', 'approve', String(hash));
    expect(own.code).toBe(3);
    expect(own.stderr).toContain('approved by the same person');

    // Somebody else had planned it.
    const db = openStore(join(folder, 'migration.db'));
    db.prepare('UPDATE plan SET planned_by = ? WHERE hash = ?').run('Eve', hash);
    db.close();
    expect((await run('plan', 'approve', String(hash))).stdout).toContain('planned by Eve, is approved by');
    expect((await run('provision', '--batch', 'pilot', '--sandbox', '--allow-blocked')).code).toBe(0);
    expect((await run('status', '--sandbox')).stdout).toMatch(/planned by Eve, approved by \S+ at\s+20/);
  }, 120_000);
});
