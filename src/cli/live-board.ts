import type { WebexTransport } from '../webex/transport.ts';

/** What a person wants to see while a run goes on, besides how many steps are done. */
export interface LiveBoard {
  /** A transport that is watched: how many requests left in the last minute, and what is under way. */
  watch(transport: WebexTransport, requestsPerMinute: number): WebexTransport;
  /** Which step belongs to which customer. */
  expect(steps: readonly (readonly [step: string, customer: string])[]): void;
  /** A step has ended in a state. */
  ended(step: string, state: string): void;
  /** `42 of 300 requests/min; POST /people 3 s`, sent in the last minute and the oldest in flight; nothing before the first one. */
  requests(): string[];
  /** A line for each customer that is being worked on; those not begun and those done fold into one each. */
  customerLines(most: number): string[];
  /** Whether a live display owns the terminal: what is written beside it shows only once it ends. */
  drawn: boolean;
  /** Something that the operator should see at once. */
  say(message: string): void;
  /** What was said last. */
  notes(): string[];
}

interface Customer {
  total: number;
  done: number;
  troubled: number;
}

const MINUTE_MS = 60_000;
/** States that need somebody's attention. */
const TROUBLES = new Set(['failed', 'skipped', 'unknown', 'waiting']);

/** @param now - milliseconds that never go back */
export function createLiveBoard(now: () => number = () => performance.now()): LiveBoard {
  const customers = new Map<string, Customer>();
  const customerOf = new Map<string, string>();
  const inFlight = new Map<number, { readonly what: string; readonly since: number }>();
  let sent: number[] = [];
  let budget: number | undefined;
  let next = 0;
  let said: string | undefined;

  return {
    drawn: false,
    say(message) {
      said = message;
    },
    notes: () => (said === undefined ? [] : [said]),
    watch(transport, requestsPerMinute) {
      budget = requestsPerMinute;
      return {
        async send(request, signal) {
          const id = next++;
          const since = now();
          inFlight.set(id, { what: `${request.method} ${request.path.replace(/^https?:\/\/[^/]+/, '')}`, since });
          sent.push(since);
          try {
            return await transport.send(request, signal);
          } finally {
            inFlight.delete(id);
          }
        },
      };
    },
    expect(steps) {
      customers.clear();
      customerOf.clear();
      for (const [step, customer] of steps) {
        customerOf.set(step, customer);
        const entry = customers.get(customer) ?? { total: 0, done: 0, troubled: 0 };
        entry.total += 1;
        customers.set(customer, entry);
      }
    },
    ended(step, state) {
      const entry = customers.get(customerOf.get(step) ?? '');
      if (entry === undefined) return;
      entry.done += 1;
      if (TROUBLES.has(state)) entry.troubled += 1;
    },
    requests() {
      if (budget === undefined) return [];
      const present = now();
      sent = sent.filter((at) => present - at < MINUTE_MS);
      const oldest = inFlight.values().next().value;
      const flying =
        oldest === undefined ? '' : `; ${shortened(oldest.what)} ${Math.round((present - oldest.since) / 1000)} s`;
      return [`${sent.length} of ${budget} requests/min${flying}`];
    },
    customerLines(most) {
      const all = [...customers];
      const active = all.filter(([, { done, total }]) => done > 0 && done < total);
      const finished = all.filter(([, { done, total }]) => done >= total);
      const shown = active.slice(0, Math.max(0, most - 2));
      const troubled = finished.reduce((sum, [, customer]) => sum + customer.troubled, 0);
      const folded = all.length - finished.length - shown.length;
      return [
        ...shown.map(([name, customer]) => lineOf(name, customer)),
        ...(finished.length > 0
          ? [`${finished.length} ${finished.length === 1 ? 'customer' : 'customers'} through${attention(troubled)}`]
          : []),
        ...(folded > 0 && all.length > 1 ? [`${folded} more to come`] : []),
      ];
    },
  };
}

function lineOf(customer: string, { done, total, troubled }: Customer): string {
  return `${shortened(customer.replace(/^customer:/, ''))}: ${done}/${total}${attention(troubled)}`;
}

function attention(count: number): string {
  return count === 0 ? '' : `, ${count} not done`;
}

const LONGEST = 40;

/** Ids in paths are long: the end tells more than the middle. */
function shortened(text: string): string {
  const printable = text.replaceAll(/\p{Cc}/gu, '\uFFFD').replace(/[?].*$/, '');
  return printable.length <= LONGEST ? printable : `${printable.slice(0, 17)}…${printable.slice(-22)}`;
}
