/** What `init` writes: every setting with its default, explained; nothing is set that an operator did not choose. */
export const CONFIG_TEMPLATE = `# Settings of one migration. Everything has a default; remove the # in front of a line to set it.
# Values stay text: a leading zero is kept. Unknown keys are errors, so that a typing mistake cannot hide.

partner:
  # Id of the onboarding template (Partner Hub > Onboarding templates). Needed before anything goes to Webex.
  provisioningId:
  # Organisation of the sub-partner on whose behalf customers are created.
  # subPartnerOrgId:

defaults:
  # Language of customers and locations where BroadWorks does not say.
  language: en_us
  # Used only where the source names no country for a customer; never for an emergency address.
  # country: US
  # Time zone for groups that have none.
  # timeZone: America/New_York
  # PSTN connection of locations that name none below. Without it, a location that offers exactly one is given that one.
  # pstnConnectionId:
  # Domain that you own, for ids of users without e-mail. Without it those users are blocked.
  # generatedEmailDomain: users.partner.example

packages:
  # Either safe (first rule of mappings/packages.yaml that matches) or cheapest (smallest confirmed package that
  # holds every service in use).
  policy: safe

limits:
  # Steps at a time.
  concurrency: 10
  # Requests to Webex in any 60 seconds (default 300; on loopback 6000).
  # requestsPerMinute: 300
  # How long an object that may have been created is looked for before it counts as absent (default 30; loopback 1).
  # settleSeconds: 30
  # Steps of one kind at a time, beside the limit above.
  # perKind:
  #   subscriber: 5
  # What one archive may unpack to, in gigabytes; more is refused.
  # unpackedGigabytes: 100

approval:
  # With true nobody provisions a plan that nobody but its planner has approved (plan approve HASH), in the sandbox neither.
  twoPersons: false

# How to get an access token, instead of WEBEX_ACCESS_TOKEN or a refresh token in the environment: a command that prints
# one on standard output, alone or as JSON with access_token and expires_in. It is run again when the token runs out.
# tokenCommand: vault read -field=token secret/webex

# The way to Webex. HTTPS_PROXY and NO_PROXY of the environment are honoured.
# network:
#   caFile: /etc/ssl/company-ca.pem    # certificates to trust beside the usual ones
#   requestSeconds: 60                 # deadline of one request

# Per enterprise, or per group of a service provider: <provider> or <provider>/<group>.
# customers:
#   acme:
#     name: Acme Ltd
#     primaryEmail: it@acme.example
#     administrator: anna@acme.example   # BroadWorks user id; becomes the first administrator
#     skip: false
#     # For a whole provider: each group is a location of one customer, or a customer of its own. Without it, an
#     # enterprise has locations and a service provider has customers.
#     groupsAre: locations

# Per group: <provider>/<group>.
# locations:
#   acme/north:
#     name: Acme North
#     mainNumber: "+12025550100"
#     pstnConnectionId:
#     skip: false
#     # One group, several sites: a location for each department, or for each address in the details of its users.
#     splitBy: department                # or address
#     splitOff: [Sales, Depot]           # only these departments (or towns); without it, all of them
#   acme/north/Depot:                    # a location that was split off: the group, then its department or address
#     name: Acme Depot
#     mainNumber: "+12025550150"

# Own greetings and music on hold: audio files that lie among the captures. Webex fetches each file from its address, so
# they have to be published first: the path of a file below \`files\` is put behind \`baseUri\`.
# announcements:
#   baseUri: https://audio.partner.example/acme
#   files: audio                      # the folder that is published; without it all that was handed to extract
#   # Where the name of a file does not say who plays it: id of a virtual user or user, or <provider>/<group>, then
#   # businessHoursMenu, afterHoursMenu, holidayMenu, submenu/NAME, key/businessHoursMenu/7 (attendants), welcome,
#   # comfort, comfortBypass, music, internalMusic, whisper, overflow, holidayService, nightService, nightServiceByHand,
#   # forcedForward, strandedCalls (queues) or musicOnHold (groups and users).
#   assign:
#     acme/north:
#       musicOnHold: acme/north/tune.wav

# What a person confirms before a target that is not on loopback is written.
# attestations:
#   emergencyAddresses:
#     acme/north: Jane Doe            # who checked the emergency address of this location
#   invitationMails:
#     choice: suppressed              # or wanted: what the onboarding template does
#     by: Jane Doe

precheck:
  # Results older than this must be taken again.
  expireDays: 7
  # Blockers that you take responsibility for; recorded with your name.
  # overrides:
  #   - rule: location-address-incomplete
  #     object: acme/north
  #     reason: address is registered with the carrier
  #     by: Jane Doe
`;
