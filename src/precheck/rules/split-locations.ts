import { closest } from '../../domain/closest.ts';
import { locationConfig } from '../../domain/configured.ts';
import { withoutKind } from '../../domain/draft-id.ts';
import { splitKey, writtenKey } from '../../domain/keys.ts';

import type { AnyRule } from '../rule.ts';
import { count } from '../wording.ts';

/** Groups whose people go to several locations, as `migration.yaml` says. */
export const SPLIT_LOCATION_RULES = [
  {
    id: 'location-key-unknown',
    severity: 'warning',
    on: 'customer',
    summary:
      'What migration.yaml says under `locations` is said of a group, or of a location that is split off from one.',
    hint: 'Correct the key in migration.yaml: `<provider>/<group>`, and the department or address behind it, as `explain` shows it.',
    check({ id }, facts) {
      const { source } = facts;
      if (source === undefined) return undefined;
      const known = new Set(
        [...source.groups.map(({ key }) => key), ...facts.ofKind('location').map(idOf)].map(writtenKey),
      );
      // The groups of a service provider are customers of their own: each answers for what is below it.
      const own = `${writtenKey(withoutKind(id))}/`;
      return Object.keys(facts.config.locations)
        .map(writtenKey)
        .filter((key) => key.startsWith(own) && !known.has(key))
        .map((key) => {
          const near = closest(key, known);
          return `nothing is called "${key}"${near === undefined ? '' : `; did you mean "${near}"?`}`;
        });
    },
  },
  {
    id: 'split-off-nobody',
    severity: 'warning',
    on: 'location',
    summary: 'What migration.yaml splits off from a group has people in it.',
    hint: 'Correct `splitOff` of the group in migration.yaml: write departments or towns as BroadWorks writes them.',
    check({ id, from }, facts) {
      const group = withoutKind(from);
      if (withoutKind(id) !== group) return undefined;
      const own = locationConfig(facts.config, group);
      if (own.splitBy === undefined) return undefined;
      const parts = facts.ofKind('location').filter((other) => other.from === from && other.id !== id);
      const named = new Set(
        parts.flatMap((part) => {
          const label = splitKey(withoutKind(part.id)).at(-1) ?? '';
          return plain(own.splitBy === 'department' ? label : (part.data.address.city ?? ''));
        }),
      );
      if (own.splitOff === undefined) {
        return parts.length > 0 ? undefined : `is to be split by ${own.splitBy}, but nobody goes elsewhere`;
      }
      return own.splitOff.filter((name) => !named.has(plain(name))).map((name) => `nobody is split off for "${name}"`);
    },
  },
  {
    id: 'split-location-without-code',
    severity: 'warning',
    on: 'location',
    summary: 'Whoever dials the location code of a group reaches those who were split off from it in another way.',
    hint: 'Tell people: those who were split off are reached by their extension alone, or by their number.',
    cites: 'R-NUM-11',
    check(location, facts) {
      const code = facts.group(location)?.locationDialingCode;
      if (code === undefined || location.data.routingPrefix !== undefined) return undefined;
      return `the code ${code} of its group leads to the location of the group, not to this one`;
    },
  },
  {
    id: 'member-group-across-locations',
    severity: 'warning',
    on: 'memberGroup',
    summary: 'Members of a pickup or park group sit in its location.',
    hint: 'Whether Webex takes members of another location is not documented: try it with one, or make a group in each location.',
    field: 'members',
    check({ data }, facts) {
      const away = data.members.filter((member) => {
        const draft = facts.draft(member);
        return draft !== undefined && 'location' in draft.data && draft.data.location !== data.location;
      });
      return away.length === 0 ? undefined : `${count(away.length, 'member')} in another location`;
    },
  },
] as const satisfies readonly AnyRule[];

const idOf = ({ id }: { readonly id: string }): string => withoutKind(id);

function plain(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ').toLowerCase();
}
