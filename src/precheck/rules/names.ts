import type { AnyRule, Problem } from '../rule.ts';
import { listOf } from '../wording.ts';

/** BroadWorks allows 30 characters per part of a name; the overlay could bring more. */
const NAME_PART_LIMIT = 30;
/** Names of instances in BroadWorks and of paging groups and park extensions in Webex. */
const FEATURE_NAME_LIMIT = 30;
/** R-LOC-1: with calling enabled; 256 otherwise. */
const LOCATION_NAME_LIMIT = 80;

/** What things and people are called. */
export const NAME_RULES = [
  {
    id: 'subscriber-name-missing',
    severity: 'blocker',
    on: 'subscriber',
    summary: 'A subscriber has a first and a last name.',
    hint: 'Enter the name in BroadWorks, then extract again.',
    overridable: false,
    check: ({ data }) => missingParts(data.firstName, data.lastName),
  },
  {
    id: 'virtual-line-name-missing',
    severity: 'blocker',
    on: 'virtualLine',
    summary: 'A virtual line has a first and a last name.',
    hint: 'Enter the name in BroadWorks, then extract again.',
    overridable: false,
    check: ({ data }) => missingParts(data.firstName, data.lastName),
  },
  {
    id: 'workspace-name-missing',
    severity: 'blocker',
    on: 'workspace',
    summary: 'A Webex workspace has a display name.',
    hint: 'Enter the name of the place in BroadWorks, then extract again.',
    overridable: false,
    field: 'displayName',
    check: ({ data }) => (data.displayName.trim() === '' ? 'no display name' : undefined),
  },
  {
    id: 'owner-name-too-long',
    severity: 'warning',
    on: 'owner',
    summary: `Each part of a person's name has at most ${NAME_PART_LIMIT} characters, as phones show no more.`,
    hint: 'Shorten the name in BroadWorks, then extract again.',
    check({ data }) {
      const parts: readonly (readonly [string, string])[] =
        'displayName' in data
          ? [['displayName', data.displayName]]
          : [
              ['firstName', data.firstName],
              ['lastName', data.lastName],
            ];
      const limit = 'displayName' in data ? 2 * NAME_PART_LIMIT : NAME_PART_LIMIT;
      return parts
        .filter(([, value]) => value.length > limit)
        .map(([field, value]): Problem => ({ message: `"${value}" is longer than ${limit} characters`, field }));
    },
  },
  {
    id: 'location-name-missing',
    severity: 'blocker',
    on: 'location',
    summary: 'A location has a name.',
    hint: 'Name the location under `locations` in migration.yaml.',
    cites: 'R-LOC-1',
    overridable: false,
    field: 'name',
    check: ({ data }) => (data.name.trim() === '' ? 'the location has no name' : undefined),
  },
  {
    id: 'location-name-too-long',
    severity: 'blocker',
    on: 'location',
    summary: `The name of a location has at most ${LOCATION_NAME_LIMIT} characters.`,
    hint: 'Give it a shorter name under `locations` in migration.yaml.',
    cites: 'R-LOC-1',
    overridable: false,
    field: 'name',
    check: ({ data }) =>
      data.name.length > LOCATION_NAME_LIMIT
        ? `the name has ${data.name.length} characters, ${LOCATION_NAME_LIMIT} are allowed`
        : undefined,
  },
  {
    id: 'location-name-duplicate',
    severity: 'blocker',
    on: 'location',
    summary: 'No two locations of a customer have the same name: the name is what they are found by.',
    hint: 'Give one of them another name under `locations` in migration.yaml.',
    cites: 'R-LOC-1',
    overridable: false,
    field: 'name',
    check(location, facts) {
      const others = facts
        .ofKind('location')
        .filter((other) => other.id !== location.id && sameName(other.data.name, location.data.name));
      return others.length === 0
        ? undefined
        : `"${location.data.name}" is also the name of ${listOf(others.map(({ id }) => facts.name(id)))}`;
    },
  },
  {
    id: 'feature-name-missing',
    severity: 'blocker',
    on: 'calledFeature',
    summary: 'A hunt group, queue, attendant or paging group has a name.',
    hint: 'Enter a name in BroadWorks, then extract again.',
    overridable: false,
    field: 'name',
    check: ({ data }) => (data.name.trim() === '' ? 'no name' : undefined),
  },
  {
    id: 'feature-name-too-long',
    severity: 'warning',
    on: 'feature',
    summary: `The name of a feature has at most ${FEATURE_NAME_LIMIT} characters.`,
    hint: 'Shorten the name in BroadWorks, then extract again.',
    field: 'name',
    check: ({ data }) =>
      data.name.length > FEATURE_NAME_LIMIT
        ? `"${data.name}" is longer than ${FEATURE_NAME_LIMIT} characters`
        : undefined,
  },
  {
    id: 'feature-name-duplicate',
    severity: 'blocker',
    on: 'calledFeature',
    summary:
      'Features of one kind in one location have names that tell them apart: by name they are found, so the second would overwrite the first.',
    hint: 'Rename one of them in BroadWorks, then extract again.',
    overridable: false,
    field: 'name',
    check(feature, facts) {
      const others = facts
        .callables(feature.data.location)
        .filter(
          (other) =>
            other.kind === feature.kind && other.id < feature.id && sameName(other.data.name, feature.data.name),
        );
      return others.length === 0
        ? undefined
        : `"${feature.data.name}" is also the name of ${listOf(others.map(({ id }) => id))}`;
    },
  },
] as const satisfies readonly AnyRule[];

function missingParts(firstName: string, lastName: string): Problem | undefined {
  const missing = [
    ...(firstName.trim() === '' ? ['first name'] : []),
    ...(lastName.trim() === '' ? ['last name'] : []),
  ];
  return missing.length === 0
    ? undefined
    : { message: `no ${missing.join(' and no ')}`, field: firstName.trim() === '' ? 'firstName' : 'lastName' };
}

function sameName(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}
