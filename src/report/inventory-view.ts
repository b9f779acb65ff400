import type { View, ViewBlock } from '../pipeline/view.ts';
import { type CompletenessFacts, completenessBlocks } from './completeness-blocks.ts';
import { type CountName, countRows } from './extract-view.ts';

interface NamedCount {
  readonly name: string;
  readonly count: number;
}

/** What the store says is there. */
export interface InventoryFacts {
  readonly counts: Readonly<Record<CountName, number>>;
  readonly providers: readonly {
    readonly key: string;
    readonly name: string;
    readonly isEnterprise: boolean | undefined;
    readonly groups: number;
    readonly users: number;
  }[];
  readonly groups: readonly {
    readonly key: string;
    readonly name: string;
    readonly users: number;
    readonly serviceInstances: number;
    readonly devices: number;
    readonly numbers: number;
  }[];
  readonly services: readonly (NamedCount & { readonly active: number; readonly inactive: number })[];
  readonly packs: readonly NamedCount[];
  readonly deviceTypes: readonly NamedCount[];
  readonly instanceTypes: readonly NamedCount[];
  readonly completeness: CompletenessFacts;
}

export function inventoryView(facts: InventoryFacts): View {
  if (Object.values(facts.counts).every((count) => count === 0))
    return [
      { kind: 'heading', text: 'Inventory' },
      { kind: 'text', text: 'The snapshot is empty: nothing was extracted into this workspace folder yet.' },
      { kind: 'next', command: 'bw2wholesale extract SOURCE', why: 'read BroadWorks captures' },
    ];
  return [
    { kind: 'heading', text: 'Inventory' },
    { kind: 'table', title: 'In the snapshot', head: ['What', 'Count'], rows: countRows(facts.counts) },
    {
      kind: 'table',
      title: 'Service providers and enterprises',
      head: ['Key', 'Name', 'Kind', 'Groups', 'Users'],
      rows: facts.providers.map((it) => [it.key, it.name, kindOf(it.isEnterprise), it.groups, it.users]),
    },
    {
      kind: 'table',
      title: 'Groups',
      head: ['Key', 'Name', 'Users', 'Instances', 'Devices', 'Numbers'],
      rows: facts.groups.map((it) => [it.key, it.name, it.users, it.serviceInstances, it.devices, it.numbers]),
    },
    {
      kind: 'table',
      title: 'User services (packs expanded)',
      head: ['Service', 'Users', 'Switched on', 'Switched off', 'No switch or not read'],
      rows: facts.services.map((it) => [it.name, it.count, it.active, it.inactive, it.count - it.active - it.inactive]),
    },
    ...counted('Service packs assigned', 'Pack', facts.packs),
    ...counted('Device types', 'Type', facts.deviceTypes),
    ...counted('Service instances', 'Type', facts.instanceTypes),
    ...completenessBlocks(facts.completeness),
    { kind: 'next', command: 'bw2wholesale map', why: 'propose Webex objects for what is there' },
  ];
}

function counted(title: string, what: string, rows: readonly NamedCount[]): ViewBlock[] {
  return rows.length === 0
    ? []
    : [{ kind: 'table', title, head: [what, 'Count'], rows: rows.map((it) => [it.name, it.count]) }];
}

function kindOf(isEnterprise: boolean | undefined): string {
  return isEnterprise === undefined ? 'not said' : isEnterprise ? 'enterprise' : 'service provider';
}
