import { moment } from '../words.ts';
import { html, type Markup } from './tag.ts';

/** Lines to sign on, one per customer and one for the provider, tied to what was shown by date and plan. */
export function signatureBlock(
  customers: readonly string[],
  shown: { readonly generatedAt: string; readonly planHash?: string },
): Markup {
  const tied = `report of ${moment(shown.generatedAt)}${shown.planHash === undefined ? '' : `, plan ${shown.planHash.slice(0, 12)}`}`;
  return html`<div class="signature">
<h3>Agreed</h3>
<p>We have read what changes for people, the findings and the decisions in this ${tied}, and agree to the migration on these terms.</p>
<table><caption>Signatures</caption>
<thead><tr><th scope="col">For</th><th scope="col">Name and role</th><th scope="col">Place and date</th><th scope="col">Signature</th></tr></thead>
<tbody>${[...customers, 'Service provider'].map(
    (party) => html`<tr><th scope="row">${party}</th><td></td><td></td><td></td></tr>`,
  )}</tbody></table>
</div>`;
}
