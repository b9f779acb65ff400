import type { ExtractIssue, StoredResponse } from './snapshot.ts';
import type { StoredPattern } from './stored-body.ts';

/** What rows of one kind share: a capture has some dozens of them. */
export type ResponseHead = Pick<StoredResponse, 'type' | 'base' | 'state' | 'known' | 'ownerKind' | 'joinedBy'>;

/** What few rows have. */
export interface RareFields {
  readonly row: number;
  readonly part: string;
  readonly errorCode: string | undefined;
  readonly errorText: string | undefined;
}

/**
 * Responses that were read, in columns: flat enough to be handed from one thread to another without a copy of each row.
 */
export interface ResponseBatch {
  readonly count: number;
  readonly heads: readonly ResponseHead[];
  /** Index into `heads`, of each row. */
  readonly head: Uint16Array;
  readonly offset: Float64Array;
  readonly stream: Uint32Array;
  readonly settings: Uint32Array;
  readonly ownerKey: readonly (string | null)[];
  /** `null` where it names the owner. */
  readonly echo: readonly (string | null)[];
  /** All bodies one behind the other, UTF-8: strings would be copied one by one on their way to another thread. */
  readonly bodies: Uint8Array<ArrayBuffer>;
  /** Where each one ends. */
  readonly bodyEnd: Uint32Array;
  readonly rare: readonly RareFields[];
  readonly issues: readonly ExtractIssue[];
  /** Patterns that bodies of this file refer to and that no earlier batch of it brought. */
  readonly patterns: readonly StoredPattern[];
}

const MOST_HEADS = 0xffff;

/** Brings rows into columns. A batch of more kinds than fit into two bytes cannot be: rows are far fewer. */
export function toBatch(
  responses: readonly StoredResponse[],
  issues: readonly ExtractIssue[],
  patterns: readonly StoredPattern[] = [],
): ResponseBatch {
  const count = responses.length;
  const heads: ResponseHead[] = [];
  const known = new Map<string, number[]>();
  const batch = {
    count,
    heads,
    head: new Uint16Array(count),
    offset: new Float64Array(count),
    stream: new Uint32Array(count),
    settings: new Uint32Array(count),
    ownerKey: new Array<string | null>(count),
    echo: new Array<string | null>(count),
    ...packBodies(responses),
    rare: [] as RareFields[],
    issues,
    patterns,
  };
  for (let row = 0; row < count; row++) {
    const it = responses[row];
    if (it === undefined) continue;
    const alike = known.get(it.type) ?? [];
    let head = alike.find((index) => isLike(heads[index], it));
    if (head === undefined) {
      head = heads.length;
      if (head > MOST_HEADS) throw new RangeError(`a batch of ${count} rows is too large`);
      known.set(it.type, [...alike, head]);
      const { type, base, state, ownerKind, joinedBy } = it;
      heads.push({
        ...{ type, base, state, known: it.known },
        ...(ownerKind === undefined ? {} : { ownerKind }),
        ...(joinedBy === undefined ? {} : { joinedBy }),
      });
    }
    batch.head[row] = head;
    batch.offset[row] = it.offset;
    batch.stream[row] = it.stream;
    batch.settings[row] = it.settings;
    batch.ownerKey[row] = it.ownerKey ?? null;
    batch.echo[row] = it.echo;
    if (it.part !== '' || it.errorText !== undefined || it.errorCode !== undefined) {
      batch.rare.push({ row, part: it.part, errorCode: it.errorCode, errorText: it.errorText });
    }
  }
  return batch;
}

function isLike(head: ResponseHead | undefined, it: StoredResponse): boolean {
  return (
    head !== undefined &&
    head.ownerKind === it.ownerKind &&
    head.joinedBy === it.joinedBy &&
    head.state === it.state &&
    head.base === it.base &&
    head.known === it.known
  );
}

function packBodies(responses: readonly StoredResponse[]): Pick<ResponseBatch, 'bodies' | 'bodyEnd'> {
  const bodyEnd = new Uint32Array(responses.length);
  // Three bytes are the most that one unit of a string takes in UTF-8.
  let most = 0;
  for (const { body } of responses) most += body.length * 3;
  const room = Buffer.from(new ArrayBuffer(most));
  let end = 0;
  for (let row = 0; row < responses.length; row++) {
    end += room.write(responses[row]?.body ?? '', end, 'utf8');
    bodyEnd[row] = end;
  }
  // Only what was used goes on.
  return { bodies: new Uint8Array(room.buffer.slice(0, end)), bodyEnd };
}
