import type { MigrationConfig } from '../domain/config.ts';
import { withoutKind } from '../domain/draft-id.ts';
import type { DraftOf } from '../domain/drafts.ts';
import type { SourceCustomer } from '../domain/source.ts';
import type { Catalogues } from './catalogues.ts';
import { createMapContext } from './create-context.ts';
import { type CheaperAlternative, cheaperAlternative } from './packages.ts';
import { packageFacts } from './people.ts';

/**
 * What the next cheaper package would take away from one subscriber, from the same facts that chose its package.
 *
 * @param source - the customer that the subscriber belongs to; of it, what that one user has is enough
 */
export function cheaperForSubscriber(
  source: SourceCustomer,
  subscriber: DraftOf<'subscriber'>,
  inputs: { readonly config: MigrationConfig; readonly catalogues: Catalogues },
): CheaperAlternative | undefined {
  const context = createMapContext(source, { ...inputs, answers: new Map() });
  const user = context.user(withoutKind(subscriber.from));
  if (!user) return undefined;
  const facts = { ...packageFacts(context, user), place: false, package: subscriber.data.package };
  return cheaperAlternative(facts, inputs.catalogues);
}
