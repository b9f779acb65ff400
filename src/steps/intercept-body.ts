import type { InterceptFields } from '../domain/intercept.ts';
import type { WebexIntercept } from '../webex/location-intercepts.ts';
import type { Check } from './compare.ts';
import { pointing } from './further-form.ts';

/** The request for an intercept, of a person or a location. The greeting stays what it is: audio is uploaded by hand. */
export function interceptBody(value: InterceptFields, seen: WebexIntercept | undefined) {
  const { greeting = 'DEFAULT', fileName } = seen?.incoming?.announcements ?? {};
  return {
    enabled: value.enabled,
    incoming: {
      type: value.incoming,
      voicemailEnabled: value.toVoicemail,
      announcements: {
        greeting,
        // A location names the audio that was uploaded to it, and would be left without if it were not named again.
        ...(greeting === 'CUSTOM' && fileName !== undefined ? { fileName } : {}),
        newNumber: pointing(value.newNumberEnabled, value.newNumber),
        zeroTransfer: pointing(value.zeroTransferEnabled, value.zeroTransfer),
      },
    },
    outgoing: {
      type: value.outgoing,
      transferEnabled: value.outgoingTransferEnabled,
      ...(value.outgoingTransfer === undefined ? {} : { destination: value.outgoingTransfer }),
    },
  };
}

export function interceptChecks(value: InterceptFields, { enabled, incoming, outgoing }: WebexIntercept): Check[] {
  const { newNumber, zeroTransfer } = incoming?.announcements ?? {};
  return [
    ['enabled', value.enabled, enabled],
    ['incoming.type', value.incoming, incoming?.type],
    ['incoming.voicemailEnabled', value.toVoicemail, incoming?.voicemailEnabled ?? false],
    ['newNumber.enabled', value.newNumberEnabled, newNumber?.enabled ?? false],
    ['newNumber.destination', value.newNumber ?? '', newNumber?.destination],
    ['zeroTransfer.enabled', value.zeroTransferEnabled, zeroTransfer?.enabled ?? false],
    ['zeroTransfer.destination', value.zeroTransfer ?? '', zeroTransfer?.destination],
    ['outgoing.type', value.outgoing, outgoing?.type],
    ['outgoing.transferEnabled', value.outgoingTransferEnabled, outgoing?.transferEnabled ?? false],
    ['outgoing.destination', value.outgoingTransfer ?? '', outgoing?.destination],
  ];
}
