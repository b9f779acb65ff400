import type { View } from '../pipeline/view.ts';

interface Event {
  readonly at: string;
  readonly by: string;
  readonly host?: string;
  readonly what: string;
  readonly detail: string;
}
interface Run {
  readonly id: string;
  readonly target: string;
  readonly startedAt: string;
  readonly by: string;
  readonly host?: string;
  readonly requests: number;
}

const LATEST = 20;

/** Who did what, the latest last, as a terminal shows it; the files hold all of it. */
export function auditView(events: readonly Event[], runs: readonly Run[], folder: string): View {
  return [
    { kind: 'heading', text: 'Who did what' },
    events.length === 0
      ? { kind: 'text', text: 'Nothing has been recorded in this folder yet.' }
      : {
          kind: 'table',
          ...(events.length > LATEST ? { title: `The latest ${LATEST} of ${events.length}` } : {}),
          head: ['at', 'by', 'host', 'what', 'detail'],
          rows: events
            .slice(-LATEST)
            .map(({ at, by, host, what, detail }) => [`${at.slice(0, 19)}Z`, by, host ?? '', what, detail]),
        },
    ...(runs.length === 0
      ? []
      : [
          {
            kind: 'table' as const,
            title: 'Requests by run',
            head: ['run', 'started', 'by', 'host', 'target', 'requests'],
            rows: runs.map((run) => [
              run.id,
              `${run.startedAt.slice(0, 19)}Z`,
              run.by,
              run.host ?? '',
              run.target,
              run.requests,
            ]),
          },
        ]),
    { kind: 'text', text: `All events, and every request of each run: ${folder}` },
    { kind: 'next', command: 'bw2wholesale logs STEP', why: 'every attempt of one step' },
  ];
}
