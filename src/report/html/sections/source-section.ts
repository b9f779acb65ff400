import type { SourcePart } from '../../parts/source-part.ts';
import { amount, moment, several } from '../../words.ts';
import { dataTable } from '../data-table.ts';
import { state } from '../marks.ts';
import { drawNotYet, figures, type Section } from '../section.ts';
import { html } from '../tag.ts';

/** What was read, and how completely: read, answered with an error, and never asked stay three things. */
export function sourceSection(source: SourcePart): Section {
  const head = { id: 'source', title: 'BroadWorks source' };
  if (!source.done) return { ...head, body: drawNotYet(source.message) };
  const { entities, responses } = source;
  const gaps = source.completeness.filter((question) => question.error > 0 || question.neverAsked > 0).length;
  return {
    ...head,
    body: html`<p class="lead">${several(source.files, 'file')} with ${several(source.commands, 'command')} (${megabytes(source.bytes)}), last read ${moment(source.lastReadAt)}.</p>
${figures([
  [amount(entities.serviceProviders), 'enterprises and providers'],
  [amount(entities.groups), 'groups'],
  [amount(entities.users), 'users'],
  [amount(entities.serviceInstances), 'virtual users'],
  [amount(entities.devices), 'devices'],
  [amount(entities.numbers), 'numbers'],
  [amount(entities.servicePacks), 'service packs'],
])}
<h3>Completeness</h3>
<p>${gaps === 0 ? 'Every question was asked and answered.' : `${several(gaps, 'question has', 'questions have')} gaps. “Never asked” is not “none”: what was not captured cannot move.`}</p>
${dataTable(
  'Questions to BroadWorks and how many answers there are',
  [
    { title: 'Question' },
    { title: 'Asked of each' },
    { title: 'Read', look: 'number' },
    { title: 'Error', look: 'number' },
    { title: 'Never asked', look: 'number' },
    { title: 'State', look: 'state' },
  ],
  source.completeness.map((question) => [
    question.question,
    question.of,
    amount(question.read),
    amount(question.error),
    amount(question.neverAsked),
    question.error > 0
      ? state('bad', 'errors')
      : question.neverAsked > 0
        ? state('care', 'gaps')
        : state('good', 'complete'),
  ]),
)}
${
  source.issues.length + source.unknown.length + responses.error + responses.orphans === 0
    ? html`<p>${state('good', 'Nothing unusual was met while reading.')}</p>`
    : html`<h3>Met while reading</h3>
<ul>${responses.error > 0 && html`<li>${several(responses.error, 'answer was an error', 'answers were errors')} of BroadWorks: not readable, which is not the same as empty.</li>`}
${responses.orphans > 0 && html`<li>${several(responses.orphans, 'response says', 'responses say')} of nobody whom ${responses.orphans === 1 ? 'it describes' : 'they describe'} (orphans): kept, and not used.</li>`}
${source.unknown.map(({ type, count }) => html`<li><code>${type}</code>: ${several(count, 'response')} of a type that this version has no use for; its values are kept and counted.</li>`)}
${source.issues.map(
  (issue) =>
    html`<li>${issue.kind} <code>${issue.code}</code>: ${amount(issue.count)}<ul>${issue.examples.map((example) => html`<li>${example}</li>`)}${issue.count > issue.examples.length && html`<li>and ${amount(issue.count - issue.examples.length)} more</li>`}</ul></li>`,
)}</ul>`
}`,
  };
}

function megabytes(bytes: number): string {
  return bytes < 1_000_000 ? `${amount(Math.ceil(bytes / 1000))} kB` : `${amount(Math.round(bytes / 100_000) / 10)} MB`;
}
