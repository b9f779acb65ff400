import { afterAll, describe, expect, it } from 'vitest';
import type { Draft, SettingData } from '../../src/domain/drafts.ts';
import { createWebexApi } from '../../src/webex/api.ts';
import type { OrgCall } from '../../src/webex/call.ts';
import { createTransport } from '../../src/webex/http.ts';
import { acmeDrafts, CUSTOMER } from '../builders/draft-builders.ts';
import { createSandboxHarness } from './sandbox-harness.ts';

const open: { close(): Promise<void> }[] = [];
afterAll(() => Promise.all(open.map((each) => each.close())));

const anna = 'subscriber:anna';
const ben = 'subscriber:ben';
const setting = (data: SettingData): Draft => ({
  id: `setting:anna/${data.setting}`,
  kind: 'setting',
  customer: CUSTOMER,
  from: 'user:anna@example.test',
  data,
  why: {},
});
const ABROAD = { callType: 'INTERNATIONAL', action: 'ALLOW', transferEnabled: true } as const;
const ASKED: readonly Draft[] = [
  setting({ setting: 'emergencyCallback', owner: anna, selected: 'LOCATION_MEMBER_NUMBER', member: ben }),
  setting({ setting: 'outgoingPermission', owner: anna, permissions: [ABROAD] }),
  setting({
    setting: 'incomingPermission',
    owner: anna,
    externalTransfer: 'BLOCK_ALL_EXTERNAL',
    internalCalls: true,
    collectCalls: true,
  }),
];

async function moved(drafts: () => readonly Draft[]) {
  const harness = await createSandboxHarness({}, () => [...drafts()]);
  const transport = createTransport({ baseUrl: harness.sandbox.url, token: () => 'sandbox' });
  open.push(harness, transport);
  const { emergency, ownerSettings } = createWebexApi(transport);
  const outputs = (label: string) =>
    [...harness.journal.states(harness.target.key).values()].find((state) => state.label === label)?.outputs ?? {};
  const run = async () => {
    const plan = await harness.plan();
    expect((await harness.provision()).failures).toEqual([]);
    return plan;
  };
  const seen = async () => {
    const owner = { kind: 'person', id: outputs('subscriber anna@example.test').personId ?? '' } as const;
    const call: OrgCall = { orgId: outputs('customer Acme').orgId ?? '', signal: new AbortController().signal };
    const { callingPermissions } = await ownerSettings.further.outgoingPermission.get(owner, call);
    return {
      callback: (await emergency.getOfOwner(owner, call)).selected,
      abroad: callingPermissions.find(({ callType }) => callType === 'INTERNATIONAL')?.action,
      incoming: (await ownerSettings.further.incomingPermission.get(owner, call)).externalTransfer,
    };
  };
  return { harness, run, seen };
}

describe('what an earlier plan has written and nothing asks for any more', () => {
  it('is taken back where it is a right to call or a number that is shown, and proven', async () => {
    let now: readonly Draft[] = [...acmeDrafts(), ...ASKED];
    const { harness, run, seen } = await moved(() => now);
    await run();
    expect(await seen()).toEqual({
      callback: 'LOCATION_MEMBER_NUMBER',
      abroad: 'ALLOW',
      incoming: 'BLOCK_ALL_EXTERNAL',
    });

    now = acmeDrafts();
    await run();

    expect(await seen()).toEqual({ callback: 'DIRECT_LINE', abroad: 'BLOCK', incoming: 'ALLOW_ALL_EXTERNAL' });
    expect(await harness.verify()).toMatchObject({ different: 0, missing: 0, notDone: 0 });
  });

  it('is nothing to do where nothing was written', async () => {
    const { harness, run } = await moved(acmeDrafts);
    const before = await run();
    const after = await harness.plan();

    expect(after.steps).toMatchObject({ total: before.steps.total, byKind: before.steps.byKind });
  });
});
