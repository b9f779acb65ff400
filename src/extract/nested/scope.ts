import { type EntityRef, joinKey, userKey } from '../../domain/keys.ts';
import type { ElementRule } from './profile-file.ts';
import type { EntityName, ListForm } from './vocabulary.ts';

/** One element that further ones belong to, while it is open. */
export interface Scope {
  readonly entity: EntityName;
  readonly rule: ElementRule;
  readonly parent: Scope | undefined;
  readonly offset: number;
  readonly line: number;
  /** As written; `undefined` until it was met. */
  id: string | undefined;
  /** Rows of lists that are stored when the scope ends. */
  readonly lists: Map<ListForm, CollectedRows>;
  /** The device that a user holds first. */
  endpoint: { readonly name: string; readonly linePort: string | undefined } | undefined;
}

export interface CollectedRows {
  readonly offset: number;
  readonly rows: string[][];
  /** How often it was stored already: long lists are stored in parts. */
  parts: number;
}

/** Ids of the provider and group around it, as far as they are known. */
export function placeOf(scope: Scope | undefined): {
  readonly provider: string | undefined;
  readonly group: string | undefined;
} {
  let provider: string | undefined;
  let group: string | undefined;
  for (let here = scope; here !== undefined; here = here.parent) {
    if (here.entity === 'group') group = here.id;
    if (here.entity === 'serviceProvider') provider = here.id;
  }
  return { provider, group };
}

/** Whether everything around it has its id by now. */
export function isPlaced(scope: Scope | undefined): boolean {
  for (let here = scope; here !== undefined; here = here.parent) {
    if ((here.entity === 'group' || here.entity === 'serviceProvider') && here.id === undefined) return false;
  }
  return true;
}

/** Whom the element describes; `undefined` without its id. */
export function ownerOf(scope: Scope | undefined): EntityRef | undefined {
  if (scope?.id === undefined) return undefined;
  const { provider, group } = placeOf(scope);
  switch (scope.entity) {
    case 'serviceProvider':
      return { kind: 'serviceProvider', key: joinKey(scope.id) };
    case 'servicePack':
      return provider === undefined ? undefined : { kind: 'servicePack', key: joinKey(provider, scope.id) };
    case 'group':
      return provider === undefined ? undefined : { kind: 'group', key: joinKey(provider, scope.id) };
    case 'user':
      return { kind: 'user', key: userKey(scope.id) };
    case 'device': {
      if (provider === undefined) return undefined;
      return { kind: 'device', key: joinKey(provider, ...(group === undefined ? [] : [group]), scope.id) };
    }
    default:
      return { kind: 'serviceInstance', key: userKey(scope.id) };
  }
}
