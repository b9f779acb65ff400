import { type EntityRef, sourceRef } from '../domain/keys.ts';
import { type BodyElement, child, text } from '../domain/response-body.ts';
import type { SourceAddress, SourceGroup, SourceUser } from '../domain/source.ts';
import { OVERLAY_BASE } from './overlay-columns.ts';

interface OverlayRow {
  readonly owner: EntityRef;
  readonly body: BodyElement;
}

const USER_FIELDS = ['emailAddress', 'firstName', 'lastName'] as const;
const ADDRESS_FIELDS = [
  'addressLine1',
  'addressLine2',
  'city',
  'stateOrProvince',
  'zipOrPostalCode',
  'country',
] as const;

/** Applies overlays to finished rows: what a person wrote beside the captures wins, and says so. */
export interface Overlays {
  add(row: OverlayRow): void;
  user(user: SourceUser): SourceUser;
  group(group: SourceGroup): SourceGroup;
  /** Rows that name nobody, to be asked when all entities were offered. */
  unused(): { readonly code: string; readonly message: string }[];
}

/**
 * A row that names the user id wins over one that names the number.
 *
 * @param rows - the current overlay rows; those of a user may be added until that user is asked for
 */
export function createOverlays(rows: Iterable<OverlayRow>): Overlays {
  const waiting = new Map<string, { readonly owner: EntityRef; readonly body: BodyElement }>();
  const add = ({ owner, body }: OverlayRow): void => void waiting.set(`${owner.kind} ${owner.key}`, { owner, body });
  for (const row of rows) add(row);
  const used = new Set<string>();
  const find = (kind: EntityRef['kind'], key: string | undefined) => {
    if (key === undefined) return undefined;
    const name = `${kind} ${key}`;
    const found = waiting.get(name);
    if (found !== undefined) used.add(name);
    return found;
  };

  return {
    add,
    user(user) {
      let row = user;
      for (const found of [find('dn', user.dn), find('user', user.key)]) {
        if (found === undefined) continue;
        for (const field of USER_FIELDS) {
          const value = text(found.body, field);
          if (value === undefined) continue;
          const overlay = { ...row.overlay, [field]: sourceRef(found.owner, OVERLAY_BASE, field) };
          row = { ...row, [field]: value, overlay };
        }
      }
      return row;
    },
    group(group) {
      const found = find('group', group.key);
      const written = found === undefined ? undefined : child(found.body, 'address');
      if (found === undefined || written === undefined) return group;
      let address: SourceAddress = { ...group.address };
      let overlay = { ...group.overlay };
      for (const field of ADDRESS_FIELDS) {
        const value = text(written, field);
        if (value === undefined) continue;
        address = { ...address, [field]: value };
        overlay = { ...overlay, [`address.${field}`]: sourceRef(found.owner, OVERLAY_BASE, `address.${field}`) };
      }
      return { ...group, address, overlay };
    },
    unused: () =>
      [...waiting]
        .filter(([name]) => !used.has(name))
        .map(([, { owner }]) => ({
          code: 'overlay-unmatched',
          message: `an overlay names ${owner.kind} ${owner.key}, which no capture holds`,
        })),
  };
}
