import type { Texts } from '../texts/pattern.ts';
import { html, type Markup } from './tag.ts';

/** What a sheet that leaves the report was taken from. */
export interface Shown {
  /** ISO 8601. */
  readonly generatedAt: string;
  readonly planHash?: string;
}

/** Lines to sign on, one per customer and one for the provider, tied to what was shown by date and plan. */
export function signatureBlock(customers: readonly string[], shown: Shown, t: Texts): Markup {
  const { signature } = t;
  return html`<div class="signature">
<h3>${signature.title}</h3>
<p>${signature.text(t.moment(shown.generatedAt), shown.planHash?.slice(0, 12))}</p>
<table><caption>${signature.caption}</caption>
<thead><tr><th scope="col">${signature.for}</th><th scope="col">${signature.name}</th><th scope="col">${signature.place}</th><th scope="col">${signature.signature}</th></tr></thead>
<tbody>${[...customers, signature.provider].map(
    (party) => html`<tr><th scope="row">${party}</th><td></td><td></td><td></td></tr>`,
  )}</tbody></table>
</div>`;
}
