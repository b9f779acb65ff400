import { expect } from 'vitest';
import type { Step, StepOutputs } from '../../src/domain/plan.ts';
import type { StepId } from '../../src/domain/plan-step.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/start-sandbox.ts';
import type { Found, StepContext, Written } from '../../src/steps/handler.ts';
import { handlerOf } from '../../src/steps/registry.ts';
import type { RemovingUndo, UndoContext } from '../../src/steps/undo.ts';
import { createWebexApi, type WebexApi } from '../../src/webex/api.ts';
import { createTransport } from '../../src/webex/http.ts';
import type { WebexRequest, WebexResponse, WebexTransport } from '../../src/webex/transport.ts';

interface Exchange {
  readonly request: WebexRequest;
  readonly response: WebexResponse;
}

/** Real client, real HTTP, a sandbox, and an engine of a few lines: look, write, wait, look. */
export interface Rig {
  readonly sandbox: Sandbox;
  readonly webex: WebexApi;
  /** Everything that was answered with 2xx. */
  readonly exchanges: readonly Exchange[];
  readonly context: StepContext;
  /** Ids that a step made, as if a run had recorded them. */
  remember(step: StepId, outputs: StepOutputs): void;
  forget(step: StepId): void;
  lookUp(step: Step): Promise<Found | undefined>;
  write(step: Step, found?: Found): Promise<Written>;
  /** Looks, writes where needed, follows 202 to the end, remembers the ids. */
  carryOut(...steps: readonly Step[]): Promise<void>;
  /** Keeps what stands there before it is carried out, as the engine does for an undo that sets it back. */
  carryOutKeeping(step: Step): Promise<void>;
  /** How a rollback takes the step back, as things stand now. */
  undo(step: Step): {
    standing(): ReturnType<RemovingUndo['standing']>;
    describe(): ReturnType<RemovingUndo['describe']>;
    remove(): ReturnType<RemovingUndo['remove']>;
  };
  /** Something of the location that the steps of `groundwork` have made. */
  locationPath(part: string): string;
  /** Something that somebody else does in the target. */
  behindOurBack(method: WebexRequest['method'], path: string, body?: unknown): Promise<WebexResponse>;
  close(): Promise<void>;
}

export async function openRig(options: Partial<SandboxOptions> = {}): Promise<Rig> {
  const sandbox = await startSandbox({ stateFile: ':memory:', provisioningDelayMs: 20, ...options });
  const plain = createTransport({ baseUrl: sandbox.url, token: () => 'sandbox' });
  const exchanges: Exchange[] = [];
  const recorded: WebexTransport = {
    async send(request, signal) {
      const response = await plain.send(request, signal);
      exchanges.push({ request, response });
      return response;
    },
  };
  const webex = createWebexApi(recorded);
  const known = new Map<StepId, StepOutputs>();
  const { signal } = new AbortController();
  const context: StepContext = { webex, signal, outputs: (id) => known.get(id), label: (id) => `the step ${id}` };

  const lookUp = (step: Step) => handlerOf(step).lookUp(step, context);
  const final = async (step: Step): Promise<Found | undefined> => {
    for (let tries = 0; tries < 100; tries++) {
      const found = await lookUp(step);
      if (found?.pending !== 'provisioning') return found;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`${step.label} stays in provisioning`);
  };

  const rig: Rig = {
    sandbox,
    webex,
    exchanges,
    context,
    lookUp,
    remember: (step, outputs) => void known.set(step, outputs),
    forget: (step) => void known.delete(step),
    write: (step, found) => handlerOf(step).write(step, context, found),
    async carryOut(...steps) {
      for (const step of steps) {
        let found = await final(step);
        for (let writes = 0; found === undefined || found.differences.length > 0; writes++) {
          expect(writes, `writes of ${step.label}: ${JSON.stringify(found?.differences)}`).toBeLessThan(3);
          await handlerOf(step).write(step, context, found);
          found = await final(step);
        }
        known.set(step.id, found.outputs);
      }
    },
    async carryOutKeeping(step) {
      const was = await handlerOf(step).keeps?.(step, context);
      await rig.carryOut(step);
      known.set(step.id, { ...known.get(step.id), ...was });
    },
    undo(step) {
      const { undo } = handlerOf(step);
      if (undo?.kind !== 'remove') throw new Error(`${step.label} is not taken back`);
      const undoing: UndoContext = { ...context, created: [], planning: false };
      return {
        standing: () => undo.standing(step, undoing),
        describe: () => undo.describe(step, undoing),
        remove: () => undo.remove(step, undoing),
      };
    },
    locationPath(part) {
      const { locationId = '', orgId = '' } = { ...known.get('location'), ...known.get('customer') };
      return `/telephony/config/locations/${locationId}/${part}?orgId=${orgId}`;
    },
    behindOurBack: (method, path, body) =>
      plain.send({ method, path, ...(body === undefined ? {} : { body }), scope: 'somebody' }, signal),
    async close() {
      await plain.close();
      await sandbox.close();
    },
  };
  return rig;
}
