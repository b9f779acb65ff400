import type { ExplainStory } from '../domain/explain-story.ts';
import type { SourceAddress } from '../domain/source.ts';
import type { ExplainEntity } from './ports.ts';

type Pairs = readonly (readonly [name: string, value: string | undefined])[];

/** What BroadWorks says of an entity, in the order in which a person asks. */
export function sourceFacts(entity: ExplainEntity, packs: readonly string[]): ExplainStory['facts'] {
  return pairsOf(entity, packs).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [{ name, value }],
  );
}

function pairsOf({ kind, row }: ExplainEntity, packs: readonly string[]): Pairs {
  switch (kind) {
    case 'customer':
      return [
        ['id', row.id],
        ['kind', row.isEnterprise === undefined ? 'not known' : row.isEnterprise ? 'enterprise' : 'service provider'],
        ['default domain', row.defaultDomain],
        ['reseller', row.resellerId],
        ['address', addressLine(row.address)],
      ];
    case 'group':
      return [
        ['id', row.id],
        ['time zone', row.timeZone],
        ['address', addressLine(row.address)],
        ['calling line id', row.callingLineIdPhoneNumber],
        ['location dialling code', row.locationDialingCode],
        ['details', row.detail],
      ];
    case 'user':
      return [
        ['user id', row.userId],
        ['group', row.groupKey],
        ['e-mail', row.emailAddress],
        ['number', row.dn ?? row.phoneNumber],
        ['extension', row.extension],
        ['department', row.department],
        ['device', row.endpoint?.deviceName],
        ['line/port', row.endpoint?.linePort],
        ['behind a PBX', row.trunk ? 'yes' : undefined],
        ['time zone', row.timeZone],
        ['language', row.language],
        ['service packs', packs.join(', ')],
        ['details', row.detail],
        ['services', row.servicesState],
      ];
    case 'serviceInstance':
      return [
        ['user id', row.userId],
        ['type', row.type],
        ['group', row.groupKey],
        ['number', row.dn ?? row.phoneNumber],
        ['extension', row.extension],
        ['active', row.active === undefined ? undefined : row.active ? 'yes' : 'no'],
        ['details', row.detail],
      ];
    case 'device':
      return [
        ['type', row.type],
        ['level', row.level],
        ['group', row.groupKey],
        ['MAC', row.macAddress],
        ['MAC candidate', row.macCandidate?.mac],
        ['user agent', row.version],
        ['status', row.status],
        ['lines', row.lines.map(({ userKey }) => userKey).join(', ')],
        ['details', row.detail],
      ];
    case 'number':
      return [
        ['written', row.written],
        ['group', row.groupKey],
        ['activated', row.activated === undefined ? undefined : row.activated ? 'yes' : 'no'],
        ['owner', row.ownerKey],
        ['extension', row.extension],
      ];
    default:
      return kind satisfies never;
  }
}

function addressLine(address: SourceAddress | undefined): string | undefined {
  if (address === undefined) return undefined;
  const { addressLine1, addressLine2, city, stateOrProvince, zipOrPostalCode, country } = address;
  return [addressLine1, addressLine2, city, stateOrProvince, zipOrPostalCode, country]
    .filter((part) => part !== undefined)
    .join(', ');
}
