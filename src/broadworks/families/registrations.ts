import { tableRows } from '../../domain/response-body.ts';
import { present } from '../present.ts';
import type { OwnedResponse } from '../reader.ts';
import type { SnapshotModel } from '../snapshot-model.ts';
import { featureReader } from './feature-reader.ts';
import { deviceKeyOf } from './users.ts';

/** The user agent of a registration is the true model and firmware of its device. */
function projectAgents({ owner, body }: OwnedResponse, model: SnapshotModel): void {
  if (owner.kind !== 'user') return;
  const user = model.user(owner.key);
  const [provider, group] = (user.detail.groupKey ?? user.list.groupKey ?? '').split('/').map(decodeURIComponent);
  if (provider === undefined || group === undefined) return;
  for (const row of tableRows(body, 'registrationTable')) {
    const userAgent = row.get('User Agent');
    const key = deviceKeyOf(row.get('Device Level'), row.get('Device Name'), provider, group);
    if (key === undefined || userAgent === undefined) continue;
    const device = model.device(key);
    device.list = { ...device.list, userAgent };
  }
}

const registrations = featureReader(
  ['user', 'serviceInstance'],
  {
    base: 'UserGetRegistrationListResponse',
    name: 'registrations',
    read: (body) => ({
      registrations: tableRows(body, 'registrationTable').map((row) =>
        present({
          deviceLevel: row.get('Device Level'),
          deviceName: row.get('Device Name'),
          linePort: row.get('Line/Port'),
          endpointType: row.get('Endpoint Type'),
          userAgent: row.get('User Agent'),
          expiration: row.get('Expiration'),
        }),
      ),
    }),
  },
  projectAgents,
);

export const registrationReaders = [registrations] as const;
