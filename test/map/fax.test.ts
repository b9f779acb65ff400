import { describe, expect, it } from 'vitest';
import type { SourceResponse, SourceUser } from '../../src/domain/source.ts';
import type { FaxMessaging } from '../../src/domain/source-policies.ts';
import { bareUser, sourceDn, sourceFeature, sourceService, sourceUser } from '../builders/source-builders.ts';
import { draftOf, mapParts } from './map-inputs.ts';

const ANNA = 'anna@acme.example.test';
const RESPONSE = 'UserFaxMessagingGetResponse';
const SERVICES = ['Voice Messaging User', 'Fax Messaging'].map((name) => sourceService(name));
const MAILBOX = { isActive: true, alwaysRedirect: true, deliveryEmails: [] };
const FAX: FaxMessaging = { isActive: true, phoneNumber: '2025550177', extension: '0177' };

interface Situation {
  readonly user?: SourceUser;
  /** False: nobody read the mailbox. */
  readonly mailbox?: boolean;
}

function mapped(fax: FaxMessaging, { user = sourceUser({ services: SERVICES }), mailbox = true }: Situation = {}) {
  const fields = Object.entries({ isActive: String(fax.isActive), ...without(fax) });
  const body = Object.fromEntries(fields.map(([name, value]) => [name, [String(value)]]));
  const response: SourceResponse = {
    owner: { kind: 'user', key: user.key },
    base: RESPONSE,
    settings: fields.length,
    body: () => body,
  };
  const result = mapParts({
    users: [user],
    dns: [sourceDn({ dn: '+12025550177', ownerKey: user.key, ownerType: 'Normal' })],
    features: [
      ...(mailbox ? [sourceFeature(user.key, 'voicemail', MAILBOX)] : []),
      sourceFeature(user.key, 'faxMessaging', fax, { response: RESPONSE }),
    ],
    responses: [response],
    states: { [`user:${user.key} ${RESPONSE}`]: 'read' },
  });
  const voicemail = result.drafts.find(
    (draft) => draft.kind === 'setting' && draft.data.setting === 'voicemail' && draft.from === `user:${user.key}`,
  );
  return {
    result,
    fax: voicemail !== undefined && 'fax' in voicemail.data ? voicemail.data.fax : undefined,
    why: voicemail?.why,
    told: result.losses.flatMap(({ service, verdict, notice }) =>
      service === 'Fax Messaging' ? [`${verdict}: ${notice}`] : [],
    ),
    ends: result.coverage.flatMap((row) => (row.response === RESPONSE ? [`${row.outcome} ${row.reason}`] : [])).sort(),
  };
}

const without = ({ isActive: _switch, ...rest }: FaxMessaging) => rest;
const PART = 'part: Faxes arrive where the voice messages do; those that lie in the mailbox stay behind.';

describe('faxes to a person', () => {
  it('arrive in the mailbox, at the number that moves with the person', () => {
    const { fax, why, told, ends, result } = mapped(FAX);

    expect(fax).toEqual({ enabled: true, phoneNumber: '+12025550177', extension: '0177' });
    expect(why?.['fax.phoneNumber']?.sources).toEqual([`user:${ANNA} ${RESPONSE}.phoneNumber`]);
    expect(told).toEqual([PART]);
    expect(ends).toEqual(['migrated R-NUM-1', 'migrated carried-over']);
    expect(draftOf(result, 'number', 'number:+12025550177').data).toMatchObject({
      fate: 'move',
      owner: `subscriber:${ANNA}`,
    });
  });

  it('stay switched off with their number, and are nothing where there is none', () => {
    expect(mapped({ ...FAX, isActive: false }).fax).toMatchObject({ enabled: false, phoneNumber: '+12025550177' });
    const empty = mapped({ isActive: false });
    expect(empty.fax).toBeUndefined();
    expect(empty.told).toEqual([]);
    expect(empty.ends).toEqual(['not used inactive-and-empty']);
  });

  it('keep their extension where the number is no full one, which is told', () => {
    const { fax, told, ends } = mapped({ ...FAX, phoneNumber: '*77' });

    expect(fax).toEqual({ enabled: true, extension: '0177' });
    expect(told).toContain('manual: Faxes to *77 no longer arrive: it is no full number.');
    expect(ends).toContain('manual fax-number-unresolved');
    expect(mapped({ isActive: true, phoneNumber: '*77' }).fax).toBeUndefined();
  });

  it('are told as ended where no mailbox comes along', () => {
    const { fax, told, ends } = mapped(FAX, { mailbox: false });

    expect(fax).toBeUndefined();
    expect(told).toContain(
      'manual: Faxes to 2025550177, 0177 no longer arrive: no mailbox that takes them comes along.',
    );
    expect(ends).toEqual(['manual fax-without-mailbox']);
    expect(mapped({ ...FAX, isActive: false }, { mailbox: false }).told).toEqual([]);
  });
});

describe('faxes to a mailbox that people share', () => {
  const shared = (services: SourceUser['services']) =>
    bareUser({ userId: 'orders@acme.example.test', firstName: 'Web', lastName: 'Orders', extension: '0300', services });

  it('arrive there, and make no line of it', () => {
    const user = shared(SERVICES);
    const { result, ends } = mapped(FAX, { user });
    const made = result.drafts.find(({ kind }) => kind === 'voicemailGroup' || kind === 'virtualLine');

    expect(made).toMatchObject({
      kind: 'voicemailGroup',
      data: { fax: { enabled: true, phoneNumber: '+12025550177', extension: '0177' } },
    });
    expect(ends).toEqual(['migrated R-NUM-1', 'migrated carried-over']);
    expect(draftOf(result, 'number', 'number:+12025550177').data.owner).toBe(made?.id);
  });
});
