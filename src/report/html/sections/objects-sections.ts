import type { MappingPart } from '../../parts/mapping-part.ts';
import type { Texts } from '../../texts/pattern.ts';
import { rankedBars, sharesRing } from '../charts.ts';
import { dataTable, joined, name, tableChunks } from '../data-table.ts';
import { state } from '../marks.ts';
import { inEnglish, said } from '../said.ts';
import type { Section } from '../section.ts';
import { html } from '../tag.ts';

type Mapping = Extract<MappingPart, { done: true }>;

const RING_LOOKS = ['one', 'second', 'third', 'fourth', 'good', 'care', 'none'] as const;

export function packagesSection(mapping: Mapping, t: Texts): Section {
  const total = mapping.packageMix.reduce((sum, { count }) => sum + count, 0);
  const words = t.packages;
  return {
    id: 'packages',
    title: words.title,
    badge: t.amount(mapping.packageMix.length),
    body: () => html`<p class="lead">${words.lead(total)}</p>
${sharesRing(
  mapping.packageMix.map((row, index) => ({
    word: t.package(row.package),
    count: row.count,
    look: RING_LOOKS[Math.min(index, RING_LOOKS.length - 1)] ?? 'none',
  })),
  words.caption,
  t,
)}
${rankedBars(
  words.caption,
  mapping.packageMix.map((row) => ({
    name: html`${t.package(row.package)} <code>${row.package}</code>`,
    count: row.count,
  })),
  t,
)}`,
  };
}

export function featuresSection(mapping: Mapping, t: Texts): Section {
  const words = t.features;
  return {
    id: 'features',
    title: words.title,
    badge: t.amount(mapping.features.length),
    body: () =>
      mapping.features.length === 0
        ? html`<p>${words.none}</p>`
        : dataTable(
            words.caption,
            [
              { title: words.name },
              { title: words.kind, filter: true },
              { title: words.number, look: 'key' },
              { title: words.extension, look: 'key' },
              { title: words.location, filter: true },
              { title: words.agents, look: 'number' },
              { title: words.arrives, filter: true },
            ],
            mapping.features.map((feature) => [
              feature.name,
              t.kind(feature.kind, 1),
              feature.number ?? '–',
              feature.extension ?? '–',
              feature.location,
              feature.kind === 'autoAttendant' ? '–' : t.amount(feature.agents),
              feature.enabled ? words.on : words.off,
            ]),
          ),
  };
}

export function devicesSection(mapping: Mapping, t: Texts): Section {
  const { byFate, rows } = mapping.devices;
  const words = t.devices;
  const candidates = rows.filter((device) => device.macEvidence === 'candidate').length;
  return {
    id: 'devices',
    title: words.title,
    badge: t.amount(rows.length),
    *body() {
      if (rows.length === 0) {
        yield html`<p>${words.none}</p>`;
        return;
      }
      const of = (fate: string) => byFate.find((row) => row.fate === fate)?.count ?? 0;
      yield html`<p class="lead">${words.keep(of('keep'))}, ${words.convert(of('convert'))}, ${words.replace(of('replace'))}.</p>
${rankedBars(
  words.byFate,
  byFate.map(({ fate, count }) => ({ name: t.fate(fate), count })),
  t,
)}
${candidates > 0 && html`<p>${state('care', words.toConfirm(candidates))} ${words.toConfirmText}</p>`}
`;
      yield* tableChunks(
        words.caption,
        [
          { title: words.device },
          { title: words.type, filter: true },
          { title: words.mac, look: 'key' },
          { title: words.model, filter: true },
          { title: words.fate, filter: true },
          { title: words.usedBy, look: 'long' },
          { title: words.location, filter: true },
        ],
        rows.map((device) => [
          device.name,
          device.sourceType,
          device.mac === undefined
            ? '–'
            : device.macEvidence === 'candidate'
              ? html`${device.mac} <em>${words.confirm}</em>`
              : device.mac,
          device.model ?? '–',
          t.fate(device.fate),
          joined(device.owners.map(name)),
          device.location,
        ]),
      );
    },
  };
}

export function numbersSection(mapping: Mapping, t: Texts): Section {
  const { numbers } = mapping;
  const words = t.numbers;
  return {
    id: 'numbers',
    title: words.title,
    badge: t.amount(numbers.move + numbers.stay),
    *body() {
      yield html`<p class="lead">${words.lead(numbers.move, numbers.stay, numbers.activateAtCutover)}</p>
`;
      yield* tableChunks(
        words.caption,
        [
          { title: words.number, look: 'key' },
          { title: words.fate, filter: true },
          { title: words.owner, look: 'long' },
          { title: words.location, filter: true },
          { title: words.cutover, filter: true },
          { title: words.why, look: 'long' },
        ],
        numbers.rows.map((row) => [
          row.number,
          row.fate === 'move' ? words.moves : words.stays,
          row.owner === undefined ? '–' : row.owner,
          row.location,
          row.fate === 'move' ? (row.activateAtCutover ? words.activate : words.inactive) : '–',
          said(row.why, t),
        ]),
      );
    },
  };
}

export function leftBehindSection(mapping: Mapping, t: Texts): Section {
  const { leftBehind } = mapping;
  const words = t.left;
  return {
    id: 'left-behind',
    title: words.title,
    badge: t.amount(leftBehind.length),
    body: () =>
      leftBehind.length === 0
        ? html`<p>${state('good', words.none)}</p>`
        : dataTable(
            words.caption,
            [
              { title: words.object },
              { title: words.customer, filter: true },
              { title: words.category, filter: true },
              { title: words.reason, look: 'long' },
            ],
            leftBehind.map((row) => [
              inEnglish(row.source, t),
              row.customer,
              words.categories[row.category],
              said(row.reason, t),
            ]),
          ),
  };
}
