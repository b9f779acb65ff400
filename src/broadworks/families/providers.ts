import { joinKey } from '../../domain/keys.ts';
import { flag, tableRows, text } from '../../domain/response-body.ts';
import type { SourceProvider } from '../../domain/source.ts';
import { present } from '../present.ts';
import type { ResponseReader } from '../reader.ts';
import { addressOf, cellFlag, contactOf } from './shared.ts';

const list: ResponseReader = {
  bases: ['ServiceProviderGetListResponse'],
  describes: ['system'],
  *lists(body) {
    for (const row of tableRows(body, 'serviceProviderTable')) {
      const id = row.get('Service Provider Id');
      if (id !== undefined) yield { kind: 'serviceProvider', key: joinKey(id) };
    }
  },
  project({ body }, model) {
    for (const row of tableRows(body, 'serviceProviderTable')) {
      const id = row.get('Service Provider Id');
      if (id === undefined) continue;
      const provider = model.provider(joinKey(id));
      provider.list = {
        ...present<SourceProvider>({
          id,
          name: row.get('Service Provider Name'),
          isEnterprise: cellFlag(row.get('Is Enterprise')),
          resellerId: row.get('Reseller Id'),
        }),
        ...provider.list,
      };
    }
  },
};

const detail: ResponseReader = {
  bases: ['ServiceProviderGetResponse'],
  describes: ['serviceProvider'],
  own(body) {
    const id = text(body, 'serviceProviderId');
    return id === undefined ? undefined : { kind: 'serviceProvider', key: joinKey(id) };
  },
  project({ owner, state, body }, model) {
    if (state === 'error') return;
    model.provider(owner.key).detail = present<SourceProvider>({
      name: text(body, 'serviceProviderName'),
      isEnterprise: flag(body, 'isEnterprise'),
      defaultDomain: text(body, 'defaultDomain'),
      supportEmail: text(body, 'supportEmail'),
      contact: contactOf(body),
      address: addressOf(body),
      resellerId: text(body, 'resellerId'),
      externalId: text(body, 'serviceProviderExternalId'),
    });
  },
};

export const providerReaders = [list, detail] as const;
