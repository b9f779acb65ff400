import { describe, expect, it } from 'vitest';
import { WebexHttpError, WebexNetworkError } from '../../src/domain/webex-errors.ts';
import { createWebexApi } from '../../src/webex/api.ts';
import { nextPage } from '../../src/webex/paging.ts';
import type { WebexRequest, WebexResponse, WebexTransport } from '../../src/webex/transport.ts';

const { signal } = new AbortController();
const CALL = { orgId: 'org', signal };

describe('createWebexApi', () => {
  it('follows the pages of a list, and adds the query to the first request alone', async () => {
    const { transport, requests } = answering(
      {
        body: { phoneNumbers: [{ phoneNumber: '+15125550100' }] },
        link: '<https://api.example.test/v1/n?start=1>; rel="next"',
      },
      { body: { phoneNumbers: [{ phoneNumber: '+15125550101', extension: null }] } },
    );
    const rows = await createWebexApi(transport).numbers.list({ locationId: 'loc' }, CALL);

    expect(rows).toEqual([{ phoneNumber: '+15125550100' }, { phoneNumber: '+15125550101' }]);
    expect(requests).toMatchObject([
      { path: '/telephony/config/numbers', query: { orgId: 'org', locationId: 'loc' }, scope: 'org' },
      { path: 'https://api.example.test/v1/n?start=1', scope: 'org' },
    ]);
    expect(requests[1]).not.toHaveProperty('query');
  });

  it('does not run in circles when pages point at each other', async () => {
    const again = { body: { items: [] }, link: '<https://api.example.test/v1/locations?x=1>; rel="next"' };
    const { transport } = answering(again, again, again);

    await expect(createWebexApi(transport).locations.list({}, CALL)).rejects.toMatchObject({ code: 'TARGET_REFUSED' });
  });

  it('answers nothing for an object that is not there, and throws every other refusal', async () => {
    const { transport } = answering({ error: 404 }, { error: 500 });
    const api = createWebexApi(transport);

    expect(await api.locations.getCalling('loc', CALL)).toBeUndefined();
    await expect(api.locations.getCalling('loc', CALL)).rejects.toMatchObject({ status: 500 });
  });

  it.each([
    ['the header', { status: 202, headers: { location: 'https://api.example.test/v1/wholesale/customers/Y2%3D' } }],
    ['the body', { status: 202, body: { url: 'https://api.example.test/v1/wholesale/customers/Y2%3D' } }],
  ])('takes the customer id of a 202 from %s', async (_, answer) => {
    const { transport } = answering(answer);
    const customers = createWebexApi(transport).customers;
    const sent = await customers.create(
      { provisioningId: 'p', packages: [], externalId: 'bw:a', address: {} },
      { scope: 'bw:a', signal },
    );

    expect(sent).toEqual({ status: 202, value: 'Y2=' });
  });

  it('acts on behalf of a sub-partner in the wholesale API alone', async () => {
    const { transport, requests } = answering({ body: { items: [] } }, { body: { items: [] } });
    const api = createWebexApi(transport, { subPartnerOrgId: 'sub' });
    await api.subscribers.list({ customerId: 'c' }, { scope: 'org', signal });
    await api.locations.list({}, CALL);

    expect(requests[0]?.query).toMatchObject({ onBehalfOfSubPartnerOrgId: 'sub', customerId: 'c' });
    expect(requests[1]?.query).not.toHaveProperty('onBehalfOfSubPartnerOrgId');
  });

  it('takes `info` of a precheck as one object or as a list, and error codes as number or text', async () => {
    const { transport } = answering(
      { body: { message: 'success', info: { infoCode: 100 } } },
      { body: { message: 'success', info: [{ infoCode: 100 }] } },
      { body: { id: 'c', status: 'error', errors: [{ errorCode: '2560' }, { errorCode: 2560 }] } },
    );
    const api = createWebexApi(transport);
    const call = { scope: 'bw:a', signal };
    const body = { email: 'anna@example.test', package: 'webex_calling', provisioningParameters: {} };

    expect(await api.subscribers.validate(body, call)).toMatchObject({ info: [{ infoCode: 100 }] });
    expect(await api.subscribers.validate(body, call)).toMatchObject({ info: [{ infoCode: 100 }] });
    expect(await api.customers.get('c', call)).toMatchObject({ packages: [], errors: [{}, {}] });
  });

  it('counts an answer of an unknown shape as no answer, so that it is looked up', async () => {
    const { transport } = answering({ body: { items: 'many' } }, { body: { id: 7 } });
    const api = createWebexApi(transport);

    await expect(api.locations.list({}, CALL)).rejects.toThrow(WebexNetworkError);
    await expect(
      api.virtualLines.create({ firstName: 'A', lastName: 'B', locationId: 'l' }, CALL),
    ).rejects.toMatchObject({ sent: true });
  });

  it('encodes ids in paths', async () => {
    const { transport, requests } = answering({ error: 404 });
    await createWebexApi(transport).people.get('a/b=', CALL);

    expect(requests[0]?.path).toBe('/people/a%2Fb%3D');
  });
});

describe('nextPage', () => {
  it.each([
    ['<https://h/a?x=1,2>; rel="next"', 'https://h/a?x=1,2'],
    ['<https://h/a>; rel="first", <https://h/b>; rel=next', 'https://h/b'],
    ['<https://h/b>; title="x"; rel="prev next"', 'https://h/b'],
    ['<https://h/a>; rel="nextish"', undefined],
    ['<https://h/a>; rel="first"', undefined],
    [undefined, undefined],
  ])('%s', (header, expected) => {
    expect(nextPage(header)).toBe(expected);
  });
});

interface Answer {
  readonly status?: number;
  readonly body?: unknown;
  readonly link?: string;
  readonly headers?: Record<string, string>;
  readonly error?: number;
}

/** A transport that gives the answers one after another. */
function answering(...answers: readonly Answer[]) {
  const requests: WebexRequest[] = [];
  const transport: WebexTransport = {
    async send(request): Promise<WebexResponse> {
      const { status = 200, body, link, headers = {}, error } = answers[requests.length] ?? { error: 599 };
      requests.push(request);
      if (error !== undefined) throw new WebexHttpError('refused', { status: error });
      return { status, body, headers: { ...headers, ...(link === undefined ? {} : { link }) } };
    },
  };
  return { transport, requests };
}
