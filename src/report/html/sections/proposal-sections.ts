import type { MappingPart } from '../../parts/mapping-part.ts';
import type { ReadinessPart } from '../../parts/readiness.ts';
import { amount, fateWord, kindWord, packageWord, several } from '../../words.ts';
import { rankedBars } from '../charts.ts';
import { dataTable, joined, name } from '../data-table.ts';
import { readinessState, state } from '../marks.ts';
import type { Section } from '../section.ts';
import { html } from '../tag.ts';

type Mapping = Extract<MappingPart, { done: true }>;

export function customersSection(mapping: Mapping, readiness: ReadinessPart | undefined): Section {
  const { customers, locations } = mapping;
  const many = customers.length > 1;
  return {
    id: 'customers',
    title: 'Customers and locations',
    badge: amount(customers.length),
    body: html`<h3>Customers</h3>
${dataTable(
  'Webex customers',
  [
    { title: 'Customer' },
    { title: 'External id', look: 'path' },
    { title: 'Locations', look: 'number' },
    { title: 'Subscribers', look: 'number' },
    { title: 'Webex workspaces', look: 'number' },
    { title: 'Virtual lines', look: 'number' },
    { title: 'Left behind', look: 'number' },
    { title: 'First administrator' },
    { title: 'Readiness', look: 'state' },
  ],
  customers.map((customer) => [
    customer.name,
    customer.externalId,
    amount(customer.locations),
    amount(customer.subscribers),
    amount(customer.workspaces),
    amount(customer.virtualLines),
    amount(customer.notMigrated),
    customer.administrator ?? '–',
    readinessState(readiness?.objects[customer.id]),
  ]),
)}
<h3>Locations</h3>
${dataTable(
  'Locations',
  [
    { title: many ? 'Location and customer' : 'Location' },
    { title: 'Address', look: 'long' },
    { title: 'Time zone' },
    { title: 'Main number', look: 'key' },
    { title: 'Owners', look: 'number' },
    { title: 'Numbers', look: 'number' },
    { title: 'Readiness', look: 'state' },
  ],
  locations.map((location) => [
    many ? html`${location.name}<small>${location.customer}</small>` : location.name,
    location.address === '' ? state('bad', 'no address') : location.address,
    location.timeZone,
    location.mainNumber ?? '–',
    amount(location.owners),
    amount(location.numbersMoving),
    readinessState(readiness?.objects[location.id]),
  ]),
)}
<p class="note">Owners are subscribers, Webex workspaces and virtual lines. The address of a location is its emergency address: have each one checked.</p>`,
  };
}

export function packagesSection(mapping: Mapping): Section {
  const total = mapping.packageMix.reduce((sum, { count }) => sum + count, 0);
  return {
    id: 'packages',
    title: 'Package mix',
    badge: amount(mapping.packageMix.length),
    body: html`<p class="lead">${several(total, 'package')} for subscribers and Webex workspaces; virtual lines need none.</p>
${rankedBars(
  'Packages by number of owners',
  mapping.packageMix.map((row) => ({
    name: html`${packageWord(row.package)} <code>${row.package}</code>`,
    count: row.count,
  })),
)}`,
  };
}

export function featuresSection(mapping: Mapping): Section {
  return {
    id: 'features',
    title: 'Group features',
    badge: amount(mapping.features.length),
    body:
      mapping.features.length === 0
        ? html`<p>No hunt groups, call queues or auto attendants to move. Whether they were asked for stands in the table of completeness.</p>`
        : dataTable(
            'Hunt groups, call queues and auto attendants',
            [
              { title: 'Name' },
              { title: 'Kind' },
              { title: 'Number', look: 'key' },
              { title: 'Extension', look: 'key' },
              { title: 'Location' },
              { title: 'Agents', look: 'number' },
              { title: 'Arrives' },
            ],
            mapping.features.map((feature) => [
              feature.name,
              kindWord(feature.kind),
              feature.number ?? '–',
              feature.extension ?? '–',
              feature.location,
              feature.kind === 'autoAttendant' ? '–' : amount(feature.agents),
              feature.enabled ? 'switched on' : 'switched off',
            ]),
          ),
  };
}

export function devicesSection(mapping: Mapping): Section {
  const { byFate, rows } = mapping.devices;
  const candidates = rows.filter((device) => device.macEvidence === 'candidate').length;
  return {
    id: 'devices',
    title: 'Phones and devices',
    badge: amount(rows.length),
    body:
      rows.length === 0
        ? html`<p>No devices in the source.</p>`
        : html`${rankedBars(
            'Devices by what becomes of them',
            byFate.map(({ fate, count }) => ({ name: fateWord(fate), count })),
          )}
${candidates > 0 && html`<p>${state('care', `${several(candidates, 'MAC address', 'MAC addresses')} to confirm:`)} read from a name or line port only; nothing is written before a person has compared it.</p>`}
${dataTable(
  'Devices',
  [
    { title: 'Device' },
    { title: 'BroadWorks type' },
    { title: 'MAC', look: 'key' },
    { title: 'Webex model' },
    { title: 'What becomes of it' },
    { title: 'Used by', look: 'long' },
    { title: 'Location' },
  ],
  rows.map((device) => [
    device.name,
    device.sourceType,
    device.mac === undefined
      ? '–'
      : device.macEvidence === 'candidate'
        ? html`${device.mac} <em>to confirm</em>`
        : device.mac,
    device.model ?? '–',
    fateWord(device.fate),
    joined(device.owners.map(name)),
    device.location,
  ]),
)}`,
  };
}

export function numbersSection(mapping: Mapping): Section {
  const { numbers } = mapping;
  return {
    id: 'numbers',
    title: 'Numbers',
    badge: amount(numbers.move + numbers.stay),
    body: html`<p class="lead">${several(numbers.move, 'number moves', 'numbers move')}, ${several(numbers.stay, 'stays', 'stay')}. Numbers arrive inactive; ${amount(numbers.activateAtCutover)} are to be activated at the cutover.</p>
${dataTable(
  'Numbers',
  [
    { title: 'Number', look: 'key' },
    { title: 'Fate' },
    { title: 'Owner', look: 'long' },
    { title: 'Location' },
    { title: 'At cutover' },
    { title: 'Why', look: 'long' },
  ],
  numbers.rows.map((row) => [
    row.number,
    row.fate === 'move' ? 'moves' : 'stays',
    row.owner === undefined ? '–' : row.owner,
    row.location,
    row.fate === 'move' ? (row.activateAtCutover ? 'activate' : 'leave inactive') : '–',
    row.why,
  ]),
)}`,
  };
}

const CATEGORIES = {
  hold: 'held until a person decides',
  unsupported: 'not supported yet',
  'out-of-scope': 'out of scope',
  none: 'nothing to move',
} as const;

export function leftBehindSection(mapping: Mapping): Section {
  const { leftBehind } = mapping;
  return {
    id: 'left-behind',
    title: 'What stays behind',
    badge: amount(leftBehind.length),
    body:
      leftBehind.length === 0
        ? html`<p>${state('good', 'Everything in the source becomes something in Webex.')}</p>`
        : dataTable(
            'Source objects that become nothing in Webex',
            [
              { title: 'Source object' },
              { title: 'Customer' },
              { title: 'Kind of reason' },
              { title: 'Reason', look: 'long' },
            ],
            leftBehind.map((row) => [row.source, row.customer, CATEGORIES[row.category], row.reason]),
          ),
  };
}
