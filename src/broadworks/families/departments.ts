import { joinKey } from '../../domain/keys.ts';
import { isElement, tableRows, text, texts } from '../../domain/response-body.ts';
import type { ResponseReader } from '../reader.ts';
import { cellFlag, providerOf } from './shared.ts';

const inGroup: ResponseReader = {
  bases: ['GroupDepartmentGetListResponse'],
  describes: ['group'],
  project({ owner, body }, model) {
    for (const row of tableRows(body, 'departmentTable')) {
      const name = row.get('Department Name');
      if (name === undefined) continue;
      const fullPath = row.get('Full Path Name');
      const number = row.get('Calling Line Id Phone Number');
      const shared = cellFlag(row.get('Is Enterprise Department')) === true;
      const parent = shared ? providerOf(owner) : owner.key;
      model.addDepartment({
        key: `${parent}/${joinKey(fullPath ?? name)}`,
        providerKey: providerOf(owner),
        ...(shared ? {} : { groupKey: owner.key }),
        name,
        ...(fullPath === undefined ? {} : { fullPath }),
        ...(number === undefined ? {} : { callingLineIdPhoneNumber: number }),
      });
    }
  },
};

/** Keys and paths stand in two lists of the same order. */
const inEnterprise: ResponseReader = {
  bases: ['EnterpriseDepartmentGetListResponse'],
  describes: ['serviceProvider'],
  project({ owner, body }, model) {
    const paths = texts(body, 'fullPathName');
    for (const [index, value] of (body.departmentKey ?? []).entries()) {
      if (!isElement(value)) continue;
      const name = text(value, 'name');
      if (name === undefined) continue;
      const fullPath = paths[index];
      const groupId = text(value, 'groupId');
      const parent = groupId === undefined ? owner.key : `${owner.key}/${joinKey(groupId)}`;
      model.addDepartment({
        key: `${parent}/${joinKey(fullPath ?? name)}`,
        providerKey: owner.key,
        ...(groupId === undefined ? {} : { groupKey: parent }),
        name,
        ...(fullPath === undefined ? {} : { fullPath }),
      });
    }
  },
};

export const departmentReaders = [inEnterprise, inGroup] as const;
