import type { View } from '../pipeline/view.ts';

export interface RequestFacts {
  readonly file: string;
  readonly commands: number;
  readonly documents: number;
}

/** What the request file holds and what to do with it. */
export function requestBlocks({ file, commands, documents }: RequestFacts): View {
  if (commands === 0)
    return [{ kind: 'text', text: `Nothing is missing that a request could fill; ${file} is empty.` }];
  return [
    {
      kind: 'text',
      text: `${file}: ${commands} requests in ${documents} documents for what was never asked. Have them sent in one OCI-P session (set its session id) and keep the answers as they come; \`echo\` says whom each is about.`,
    },
    { kind: 'next', command: 'bw2wholesale extract ANSWERS', why: 'read the answers; lists may name more to ask for' },
  ];
}
