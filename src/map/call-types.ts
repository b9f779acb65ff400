/** Call type of the target, permission of the source, and whether it is on where the source says nothing. */
export const CALL_TYPES = [
  { callType: 'INTERNAL_CALL', field: 'group', safe: true },
  { callType: 'TOLL_FREE', field: 'tollFree', safe: true },
  { callType: 'NATIONAL', field: 'toll', safe: true },
  { callType: 'INTERNATIONAL', field: 'international', safe: false },
  { callType: 'OPERATOR_ASSISTED', field: 'operatorAssisted', safe: false },
  { callType: 'CHARGEABLE_DIRECTORY_ASSISTED', field: 'chargeableDirectoryAssisted', safe: false },
  { callType: 'SPECIAL_SERVICES_I', field: 'specialServicesI', safe: false },
  { callType: 'SPECIAL_SERVICES_II', field: 'specialServicesII', safe: false },
  { callType: 'PREMIUM_SERVICES_I', field: 'premiumServicesI', safe: false },
  { callType: 'PREMIUM_SERVICES_II', field: 'premiumServicesII', safe: false },
] as const;
