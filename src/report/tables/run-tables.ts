import { OUTCOMES } from '../../domain/outcomes.ts';
import type { ReportData } from '../report-data.ts';
import type { ReportTable } from './table.ts';

/** Plan, outcome and verification. */
export function runTables({ plan, outcome, verification }: ReportData): ReportTable[] {
  return [
    ...(plan.done ? planTables(plan) : []),
    ...(outcome.done
      ? [
          {
            id: 'outcome',
            title: 'Outcome',
            columns: ['Kind', ...OUTCOMES],
            rows: outcome.standing.byKind.map((row) => [row.kind, ...OUTCOMES.map((word) => row[word])]),
          },
          {
            id: 'failures',
            title: 'Failures and waiting',
            columns: ['Kind', 'Object', 'State', 'Cause'],
            rows: outcome.failures.map((row) => [row.kind, row.label, row.state, row.cause]),
          },
        ]
      : []),
    ...(verification.done
      ? [
          {
            id: 'verification',
            title: 'Verification',
            columns: ['Kind', 'Object', 'State', 'Field', 'Planned', 'In Webex'],
            rows: verification.items.flatMap((item) =>
              item.differences.length === 0
                ? [[item.kind, item.label, item.state, undefined, undefined, undefined]]
                : item.differences.map(({ field, expected, actual }) => [
                    item.kind,
                    item.label,
                    item.state,
                    field,
                    expected,
                    actual,
                  ]),
            ),
          },
        ]
      : []),
  ];
}

function planTables(plan: Extract<ReportData['plan'], { done: true }>): ReportTable[] {
  return [
    {
      id: 'plan',
      title: 'Plan',
      columns: ['Kind', 'Create', 'Change', 'Already right', 'Adopt', 'Blocked', 'Delete', 'Total'],
      rows: plan.byKind.map((row) => [
        row.kind,
        row.create,
        row.change,
        row.unchanged,
        row.adopt,
        row.blocked,
        row.delete,
        row.total,
      ]),
    },
    {
      id: 'plan-changes',
      title: 'Plan changes',
      columns: ['Kind', 'Object', 'Field', 'In Webex now', 'After'],
      rows: plan.changes.flatMap((row) =>
        row.differences.map(({ field, actual, expected }) => [row.kind, row.label, field, actual, expected]),
      ),
    },
    {
      id: 'blocked',
      title: 'Blocked and left out',
      columns: ['Kind', 'Object', 'State', 'Reason'],
      rows: [
        ...plan.blocked.map((row) => [row.kind, row.label, 'blocked', row.reason]),
        ...plan.nothingToDo.map((row) => [row.kind, row.label, 'no step needed', row.reason]),
        ...plan.leftOut.map((row) => [row.kind, row.label, 'left out', row.parts.join('; ')]),
      ],
    },
  ];
}
