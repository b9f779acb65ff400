import type { LossesPart, LossGroup } from '../../parts/losses-part.ts';
import { amount, several, verdictWord } from '../../words.ts';
import { dataTable, joined, name } from '../data-table.ts';
import { state, type Tone } from '../marks.ts';
import type { Section } from '../section.ts';
import { html, type Markup } from '../tag.ts';

const TONES: Readonly<Record<LossGroup['verdict'], Tone>> = { lost: 'bad', manual: 'care', part: 'plain' };

/** What people will notice, for everybody and per service, with everyone it concerns: the list that is signed. */
export function lossesSection(losses: LossesPart, signature: Markup): Section {
  return {
    id: 'losses',
    title: 'What changes for people',
    badge: amount(losses.total),
    body: html`<p class="lead">${
      losses.total === 0
        ? 'No service in use is lost, reduced or left to be set up by hand.'
        : `${several(losses.services.length, 'change')} in services that are in use, ${amount(losses.total)} times in all, for ${several(losses.owners, 'user, group or feature', 'users, groups and features')}.`
    }</p>
${
  losses.services.length > 0 &&
  html`<h3>Service by service</h3>
<ol class="losses">${losses.services.map(drawLoss)}</ol>`
}
<h3>For everybody</h3>
${dataTable(
  'Changes that come with every migration',
  [{ title: 'For' }, { title: 'What people notice', look: 'long' }, { title: 'What to do', look: 'long' }],
  losses.general.map((row) => [row.audience, row.notice, row.action]),
)}
${signature}`,
  };
}

function drawLoss(loss: LossGroup): Markup {
  return html`<li class="loss ${loss.verdict}">
<h4>${loss.service} ${state(TONES[loss.verdict], verdictWord(loss.verdict))}</h4>
<dl><div><dt>What people notice</dt><dd>${loss.notice}</dd></div><div><dt>What to do</dt><dd>${loss.action}</dd></div></dl>
<details><summary>Concerns ${amount(loss.count)}</summary><p class="names">${joined(loss.owners.map((owner) => name(owner.name)))}</p></details>
</li>
`;
}
