import { amount } from '../words.ts';
import { html, type Markup } from './tag.ts';

/** One part of a whole. `look` names its colour in the style sheet. */
export interface Share {
  readonly word: string;
  readonly count: number;
  readonly look: string;
}

const WIDTH = 1000;
const GAP = 6;

/**
 * One bar cut into parts, with a legend that says the same in words and numbers. Parts are parted by gaps and stand in
 * the order of the legend, so that the chart reads without colours too.
 */
export function sharesBar(shares: readonly Share[], label: string): Markup {
  const present = shares.filter((share) => share.count > 0);
  const total = present.reduce((sum, share) => sum + share.count, 0);
  const room = WIDTH - GAP * Math.max(0, present.length - 1);
  let left = 0;
  const parts = present.map((share) => {
    const width = Math.max(4, (share.count / total) * room);
    const rectangle = html`<rect class="${share.look}" x="${left.toFixed(1)}" width="${width.toFixed(1)}" height="10"/>`;
    left += width + GAP;
    return rectangle;
  });
  const spoken = shares.map((share) => `${amount(share.count)} ${share.word}`).join(', ');
  return html`<svg class="shares" viewBox="0 0 ${Math.max(WIDTH, left - GAP).toFixed(1)} 10" preserveAspectRatio="none" role="img" aria-label="${label}: ${spoken}">${
    total === 0 ? html`<rect class="none" width="${WIDTH}" height="10"/>` : parts
  }</svg>
<ul class="legend">${shares.map(
    (share) =>
      html`<li${share.count === 0 ? html` class="zero"` : undefined}><svg class="swatch" viewBox="0 0 10 10" aria-hidden="true"><rect class="${share.look}" width="10" height="10" rx="2"/></svg><b>${amount(share.count)}</b> ${share.word}</li>`,
  )}</ul>`;
}

/** A table of names, bars and numbers: a chart whose text is its data. */
export function rankedBars(
  caption: string,
  bars: readonly { readonly name: Markup | string; readonly count: number; readonly look?: string }[],
): Markup {
  const most = Math.max(1, ...bars.map((bar) => bar.count));
  return html`<table class="bars"><caption>${caption}</caption><tbody>${bars.map(
    (bar) =>
      html`<tr><th scope="row">${bar.name}</th><td class="bar"><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="${bar.look ?? 'one'}" width="${bar.count === 0 ? '0' : Math.max(1, (bar.count / most) * 100).toFixed(1)}" height="10"/></svg></td><td class="number">${amount(bar.count)}</td></tr>`,
  )}</tbody></table>`;
}
