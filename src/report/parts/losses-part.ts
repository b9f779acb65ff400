import { z } from 'zod';
import type { Loss } from '../../domain/drafts.ts';
import type { ReportPorts } from '../ports.ts';
import { GENERAL_NOTICES } from './general-notices.ts';
import { count } from './part.ts';

/** What people lose or must do, counted per service and per user: the list that a customer signs. */
export const LossesSchema = z.object({
  total: count().describe('Losses: one service of one user, group or instance'),
  owners: count().describe('Users, groups and instances that lose something or have something to do'),
  services: z.array(
    z.object({
      service: z.string(),
      verdict: z.enum(['part', 'manual', 'lost']),
      notice: z.string(),
      action: z.string(),
      count: count(),
      owners: z.array(z.object({ owner: z.string(), name: z.string(), customer: z.string() })),
    }),
  ),
  general: z
    .array(
      z.object({
        id: z.enum(['history', 'codes', 'control-hub', 'by-hand', 'together']),
        audience: z.enum(['users', 'administrators']),
        notice: z.string(),
        action: z.string(),
      }),
    )
    .describe('True for everybody, whatever services were in use'),
});
export type LossesPart = z.output<typeof LossesSchema>;
export type LossGroup = LossesPart['services'][number];

const VERDICT_ORDER: Readonly<Record<Loss['verdict'], number>> = { lost: 0, manual: 1, part: 2 };

export function collectLosses(
  ports: ReportPorts,
  ownerName: (owner: string) => string,
  customerName: (customer: string) => string,
): LossesPart {
  const losses = ports.losses();
  const groups = new Map<string, LossGroup>();
  for (const loss of losses) {
    const key = JSON.stringify([loss.service, loss.verdict, loss.notice, loss.action]);
    let group = groups.get(key);
    if (group === undefined) {
      const { service, verdict, notice, action } = loss;
      group = { service, verdict, notice, action, count: 0, owners: [] };
      groups.set(key, group);
    }
    group.count += 1;
    group.owners.push({ owner: loss.owner, name: ownerName(loss.owner), customer: customerName(loss.customer) });
  }
  return {
    total: losses.length,
    owners: new Set(losses.map((loss) => loss.owner)).size,
    services: [...groups.values()].sort(
      (a, b) =>
        VERDICT_ORDER[a.verdict] - VERDICT_ORDER[b.verdict] || b.count - a.count || (a.service < b.service ? -1 : 1),
    ),
    general: [...GENERAL_NOTICES],
  };
}
