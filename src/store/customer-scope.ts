import type { CustomerHandle } from './customer-loader.ts';
import type { Db } from './open.ts';

const OF_PROVIDER = 'provider_key = (SELECT provider FROM temp.scope)';
const OF_GROUP = `${OF_PROVIDER} AND group_key = (SELECT grp FROM temp.scope)`;
const OF_CUSTOMER = 'customer = (SELECT customer FROM temp.scope)';

/** What an issue says may name anybody: only that there is one, and of what kind, is said to a single customer. */
const ELSEWHERE = 'about the whole capture; the report of all customers says where';

/**
 * What one customer may see of each table. A temporary view stands before the table of its name, for every statement of
 * this connection: what a report asks tomorrow is cut down too, without anybody thinking of it.
 */
function viewsOf(groupKey: string | undefined): Readonly<Record<string, string>> {
  const rows = groupKey === undefined ? OF_PROVIDER : OF_GROUP;
  return {
    bw_provider: 'SELECT * FROM main.bw_provider WHERE key = (SELECT provider FROM temp.scope)',
    bw_group: `SELECT * FROM main.bw_group WHERE ${groupKey === undefined ? OF_PROVIDER : `${OF_PROVIDER} AND key = (SELECT grp FROM temp.scope)`}`,
    bw_department: `SELECT * FROM main.bw_department WHERE ${rows}`,
    bw_user: `SELECT * FROM main.bw_user WHERE ${rows}`,
    bw_instance: `SELECT * FROM main.bw_instance WHERE ${rows}`,
    bw_dn: `SELECT * FROM main.bw_dn WHERE ${rows}`,
    bw_pack: `SELECT * FROM main.bw_pack WHERE ${OF_PROVIDER}`,
    bw_device: `SELECT it.* FROM temp.own_owner AS own CROSS JOIN main.bw_device AS it
    WHERE own.kind = 'device' AND it.key = own.key`,
    bw_feature: `SELECT it.* FROM (SELECT DISTINCT key FROM temp.own_owner) AS own CROSS JOIN main.bw_feature AS it
    WHERE it.owner_key = own.key`,
    // Answers of which nobody knows whom they describe may be about this customer: they are counted, never shown.
    response: `SELECT it.* FROM temp.own_owner AS own CROSS JOIN main.response AS it
    WHERE it.owner_kind = own.kind AND it.owner_key = own.key
    UNION ALL SELECT * FROM main.response WHERE owner_kind IS NULL`,
    extract_issue: `SELECT id, NULL AS file_id, NULL AS offset, kind, code, '${ELSEWHERE}' AS message, phase
    FROM main.extract_issue WHERE file_id IS NULL OR file_id IN (SELECT id FROM main.source_file WHERE settled = 1)`,
    draft: `SELECT rowid AS rowid, * FROM main.draft WHERE ${OF_CUSTOMER}`,
    loss: `SELECT * FROM main.loss WHERE ${OF_CUSTOMER}`,
    coverage_list: `SELECT * FROM main.coverage_list WHERE ${OF_CUSTOMER}`,
    coverage_total: `SELECT * FROM main.coverage_total WHERE ${OF_CUSTOMER}`,
    decision: `SELECT * FROM main.decision WHERE ${OF_CUSTOMER}`,
    finding: `SELECT * FROM main.finding WHERE ${OF_CUSTOMER}`,
    plan: `SELECT rowid AS rowid, hash, target, batch, created_at, observed_at, inputs,
      (SELECT json_group_array(json(it.value)) FROM json_each(main.plan.unplanned) AS it
       WHERE it.value ->> '$.customer' = (SELECT customer FROM temp.scope)) AS unplanned,
      approved_by, approved_at, approved_shown, planned_by, approved_host
    FROM main.plan`,
    plan_step: `SELECT * FROM main.plan_step WHERE body ->> '$.customer' = (SELECT customer FROM temp.scope)`,
    step_state: `SELECT it.* FROM main.step_state AS it WHERE it.step IN (SELECT step FROM temp.own_step)`,
    attempt: 'SELECT it.* FROM main.attempt AS it WHERE it.step IN (SELECT step FROM temp.own_step)',
    settlement: 'SELECT it.* FROM main.settlement AS it WHERE it.step IN (SELECT step FROM temp.own_step)',
    verification: `SELECT it.* FROM main.verification AS it WHERE it.step IN (SELECT step FROM temp.own_step)
    OR (it.state = 'extra' AND EXISTS (
      SELECT 1 FROM temp.own_place WHERE substr(it.step, 1, length(place)) = place))`,
    // Its totals are those of everybody: where the steps of this customer stand is counted instead.
    run: 'SELECT rowid AS rowid, id, target, plan, started_at, ended_at, outcome, command, by_user, NULL AS summary, host FROM main.run',
  };
}

/** Kinds of owners whose key begins with that of the group, or of the provider. */
const BELOW = ['callPark', 'callPickup', 'department', 'dn', 'group', 'schedule', 'servicePack', 'trunkGroup'];

const OWN_TABLES = ['scope', 'own_owner', 'own_step', 'own_place'] as const;

/** One customer of a snapshot: an enterprise, or one group of a service provider. */
export interface CustomerScope extends Pick<CustomerHandle, 'providerKey' | 'groupKey'> {
  /** Id of its draft. */
  readonly customer: string;
}

/**
 * Lets this connection see one customer only, until `leave`: for what is handed to that customer, who must not find
 * anything of another one in it. What the provider holds for all (its packs, its lists) stays visible.
 *
 * It costs what the customer holds. Tables can only be read meanwhile.
 */
export function customerScope(db: Db) {
  const leave = (): void => {
    for (const name of db.prepare<[], string>(`SELECT name FROM temp.sqlite_schema WHERE type = 'view'`).pluck().all())
      db.exec(`DROP VIEW temp.${name}`);
    for (const name of OWN_TABLES) db.exec(`DROP TABLE IF EXISTS temp.${name}`);
  };
  return {
    enter({ customer, providerKey, groupKey }: CustomerScope): void {
      leave();
      db.exec(`CREATE TEMP TABLE scope (customer TEXT, provider TEXT, grp TEXT);
        CREATE TEMP TABLE own_owner (kind TEXT, key TEXT, PRIMARY KEY (kind, key)) WITHOUT ROWID;
        CREATE TEMP TABLE own_step (step TEXT PRIMARY KEY) WITHOUT ROWID;
        CREATE TEMP TABLE own_place (place TEXT)`);
      db.prepare('INSERT INTO temp.scope VALUES (?, ?, ?)').run(customer, providerKey, groupKey ?? null);
      collectOwners(db, providerKey, groupKey);
      db.prepare(
        `INSERT INTO temp.own_step SELECT DISTINCT step FROM main.plan_step WHERE body ->> '$.customer' = ?`,
      ).run(customer);
      // Where something stands that nobody planned: below one of the steps, or in the organisation.
      db.exec(`INSERT INTO temp.own_place SELECT 'extra:' || step || ':' FROM temp.own_step;
        INSERT INTO temp.own_place SELECT DISTINCT 'extra:' || (outputs ->> '$.orgId') || ':' FROM main.step_state
          WHERE kind = 'customer' AND step IN (SELECT step FROM temp.own_step) AND outputs ->> '$.orgId' IS NOT NULL`);
      for (const [name, select] of Object.entries(viewsOf(groupKey))) db.exec(`CREATE TEMP VIEW ${name} AS ${select}`);
      // Views upon these tables look through the new ones when they are made again here.
      const above = db
        .prepare<[], { name: string; sql: string }>(`SELECT name, sql FROM main.sqlite_schema WHERE type = 'view'`)
        .all();
      for (const { name, sql } of above) db.exec(`CREATE TEMP VIEW ${name} ${sql.replace(/^CREATE VIEW \S+\s/, '')}`);
    },
    leave,
  };
}

function collectOwners(db: Db, provider: string, group: string | undefined): void {
  const where = group === undefined ? 'provider_key = @provider' : 'provider_key = @provider AND group_key = @group';
  const root = group ?? provider;
  const values = { provider, group, root, from: `${root}/`, to: `${root}0` };
  const add = (select: string): void => {
    const used = Object.entries(values).filter(([name]) => new RegExp(`@${name}\\b`).test(select));
    db.prepare(`INSERT OR IGNORE INTO temp.own_owner ${select}`).run(Object.fromEntries(used));
  };
  add(`SELECT 'user', key FROM main.bw_user WHERE ${where}`);
  add(`SELECT 'serviceInstance', key FROM main.bw_instance WHERE ${where}`);
  // Settings of a virtual user may be answered as those of a user.
  add(`SELECT 'user', key FROM main.bw_instance WHERE ${where}`);
  add(`SELECT 'device', key FROM main.bw_device WHERE ${where}`);
  // A device of the provider or the system belongs to whoever has a line on it.
  for (const level of ['= @provider', 'IS NULL']) {
    add(`SELECT 'device', it.key FROM main.bw_device AS it WHERE it.provider_key ${level} AND it.group_key IS NULL
      AND EXISTS (SELECT 1 FROM json_each(it.data, '$.lines') AS line
        JOIN temp.own_owner AS own ON own.kind = 'user' AND own.key = line.value ->> '$.userKey')`);
  }
  for (const kind of BELOW) {
    add(`SELECT DISTINCT '${kind}', owner_key FROM main.response
      WHERE owner_kind = '${kind}' AND (owner_key = @root OR (owner_key >= @from AND owner_key < @to))`);
  }
  add(`SELECT 'serviceProvider', @provider`);
  // Lists of the provider and its packs are the same for all of its groups.
  add(`SELECT DISTINCT 'servicePack', owner_key FROM main.response
    WHERE owner_kind = 'servicePack' AND owner_key >= @provider || '/' AND owner_key < @provider || '0'`);
}
