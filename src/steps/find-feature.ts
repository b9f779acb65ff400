import { sameId } from './compare.ts';

interface Listed {
  readonly id: string;
  readonly name: string;
  readonly phoneNumber?: string | undefined;
  readonly extension?: string | undefined;
}

/**
 * The hunt group, queue or auto attendant of a step among those of its location: by id where it is known, else by its
 * number or extension, which the target keeps unique, else by name, which it does not.
 */
export function findFeature<Entry extends Listed>(
  listed: readonly Entry[],
  wanted: { readonly name: string; readonly phoneNumber?: string; readonly extension?: string },
  ownId: string | undefined,
): Entry | undefined {
  const { name, phoneNumber, extension } = wanted;
  const line = (entry: Entry): boolean =>
    phoneNumber !== undefined
      ? entry.phoneNumber === phoneNumber
      : extension !== undefined && entry.extension === extension;
  return (
    listed.find((entry) => ownId !== undefined && sameId(ownId, entry.id)) ??
    listed.find(line) ??
    listed.find((entry) => entry.name === name)
  );
}

/** Number and extension, where there are any. */
export function dialled(payload: { readonly phoneNumber?: string; readonly extension?: string }) {
  const { phoneNumber, extension } = payload;
  return {
    ...(phoneNumber === undefined ? {} : { phoneNumber }),
    ...(extension === undefined ? {} : { extension }),
  };
}
