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
/** Of the modules that fit the phones that the sandbox knows. */
const MODULE_KEYS: Readonly<Record<string, number>> = { KEM_14_KEYS: 14, KEM_18_KEYS: 18 };

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
function withKeys(context: RequestContext): {
  readonly device: Stored<'device'>;
  readonly keys: number;
  readonly modules: number;
} {
  const device = pathDevice(context);
  const { keys = 0, modules = 0 } = DEVICE_MODELS.find(({ model }) => model === device.data.model) ?? {};
  if (keys === 0) throw notFound('layout');
  return { device, keys, modules };
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
  const { device, keys, modules } = withKeys(context);
  const shared = membersOf(context.state, device).length - 1;
  checkKeys(
    body.lineKeys.map((key) => ({
      at: `lineKeys ${key.lineKeyIndex}`,
      fault: key.lineKeyIndex > keys ? `the phone has ${keys} keys` : undefined,
      type: key.lineKeyType,
      value: key.lineKeyValue,
      line: key.sharedLineIndex,
    })),
    shared,
  );
  checkKeys(moduleKeys(body, modules), shared);
  writeSetting(context.state, device, 'layout', body);
  return NO_CONTENT;
}

interface Key {
  readonly at: string;
  /** Why there is no such key. */
  readonly fault: string | undefined;
  readonly type: string;
  readonly value: string | undefined;
  readonly line: number | undefined;
}

function checkKeys(keys: readonly Key[], shared: number): void {
  const seen = new Set<string>();
  for (const { at, fault, type, value, line } of keys) {
    if (fault !== undefined) throw invalid(`${at}: ${fault}`);
    if (seen.has(at)) throw invalid(`${at} is given twice`);
    seen.add(at);
    if (type === 'SPEED_DIAL' && value === undefined) throw invalid(`${at}: a value is required`);
    if (type === 'SHARED_LINE' && (line ?? shared + 1) > shared) {
      throw invalid(`${at}: the phone has ${shared} shared lines`);
    }
  }
}

function moduleKeys({ kemModuleType, kemKeys = [] }: z.output<typeof layout>, modules: number): Key[] {
  if (kemKeys.length === 0) return [];
  if (modules === 0) throw invalid('kemKeys: the phone takes no expansion module');
  const size = MODULE_KEYS[kemModuleType ?? 'none'];
  if (size === undefined) throw invalid(`kemModuleType: the phone takes ${Object.keys(MODULE_KEYS).join(' or ')}`);
  return kemKeys.map(({ kemModuleIndex, kemKeyIndex, kemKeyType, kemKeyValue, sharedLineIndex }) => ({
    at: `kemKeys ${kemModuleIndex}/${kemKeyIndex}`,
    fault:
      kemModuleIndex > modules
        ? `the phone takes ${modules} modules`
        : kemKeyIndex > size
          ? `the module has ${size} keys`
          : undefined,
    type: kemKeyType,
    value: kemKeyValue,
    line: sharedLineIndex,
  }));
}

function invalid(description: string): ApiError {
  return new ApiError(400, description, { errorCode: 25024 });
}
