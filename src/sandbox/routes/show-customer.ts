import { licenseId } from '../make-person.ts';
import type { Stored } from '../objects.ts';
import { withoutBlanks } from '../reply.ts';

/** A customer as the API shows it: `orgId` only once provisioned, licence ids only on request. */
export function showCustomer({ id, data }: Stored<'customer'>, withLicenses: boolean): Record<string, unknown> {
  const ready = ['provisioned', 'provisioned_with_errors', 'updating', 'deleting'].includes(data.status);
  return {
    id,
    ...(ready && data.orgId !== undefined ? { orgId: data.orgId } : {}),
    externalId: data.externalId,
    address: withoutBlanks(data.address),
    status: data.status,
    packages: data.packages,
    resourceDetails: {
      packages: data.packages.map((name, index) => {
        const failed = data.status === 'provisioned_with_errors' && index === data.packages.length - 1;
        const status = failed ? 'error' : ready ? 'provisioned' : data.status === 'error' ? 'error' : 'provisioning';
        return {
          name,
          status,
          ...(failed ? { errors: [{ errorCode: 2560, description: 'Calling is under maintenance' }] } : {}),
          ...(withLicenses && status === 'provisioned' ? { licenseIds: [licenseId(name)] } : {}),
        };
      }),
    },
    ...(data.errors.length > 0 ? { errors: data.errors } : {}),
  };
}
