import type { MapContext } from './context.ts';

/** Whether a user has a line in the target: as a person, a place or a line of its own, or as a mailbox that others share. */
export function moves(context: Pick<MapContext, 'owner' | 'mailbox'>, userKey: string): boolean {
  return context.owner(userKey) !== undefined || context.mailbox?.(userKey) !== undefined;
}
