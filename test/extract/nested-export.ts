import { loadProfiles } from '../../src/extract/nested/load-profiles.ts';
import { randomOf } from '../scripts/generate/random-source.mjs';
import { folderOf } from './extract-into.ts';

/** A profile of every kind of element: rows, scopes, features, lists inside and beside what they belong to. */
export const FIRM_PROFILE = `describe: a firm
root: firm
elements:
  firm:
    entity: serviceProvider
    id: "@id"
    fields: { serviceProviderName: name, isEnterprise: { is: "true" } }
  firm/packs/pack: { entity: servicePack, id: "@name", fields: { service: service } }
  firm/site:
    entity: group
    id: code
    complete: true
    fields: { groupName: "@name", address.city: city }
  firm/site/numbers/number: { entity: number, id: ".", complete: true, fields: { activated: { from: "@on", as: boolean } } }
  firm/site/person:
    entity: user
    id: "@id"
    complete: true
    fields: { lastName: name/last, firstName: name/first, extension: ext, trunkAddressing: { from: "@pbx", as: boolean } }
  firm/site/person/pack: { entity: assignedPack, id: "." }
  firm/site/person/phone:
    entity: device
    id: "@name"
    fields:
      deviceType: type
      linePort: "@port"
      endpointType: { from: "@role", values: { own: Primary, shared: Shared Call Appearance } }
  firm/site/person/dnd:
    entity: feature
    response: UserDoNotDisturbGetResponse
    fields: { isActive: { from: "@on", as: boolean } }
  firm/site/hunt: { entity: huntGroup, id: "@id", complete: true, fields: { name: name, policy: "@policy" } }
  firm/site/hunt/member: { entity: member, id: "@who" }
  firm/site/menu: { entity: autoAttendant, id: "@id", complete: true, fields: { name: name } }
  firm/site/menu/key: { entity: menuKey, id: "@digit", fields: { action: "@does", phoneNumber: "." } }
`;

/** The profile alone, as it stands in a workspace folder. */
export const firmProfiles = () => loadProfiles({ shipped: folderOf({}), own: folderOf({ 'firm.yaml': FIRM_PROFILE }) });

const NAMES = ['Béla', 'Ines', 'Jörg', 'Odile', "O'Rourke", 'Kamal', 'Zoë'];

/**
 * An export for {@link FIRM_PROFILE} with everything that reading has to remember: ids that stand behind what belongs to
 * them, lists longer than what is stored in one go, elements that nothing names, odd values, comments, CDATA.
 */
export function writeFirm(options: {
  readonly seed: number;
  readonly sites: number;
  readonly people: number;
  /** Of the first site. */
  readonly numbers: number;
  /** Share of people without an id. */
  readonly nameless?: number;
  /** Bytes of comment around each person. */
  readonly padding?: number;
}): string {
  const random = randomOf(options.seed);
  const name = (): string => random.pick(NAMES);
  const maybe = (share: number, text: () => string): string => (random.chance(share) ? text() : '');
  const person = (site: number, n: number): string => {
    const id = `u${site}-${n}@firm.example.test`;
    const phone = (role: string, suffix = ''): string =>
      `<phone name="dev-${site}-${n}${suffix}" port="${id}${suffix}" role="${role}"><type>Polycom VVX 350</type></phone>`;
    return [
      maybe(0.05, () => '<!-- moved <person> -->'),
      options.padding === undefined ? '' : `<!--${'x'.repeat(options.padding)}-->`,
      `<person ${maybe(1 - (options.nameless ?? 0), () => `id="${id}" `)}pbx="${random.chance(0.1) ? 'perhaps' : 'no'}" shoe="${n % 50}">`,
      `<name><first>${name()}</first>\n<last><![CDATA[${name()} & ${n}]]></last></name><ext>${1000 + n}</ext>`,
      maybe(0.6, () => '<pack>Basic &amp; more</pack>'),
      maybe(0.7, () => phone('own')),
      maybe(0.2, () => phone(random.pick(['shared', 'own', 'Video']), '-2')),
      maybe(0.4, () => `<dnd on="${random.pick(['yes', 'no', 'sometimes'])}"/>`),
      maybe(0.3, () => `<locker><row>${n}</row><key>${name()}</key></locker>`),
      '</person>\n',
    ].join('');
  };
  const site = (s: number): string => {
    const code = `<code>site ${s}</code>`;
    const late = s % 3 === 1;
    const people = Array.from({ length: options.people }, (_, n) => person(s, n));
    const members = Array.from({ length: options.people }, (_, n) => `<member who="u${s}-${n}@firm.example.test"/>`);
    const numbers = Array.from({ length: s === 0 ? options.numbers : 3 }, (_, n) => `<number on="yes">${n}</number>`);
    const keys = [1, 2, 3].map((digit) => `<key digit="${digit}" does="Transfer To Operator">${1000 + digit}</key>\n`);
    return [
      `<site name="${name()}">note ${s}`,
      late ? '' : code,
      `<numbers>${numbers.join('')}</numbers>`,
      ...people.slice(0, people.length / 2),
      `<hunt id="h${s}@firm.example.test" policy="Circular"><name>H</name>${members.join('')}</hunt>`,
      `<menu id="m${s}@firm.example.test"><name>M</name>${keys.join('')}</menu>`,
      ...people.slice(people.length / 2),
      `<city>${name()}</city>`,
      late ? code : '',
      '</site>\n',
    ].join('');
  };
  return [
    '<?xml version="1.0" encoding="ISO-8859-1"?>\n<firm id="firm"><name>Firm</name>',
    '<packs><pack name="Basic &amp; more"><service>Voice Messaging User</service></pack></packs>',
    ...Array.from({ length: options.sites }, (_, s) => site(s)),
    '</firm>\n',
  ].join('');
}
