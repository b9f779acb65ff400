/** Invented plans of three shapes, made by the planner itself from drafts. */
import { buildSteps } from '../../dist/plan/steps-from-drafts.js';

const ADDRESS = {
  addressLine1: '1 Example Street',
  city: 'Portland',
  stateOrProvince: 'OR',
  zipOrPostalCode: '97201',
  country: 'US',
};
const CONFIG = {
  partner: {},
  defaults: { language: 'en_us' },
  packages: { policy: 'safe' },
  limits: { concurrency: 10 },
  customers: {},
  locations: {},
  attestations: { emergencyAddresses: {} },
  precheck: { expireDays: 7, overrides: [] },
};
let serial = 0;

/** One customer: people with a number, every second with a phone, every fourth with a setting. */
function customerDrafts(name, users, perLocation = 200) {
  const customer = `customer:bw:${name}`;
  const draft = (kind, id, data) => ({ id, kind, customer, from: `user:${name}`, data, why: {} });
  const drafts = [
    draft('customer', customer, {
      externalId: `bw:${name}`,
      name,
      primaryEmail: `admin@${name}.example.test`,
      language: 'en_us',
      timeZone: 'America/Los_Angeles',
      billingAddress: ADDRESS,
      packages: ['webex_calling'],
      packageLimits: {},
      firstLocation: `location:${name}/0`,
      administrator: `subscriber:${name}/0`,
    }),
  ];
  for (let index = 0; index < users; index++) {
    const location = `location:${name}/${Math.floor(index / perLocation)}`;
    if (index % perLocation === 0) {
      drafts.push(
        draft('location', location, {
          name: `Site ${index / perLocation}`,
          timeZone: 'America/Los_Angeles',
          language: 'en_us',
          announcementLanguage: 'en_us',
          address: ADDRESS,
          outgoingPermissions: [{ callType: 'INTERNATIONAL', action: 'BLOCK', transferEnabled: false }],
          emergencyCallback: 'LOCATION_NUMBER',
        }),
      );
    }
    serial += 1;
    const number = `+1${2_010_000_000 + serial}`;
    const owner = `subscriber:${name}/${index}`;
    drafts.push(
      draft('number', `number:${number}`, { location, number, activateAtCutover: true, fate: 'move', owner }),
      draft('subscriber', owner, {
        location,
        firstName: 'User',
        lastName: `N${index}`,
        email: `u${index}@${name}.example.test`,
        package: 'webex_calling',
        phoneNumber: number,
        extension: String(1000 + (index % perLocation)),
        administrator: index === 0,
      }),
    );
    if (index % 2 === 0) {
      const mac = serial.toString(16).toUpperCase().padStart(12, '0');
      drafts.push(
        draft('device', `device:${mac}`, {
          location,
          owner,
          sourceType: 'Cisco 8851',
          name: `phone ${mac}`,
          mac,
          macEvidence: 'field',
          model: 'DMS Cisco 8851',
          management: 'cisco',
          fate: 'keep',
          lines: [owner],
        }),
      );
    }
    if (index % 4 === 0) {
      drafts.push(
        draft('setting', `setting:${owner}/doNotDisturb`, { setting: 'doNotDisturb', owner, enabled: false }),
      );
    }
  }
  return drafts;
}

function planOf(drafts, target, change = (steps) => steps) {
  const built = buildSteps(drafts, CONFIG, { blockers: [], provisioningId: 'template' });
  const steps = change(built.steps).map((step) => ({
    step,
    action: step.kind === 'location' && step.payload.first ? 'adopt' : 'create',
    differences: [],
  }));
  const observedAt = '2026-01-01T00:00:00.000Z';
  return { hash: 'bench', target, batch: 'all', inputs: {}, observedAt, steps, unplanned: [] };
}

export function enterprisePlan(users, target) {
  return planOf(customerDrafts('acme', users), target);
}

export function manyCustomersPlan(customers, users, target) {
  const drafts = Array.from({ length: customers }, (_, index) => customerDrafts(`c${index}`, users)).flat();
  return planOf(drafts, target);
}

/** Virtual lines that each need the one before: nothing can go in parallel. */
export function chainPlan(length, target) {
  const drafts = customerDrafts('chain', 1);
  for (let index = 0; index < length; index++) {
    drafts.push({
      id: `virtualLine:${index}`,
      kind: 'virtualLine',
      customer: 'customer:bw:chain',
      from: 'user:chain',
      why: {},
      data: { location: 'location:chain/0', firstName: 'Line', lastName: `N${index}`, extension: String(2000 + index) },
    });
  }
  return planOf(drafts, target, (steps) => {
    let last;
    return steps.map((step) => {
      if (step.kind !== 'virtualLine') return step;
      const linked = last === undefined ? step : { ...step, hard: [...step.hard, last] };
      last = step.id;
      return linked;
    });
  });
}
