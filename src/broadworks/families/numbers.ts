import { type EntityRef, joinKey, sourceRef, userKey } from '../../domain/keys.ts';
import { tableRows, texts } from '../../domain/response-body.ts';
import { cellPath } from '../../domain/settings.ts';
import type { SourceDn } from '../../domain/source.ts';
import { expandDns } from '../dn.ts';
import { present } from '../present.ts';
import type { ResponseReader } from '../reader.ts';
import type { SnapshotModel } from '../snapshot-model.ts';
import { cellFlag, providerOf } from './shared.ts';

function add(model: SnapshotModel, owner: EntityRef, written: string, source: string, fields: Partial<SourceDn>): void {
  const numbers = expandDns(written, fields.countryCode);
  if (numbers === undefined) {
    model.issue('number-unreadable', `${owner.kind} ${owner.key}: "${written}" is neither a number nor a range`);
    return;
  }
  for (const dn of numbers) model.addDn({ dn, written, providerKey: providerOf(owner), ...fields, source });
}

/** Strongest first: what a group says of a number goes before what its provider says. */
const assignments: ResponseReader = {
  bases: ['GroupDnGetAssignmentListResponse', 'GroupDnGetSummaryListResponse', 'GroupDnGetActivationListResponse'],
  describes: ['group'],
  project({ owner, base, body }, model) {
    for (const row of tableRows(body, 'dnTable')) {
      const written = row.get('Phone Numbers', 'Phone Number');
      if (written === undefined) continue;
      const user = row.get('User Id');
      const source = sourceRef(owner, base, cellPath('dnTable', 'Phone Numbers', written, 'Activated'));
      const fields = present<SourceDn>({
        groupKey: owner.key,
        activated: cellFlag(row.get('Activated')),
        ownerKey: user === undefined ? undefined : userKey(user),
        ownerType: row.get('User Type'),
        extension: row.get('Extension'),
        countryCode: row.get('Country Code'),
        nationalPrefix: row.get('National Prefix'),
      });
      add(model, owner, written, source, fields);
    }
  },
};

const listed: ResponseReader = {
  bases: ['GroupDnGetListResponse', 'GroupDnGetAvailableListResponse'],
  describes: ['group'],
  project({ owner, base, body }, model) {
    for (const [index, written] of texts(body, 'phoneNumber').entries()) {
      const source = sourceRef(owner, base, index === 0 ? 'phoneNumber' : `phoneNumber[${index + 1}]`);
      add(model, owner, written, source, { groupKey: owner.key });
    }
  },
};

const ofProvider: ResponseReader = {
  bases: ['ServiceProviderDnGetSummaryListResponse'],
  describes: ['serviceProvider'],
  project({ owner, base, body }, model) {
    const table = body.dnSummaryTable === undefined ? 'dnTable' : 'dnSummaryTable';
    for (const row of tableRows(body, table)) {
      const written = row.get('Phone Numbers');
      if (written === undefined) continue;
      const group = row.get('Group Id');
      const source = sourceRef(owner, base, cellPath(table, 'Phone Numbers', written, 'Can Delete'));
      add(model, owner, written, source, group === undefined ? {} : { groupKey: `${owner.key}/${joinKey(group)}` });
    }
  },
};

const available: ResponseReader = {
  bases: ['ServiceProviderDnGetAvailableListResponse'],
  describes: ['serviceProvider'],
  project({ owner, base, body }, model) {
    for (const [index, written] of texts(body, 'availableDn').entries()) {
      add(model, owner, written, sourceRef(owner, base, index === 0 ? 'availableDn' : `availableDn[${index + 1}]`), {});
    }
  },
};

/** Numbers may also be a group's own calling line id, or text outside any table: those are settings, not numbers. */
export const numberReaders = [assignments, listed, ofProvider, available] as const;
