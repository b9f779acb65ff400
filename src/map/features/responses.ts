import type { EntityRef } from '../../domain/keys.ts';
import type { BodyElement } from '../../domain/response-body.ts';
import type { SourceCustomer } from '../../domain/source.ts';

/** Bodies of the responses that feature mapping reads itself, because no feature of the source model holds them. */
export type ResponseLookup = (owner: EntityRef, base: string) => BodyElement | undefined;

/** One pass over the customer; bodies are opened only when somebody asks. */
export function responsesOf(source: SourceCustomer, bases: ReadonlySet<string>): ResponseLookup {
  const found = new Map<string, () => BodyElement>();
  for (const response of source.responses()) {
    if (bases.has(response.base)) {
      found.set(`${response.owner.kind}:${response.owner.key} ${response.base}`, response.body);
    }
  }
  return (owner, base) => found.get(`${owner.kind}:${owner.key} ${base}`)?.();
}
