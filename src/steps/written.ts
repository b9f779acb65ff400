import type { StepOutputs } from '../domain/plan.ts';
import type { Sent } from '../webex/call.ts';
import type { Written } from './handler.ts';

/** What a write answered, as the engine reads it. Without an id the object is looked up. */
export function writtenAs(sent: Sent<unknown>, outputs: StepOutputs | undefined): Written {
  const { status, trackingId, clientTrackingId } = sent;
  return {
    status,
    ...(clientTrackingId === undefined ? {} : { clientTrackingId }),
    ...(trackingId === undefined ? {} : { trackingId }),
    ...(outputs === undefined ? {} : { outputs }),
  };
}

export function idAs(
  name: string,
  sent: Sent<{ readonly id?: string | undefined } | undefined>,
): StepOutputs | undefined {
  const id = sent.value?.id;
  return id === undefined ? undefined : { [name]: id };
}
