import type { DraftOf } from '../../src/domain/drafts.ts';
import type { FeatureData, FeatureName, SourceFeature, SourceUser } from '../../src/domain/source.ts';
import type { Catalogues } from '../../src/map/catalogues.ts';
import type { Mapped, OwnerDraft } from '../../src/map/context.ts';
import { createMapContext } from '../../src/map/create-context.ts';
import { mergeMapped } from '../../src/map/features/merge.ts';
import { FURTHER_SETTINGS } from '../../src/map/settings/further.ts';
import { type CustomerParts, sourceCustomer, sourceFeature, sourceUser } from '../builders/source-builders.ts';
import { CATALOGUES, CONFIG } from './features-context.ts';

export const ANNA = 'anna@acme.example.test';
/** A colleague in the same group, who moves too. */
export const BERT = sourceUser({
  userId: 'bert@acme.example.test',
  phoneNumber: '2025550102',
  dn: '+12025550102',
  extension: '0102',
});

/** What was read of Anna. */
export const of = <Name extends FeatureName>(name: Name, data: FeatureData[Name]): SourceFeature<Name> =>
  sourceFeature(ANNA, name, data);

/** Where a value of one of Anna's responses stands; builders name a response after its feature. */
export const at = (response: string, path: string): string => `user:${ANNA} ${response}.${path}`;

export interface Situation {
  readonly user?: Partial<SourceUser>;
  readonly kind?: OwnerDraft['kind'];
  readonly parts?: Partial<CustomerParts>;
  readonly catalogues?: Catalogues;
}

/** The further settings of Anna, who moves (as a person, unless `kind` says otherwise) with Bert beside her. */
export function mapAnna(features: readonly SourceFeature[], situation: Situation = {}): Required<Mapped> {
  const anna = sourceUser(situation.user);
  const source = sourceCustomer({ users: [anna, BERT], features, ...situation.parts });
  const catalogues = situation.catalogues ?? CATALOGUES;
  const context = createMapContext(source, { config: CONFIG, catalogues, answers: new Map() });
  const owner = context.owner(anna.key);
  if (owner === undefined) throw new Error('Anna does not move');
  const subject = { user: anna, owner: { ...owner, kind: situation.kind ?? owner.kind } };
  return mergeMapped(FURTHER_SETTINGS.map((mapSetting) => mapSetting(context, subject)));
}

type Setting = DraftOf<'setting'>;

/** The only draft of this setting; the test fails with what is there when it is missing. */
export function settingOf(mapped: Mapped, name: Setting['data']['setting']): Setting {
  const found = mapped.drafts.flatMap((draft) =>
    draft.kind === 'setting' && draft.data.setting === name ? [draft] : [],
  );
  const [draft] = found;
  if (draft === undefined || found.length > 1) {
    throw new Error(`${found.length} of ${name} among ${mapped.drafts.map(({ id }) => id).join(', ') || 'nothing'}`);
  }
  return draft;
}

/** `verdict service`, for short expectations. */
export const told = ({ losses }: Mapped): string[] =>
  (losses ?? []).map(({ verdict, service }) => `${verdict} ${service}`);

/** How the values of one response ended, as `path outcome: reason`; the path is empty for the whole of it. */
export function endsOf({ accounts }: Mapped, response: string): string[] {
  const whole = `user:${ANNA} ${response}`;
  return (accounts ?? []).flatMap(({ prefix, outcome, reason }) =>
    prefix === whole || prefix.startsWith(`${whole}.`)
      ? [`${prefix.slice(whole.length + 1)} ${outcome}: ${reason}`.trim()]
      : [],
  );
}
