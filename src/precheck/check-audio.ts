import pLimit from 'p-limit';
import type { Draft } from '../domain/drafts.ts';
import type { Finding } from '../domain/findings.ts';
import { remoteFinding } from './rules/remote.ts';
import type { RemoteContext } from './validate-remotely.ts';

/**
 * Asks each address whether its audio is there. From here it may be reached where Webex cannot reach it, and the other way
 * round: so it is a warning and no blocker.
 */
export async function checkAudio(
  drafts: readonly Draft[],
  isLeftOut: (draft: Draft) => boolean,
  { config, target, audio, signal, onChecked }: RemoteContext,
): Promise<Finding[]> {
  if (audio === undefined) return [];
  const limit = pLimit(config.limits.concurrency);
  const findings = await Promise.all(
    drafts.map((draft) =>
      limit(async (): Promise<readonly Finding[]> => {
        if (draft.kind !== 'announcement' || isLeftOut(draft)) return [];
        const { fileUri } = draft.data;
        const reason = await audio(fileUri, signal);
        onChecked();
        return reason === undefined
          ? []
          : [remoteFinding('remote-audio-unreachable', draft, target.key, `${fileUri} ${reason}`)];
      }),
    ),
  );
  return findings.flat();
}
