import { z } from 'zod';
import { DEVICE_MODELS } from '../device-models.ts';
import type { Stored } from '../objects.ts';
import { ApiError, NO_CONTENT, notFound, type Reply } from '../reply.ts';
import { get, type RequestContext, type Route, withBody } from '../route.ts';
import { membersOf } from './device-members.ts';
import { pathDevice } from './devices.ts';
import { readSetting, writeSetting } from './setting-store.ts';

const TYPES = [
  'PRIMARY_LINE',
  'SHARED_LINE',
  'MONITOR',
  'CALL_PARK_EXTENSION',
  'SPEED_DIAL',
  'OPEN',
  'CLOSED',
  'MODE_MANAGEMENT',
] as const;

const lineKey = z.strictObject({
  lineKeyIndex: z.number().int().min(1),
  lineKeyType: z.enum(TYPES),
  lineKeyLabel: z.string().optional(),
  lineKeyValue: z
    .string()
    .regex(/^(?:\+?[0-9*#]+|[A-Za-z0-9_ .+-]+@[A-Za-z0-9_ .+-]+)$/, 'must be a number, an extension or user@host')
    .optional(),
  sharedLineIndex: z.number().int().min(1).optional(),
});
const kemKey = z.strictObject({
  kemModuleIndex: z.number().int().min(1),
  kemKeyIndex: z.number().int().min(1),
  kemKeyType: z.enum(TYPES),
  kemKeyLabel: z.string().optional(),
  kemKeyValue: z.string().optional(),
  sharedLineIndex: z.number().int().min(1).optional(),
});
const layout = z.strictObject({
  layoutMode: z.enum(['DEFAULT', 'CUSTOM']),
  userReorderEnabled: z.boolean().optional(),
  lineKeys: z.array(lineKey),
  kemModuleType: z.enum(['KEM_14_KEYS', 'KEM_18_KEYS', 'KEM_20_KEYS']).optional(),
  kemKeys: z.array(kemKey).optional(),
});

/** Line keys of a phone, where it has some that a layout can fill. */
export function deviceLayoutRoutes(): Route[] {
  const path = '/telephony/config/devices/{deviceId}/layout';
  return [
    get(path, (context) => {
      const { device, keys } = withKeys(context);
      return { status: 200, body: readSetting(context.seen, device, 'layout') ?? defaultLayout(context, device, keys) };
    }),
    withBody('PUT', path, layout, write),
  ];
}

/** 404 for phones whose keys are set elsewhere, or that have none. */
function withKeys(context: RequestContext): { readonly device: Stored<'device'>; readonly keys: number } {
  const device = pathDevice(context);
  const keys = DEVICE_MODELS.find(({ model }) => model === device.data.model)?.keys ?? 0;
  if (keys === 0) throw notFound('layout');
  return { device, keys };
}

function defaultLayout(context: RequestContext, device: Stored<'device'>, keys: number): object {
  const lines = membersOf(context.seen, device).slice(0, keys);
  return {
    layoutMode: 'DEFAULT',
    userReorderEnabled: false,
    lineKeys: Array.from({ length: keys }, (_, index) => {
      const type = index === 0 ? 'PRIMARY_LINE' : index < lines.length ? 'SHARED_LINE' : 'OPEN';
      return {
        lineKeyIndex: index + 1,
        lineKeyType: type,
        ...(type === 'SHARED_LINE' ? { sharedLineIndex: index } : {}),
      };
    }),
  };
}

function write(context: RequestContext, body: z.output<typeof layout>): Reply {
  const { device, keys } = withKeys(context);
  const shared = membersOf(context.state, device).length - 1;
  const seen = new Set<number>();
  for (const { lineKeyIndex, lineKeyType, lineKeyValue, sharedLineIndex } of body.lineKeys) {
    const at = `lineKeys ${lineKeyIndex}`;
    if (lineKeyIndex > keys) throw invalid(`${at}: the phone has ${keys} keys`);
    if (seen.has(lineKeyIndex)) throw invalid(`${at} is given twice`);
    seen.add(lineKeyIndex);
    if (lineKeyType === 'SPEED_DIAL' && lineKeyValue === undefined) throw invalid(`${at}: lineKeyValue is required`);
    if (lineKeyType === 'SHARED_LINE' && (sharedLineIndex ?? shared + 1) > shared) {
      throw invalid(`${at}: the phone has ${shared} shared lines`);
    }
  }
  writeSetting(context.state, device, 'layout', body);
  return NO_CONTENT;
}

function invalid(description: string): ApiError {
  return new ApiError(400, description, { errorCode: 25024 });
}
