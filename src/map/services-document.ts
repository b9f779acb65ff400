import type { Catalogues } from './catalogues.ts';

const INTRODUCTION = `# Services

<!-- Written by test/scripts/generate-services.mjs from mappings/services.yaml. Do not edit. -->

What becomes of each BroadWorks service. A \`services.yaml\` in the \`mappings/\` of a workspace folder overrides the table
entry by entry; \`map\` asks about services that it does not know.

- **full**: same behaviour. **part**: arrives, some settings do not. **manual**: exists in Webex, but somebody must set it.
- **lost**: nothing in Webex takes its place. **not-needed**: nothing of the user hangs on it.
- *calling*: a user with it in use needs a calling package. *common area*: a Webex workspace can hold it.
`;

/** The catalogue of services as a Markdown page, from the table itself. */
export function servicesDocument({ userServices, groupServices }: Catalogues): string {
  return [
    INTRODUCTION,
    section(`User services (${userServices.size})`, [...userServices.values()]),
    section(`Group services (${groupServices.size})`, [...groupServices.values()]),
  ].join('\n');
}

function section(
  title: string,
  services: readonly {
    readonly name: string;
    readonly verdict: string;
    readonly calling: boolean;
    readonly commonArea: boolean;
    readonly how: string;
    readonly notice: string;
    readonly action: string;
  }[],
): string {
  const rows = services.map(({ name, verdict, calling, commonArea, how, notice, action }) => {
    const marks = [...(calling ? ['calling'] : []), ...(commonArea ? ['common area'] : [])].join(', ');
    return `| ${[name, verdict, marks, how, notice, action].map(cell).join(' | ')} |`;
  });
  const head = '| Service | Verdict | Package | Where its settings go | What is noticed | What to do |';
  return `## ${title}\n\n${head}\n| --- | --- | --- | --- | --- | --- |\n${rows.join('\n')}\n`;
}

function cell(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('|', '\\|').trim();
}
