import { join, resolve } from 'node:path';
import { auditView } from '../../report/audit-view.ts';
import { csvChunks } from '../../report/export/csv.ts';
import { type AuditRequest, auditRepository } from '../../store/audit-repository.ts';
import type { App } from '../app.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { isAboutSandbox } from '../known-target.ts';
import { printOutcome } from '../output.ts';
import { shown, writeChunks } from '../write-file.ts';

const REQUEST_COLUMNS = [
  'At',
  'Step',
  'Object',
  'Operation',
  'Request',
  'Ended at',
  'Status',
  'Outcome',
  'Tracking id',
] as const;

/** `report --audit`: who did what, when and from which host, and a log of the requests of each run. */
export function writeAudit(app: App, folder: string): Promise<ExitCode> {
  const audit = auditRepository(app.db);
  const place = folder === '' ? join(app.folder.reports, 'audit') : resolve(folder);
  const events = audit.events();
  const eventsFile = join(place, 'events.csv');
  writeChunks(
    eventsFile,
    csvChunks({
      id: 'events',
      title: 'Events',
      columns: ['At', 'By', 'Host', 'What', 'Detail'],
      rows: events.map((event) => [event.at, event.by, event.host, event.what, event.detail]),
    }),
  );
  const runs = audit.runs().map((run) => {
    const file = join(place, `requests-${run.id}.csv`);
    writeChunks(
      file,
      csvChunks({ id: run.id, title: run.id, columns: REQUEST_COLUMNS, rows: requestRows(audit.requests(run.id)) }),
    );
    return { ...run, file };
  });
  printOutcome(
    { ...app.argv, sandbox: isAboutSandbox(app.db, false) },
    { stage: 'audit', events, runs, files: { events: eventsFile } },
    auditView(events, runs, shown(place)),
  );
  return Promise.resolve(EXIT.ok);
}

function* requestRows(requests: Iterable<AuditRequest>) {
  for (const row of requests) {
    const { at, step, label, operation, request, endedAt, status, outcome, trackingId } = row;
    yield [
      at,
      step,
      label,
      operation,
      request,
      endedAt ?? undefined,
      status ?? undefined,
      outcome ?? 'in doubt',
      trackingId ?? undefined,
    ];
  }
}
