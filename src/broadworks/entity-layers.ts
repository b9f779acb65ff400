import type {
  ReadState,
  SourceDevice,
  SourceDn,
  SourceGroup,
  SourceInstance,
  SourceService,
  SourceUser,
} from '../domain/source.ts';
import type { Form, ShelvedMap } from './shelved-map.ts';

/** What lists said of an entity and what its own response said. */
export interface Layers<Shape> {
  list: Partial<Shape>;
  detail: Partial<Shape>;
}
export interface UserEntry extends Layers<SourceUser> {
  listed: boolean;
  state: ReadState;
  assignedState: ReadState;
  effectiveState: ReadState;
  /** Pack -> where the assignment stands. */
  packs: Map<string, string>;
  dnSource?: string;
  assigned: Map<string, SourceService>;
  effective: Map<string, SourceService>;
}
export interface InstanceEntry extends Layers<SourceInstance> {
  state: ReadState;
  dnSource?: string;
}
export interface DeviceEntry extends Layers<SourceDevice> {
  state: ReadState;
  lines: Map<string, SourceDevice['lines'][number]>;
}
export interface GroupEntry extends Layers<SourceGroup> {
  state: ReadState;
}

/** There are as many numbers as users: a copy for each thing that is said of one would be most of the work. */
export type DnEntry = { -readonly [Field in keyof SourceDn]: SourceDn[Field] };
export type Dns = ShelvedMap<DnEntry>;

// What is read here was written here.
export const DN_FORM: Form<DnEntry> = {
  write: (dn) => JSON.stringify(dn),
  read: (text) => JSON.parse(text) as DnEntry,
};
export const DEVICE_FORM: Form<DeviceEntry> = {
  write: (device) => JSON.stringify({ ...device, lines: [...device.lines] }),
  read(text) {
    const device = JSON.parse(text) as Omit<DeviceEntry, 'lines'> & {
      lines: [string, SourceDevice['lines'][number]][];
    };
    return { ...device, lines: new Map(device.lines) };
  },
};
interface UserText extends Omit<UserEntry, 'packs' | 'assigned' | 'effective'> {
  packs: [string, string][];
  assigned: [string, SourceService][];
  effective: [string, SourceService][];
}
export const USER_FORM: Form<UserEntry> = {
  write(user) {
    const { packs, assigned, effective } = user;
    const text: UserText = { ...user, packs: [...packs], assigned: [...assigned], effective: [...effective] };
    return JSON.stringify(text);
  },
  read(text) {
    const user = JSON.parse(text) as UserText;
    return {
      ...user,
      packs: new Map(user.packs),
      assigned: new Map(user.assigned),
      effective: new Map(user.effective),
    };
  },
};
