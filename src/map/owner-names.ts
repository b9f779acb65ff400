import type { Why } from '../domain/drafts.ts';
import type { SourceUser } from '../domain/source.ts';
import type { Structure } from './create-context.ts';
import { userRefs } from './provenance.ts';

/** First and last name, cleaned; the calling line names stand in for missing ones, the user id for both. */
export function personName(user: SourceUser): { firstName: string; lastName: string } {
  const firstName = clean(user.firstName ?? user.callingLineIdFirstName);
  const lastName = clean(user.lastName ?? user.callingLineIdLastName);
  return { firstName, lastName: lastName === '' && firstName === '' ? user.userId : lastName };
}

export function personWhy(context: Structure, user: SourceUser, fate: Why): { firstName: Why; lastName: Why } {
  const { source } = context;
  const name = personName(user);
  const part = (clean: string, written: string | undefined, sources: readonly string[]): Why => ({
    rule: fate.rule,
    sources,
    ...(fate.decision === undefined ? {} : { decision: fate.decision }),
    ...(fate.note === undefined ? {} : { note: fate.note }),
    ...(written !== undefined && clean !== written ? { changed: true, note: `written "${written}"` } : {}),
  });
  return {
    firstName: part(name.firstName, user.firstName, userRefs(source, user, 'firstName', 'First Name')),
    lastName: part(name.lastName, user.lastName, userRefs(source, user, 'lastName', 'Last Name')),
  };
}

/** A place has one name: BroadWorks often holds it twice, or in the last name alone. */
export function displayName(user: SourceUser): string {
  const { firstName, lastName } = personName(user);
  return firstName === '' || firstName.toLowerCase() === lastName.toLowerCase()
    ? lastName
    : `${firstName} ${lastName}`.trim();
}

export function displayNameWhy(context: Structure, user: SourceUser, name: string): Why {
  const { source } = context;
  const sources = [
    ...userRefs(source, user, 'firstName', 'First Name'),
    ...userRefs(source, user, 'lastName', 'Last Name'),
    ...(user.isPlace === undefined ? [] : userRefs(source, user, 'isPlace')),
  ];
  const kept = name === `${user.firstName ?? ''} ${user.lastName ?? ''}`;
  const { rule, note, decision } = context.fate(user).why;
  return {
    rule,
    sources,
    ...(note === undefined ? {} : { note }),
    ...(kept ? {} : { changed: true }),
    ...(decision === undefined ? {} : { decision }),
  };
}

/** Blanks in one piece, no control characters, no invisible ones at the ends. */
function clean(name: string | undefined): string {
  return (name ?? '').replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
}
