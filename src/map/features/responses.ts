import { type EntityRef, userKey } from '../../domain/keys.ts';
import { type BodyElement, tableRows } from '../../domain/response-body.ts';
import type { SourceCustomer, SourceResponse } from '../../domain/source.ts';
import type { FeatureMember } from '../../domain/source-features.ts';

/** Responses that feature mapping reads itself, because no feature of the source model holds them. */
export interface ResponseLookup {
  /** The body of one owner's response; bodies are opened only when somebody asks. */
  body(owner: EntityRef, base: string): BodyElement | undefined;
  /** All responses with one of these bases, in the order of the source. */
  all(bases: ReadonlySet<string>): readonly SourceResponse[];
}

/** One look at the customer for everything that is wanted, because a customer may have very many responses. */
export function responsesOf(source: SourceCustomer, wanted: ReadonlySet<string>): ResponseLookup {
  const kept: SourceResponse[] = [];
  for (const response of source.responses(wanted)) if (wanted.has(response.base)) kept.push(response);
  const byOwner = new Map(kept.map(({ owner, base, body }) => [`${owner.kind}:${owner.key} ${base}`, body]));
  return {
    body: (owner, base) => byOwner.get(`${owner.kind}:${owner.key} ${base}`)?.(),
    all: (bases) => kept.filter(({ base }) => bases.has(base)),
  };
}

/** Users of a table in the order of its rows. */
export function membersIn(body: BodyElement, table: string): FeatureMember[] {
  return tableRows(body, table).flatMap((row) => {
    const userId = row.get('User Id');
    return userId === undefined ? [] : [{ userKey: userKey(userId), userId }];
  });
}
