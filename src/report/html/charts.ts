import { scaleLinear } from 'd3-scale';
import { arc, type PieArcDatum, pie } from 'd3-shape';
import type { Texts } from '../texts/pattern.ts';
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
export function sharesBar(shares: readonly Share[], label: string, t: Texts): Markup {
  const present = shares.filter((share) => share.count > 0);
  const total = present.reduce((sum, share) => sum + share.count, 0);
  const width = scaleLinear([0, Math.max(1, total)], [0, WIDTH - GAP * Math.max(0, present.length - 1)]);
  let left = 0;
  const parts = present.map((share) => {
    const wide = Math.max(4, width(share.count));
    const rectangle = html`<rect class="${share.look}" x="${left.toFixed(1)}" width="${wide.toFixed(1)}" height="10"/>`;
    left += wide + GAP;
    return rectangle;
  });
  return html`<svg class="shares" viewBox="0 0 ${Math.max(WIDTH, left - GAP).toFixed(1)} 10" preserveAspectRatio="none" role="img" aria-label="${spoken(shares, label, t)}">${
    total === 0 ? html`<rect class="none" width="${WIDTH}" height="10"/>` : parts
  }</svg>
${legend(shares, t)}`;
}

const RADIUS = 50;
const RING = 30;

/** A ring for a whole with few parts, with the same legend as a bar. */
export function sharesRing(shares: readonly Share[], label: string, t: Texts): Markup {
  const draw = arc<PieArcDatum<Share>>().innerRadius(RING).outerRadius(RADIUS).padAngle(0.02);
  const parts = pie<Share>()
    .sort(null)
    .value((share) => share.count)(shares.filter((share) => share.count > 0));
  const total = shares.reduce((sum, share) => sum + share.count, 0);
  return html`<div class="ring"><svg viewBox="-${RADIUS} -${RADIUS} ${2 * RADIUS} ${2 * RADIUS}" role="img" aria-label="${spoken(shares, label, t)}">${parts.map(
    (part) => html`<path class="${part.data.look}" d="${draw(part) ?? ''}"/>`,
  )}<text text-anchor="middle" dy="0.35em">${t.amount(total)}</text></svg>${legend(shares, t)}</div>`;
}

function spoken(shares: readonly Share[], label: string, t: Texts): string {
  return `${label}: ${shares.map((share) => `${t.amount(share.count)} ${share.word}`).join(', ')}`;
}

function legend(shares: readonly Share[], t: Texts): Markup {
  return html`<ul class="legend">${shares.map(
    (share) =>
      html`<li${share.count === 0 ? html` class="zero"` : undefined}><svg class="swatch" viewBox="0 0 10 10" aria-hidden="true"><rect class="${share.look}" width="10" height="10" rx="2"/></svg><b>${t.amount(share.count)}</b> ${share.word}</li>`,
  )}</ul>`;
}

interface Bar {
  readonly name: Markup | string;
  readonly count: number;
  readonly look?: string;
}

/** A table of names, bars and numbers: a chart whose text is its data. */
export function rankedBars(caption: string, bars: readonly Bar[], t: Texts): Markup {
  const width = scaleLinear([0, Math.max(1, ...bars.map((bar) => bar.count))], [0, 100]);
  return html`<table class="bars"><caption>${caption}</caption><tbody>${bars.map(
    (bar) =>
      html`<tr><th scope="row">${bar.name}</th><td class="bar"><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="${bar.look ?? 'one'}" width="${bar.count === 0 ? '0' : Math.max(1, width(bar.count)).toFixed(1)}" height="10"/></svg></td><td class="number">${t.amount(bar.count)}</td></tr>`,
  )}</tbody></table>`;
}

/** The biggest of a long list; the rest is said in one line, so that the sum stays right. */
export function topBars(
  caption: string,
  ranked: readonly { name: string; count: number }[],
  most: number,
  t: Texts,
): Markup {
  const rest = ranked.slice(most);
  const sum = rest.reduce((total, entry) => total + entry.count, 0);
  return html`<h3>${caption}</h3>
${ranked.length === 0 ? html`<p>${t.inventory.none}</p>` : rankedBars(caption, ranked.slice(0, most), t)}
${rest.length > 0 && html`<p class="note">${t.inventory.others(rest.length, sum)}</p>`}`;
}
