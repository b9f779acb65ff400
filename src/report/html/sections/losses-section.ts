import type { LossesPart, LossGroup } from '../../parts/losses-part.ts';
import type { Texts } from '../../texts/pattern.ts';
import { dataTable, joined, name } from '../data-table.ts';
import { state, type Tone } from '../marks.ts';
import { said } from '../said.ts';
import type { Section } from '../section.ts';
import { html, type Markup } from '../tag.ts';

export const LOSS_TONES: Readonly<Record<LossGroup['verdict'], Tone>> = { lost: 'bad', manual: 'care', part: 'plain' };

/** What people will notice, for everybody and per service, with everyone it concerns: the list that is signed. */
export function lossesSection(losses: LossesPart, signature: Markup, t: Texts): Section {
  const words = t.losses;
  return {
    id: 'losses',
    title: words.title,
    badge: t.amount(losses.total),
    *body() {
      yield html`<p class="lead">${
        losses.total === 0 ? words.none : words.lead(losses.services.length, losses.total, losses.owners)
      }</p>`;
      if (losses.services.length > 0) {
        yield html`<h3>${words.byService}</h3>
<ol class="losses">`;
        for (const loss of losses.services) yield drawLoss(loss, t);
        yield html`</ol>`;
      }
      yield html`<h3>${words.everybody}</h3>
${dataTable(
  words.caption,
  [{ title: words.for }, { title: words.notice, look: 'long' }, { title: words.action, look: 'long' }],
  losses.general.map((row) => [words.audience[row.audience], said(row.notice, t), said(row.action, t)]),
)}
${signature}`;
    },
  };
}

function drawLoss(loss: LossGroup, t: Texts): Markup {
  const words = t.losses;
  return html`<li class="loss ${loss.verdict}">
<h4>${said(loss.service, t)} ${state(LOSS_TONES[loss.verdict], t.verdict(loss.verdict))}</h4>
<dl><div><dt>${words.notice}</dt><dd>${said(loss.notice, t)}</dd></div><div><dt>${words.action}</dt><dd>${said(loss.action, t)}</dd></div></dl>
<details><summary>${words.concerns(loss.count)}</summary><p class="names">${joined(loss.owners.map((owner) => name(owner.name)))}</p></details>
</li>
`;
}
