import type { ReportData } from '../report-data.ts';
import type { CellValue, ReportTable } from './table.ts';

/** What moves: one table per kind of object. */
export function proposalTables({ mapping, precheck }: ReportData): ReportTable[] {
  if (!mapping.done) return [];
  const readiness = precheck.done ? precheck.readiness.objects : {};
  const table = <Row>(
    id: string,
    title: string,
    rows: readonly Row[],
    cells: Readonly<Record<string, (row: Row) => CellValue>>,
  ): ReportTable => ({ id, title, columns: Object.keys(cells), rows: draw(rows, Object.values(cells)) });

  return [
    table('customers', 'Customers', mapping.customers, {
      Customer: (row) => row.name,
      'External id': (row) => row.externalId,
      Locations: (row) => row.locations,
      Subscribers: (row) => row.subscribers,
      'Webex workspaces': (row) => row.workspaces,
      'Virtual lines': (row) => row.virtualLines,
      'Not migrated': (row) => row.notMigrated,
      'Numbers moving': (row) => row.numbersMoving,
      Devices: (row) => row.devices,
      Features: (row) => row.features,
      Packages: (row) => row.packages.join(', '),
      Administrator: (row) => row.administrator,
      Readiness: (row) => readiness[row.id],
    }),
    table('locations', 'Locations', mapping.locations, {
      Location: (row) => row.name,
      Customer: (row) => row.customer,
      'Emergency address': (row) => row.address,
      'Time zone': (row) => row.timeZone,
      Language: (row) => row.language,
      'Main number': (row) => row.mainNumber,
      Owners: (row) => row.owners,
      'Numbers moving': (row) => row.numbersMoving,
      Readiness: (row) => readiness[row.id],
    }),
    table('packages', 'Packages', mapping.packageMix, {
      Package: (row) => row.package,
      Owners: (row) => row.count,
    }),
    table('users', 'Users', mapping.people, {
      'User id': (row) => row.userId,
      Name: (row) => row.name,
      'Services in use': (row) => (row.servicesRead ? row.services.join(', ') : 'never extracted'),
      Number: (row) => row.number,
      Extension: (row) => row.extension,
      Becomes: (row) => row.becomes,
      'New name': (row) => row.newName,
      'E-mail': (row) => row.email,
      Package: (row) => row.package,
      'New number': (row) => row.newNumber,
      'New extension': (row) => row.newExtension,
      Customer: (row) => row.customer,
      Location: (row) => row.location,
      Why: (row) => row.why,
      Rule: (row) => row.rule,
      Readiness: (row) => (row.draft === undefined ? undefined : readiness[row.draft]),
    }),
    table('features', 'Group features', mapping.features, {
      Kind: (row) => row.kind,
      Name: (row) => row.name,
      Number: (row) => row.number,
      Extension: (row) => row.extension,
      Location: (row) => row.location,
      Agents: (row) => row.agents,
      Enabled: (row) => row.enabled,
    }),
    table('devices', 'Devices', mapping.devices.rows, {
      Device: (row) => row.name,
      'BroadWorks type': (row) => row.sourceType,
      MAC: (row) => row.mac,
      'MAC evidence': (row) => row.macEvidence,
      'Webex model': (row) => row.model,
      Management: (row) => row.management,
      Fate: (row) => row.fate,
      'Used by': (row) => row.owners.join(', '),
      Location: (row) => row.location,
    }),
    table('numbers', 'Numbers', mapping.numbers.rows, {
      Number: (row) => row.number,
      Fate: (row) => row.fate,
      Owner: (row) => row.owner,
      Location: (row) => row.location,
      'Activate at cutover': (row) => row.activateAtCutover,
      Why: (row) => row.why,
    }),
    table('left-behind', 'Left behind', mapping.leftBehind, {
      'Source object': (row) => row.source,
      Customer: (row) => row.customer,
      Category: (row) => row.category,
      Reason: (row) => row.reason,
    }),
  ];
}

function* draw<Row>(
  rows: readonly Row[],
  cells: readonly ((row: Row) => CellValue)[],
): Generator<readonly CellValue[]> {
  for (const row of rows) yield cells.map((cell) => cell(row));
}
