import type { End } from './claims.ts';

/** A field rule that needs the value alone; the list of all rules takes these in. */
interface ValueRule extends End {
  readonly base: RegExp;
  readonly path: RegExp;
  readonly when?: (setting: { readonly value: string }) => boolean;
}

const SHARED = /^UserSharedCallAppearanceGetResponse$/;

/** How what a user's shared lines hold ends where no device names it: beside who and where, Webex has its own rules. */
export const DEVICE_FIELD_RULES: readonly ValueRule[] = [
  {
    base: SHARED,
    path: /^endpointTable\[.*\]\.(?:Device Level|Device Name)$/,
    outcome: 'manual',
    reason: 'shared-line-left-out',
  },
  {
    base: SHARED,
    path: /^endpointTable\[.*\]\.(?:Is Active|Allow Origination|Allow Termination)$/,
    when: ({ value }) => value === 'true',
    outcome: 'not used',
    reason: 'same-as-target-default',
  },
  {
    base: SHARED,
    path: /^endpointTable\[.*\]\.(?:Allow Origination|Allow Termination)$/,
    outcome: 'lost',
    reason: 'shared-line-rules-follow-webex',
  },
  { base: SHARED, path: /^endpointTable\[.*\]\.Is Active$/, outcome: 'not used', reason: 'switched-off' },
  { base: SHARED, path: /^endpointTable\[/, outcome: 'not used', reason: 'copy-of-device-details' },
  {
    base: SHARED,
    path: /^\w+$/,
    when: ({ value }) => value === 'false' || value === 'None',
    outcome: 'not used',
    reason: 'switched-off',
  },
  { base: SHARED, path: /^\w+$/, outcome: 'lost', reason: 'shared-line-rules-follow-webex' },
];
