import { afterEach, describe, expect, it } from 'vitest';
import { createWebexApi } from '../../src/webex/api.ts';
import { createTransport } from '../../src/webex/http.ts';
import { createSandboxHarness, type SandboxHarness } from '../provision/sandbox-harness.ts';

let open: SandboxHarness | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

async function provisioned(): Promise<SandboxHarness> {
  open = await createSandboxHarness();
  await open.plan();
  await open.provision();
  return open;
}

describe('runVerify', () => {
  it('finds what somebody changed or added by hand', async () => {
    const harness = await provisioned();
    const transport = createTransport({ baseUrl: harness.sandbox.url, token: () => 'sandbox' });
    const webex = createWebexApi(transport);
    const signal = new AbortController().signal;
    const states = [...harness.journal.states(harness.target.key).values()];
    const orgId = states.find(({ kind }) => kind === 'customer')?.outputs.orgId ?? '';
    const location = states.find(({ label }) => label === 'location south')?.outputs.locationId ?? '';
    await webex.numbers.add(location, { phoneNumbers: ['+15035550177'], state: 'INACTIVE' }, { orgId, signal });
    const personId = states.find(({ label }) => label === 'subscriber anna@example.test')?.outputs.personId ?? '';
    await transport.send(
      {
        method: 'PUT',
        path: `/people/${personId}/features/callWaiting`,
        query: { orgId },
        body: { enabled: true },
        scope: orgId,
      },
      signal,
    );

    const summary = await harness.verify();
    await transport.close();

    expect(summary).toMatchObject({ different: 1, missing: 0, extra: 1 });
    expect(summary.items.map(({ state, label }) => [state, label])).toEqual([
      ['different', 'call waiting of subscriber anna@example.test'],
      ['extra', 'number +15035550177 in customer Acme'],
    ]);
  });

  it('refuses to verify a target that nothing was planned for', async () => {
    open = await createSandboxHarness();

    await expect(open.verify()).rejects.toMatchObject({ code: 'NOTHING_PLANNED' });
  });
});
