import type { ReportData } from './report-data.ts';

/** One total of the report. `id` stays the same in every format and version. */
export interface Total {
  readonly id: string;
  readonly label: string;
  readonly value: number;
}

/**
 * Every total that the report says, once: the sheet `summary`, `summary.csv` and the figures at the end of the page are
 * drawn from this list, so that a number cannot differ between formats. Parts that have not happened have no totals.
 */
export function reportTotals(data: ReportData): Total[] {
  return [...sourceTotals(data), ...mappingTotals(data), ...checkTotals(data), ...runTotals(data)];
}

function sourceTotals({ source }: ReportData): Total[] {
  if (!source.done) return [];
  const { entities, responses } = source;
  return [
    total('source.files', 'Files read', source.files),
    total('source.commands', 'Commands read', source.commands),
    total('source.serviceProviders', 'Enterprises and providers', entities.serviceProviders),
    total('source.groups', 'Groups', entities.groups),
    total('source.users', 'Users', entities.users),
    total('source.serviceInstances', 'Virtual users', entities.serviceInstances),
    total('source.devices', 'Devices in BroadWorks', entities.devices),
    total('source.numbers', 'Numbers in BroadWorks', entities.numbers),
    total('source.servicePacks', 'Service packs', entities.servicePacks),
    total('source.errors', 'Answers that were errors', responses.error),
    total('source.orphans', 'Orphans', responses.orphans),
  ];
}

function mappingTotals({ mapping }: ReportData): Total[] {
  if (!mapping.done) return [];
  const become = (kind: (typeof mapping.people)[number]['becomes']) =>
    mapping.people.filter(({ becomes }) => becomes === kind).length;
  return [
    total('mapping.customers', 'Customers', mapping.customers.length),
    total('mapping.locations', 'Locations', mapping.locations.length),
    total('mapping.people', 'Users before and after', mapping.people.length),
    total('mapping.subscribers', 'Users that become subscribers', become('subscriber')),
    total('mapping.workspaces', 'Users that become Webex workspaces', become('workspace')),
    total('mapping.virtualLines', 'Users that become virtual lines', become('virtualLine')),
    total('mapping.voicemailGroups', 'Users that become voicemail groups', become('voicemailGroup')),
    total('mapping.notMigrated', 'Users that are not migrated', become('notMigrated')),
    ...mapping.packageMix.map((row) => total(`mapping.package.${row.package}`, `Package ${row.package}`, row.count)),
    total('mapping.features', 'Group features', mapping.features.length),
    total('mapping.devices', 'Devices', mapping.devices.rows.length),
    ...mapping.devices.byFate.map((row) => total(`mapping.devices.${row.fate}`, `Devices: ${row.fate}`, row.count)),
    total('mapping.numbers.move', 'Numbers that move', mapping.numbers.move),
    total('mapping.numbers.stay', 'Numbers that stay', mapping.numbers.stay),
    total('mapping.numbers.activateAtCutover', 'Numbers to activate at cutover', mapping.numbers.activateAtCutover),
    total('mapping.leftBehind', 'Source objects left behind', mapping.leftBehind.length),
    total('mapping.settings', 'Settings to write', mapping.settings),
    total('mapping.losses', 'Losses', mapping.losses.total),
    total('mapping.losses.services', 'Changes by service', mapping.losses.services.length),
    total('mapping.losses.owners', 'Owners with a loss', mapping.losses.owners),
    total('mapping.decisions.open', 'Decisions open', mapping.decisions.open),
    total('mapping.decisions.answered', 'Decisions answered', mapping.decisions.answered),
    total('mapping.decisions.stale', 'Decisions stale', mapping.decisions.stale),
    total('mapping.coverage.counted', 'Stored values counted', mapping.coverage.counted),
    ...mapping.coverage.outcomes.map(({ outcome, settings }) =>
      total(`mapping.coverage.${outcome.replace(' ', '-')}`, `Stored values: ${outcome}`, settings),
    ),
  ];
}

function checkTotals({ precheck }: ReportData): Total[] {
  if (!precheck.done) return [];
  const { ready, conditions, notReady, unknown } = precheck.readiness.all;
  return [
    total('precheck.blockers', 'Blockers', precheck.blockers),
    total('precheck.warnings', 'Warnings', precheck.warnings),
    total('precheck.infos', 'Notes', precheck.infos),
    total('precheck.ready', 'Objects ready', ready),
    total('precheck.conditions', 'Objects ready with conditions', conditions),
    total('precheck.notReady', 'Objects not ready', notReady),
    total('precheck.unknown', 'Objects of unknown readiness', unknown),
  ];
}

function runTotals({ plan, outcome, verification }: ReportData): Total[] {
  return [
    ...(plan.done
      ? [
          total('plan.steps', 'Steps planned', plan.steps),
          total('plan.calls', 'Calls planned', plan.calls),
          total('plan.deferred', 'Steps deferred', plan.deferred),
          ...Object.entries(plan.byAction).map(([action, count]) =>
            total(`plan.${action}`, `Steps planned: ${action}`, count),
          ),
        ]
      : []),
    ...(outcome.done
      ? Object.entries(outcome.standing.counts).map(([word, count]) =>
          total(`outcome.${word}`, `Steps: ${word}`, count),
        )
      : []),
    ...(verification.done
      ? (['matched', 'different', 'missing', 'extra'] as const).map((word) =>
          total(`verification.${word}`, `Objects read back: ${word}`, verification[word]),
        )
      : []),
  ];
}

function total(id: string, label: string, value: number): Total {
  return { id, label, value };
}
