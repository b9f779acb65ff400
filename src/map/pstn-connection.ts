import { locationConfig } from '../domain/configured.ts';
import type { Decision, Why } from '../domain/drafts.ts';
import type { Structure } from './create-context.ts';
import { decide, onDecision } from './features/decide.ts';

/** `migration.yaml` answers first: for the location, then for the whole migration. */
export function connectionNeeded({ config }: Structure, locationKey: string): boolean {
  return (
    locationConfig(config, locationKey).pstnConnectionId === undefined && config.defaults.pstnConnectionId === undefined
  );
}

/**
 * Which PSTN connection the locations of a customer get, asked once per customer and only where `migration.yaml` names
 * none. What is on offer is known in Webex alone.
 */
export function pstnConnection(
  context: Structure,
): () => { readonly id?: string; readonly why?: Why; readonly decision: Decision } {
  let known: { id?: string; why?: Why; decision: Decision } | undefined;
  return () => {
    if (known) return known;
    const { decision, answer } = decide(context, {
      kind: 'pstn',
      object: context.customer,
      question: 'Which PSTN connection do the locations of this customer get?',
      options: [
        {
          value: 'only-one',
          consequence: 'the only one on offer; where Webex offers several, the step fails and says so',
        },
        { value: '<connection id>', consequence: 'the connection whose id you write as the answer', free: 'id' },
      ],
      recommendation: 'only-one',
      reason: 'migration.yaml names none (pstnConnectionId), and BroadWorks knows nothing of the connections of Webex',
      cause: ['no pstnConnectionId'],
    });
    known =
      answer === undefined || answer === 'only-one'
        ? { decision }
        : { decision, id: answer, why: onDecision({ rule: 'pstn-decided', sources: [] }, decision) };
    return known;
  };
}
