import { joinKey } from '../../domain/keys.ts';
import { tableRows, text } from '../../domain/response-body.ts';
import type { SourceGroup } from '../../domain/source.ts';
import { present } from '../present.ts';
import type { ResponseReader } from '../reader.ts';
import { addressOf, contactOf } from './shared.ts';

const list: ResponseReader = {
  bases: ['GroupGetListInServiceProviderResponse'],
  describes: ['serviceProvider'],
  *lists(body, owner) {
    if (owner === undefined) return;
    for (const row of tableRows(body, 'groupTable')) {
      const id = row.get('Group Id');
      if (id !== undefined) yield { kind: 'group', key: `${owner.key}/${joinKey(id)}` };
    }
  },
  project({ owner, body }, model) {
    for (const row of tableRows(body, 'groupTable')) {
      const id = row.get('Group Id');
      if (id === undefined) continue;
      const group = model.group(`${owner.key}/${joinKey(id)}`);
      group.list = {
        ...present<SourceGroup>({ id, name: row.get('Group Name'), userLimit: row.get('User Limit') }),
        ...group.list,
      };
    }
  },
};

const detail: ResponseReader = {
  bases: ['GroupGetResponse'],
  describes: ['group'],
  own(body) {
    const provider = text(body, 'serviceProviderId');
    const group = text(body, 'groupId');
    return provider === undefined || group === undefined ? undefined : { kind: 'group', key: joinKey(provider, group) };
  },
  project({ owner, state, body }, model) {
    const group = model.group(owner.key);
    group.state = state;
    if (state === 'error') return;
    group.detail = {
      ...group.detail,
      ...present<SourceGroup>({
        name: text(body, 'groupName'),
        defaultDomain: text(body, 'defaultDomain'),
        userLimit: text(body, 'userLimit'),
        callingLineIdName: text(body, 'callingLineIdName'),
        callingLineIdPhoneNumber: text(body, 'callingLineIdPhoneNumber'),
        timeZone: text(body, 'timeZone'),
        locationDialingCode: text(body, 'locationDialingCode'),
        contact: contactOf(body),
        address: addressOf(body),
        externalId: text(body, 'groupExternalId'),
      }),
    };
  },
};

const extensionLength: ResponseReader = {
  bases: ['GroupExtensionLengthGetResponse'],
  describes: ['group'],
  project({ owner, state, body }, model) {
    if (state === 'error') return;
    const group = model.group(owner.key);
    group.detail = {
      ...group.detail,
      extensionLength: present({
        min: text(body, 'minExtensionLength'),
        max: text(body, 'maxExtensionLength'),
        default: text(body, 'defaultExtensionLength'),
      }),
    };
  },
};

export const groupReaders = [list, detail, extensionLength] as const;
