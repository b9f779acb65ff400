import type { ReportData } from '../report-data.ts';
import type { ReportTable } from './table.ts';

/** What stands in the way, what was decided, what is lost, and the proof that nothing was forgotten. */
export function checkTables({ source, mapping, precheck }: ReportData): ReportTable[] {
  return [
    ...(source.done
      ? [
          {
            id: 'completeness',
            title: 'Completeness',
            columns: ['Question', 'Asked of', 'Total', 'Read', 'Error', 'Never asked'],
            rows: source.completeness.map((row) => [
              row.question,
              row.of,
              row.total,
              row.read,
              row.error,
              row.neverAsked,
            ]),
          },
        ]
      : []),
    ...(precheck.done
      ? [
          {
            id: 'findings',
            title: 'Findings',
            columns: [
              'Severity',
              'Rule',
              'Kind',
              'Object',
              'Customer',
              'What was seen',
              'What to do',
              'Where',
              'Cites',
              'Accepted by',
              'Accepted because',
            ],
            rows: precheck.groups.flatMap((group) =>
              group.items.map((item) => [
                group.severity,
                group.rule,
                item.kind,
                item.id,
                item.customer,
                item.message,
                group.hint,
                item.source,
                group.cites,
                item.override?.by,
                item.override?.reason,
              ]),
            ),
          },
        ]
      : []),
    ...(mapping.done ? mappingTables(mapping) : []),
  ];
}

function mappingTables(mapping: Extract<ReportData['mapping'], { done: true }>): ReportTable[] {
  return [
    {
      id: 'decisions',
      title: 'Decisions',
      columns: ['About', 'Object', 'Customer', 'Question', 'State', 'Choice', 'What it means', 'Chosen by', 'Reason'],
      rows: mapping.decisions.rows.map((row) => [
        row.name,
        row.object,
        row.customer,
        row.question,
        row.state,
        row.choiceName,
        row.consequence,
        row.by,
        row.reason,
      ]),
    },
    {
      id: 'losses',
      title: 'Losses',
      columns: ['Service', 'Verdict', 'Name', 'Object', 'Customer', 'What people notice', 'What to do'],
      rows: mapping.losses.services.flatMap((loss) =>
        loss.owners.map((owner) => [
          loss.service,
          loss.verdict,
          owner.name,
          owner.owner,
          owner.customer,
          loss.notice,
          loss.action,
        ]),
      ),
    },
    {
      id: 'coverage',
      title: 'Coverage proof',
      columns: ['Outcome', 'Reason', 'Stored values'],
      rows: mapping.coverage.reasons.map((row) => [row.outcome, row.reason, row.settings]),
    },
  ];
}
