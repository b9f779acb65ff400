import type { Loss } from '../../domain/drafts.ts';
import type { ServiceEntry } from '../catalogue-files.ts';
import type { Account } from '../features/merge.ts';

/** How the stored values of a service end when no draft carries them (R-SVC-3). */
export function endOf(
  entry: ServiceEntry | undefined,
  handled: boolean,
  used: boolean,
  accepted = false,
): Pick<Account, 'outcome' | 'reason'> {
  if (entry === undefined && accepted) return { outcome: 'lost', reason: 'service-unknown-accepted' };
  if (entry === undefined) return { outcome: 'manual', reason: 'service-unknown' };
  if (entry.verdict === 'not-needed') return { outcome: 'not used', reason: 'service-not-needed' };
  const works = handled && (entry.verdict === 'full' || entry.verdict === 'part');
  // What is handled travels even while it is switched off.
  if (works) return { outcome: entry.verdict === 'full' ? 'migrated' : 'changed', reason: `service-${entry.verdict}` };
  if (!used) return { outcome: 'not used', reason: 'inactive-and-empty' };
  if (entry.verdict === 'lost') return { outcome: 'lost', reason: 'service-lost' };
  return { outcome: 'manual', reason: entry.verdict === 'manual' ? 'service-manual' : 'not-supported-yet' };
}

/** What a person is told of a service in use; `undefined` when it works as before. */
export function lossOf(
  name: string,
  entry: ServiceEntry | undefined,
  handled: boolean,
  accepted = false,
): Pick<Loss, 'verdict' | 'notice' | 'action'> | undefined {
  if (entry === undefined && accepted) {
    return { verdict: 'lost', notice: `"${name}" stays behind, as decided.`, action: '' };
  }
  if (entry === undefined) {
    return {
      verdict: 'manual',
      notice: `Nobody knows what becomes of "${name}": it is not in the table of services.`,
      action: `Add "${name}" to mappings/services.yaml with a verdict, then run map again.`,
    };
  }
  const { verdict, notice, action } = entry;
  if (verdict === 'not-needed') return undefined;
  if (verdict === 'lost' || verdict === 'manual') return { verdict, notice, action };
  if (!handled) {
    return {
      verdict: 'manual',
      notice: `${name} is not carried over yet; Webex starts with its own default.`,
      action: `Set it by hand (${entry.how}).${action === '' ? '' : ` ${action}`}`,
    };
  }
  return verdict === 'part' ? { verdict, notice, action } : undefined;
}
