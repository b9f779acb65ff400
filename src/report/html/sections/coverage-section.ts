import type { CoverageOutcome } from '../../../domain/drafts.ts';
import type { CoveragePart } from '../../parts/coverage-part.ts';
import { amount, several } from '../../words.ts';
import { sharesBar } from '../charts.ts';
import { dataTable } from '../data-table.ts';
import { state } from '../marks.ts';
import type { Section } from '../section.ts';
import { html } from '../tag.ts';

const LOOKS: Readonly<Record<CoverageOutcome, string>> = {
  migrated: 'good',
  changed: 'second',
  manual: 'care',
  lost: 'bad',
  'not used': 'none',
};

/** That nothing was forgotten: the five outcomes add up to what was counted. */
export function coverageSection(coverage: CoveragePart): Section {
  const sum = coverage.outcomes.reduce((total, { settings }) => total + settings, 0);
  const adds = sum === coverage.accounted && coverage.accounted <= coverage.counted;
  return {
    id: 'coverage',
    title: 'Coverage proof',
    badge: amount(coverage.accounted),
    body: html`<p class="lead">${several(coverage.counted, 'stored value')} in the source. ${several(coverage.accounted, 'belongs', 'belong')} to what is mapped, and each ended in exactly one of five ways.</p>
${sharesBar(
  coverage.outcomes.map(({ outcome, settings }) => ({ word: outcome, count: settings, look: LOOKS[outcome] })),
  'Outcome of every stored value',
)}
<p>${adds ? state('good', 'The five add up.') : state('bad', 'The five do not add up: this is a defect, please report it.')} ${coverage.outcomes
      .map(({ settings }) => amount(settings))
      .join(
        ' + ',
      )} = ${amount(sum)}${coverage.elsewhere > 0 && `, plus ${amount(coverage.elsewhere)} outside the mapped customers (system level, skipped groups) = ${amount(coverage.counted)}`}.</p>
<h3>By reason</h3>
${dataTable(
  'Outcomes by reason',
  [{ title: 'Outcome' }, { title: 'Reason', look: 'long' }, { title: 'Values', look: 'number' }],
  coverage.reasons.map((row) => [row.outcome, row.reason, amount(row.settings)]),
)}`,
  };
}
