import type { ReportData } from '../report-data.ts';
import type { Texts } from '../texts/pattern.ts';
import { type Chapter, drawNotYet } from './section.ts';
import { decisionsSection, findingsSection, readinessSection } from './sections/checks-sections.ts';
import { coverageSection } from './sections/coverage-section.ts';
import { customersSection, locationsSection } from './sections/customers-sections.ts';
import { noticesSection, sitesSection, todosSection } from './sections/hand-over-sections.ts';
import { lossesSection } from './sections/losses-section.ts';
import {
  devicesSection,
  featuresSection,
  leftBehindSection,
  numbersSection,
  packagesSection,
} from './sections/objects-sections.ts';
import { outcomeSection, verificationSection } from './sections/outcome-sections.ts';
import { peopleSection } from './sections/people-section.ts';
import { planSection } from './sections/plan-section.ts';
import { inventorySection, sourceSection } from './sections/source-section.ts';
import { summarySection } from './sections/summary-section.ts';
import { totalsSection } from './sections/totals-section.ts';
import { signatureBlock } from './signature.ts';

/** What stands on the page, in which order. */
export function drawChapters(data: ReportData, t: Texts): Chapter[] {
  const { mapping, precheck, plan } = data;
  const readiness = precheck.done ? precheck.readiness : undefined;
  const checks = [readinessSection(precheck, t), findingsSection(precheck, t)];
  const carrying = {
    title: t.chapters.carrying,
    sections: [planSection(plan, t), outcomeSection(data.outcome, t), verificationSection(data.verification, t)],
  };
  const summary = [summarySection(data, t), sourceSection(data.source, t)];
  if (!mapping.done) {
    const proposal = { id: 'proposal', title: t.chapters.moves, body: () => drawNotYet(mapping.message, t) };
    return [
      { title: t.chapters.overview, sections: summary },
      { title: t.chapters.moves, sections: [proposal] },
      { title: t.chapters.checks, sections: checks },
      carrying,
    ];
  }
  const shown = { generatedAt: data.generatedAt, ...(plan.done ? { planHash: plan.hash } : {}) };
  const signature = signatureBlock(
    mapping.customers.map((customer) => customer.name),
    shown,
    t,
  );
  return [
    { title: t.chapters.overview, sections: [...summary, inventorySection(mapping.inventory, t)] },
    {
      title: t.chapters.moves,
      sections: [
        packagesSection(mapping, t),
        customersSection(mapping, precheck, t),
        locationsSection(mapping, readiness, t),
        peopleSection(mapping, readiness, t),
        featuresSection(mapping, t),
        devicesSection(mapping, t),
        numbersSection(mapping, t),
        leftBehindSection(mapping, t),
      ],
    },
    { title: t.chapters.checks, sections: [...checks, decisionsSection(mapping.decisions, t)] },
    {
      title: t.chapters.changes,
      sections: [coverageSection(mapping.coverage, t), lossesSection(mapping.losses, signature, t)],
    },
    carrying,
    {
      title: t.chapters.handOver,
      sections: [
        noticesSection(mapping, t),
        todosSection(mapping.handOver, t),
        sitesSection(mapping.sites, shown, t),
        totalsSection(data, t),
      ],
    },
  ];
}
