import { describe, expect, it } from 'vitest';
import { renderHtml } from '../../src/report/html/page.ts';
import { html } from '../../src/report/html/tag.ts';
import { collectReport } from '../../src/report/report-data.ts';
import { reportWorkspace } from '../builders/report-database.ts';

const NOW = new Date('2026-11-23T10:00:00Z');
const HOSTILE = [
  '<script>alert(1)</script>',
  `"><img src=x onerror='alert(2)'>`,
  '=cmd|"/c calc"!A1',
  '</style><style>*{display:none}',
  '🐙 &amp; Ünïcode \u202eevil\u0000',
];

describe('html tag', () => {
  it('escapes values for text and for quoted attributes, and leaves markup of its own alone', () => {
    const inner = html`<b>${'<&>'}</b>`;

    expect(html`<p title="${`"'`}">${inner}${[inner]}${undefined}${false}${7}</p>`.toString()).toBe(
      '<p title="&quot;&#39;"><b>&lt;&amp;&gt;</b><b>&lt;&amp;&gt;</b>7</p>',
    );
  });

  it('shows control characters as replacement characters', () => {
    expect(html`${'a\u0000b\u001bc\td'}`.toString()).toBe('a\uFFFDb\uFFFDc\td');
  });
});

describe('renderHtml', () => {
  const { ports } = reportWorkspace({ lastNames: HOSTILE });
  const page = renderHtml(collectReport(ports, { now: NOW }));

  it('shows hostile names as text', () => {
    expect(page).toContain('Anna &lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).not.toContain('<script>alert(1)');
    expect(page).not.toContain('<img');
    expect(page.match(/<script/g)).toHaveLength(2);
    expect(page.match(/<style/g)).toHaveLength(1);
    expect(page).toContain('=cmd|&quot;/c calc&quot;!A1');
    expect(page).toContain('🐙 &amp;amp; Ünïcode');
    expect(page).not.toContain('\u0000');
  });

  it('refers to nothing outside itself', () => {
    expect(page).not.toMatch(/https?:\/\//);
    expect(page).not.toMatch(/<(link|img|iframe|object|embed|base|form)\b/);
    expect(page).not.toMatch(/\b(src|srcset|action|style|on\w+)="/);
    expect(page).not.toMatch(/@import|url\(/);
    expect([...page.matchAll(/href="([^"]*)"/g)].every(([, target]) => target?.startsWith('#'))).toBe(true);
  });

  it('allows its own style and script by hash, and nothing else', () => {
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1] ?? '';

    expect(policy).toMatch(
      /^default-src &#39;none&#39;; style-src &#39;sha256-[\w+/=]+&#39;; script-src &#39;sha256-[\w+/=]+&#39; &#39;sha256-[\w+/=]+&#39;; base-uri/,
    );
  });

  it('links only to sections that exist', () => {
    for (const [, id] of page.matchAll(/href="#([^"?]+)/g)) expect(page).toContain(`id="${id}"`);
  });

  it('puts a message in place of each part that has not happened yet', () => {
    const empty = renderHtml(collectReport(reportWorkspace({ reached: 'nothing' }).ports, { now: NOW }));

    expect(empty).toContain('nothing extracted yet: run <code>bw2wholesale extract SOURCE</code>');
    expect(empty).toContain('not planned yet: run <code>bw2wholesale plan</code>');
  });

  it('has a line to sign for each customer and for the provider, tied to the plan', () => {
    const block = page.slice(page.indexOf('class="signature"'));

    expect(block).toContain('Juniper Ridge Clinics');
    expect(block).toContain('Service provider');
    expect(block).toContain('plan a1b2c3d4e5f6');
  });
});
