const unused = (reason: string) => ({ outcome: 'not used', reason }) as const;
const INTERCEPT = /^(?:UserInterceptUser|GroupInterceptGroup)GetResponse$/;
const PLANS = /^User(?:Outgoing|Incoming)CallingPlan.*GetResponse$/;

/** Stored values of further settings that no draft names; a part of `FIELD_RULES`. */
export const SETTING_FIELD_RULES = [
  {
    base: PLANS,
    path: /^useCustomSettings$/,
    when: ({ value }: { readonly value: string }) => value === 'false',
    ...unused('follows-department-or-group'),
  },
  {
    base: INTERCEPT,
    path: /^(?:alternateBlockingAnnouncement|exempt(?:In|Out)boundMobilityCalls|disableParallelRinging.*)$/,
    when: ({ value }: { readonly value: string }) => value === 'false',
    ...unused('switched-off'),
  },
  {
    base: INTERCEPT,
    path: /^(?:alternateBlockingAnnouncement|exempt(?:In|Out)boundMobilityCalls|disableParallelRinging.*)$/,
    outcome: 'lost',
    reason: 'no-such-field',
  },
] as const;
