import type { Decision } from '../domain/drafts.ts';
import type { SourceUser } from '../domain/source.ts';
import type { Structure } from './create-context.ts';
import { decide, onDecision } from './features/decide.ts';
import { choosePackage, type PackageChoice, type PackageFacts, passedOver } from './packages.ts';

/**
 * The package of every subscriber. Where a cheaper one would hold every service in use too, a person chooses: once for
 * all subscribers of a customer for whom the same two packages stand against each other.
 */
export function choosePackages(
  context: Structure,
  subscribers: readonly SourceUser[],
  factsOf: (user: SourceUser) => PackageFacts,
): { readonly of: ReadonlyMap<string, PackageChoice>; readonly decisions: readonly Decision[] } {
  const { catalogues, config } = context;
  const { policy } = config.packages;
  const choices = subscribers.map((user) => {
    const facts = factsOf(user);
    return {
      key: user.key,
      choice: choosePackage(facts, catalogues, policy),
      cheaper: passedOver(facts, catalogues, policy),
    };
  });
  const pairs = new Map<string, number>();
  for (const { choice, cheaper } of choices) {
    if (cheaper === undefined) continue;
    const pair = `${choice.package} ${cheaper}`;
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  const asked = new Map([...pairs].map(([pair, times]) => [pair, ask(context, pair, times)]));
  return {
    decisions: [...asked.values()].map(({ decision }) => decision),
    of: new Map(
      choices.map(({ key, choice, cheaper }) => {
        const found = cheaper === undefined ? undefined : asked.get(`${choice.package} ${cheaper}`);
        if (found === undefined || cheaper === undefined) return [key, choice];
        const why = onDecision(choice.why, found.decision);
        if (found.answer !== cheaper) return [key, { ...choice, why }];
        const note = `as decided; by the rules it would be ${choice.package}`;
        return [key, { package: cheaper, why: { ...why, rule: 'package-decided', note } }];
      }),
    ),
  };
}

function ask(context: Structure, pair: string, times: number) {
  const [safe = '', cheaper = ''] = pair.split(' ');
  const note = (name: string) => context.catalogues.packages.get(name)?.note ?? '';
  return decide(context, {
    kind: 'package',
    object: `${context.customer}/${safe}>${cheaper}`,
    question: `Which package do the ${times === 1 ? 'one subscriber' : `${times} subscribers`} get who can have ${safe} or ${cheaper}?`,
    options: [
      { value: safe, consequence: `what the rules of packages.yaml give. ${note(safe)}`.trim() },
      { value: cheaper, consequence: `cheaper, and holds every service in use. ${note(cheaper)}`.trim() },
    ],
    recommendation: safe,
    reason: 'both hold every service in use; the rules prefer the one that is safe to lose nothing',
    cause: [safe, cheaper],
  });
}
