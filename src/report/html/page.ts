import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ReportData } from '../report-data.ts';
import { moment, several } from '../words.ts';
import { markShapes } from './marks.ts';
import { type Chapter, drawNavigation, drawNotYet, drawSection } from './section.ts';
import { decisionsSection, findingsSection, readinessSection } from './sections/checks-sections.ts';
import { coverageSection } from './sections/coverage-section.ts';
import { lossesSection } from './sections/losses-section.ts';
import { outcomeSection, verificationSection } from './sections/outcome-sections.ts';
import { peopleSection } from './sections/people-section.ts';
import { planSection } from './sections/plan-section.ts';
import {
  customersSection,
  devicesSection,
  featuresSection,
  leftBehindSection,
  numbersSection,
  packagesSection,
} from './sections/proposal-sections.ts';
import { sourceSection } from './sections/source-section.ts';
import { summarySection } from './sections/summary-section.ts';
import { signatureBlock } from './signature.ts';
import { html, Markup } from './tag.ts';

/** In the order in which they build on each other. */
const STYLES = [
  '1-colours',
  '2-frame',
  '3-states',
  '4-cards',
  '5-charts',
  '6-tables',
  '7-lists',
  '8-narrow',
  '9-print',
] as const;

/** Before any table is read: long ones hide all but their first page from the start, and never get laid out whole. */
const FIRST_SCRIPT = "document.documentElement.classList.add('js')";

/**
 * The report as one self-contained page: style and script inside, nothing fetched. The content policy allows exactly
 * these two by their hashes, so that nothing else could run even if it got in.
 */
export function renderHtml(data: ReportData): string {
  const style = STYLES.map((name) => readAsset(`style/${name}.css`)).join('');
  const script = readAsset('page-script.html').replace(/^<script>\n|<\/script>\s*$/g, '');
  const policy = `default-src 'none'; style-src '${hash(style)}'; script-src '${hash(FIRST_SCRIPT)}' '${hash(script)}'; base-uri 'none'; form-action 'none'`;
  const chapters = drawChapters(data);
  const title = titleOf(data);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title} – migration report</title>
<style>${Markup.verbatim(style)}</style>
<script>${Markup.verbatim(FIRST_SCRIPT)}</script>
</head>
<body>
${markShapes()}
<a class="skip" href="#summary">Skip to the summary</a>
<header>
<p class="eyebrow">BroadWorks to Webex Wholesale · migration report</p>
<h1>${title}</h1>
<p class="facts">${factsOf(data)}</p>
</header>
${data.target?.sandbox === true && html`<p class="banner" role="note"><b>Rehearsal.</b> Plan, outcome and verification come from the built-in sandbox: nothing in this report has reached Webex.</p>`}
<div class="layout">
${drawNavigation(chapters)}
<main>
${chapters.flatMap((chapter) => chapter.sections.map(drawSection))}
</main>
</div>
<footer><p>Made by bw2wholesale, ${moment(data.generatedAt)}. The same figures as JSON: <code>bw2wholesale report --json FILE</code></p></footer>
<script>${Markup.verbatim(script)}</script>
</body>
</html>
`.toString();
}

function drawChapters(data: ReportData): Chapter[] {
  const { mapping, precheck, plan } = data;
  const readiness = precheck.done ? precheck.readiness : undefined;
  const checks = [readinessSection(precheck), findingsSection(precheck)];
  const carrying = {
    title: 'Carrying it out',
    sections: [planSection(plan), outcomeSection(data.outcome), verificationSection(data.verification)],
  };
  const overview = { title: 'Overview', sections: [summarySection(data), sourceSection(data.source)] };
  if (!mapping.done) {
    const proposal = { id: 'proposal', title: 'Customers, users, numbers', body: drawNotYet(mapping.message) };
    return [
      overview,
      { title: 'What moves', sections: [proposal] },
      { title: 'Before it starts', sections: checks },
      carrying,
    ];
  }
  const signature = signatureBlock(
    mapping.customers.map((customer) => customer.name),
    { generatedAt: data.generatedAt, ...(plan.done ? { planHash: plan.hash } : {}) },
  );
  return [
    overview,
    {
      title: 'What moves',
      sections: [
        customersSection(mapping, readiness),
        packagesSection(mapping),
        peopleSection(mapping, readiness),
        featuresSection(mapping),
        devicesSection(mapping),
        numbersSection(mapping),
        leftBehindSection(mapping),
      ],
    },
    { title: 'Before it starts', sections: [...checks, decisionsSection(mapping.decisions)] },
    {
      title: 'What changes',
      sections: [coverageSection(mapping.coverage), lossesSection(mapping.losses, signature)],
    },
    carrying,
  ];
}

function titleOf({ mapping }: ReportData): string {
  if (!mapping.done) return 'Migration';
  const [first] = mapping.customers;
  return mapping.customers.length === 1 && first ? first.name : several(mapping.customers.length, 'customer');
}

function factsOf(data: ReportData): Markup {
  const { mapping } = data;
  return html`${mapping.done && `${several(mapping.customers.length, 'customer')}, ${several(mapping.locations.length, 'location')}, ${several(mapping.people.length, 'user')} · `}${moment(data.generatedAt)}${
    data.target && !data.target.sandbox && html` · target <bdi>${data.target.key}</bdi>`
  }${data.plan.done && html` · plan <code>${data.plan.hash.slice(0, 12)}</code>`}`;
}

function readAsset(file: string): string {
  return readFileSync(new URL(file, import.meta.url), 'utf8');
}

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
