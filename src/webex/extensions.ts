import { z } from 'zod';
import { type Caller, inOrg, type OrgCall } from './call.ts';

const validation = z.object({
  status: z.string(),
  extensionStatus: z
    .array(
      z.object({
        extension: z.string().optional(),
        /** VALID, DUPLICATE, DUPLICATE_IN_LIST, INVALID. */
        state: z.string(),
        message: z.string().optional(),
      }),
    )
    .default([]),
});
export type ExtensionValidation = z.output<typeof validation>;

export function extensionsApi(caller: Caller) {
  return {
    /** Whether extensions are free in a location, or in the whole organisation without one; writes nothing. */
    validate: async (
      extensions: readonly string[],
      call: OrgCall & { readonly locationId?: string },
    ): Promise<ExtensionValidation> => {
      const place = call.locationId === undefined ? '' : `/locations/${encodeURIComponent(call.locationId)}`;
      const path = `/telephony/config${place}/actions/validateExtensions/invoke`;
      return (
        await caller.write(validation, { method: 'POST', ...inOrg(call, path), body: { extensions } }, call.signal)
      ).value;
    },
  };
}
export type ExtensionsApi = ReturnType<typeof extensionsApi>;
