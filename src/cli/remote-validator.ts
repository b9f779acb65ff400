import type { RemoteValidator } from '../precheck/ports.ts';
import type { WebexApi } from '../webex/api.ts';

/** What `precheck --remote` asks; nothing of it writes. */
export function validatorOf(
  {
    customers,
    subscribers,
    people,
    numbers,
    devices,
  }: Pick<WebexApi, 'customers' | 'subscribers' | 'people' | 'numbers' | 'devices'>,
  partnerOrgId: string,
): RemoteValidator {
  return {
    validateCustomer: (body, signal) => customers.validate(body, { scope: body.externalId, signal }),
    validateSubscriber: (body, signal) => subscribers.validate(body, { scope: partnerOrgId, signal }),
    async hasPerson(email, orgId, signal) {
      const found = await people.list({ email }, { orgId, signal });
      // A filter that a target does not know must not make everybody a person of the organisation.
      return found.some(({ emails }) => emails.some((one) => one.toLowerCase() === email.toLowerCase()));
    },
    async validateNumbers(asked, orgId = partnerOrgId, signal) {
      const { numbers: told } = await numbers.validate(asked, { orgId, signal });
      return told.map(({ number, state, detail }) => ({ value: number, state, detail: detail[0] }));
    },
    async validateMacs(asked, orgId = partnerOrgId, signal) {
      const { macStatus } = await devices.validateMacs(asked, { orgId, signal });
      return macStatus.map(({ mac, state, message }) => ({ value: mac, state, detail: message }));
    },
    async supportedModels(orgId = partnerOrgId, signal) {
      return (await devices.supported({ orgId, signal })).map(({ model }) => model);
    },
  };
}
