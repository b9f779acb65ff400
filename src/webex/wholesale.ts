import { z } from 'zod';

/** Error item of customers, packages and subscribers; the code was a string once (R-CUS-5). */
export const wholesaleError = z.object({
  errorCode: z.union([z.number(), z.string()]).optional(),
  description: z.string().optional(),
});

const info = z.object({ infoCode: z.number().optional(), description: z.string().optional() });

/** Success of a precheck; info code 100 means valid. The published schema says one object, its example an array. */
export const precheckAnswer = z.object({
  message: z.string().optional(),
  info: z.union([z.array(info), info.transform((one) => [one])]).default([]),
});
export type PrecheckAnswer = z.output<typeof precheckAnswer>;
