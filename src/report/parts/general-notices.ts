/**
 * What every migration to Webex brings, whatever services were in use. From Cisco's migration documentation (call and
 * message history, key-line settings, first login) and our own design decisions (voicemail contents, old codes).
 */
export const GENERAL_NOTICES = [
  {
    audience: 'users',
    notice: 'Call history and message history start afresh.',
    action: 'Note down or export what is still needed before the cutover.',
  },
  {
    audience: 'users',
    notice: 'Voicemail messages, recordings and personal greetings stay behind unless they were exported.',
    action: 'Listen to and save messages, and record a new greeting after the cutover.',
  },
  {
    audience: 'users',
    notice: 'Personal key and line settings of phones, speed dials included, are not carried over.',
    action: 'Set up keys and favourites again on the phone or in the Webex App.',
  },
  {
    audience: 'users',
    notice: 'Passwords, PINs and access codes cannot move.',
    action: 'Choose a new password and new codes at first login.',
  },
  {
    audience: 'users',
    notice: 'Feature codes dialled on the old platform no longer apply.',
    action: 'Use the Webex App, the phone keys or the new codes.',
  },
  {
    audience: 'users',
    notice: 'UC-One and other BroadWorks apps are replaced by the Webex App.',
    action: 'Upgrade at first login when the app asks for it.',
  },
  {
    audience: 'administrators',
    notice: 'CommPilot no longer manages these users.',
    action: 'Use Control Hub (Partner Hub for the provider), and assign the administrator roles there.',
  },
  {
    audience: 'administrators',
    notice: 'Whatever this report lists as manual or lost is not set up in Webex by the migration.',
    action: 'Work through the list below and set up again what is needed.',
  },
  {
    audience: 'administrators',
    notice: 'The old and the new service are not meant to serve one organisation side by side for long.',
    action: 'Plan the cutover of all locations close together.',
  },
] as const;
