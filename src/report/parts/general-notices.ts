/**
 * What every migration to Webex brings besides the losses that `map` lists per user. From Cisco's migration
 * documentation (message history, administrators, no long coexistence) and our own design decisions (old codes).
 */
export const GENERAL_NOTICES = [
  {
    id: 'history',
    audience: 'users',
    notice: 'Message history of the old app starts afresh in the Webex App.',
    action: 'Export what is still needed before the cutover.',
  },
  {
    id: 'codes',
    audience: 'users',
    notice: 'Feature codes dialled on the old platform no longer apply.',
    action: 'Use the Webex App, the phone keys or the new codes.',
  },
  {
    id: 'control-hub',
    audience: 'administrators',
    notice: 'CommPilot no longer manages these users.',
    action: 'Use Control Hub (Partner Hub for the provider), and assign the administrator roles there.',
  },
  {
    id: 'by-hand',
    audience: 'administrators',
    notice: 'Whatever this report lists as manual or lost is not set up in Webex by the migration.',
    action: 'Work through the list below and set up again what is needed.',
  },
  {
    id: 'together',
    audience: 'administrators',
    notice: 'The old and the new service are not meant to serve one organisation side by side for long.',
    action: 'Plan the cutover of all locations close together.',
  },
] as const;
