import type { FurtherSetting } from '../domain/further-settings.ts';
import { orAbsent } from './absent.ts';
import { digitPatternBody, digitPatternDifferences, findDigitPattern, holderOfDigits } from './digit-pattern-body.ts';
import type { EntryForm } from './entry-form.ts';
import { settingPath } from './owner-path.ts';

/** A pattern of digits of an owner, which counts once the owner uses its own ones. */
export const digitPatternForm: EntryForm<FurtherSetting<'digitPattern'>> = {
  async find(value, { api, owner, call }, { own, isFree }) {
    const seen = await orAbsent(api.digitPatterns.get(owner, call));
    const found = seen && findDigitPattern(value, seen.digitPatterns, own, isFree);
    return (
      found && {
        id: found.id,
        differences: digitPatternDifferences(value, found),
        ...holderOfDigits(value, seen.digitPatterns, found),
      }
    );
  },
  create: (value, { api, owner, call }) => api.digitPatternEntries.create(owner, digitPatternBody(value), call),
  update: (value, { api, owner, call }, { id }) =>
    api.digitPatternEntries.update(owner, id, digitPatternBody(value), call),
  remove: (_value, { api, owner, call }, id) => api.digitPatternEntries.remove(owner, id, call),
  path: (_value, owner) => settingPath(owner, 'digitPatterns'),
  body: digitPatternBody,
};
