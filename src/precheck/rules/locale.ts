import type { AnyRule } from '../rule.ts';
import { isKnownZone, isLegacyZone, type OffsetDifference, offsetDifference } from '../time-zone.ts';

/** Wholesale's table of languages (solution guide), in lower case as the API examples write them. */
const LANGUAGES = new Set(
  `en_us en_au en_gb en_ca fr_fr fr_ca es_es es_co es_mx pt_pt pt_br zh_cn zh_tw cs_cz da_dk de_de hu_hu id_id it_it
  ja_jp ko_kr nl_nl nb_no pl_pl ru_ru ro_ro sv_se ar_sa tr_tr`.split(/\s+/),
);
/** Meeting sites of these are in English. */
const LANGUAGES_WITHOUT_SITE: readonly string[] = ['es_co', 'id_id', 'nb_no', 'pt_pt'];
const PACKAGES_WITH_MEETINGS: readonly string[] = ['webex_meetings', 'webex_suite', 'webex_calling', 'cx_essentials'];

/** Time zones and languages. */
export const LOCALE_RULES = [
  {
    id: 'timezone-unknown',
    severity: 'blocker',
    on: 'location',
    summary: 'The time zone of a location is an IANA zone: schedules and call logs depend on it.',
    hint: 'Add the name to mappings/timezones.yaml, then map again.',
    cites: 'R-LOC-6',
    overridable: false,
    field: 'timeZone',
    check: ({ data: { timeZone } }) => (isKnownZone(timeZone) ? undefined : `"${timeZone}" is not a known time zone`),
  },
  {
    id: 'timezone-legacy-alias',
    severity: 'warning',
    on: 'location',
    summary: 'The time zone is written as region and city, not as an old alias that Webex may not know.',
    hint: 'Map the alias to its present name in mappings/timezones.yaml, then map again.',
    cites: 'R-LOC-6',
    field: 'timeZone',
    check: ({ data: { timeZone } }) =>
      isKnownZone(timeZone) && isLegacyZone(timeZone) ? `"${timeZone}" is an old alias` : undefined,
  },
  {
    id: 'timezone-unconfirmed',
    severity: 'info',
    on: 'customer',
    summary: 'Lists the time zones in use: the list of zones that Wholesale takes is not published with its API.',
    hint: 'Compare them with the list of time zones in the Wholesale documentation; `precheck --remote` asks Webex about the first location.',
    cites: 'R-LOC-6',
    check(_customer, facts) {
      const zones = new Set(
        facts
          .ofKind('location')
          .map(({ data }) => data.timeZone)
          .filter(isKnownZone),
      );
      return zones.size === 0 ? undefined : `not confirmed for Wholesale: ${[...zones].sort().join(', ')}`;
    },
  },
  {
    id: 'feature-timezone-unknown',
    severity: 'blocker',
    on: 'feature',
    summary: 'The time zone of a hunt group, queue or attendant is an IANA zone.',
    hint: 'Add the name to mappings/timezones.yaml, then map again.',
    cites: 'R-LOC-6',
    overridable: false,
    field: 'timeZone',
    check: ({ data: { timeZone } }) => (isKnownZone(timeZone) ? undefined : `"${timeZone}" is not a known time zone`),
  },
  {
    id: 'user-timezone-differs',
    severity: 'warning',
    on: 'owner',
    summary: 'A user lives by the clock of the location: a time zone of its own does not move.',
    hint: 'Split the location, or tell this person that schedules and call logs follow the location.',
    cites: 'R-LOC-6',
    check(owner, facts) {
      const user = facts.user(owner);
      const zone = facts.location(owner.data.location)?.data.timeZone;
      if (user?.timeZone === undefined || zone === undefined) return undefined;
      if (!isKnownZone(user.timeZone) || !isKnownZone(zone)) return undefined;
      const difference = offsetDifference(user.timeZone, zone);
      return difference === undefined ? undefined : describe(user.timeZone, zone, difference);
    },
  },
  {
    id: 'language-unsupported',
    severity: 'warning',
    on: 'location',
    summary: 'The language of a location is one that Wholesale offers.',
    hint: 'Map the language in mappings/locales.yaml, then map again; without it people get English.',
    cites: 'R-LOC-3',
    field: 'language',
    check: ({ data }) => unsupported(data.language) ?? unsupported(data.announcementLanguage),
  },
  {
    id: 'customer-language-unsupported',
    severity: 'warning',
    on: 'customer',
    summary: 'The language of a customer is one that Wholesale offers.',
    hint: 'Set `defaults.language` in migration.yaml, or map the language in mappings/locales.yaml.',
    field: 'language',
    check: ({ data }) => unsupported(data.language),
  },
  {
    id: 'language-without-meeting-site',
    severity: 'info',
    on: 'customer',
    summary: 'Says where meetings will be in English although the customer speaks another language.',
    hint: 'Tell the customer; nothing can be set.',
    field: 'language',
    check: ({ data }) =>
      LANGUAGES_WITHOUT_SITE.includes(data.language.toLowerCase()) &&
      data.packages.some((name) => PACKAGES_WITH_MEETINGS.includes(name))
        ? `the meeting site of a customer in ${data.language} is in English`
        : undefined,
  },
  {
    id: 'feature-language-unsupported',
    severity: 'warning',
    on: 'feature',
    summary: 'The announcement language of a hunt group, queue or attendant is one that Wholesale offers.',
    hint: 'Map the language in mappings/locales.yaml, then map again.',
    cites: 'R-LOC-3',
    field: 'language',
    check: ({ data }) => unsupported(data.language),
  },
] as const satisfies readonly AnyRule[];

function unsupported(language: string): string | undefined {
  return LANGUAGES.has(language.toLowerCase()) ? undefined : `Wholesale does not offer the language "${language}"`;
}

function describe(own: string, location: string, { minutes, always }: OffsetDifference): string {
  const hours = Math.abs(minutes) / 60;
  return `lives in ${own}, ${Number.isInteger(hours) ? hours : hours.toFixed(2)} h ${minutes > 0 ? 'ahead of' : 'behind'} ${location}${always ? '' : ' for part of the year'}`;
}
