import type { CoverageOutcome } from '../../../domain/drafts.ts';
import type { CoveragePart } from '../../parts/coverage-part.ts';
import type { Texts } from '../../texts/pattern.ts';
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
export function coverageSection(coverage: CoveragePart, t: Texts): Section {
  const words = t.coverageProof;
  const sum = coverage.outcomes.reduce((total, { settings }) => total + settings, 0);
  const adds = sum === coverage.accounted && coverage.accounted <= coverage.counted;
  return {
    id: 'coverage',
    title: words.title,
    badge: t.amount(coverage.accounted),
    body: () => html`<p class="lead">${words.lead(coverage.counted, coverage.accounted)}</p>
${sharesBar(
  coverage.outcomes.map(({ outcome, settings }) => ({
    word: t.coverage(outcome),
    count: settings,
    look: LOOKS[outcome],
  })),
  words.chart,
  t,
)}
<p>${adds ? state('good', words.adds) : state('bad', words.addsNot)} ${coverage.outcomes
      .map(({ settings }) => t.amount(settings))
      .join(
        ' + ',
      )} = ${t.amount(sum)}${coverage.elsewhere > 0 && words.elsewhere(coverage.elsewhere, coverage.counted)}.</p>
<h3>${words.byReason}</h3>
${dataTable(
  words.caption,
  [
    { title: words.outcome, filter: true },
    { title: words.reason, look: 'long' },
    { title: words.values, look: 'number' },
  ],
  coverage.reasons.map((row) => [t.coverage(row.outcome), row.reason, t.amount(row.settings)]),
)}`,
  };
}
