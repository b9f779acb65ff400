import { withoutKind } from '../../domain/draft-id.ts';
import type { DraftOf, Loss } from '../../domain/drafts.ts';
import { type SourceRef, sourceRef } from '../../domain/keys.ts';
import type { MediaFile } from '../../domain/media-file.ts';
import { type BodyElement, child, flag, text } from '../../domain/response-body.ts';
import type { SourceResponse } from '../../domain/source.ts';
import { audioFor, mediaPaths } from '../audio/announcements.ts';
import type { MapContext, Mapped } from '../context.ts';
import { type Account, mergeMapped } from './merge.ts';
import type { ResponseLookup } from './responses.ts';

export const MUSIC_RESPONSE = 'GroupMusicOnHoldGetInstanceResponse';
const SELECTION = 'messageSourceSelection';

/** Whether a group plays the music of the platform: the target has its own, so nothing is lost. */
export function playsSystemMusic(body: BodyElement): boolean {
  return (text(body, 'source', SELECTION) ?? text(body, 'messageSelection')) === 'System';
}

/** Music on hold of groups -> music on hold of their locations; departments have none of their own in the target. */
export function mapLocationMusic(context: MapContext, lookup: ResponseLookup): Mapped {
  return mergeMapped(lookup.all(new Set([MUSIC_RESPONSE])).map((response) => mapOne(context, response)));
}

function mapOne(context: MapContext, response: SourceResponse): Mapped {
  const { owner } = response;
  const whole = (reason: string): Mapped => ({
    drafts: [],
    accounts: [{ prefix: `${owner.kind}:${owner.key} ${MUSIC_RESPONSE}`, outcome: 'manual', reason }],
  });
  if (owner.kind !== 'group') {
    return {
      ...whole('not-supported-yet'),
      losses: [
        told(context, response, {
          notice: 'Callers on hold with this department hear the music of the location.',
          action: 'Give its people music of their own in Control Hub, if it must differ.',
        }),
      ],
    };
  }
  const locations = context.locationsOf(owner.key);
  const [own] = locations;
  if (own === undefined) return whole('out-of-scope');
  if (own !== `location:${owner.key}`) {
    return {
      ...whole('location-merged'),
      losses: [
        told(context, response, {
          notice: 'Callers on hold hear the music of the location that the group becomes a part of.',
          action: 'Check which music plays there.',
        }),
      ],
    };
  }
  const body = response.body();
  return mergeMapped(locations.map((location) => mapMusic(context, response, body, location)));
}

function mapMusic(context: MapContext, response: SourceResponse, body: BodyElement, location: string): Mapped {
  const { owner } = response;
  const ref = (path: string): SourceRef => sourceRef(owner, MUSIC_RESPONSE, path);
  const hold = flag(body, 'isActiveDuringCallHold');
  const park = flag(body, 'isActiveDuringCallPark');
  const alternate = flag(body, 'useAlternateSourceForInternalCalls') === true;
  const enabled = hold === undefined && park === undefined ? true : hold === true || park === true;
  const differs = hold !== undefined && park !== undefined && hold !== park;
  const source = sourceOf(context, response, body, location);
  const switches = [
    ...(hold === undefined ? [] : [ref('isActiveDuringCallHold')]),
    ...(park === undefined ? [] : [ref('isActiveDuringCallPark')]),
  ];
  const accounts = [...source.accounts, ...furtherAccounts(body, alternate, ref)];
  const losses: Loss[] = [
    ...source.losses,
    ...(differs
      ? [
          told(context, response, {
            notice: `Callers who are ${hold ? 'parked' : 'on hold'} hear music too: Webex plays it to both or to nobody.`,
            action: 'Tell those who park calls; nothing to set.',
          }),
        ]
      : []),
    ...(alternate
      ? [
          told(context, response, {
            notice: 'Callers from inside hear the same music as everybody: there is no second source for them.',
            action: 'Nothing to set.',
          }),
        ]
      : []),
  ];
  // The target begins with music of its own that is on: only what differs is written.
  if (enabled && source.audio === undefined) {
    const same = switches.map((prefix): Account => ({ prefix, outcome: 'migrated', reason: 'same-as-target-default' }));
    return { drafts: [], losses, accounts: [...accounts, ...same] };
  }
  const draft: DraftOf<'locationMusic'> = {
    id: `locationMusic:${withoutKind(location)}`,
    kind: 'locationMusic',
    customer: context.customer,
    from: `group:${owner.key}`,
    data: { location, enabled, ...(source.audio ? { announcement: source.audio.draft.id } : {}) },
    why: {
      location: { rule: 'location-from-group', sources: [] },
      enabled: differs
        ? { rule: 'music-for-held-and-parked', sources: switches, changed: true, note: 'both or none in Webex' }
        : { rule: switches.length === 0 ? 'target-default' : 'carried-over', sources: switches },
      ...(source.audio ? { announcement: source.audio.why(...source.named) } : {}),
    },
  };
  return { drafts: [...(source.audio ? [source.audio.draft] : []), draft], losses, accounts };
}

interface Source {
  readonly audio?: Extract<ReturnType<typeof audioFor>, { readonly draft: unknown }>;
  /** Values that name the audio. */
  readonly named: readonly SourceRef[];
  readonly losses: readonly Loss[];
  readonly accounts: readonly Account[];
}

/** What is played: the platform's own music, a file, or a device that plays it. */
function sourceOf(context: MapContext, response: SourceResponse, body: BodyElement, location: string): Source {
  const { owner } = response;
  // Releases up to 14sp4 describe their only source in the answer itself.
  const nested = child(body, 'source');
  const selection = sourceRef(owner, MUSIC_RESPONSE, nested ? `source.${SELECTION}` : 'messageSelection');
  switch (nested ? text(nested, SELECTION) : text(body, 'messageSelection')) {
    case undefined:
      return { named: [], losses: [], accounts: [] };
    case 'System':
      return {
        named: [],
        losses: [],
        accounts: [{ prefix: selection, outcome: 'migrated', reason: 'same-as-target-default' }],
      };
    case 'Custom': {
      const file = fileIn(nested ? (child(nested, 'customSource') ?? nested) : body);
      const request = { owner, place: 'musicOnHold', groupKey: owner.key, file } as const;
      const audio = audioFor(context, location, request);
      const paths = file === undefined ? [] : mediaPaths(file, 'audioFile');
      const stem = nested ? 'source.customSource.' : '';
      const named = [selection, ...paths.map((path) => sourceRef(owner, MUSIC_RESPONSE, `${stem}${path}`))];
      if ('draft' in audio) return { audio, named, losses: [], accounts: [] };
      return {
        named: [],
        accounts: named.map((prefix) => ({ prefix, outcome: 'manual', reason: 'music-without-audio' })),
        losses: [
          told(context, response, {
            notice: `Callers on hold hear the music of Webex and not that of the group: ${audio.missing}.`,
            action:
              'Put the audio beside the captures and publish it, then extract and map again; or upload it in Control Hub.',
          }),
        ],
      };
    }
    default:
      return {
        named: [],
        accounts: [{ prefix: selection, outcome: 'lost', reason: 'no-external-music' }],
        losses: [
          told(context, response, {
            notice: 'Callers on hold hear the music of Webex: a device that plays music has no place there.',
            action: 'Record what it plays, and upload it in Control Hub.',
          }),
        ],
      };
  }
}

/** The file as the answer names it: an element of its own, and up to release 18 a description with its type beside it. */
function fileIn(holder: BodyElement): MediaFile | undefined {
  const name = text(holder, 'audioFile', 'name');
  if (name !== undefined) return { name };
  const description = text(holder, 'audioFileDescription');
  const type = text(holder, 'audioMediaType');
  if (description === undefined) return undefined;
  return { name: description, described: true, ...(type === undefined ? {} : { type }) };
}

function furtherAccounts(body: BodyElement, alternate: boolean, ref: (path: string) => SourceRef): Account[] {
  const dynamic = flag(body, 'useDynamicMOHDuringCallHold') === true;
  const video = flag(body, 'enableVideo') === true;
  return [
    { prefix: ref('isActiveDuringBusyCampOn'), outcome: 'not used', reason: 'no-camp-on-in-webex' },
    { prefix: ref('source.audioFilePreferredCodec'), outcome: 'not used', reason: 'codecs-are-set-by-webex' },
    ...['useAlternateSourceForInternalCalls', 'internalSource'].map(
      (path): Account => ({
        prefix: ref(path),
        outcome: alternate ? 'lost' : 'not used',
        reason: alternate ? 'no-second-music' : 'switched-off',
      }),
    ),
    {
      prefix: ref('useDynamicMOHDuringCallHold'),
      outcome: dynamic ? 'lost' : 'not used',
      reason: dynamic ? 'no-such-field' : 'switched-off',
    },
    ...[
      'enableVideo',
      'source.customSource.videoFile',
      'source.customSource.videoFileDescription',
      'videoFileDescription',
    ].map(
      (path): Account => ({
        prefix: ref(path),
        outcome: video ? 'lost' : 'not used',
        reason: video ? 'no-video-on-hold' : 'switched-off',
      }),
    ),
    { prefix: ref('serviceUserId'), outcome: 'not used', reason: 'no-virtual-user-for-music' },
  ];
}

function told(
  context: MapContext,
  { owner }: SourceResponse,
  { notice, action }: Pick<Loss, 'notice' | 'action'>,
): Loss {
  const service = 'Music On Hold';
  const sources = [sourceRef(owner, MUSIC_RESPONSE, 'serviceUserId')];
  return {
    customer: context.customer,
    owner: `${owner.kind}:${owner.key}`,
    service,
    verdict: 'part',
    notice,
    action,
    sources,
  };
}
