import type {
  AutoAttendantStep,
  CallQueueStep,
  HuntGroupStep,
  PagingGroupStep,
  VoicemailGroupStep,
} from '../domain/plan-features.ts';
import { sameId } from './compare.ts';
import type { StepContext } from './handler.ts';

interface Listed {
  readonly id: string;
  readonly name: string;
  readonly phoneNumber?: string | undefined;
  readonly extension?: string | undefined;
}

/**
 * The hunt group, queue, auto attendant, paging group or voicemail group of a step among those of its location: by id where it is known, else by its
 * number or extension, which the target keeps unique, else by name, which it does not.
 *
 * A name alone proves nothing: an entry with another number or extension is somebody else's, and so is one that another
 * step of the plan has made or found.
 */
export function findFeature<Entry extends Listed>(
  listed: readonly Entry[],
  step: HuntGroupStep | CallQueueStep | AutoAttendantStep | PagingGroupStep | VoicemailGroupStep,
  ownId: string | undefined,
  context: Pick<StepContext, 'isAnothers'>,
): Entry | undefined {
  const { name, phoneNumber, extension } = step.payload;
  const own = listed.find((entry) => ownId !== undefined && sameId(ownId, entry.id));
  if (own) return own;
  const line = (entry: Entry): boolean =>
    phoneNumber !== undefined
      ? entry.phoneNumber === phoneNumber
      : extension !== undefined && entry.extension === extension;
  const named = (entry: Entry): boolean =>
    entry.name === name && !isOther(phoneNumber, entry.phoneNumber) && !isOther(extension, entry.extension);
  const isFree = (entry: Entry): boolean => context.isAnothers?.(step, entry.id) !== true;
  return listed.find((entry) => line(entry) && isFree(entry)) ?? listed.find((entry) => named(entry) && isFree(entry));
}

function isOther(wanted: string | undefined, actual: string | undefined): boolean {
  return actual !== undefined && actual !== '' && actual !== wanted;
}

/** Number and extension, where there are any. */
export function dialled(payload: { readonly phoneNumber?: string; readonly extension?: string }) {
  const { phoneNumber, extension } = payload;
  return {
    ...(phoneNumber === undefined ? {} : { phoneNumber }),
    ...(extension === undefined ? {} : { extension }),
  };
}
