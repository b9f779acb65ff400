import type { DraftId } from './draft-id.ts';

export type DeviceManagement = 'cisco' | 'cisco-third-party' | 'customer' | 'partner' | 'none';

export type DeviceFate = 'keep' | 'convert' | 'partner-managed' | 'customer-managed' | 'replace' | 'drop' | 'hold';

export interface DeviceData {
  readonly location: DraftId;
  readonly owner?: DraftId;
  readonly sourceType: string;
  readonly name: string;
  /** 12 hex digits, upper case. */
  readonly mac?: string;
  /** `candidate`: found in a name or line/port; a person confirms it before it is written. */
  readonly macEvidence: 'field' | 'candidate' | 'none';
  /** Webex model such as `DMS Cisco 8851`, where one exists. */
  readonly model?: string;
  readonly management: DeviceManagement;
  readonly fate: DeviceFate;
  /** All owners of a line on it, the primary one first. */
  readonly lines: readonly DraftId[];
  /** Lines that are written to it (or, for a client that is dropped, to the Webex App of its owner); none: its owner's alone. */
  readonly members?: readonly DeviceMemberData[];
  /** For the base of a DECT network: one handset per line, which takes the place of phone and lines. */
  readonly handsets?: readonly DectHandsetData[];
  /** Line keys that are written to it; none: the target's own layout. */
  readonly layout?: readonly LineKeyData[];
  /** Keys of each expansion module, where the layout goes on there. */
  readonly moduleKeys?: number;
}

export interface DeviceMemberData {
  readonly owner: DraftId;
  /** Place on the phone, from 1. */
  readonly port: number;
  /** `PRIMARY`: the phone is its owner's own one, as each port of an adapter is. */
  readonly lineType: 'PRIMARY' | 'SHARED_CALL_APPEARANCE';
}

export interface DectHandsetData {
  readonly owner: DraftId;
  /** At most 16 characters. */
  readonly displayName: string;
}

export interface LineKeyData {
  /** From 1, on the phone or on its module. */
  readonly index: number;
  /** Which expansion module, from 1; missing: the phone itself. */
  readonly module?: number;
  readonly type: 'PRIMARY_LINE' | 'SHARED_LINE' | 'MONITOR' | 'SPEED_DIAL';
  readonly label?: string;
  /** Number or extension of a speed dial. */
  readonly value?: string;
  /** Which of the shared lines, from 1. */
  readonly sharedLine?: number;
}
