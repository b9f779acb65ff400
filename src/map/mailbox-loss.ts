import type { Loss } from '../domain/drafts.ts';

/** What a person has to do for each shared mailbox: its passcode was made at sending, and nobody knows it. */
export function passcodeLoss(customer: string, owner: string, name: string, sources: Loss['sources']): Loss {
  return {
    customer,
    owner,
    service: 'Voice Messaging User',
    verdict: 'manual',
    notice: `The mailbox "${name}" becomes a voicemail group with a passcode that nobody knows; its messages and greetings stay behind.`,
    action: 'Set a new passcode in Control Hub, tell it to those who listen to the mailbox, and record greetings.',
    sources,
  };
}
