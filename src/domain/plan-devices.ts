import type { DeviceData, DeviceMemberData, LineKeyData } from './device-data.ts';
import type { StepBase, StepRef } from './plan-step.ts';

export interface DeviceStep extends StepBase {
  readonly kind: 'device';
  readonly payload: Pick<DeviceData, 'name'> & {
    readonly mac: string;
    readonly model: string;
    readonly customer: StepRef;
    readonly owner: StepRef;
  };
}

/** All lines of one phone; without `device` those of its owner's Webex App. */
export interface DeviceMembersStep extends StepBase {
  readonly kind: 'deviceMembers';
  readonly payload: {
    readonly customer: StepRef;
    readonly owner: StepRef;
    readonly device?: StepRef;
    readonly members: readonly (Omit<DeviceMemberData, 'owner'> & { readonly owner: StepRef })[];
  };
}

export interface DeviceLayoutStep extends StepBase {
  readonly kind: 'deviceLayout';
  readonly payload: {
    readonly customer: StepRef;
    readonly device: StepRef;
    readonly keys: readonly LineKeyData[];
    readonly moduleKeys?: number;
  };
}

export interface DectNetworkStep extends StepBase {
  readonly kind: 'dectNetwork';
  readonly payload: {
    readonly customer: StepRef;
    readonly location: StepRef;
    readonly name: string;
    readonly model: string;
  };
}

export interface DectBaseStep extends StepBase {
  readonly kind: 'dectBase';
  readonly payload: {
    readonly customer: StepRef;
    readonly location: StepRef;
    readonly network: StepRef;
    readonly mac: string;
  };
}

export interface DectHandsetStep extends StepBase {
  readonly kind: 'dectHandset';
  readonly payload: {
    readonly customer: StepRef;
    readonly location: StepRef;
    readonly network: StepRef;
    readonly owner: StepRef;
    readonly displayName: string;
  };
}
