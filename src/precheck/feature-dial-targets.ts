import type { FeatureSettingData } from '../domain/feature-settings.ts';

interface Target {
  readonly field: string;
  readonly what: string;
  readonly value: string | undefined;
  readonly active: boolean;
}

/** Every place of a feature's setting that sends calls somewhere by itself, switched on or not. */
export function featureTargets(data: FeatureSettingData): readonly Target[] {
  switch (data.setting) {
    case 'forwarding': {
      const { always, selective } = data;
      return [
        ...stored('always.destination', 'forwarding always', always.destination, always.enabled),
        // The default target counts only where a rule uses it: without one nobody misses it.
        ...(selective.destination === undefined
          ? []
          : stored('selective.destination', 'selective forwarding', selective.destination, selective.enabled)),
      ];
    }
    case 'selectiveRule':
      return data.forwardTo === 'FORWARD_TO_SPECIFIED_NUMBER'
        ? stored('destination', `forwarding rule ${data.name}`, data.destination, data.enabled)
        : [];
    case 'holidayService':
      return stored('destination', 'holiday service', data.destination, data.enabled && data.action === 'TRANSFER');
    case 'nightService':
      return stored('destination', 'night service', data.destination, data.enabled && data.action === 'TRANSFER');
    case 'forcedForward':
      return stored('destination', 'forced forwarding', data.destination, data.enabled);
    case 'strandedCalls':
      return stored('destination', 'stranded calls', data.destination, data.action === 'TRANSFER');
    default:
      return data satisfies never;
  }
}

function stored(field: string, what: string, value: string | undefined, active: boolean): Target[] {
  return value === undefined && !active ? [] : [{ field, what, value, active }];
}
