import type { FaxData } from './fax.ts';

/**
 * A mailbox that several people share, with a line of its own: whoever calls it leaves a message. The passcode that the
 * target asks for is made when the request is sent, and no part of this.
 */
export interface VoicemailGroupData {
  readonly location: string;
  readonly name: string;
  readonly phoneNumber?: string;
  /** The target does not take one without. */
  readonly extension?: string;
  /** Of its announcements, `en_us`. */
  readonly language: string;
  /** Hunt group, queue or attendant whose calls it takes: BroadWorks keeps the mailbox inside that one. */
  readonly mailboxOf?: string;
  readonly messageStorage: 'INTERNAL' | 'EXTERNAL';
  /** Where messages are sent that are not kept. */
  readonly externalEmail?: string;
  readonly notifyEmail?: string;
  readonly copyEmail?: string;
  /** Where a caller gets who dials 0. */
  readonly transferToNumber?: string;
  /** Missing: it takes no faxes. */
  readonly fax?: FaxData;
}
