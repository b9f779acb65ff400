import type { Db } from './open.ts';

export interface FleetDrafts {
  readonly customer: string;
  readonly owners: number;
  readonly features: number;
  readonly devices: number;
  readonly locations: number;
}

/** How much there is of each customer, after `map`; one statement, however many customers. */
export function fleetDrafts(db: Db): FleetDrafts[] {
  return db
    .prepare<[], FleetDrafts>(
      `SELECT customer, sum(kind IN ('subscriber', 'workspace', 'virtualLine')) AS owners,
         sum(kind IN ('huntGroup', 'callQueue', 'autoAttendant')) AS features, sum(kind = 'device') AS devices,
         sum(kind = 'location') AS locations
       FROM draft GROUP BY customer`,
    )
    .all();
}

export interface FleetSource {
  readonly provider: string;
  readonly group: string;
  readonly users: number;
  readonly instances: number;
  readonly devices: number;
}

/** How much there is of each group, after `extract`; one statement, however many groups. */
export function fleetSource(db: Db): FleetSource[] {
  return db
    .prepare<[], FleetSource>(
      `SELECT provider_key AS provider, key AS "group", coalesce(users, 0) AS users,
         coalesce(instances, 0) AS instances, coalesce(devices, 0) AS devices
       FROM bw_group
         LEFT JOIN (SELECT group_key, count(*) AS users FROM bw_user GROUP BY group_key) AS u ON u.group_key = key
         LEFT JOIN (SELECT group_key, count(*) AS instances FROM bw_instance GROUP BY group_key) AS i ON i.group_key = key
         LEFT JOIN (SELECT group_key, count(*) AS devices FROM bw_device GROUP BY group_key) AS d ON d.group_key = key`,
    )
    .all();
}
