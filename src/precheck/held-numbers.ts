import type { AlternateNumber } from '../domain/alternate-number.ts';
import type { Draft } from '../domain/drafts.ts';

/** A number, an extension or both under which a draft is reached. */
interface HeldNumber {
  /** Path of what holds both: '' for the draft itself, else `fax`, `numbers.0` or `alternateNumbers.0`. */
  readonly at: string;
  readonly phoneNumber?: string;
  readonly extension?: string;
}

/**
 * Every number and extension that a draft takes in the target: its own, its further ones, and those of its faxes. They
 * all come out of one stock, so whatever must be unique has to be so across all of them.
 */
export function heldNumbers(draft: Draft): readonly HeldNumber[] {
  switch (draft.kind) {
    case 'subscriber':
    case 'workspace':
    case 'virtualLine':
    case 'pagingGroup':
    case 'voicePortal':
      return [own(draft.data)];
    case 'huntGroup':
    case 'callQueue':
    case 'autoAttendant':
      return [own(draft.data), ...further('alternateNumbers', draft.data.alternateNumbers ?? [])];
    case 'voicemailGroup':
      return [own(draft.data), ...(draft.data.fax === undefined ? [] : [{ at: 'fax', ...draft.data.fax }])];
    case 'setting':
      if (draft.data.setting === 'alternateNumbers') return further('numbers', draft.data.numbers);
      return draft.data.setting === 'voicemail' && draft.data.fax !== undefined
        ? [{ at: 'fax', ...draft.data.fax }]
        : [];
    default:
      return [];
  }
}

/** Path of the number or extension in the data of its draft. */
export function fieldOf({ at }: HeldNumber, name: 'phoneNumber' | 'extension'): string {
  return at === '' ? name : `${at}.${name}`;
}

function own({ phoneNumber, extension }: { readonly phoneNumber?: string; readonly extension?: string }): HeldNumber {
  return {
    at: '',
    ...(phoneNumber === undefined ? {} : { phoneNumber }),
    ...(extension === undefined ? {} : { extension }),
  };
}

function further(
  list: string,
  numbers: readonly (AlternateNumber & { readonly extension?: string })[],
): readonly HeldNumber[] {
  return numbers.map(({ phoneNumber, extension }, index) => ({
    at: `${list}.${index}`,
    phoneNumber,
    ...(extension === undefined ? {} : { extension }),
  }));
}
