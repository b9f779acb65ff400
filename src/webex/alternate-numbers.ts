import { z } from 'zod';

/** A further number of a hunt group, queue or attendant. */
export interface AlternateNumber {
  readonly phoneNumber: string;
  readonly ringPattern: string;
}

/** As they are answered. */
export const alternateNumbers = z.array(z.object({ phoneNumber: z.string(), ringPattern: z.string().optional() }));
