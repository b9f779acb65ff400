import { z } from 'zod';
import type { AskedQuestion } from '../../domain/asked-question.ts';
import { QUESTIONS } from '../../domain/expected-responses.ts';
import type { ReportPorts } from '../ports.ts';
import { EN } from '../texts/en.ts';
import { count } from './part.ts';

/** Kinds of objects that are asked about. */
const OF = ['provider', 'service pack', 'group', 'user', 'user with the service', 'device', 'virtual user'] as const;
type Of = (typeof OF)[number];

/** One question to BroadWorks: for how many it was answered, refused, or never asked. The three never merge. */
export const QuestionSchema = z.object({
  id: z.enum(QUESTIONS),
  question: z.string(),
  of: z.enum(OF).describe('Kind of object that it was asked about'),
  responses: z.array(z.string()).describe('OCI-P responses of which any one answers it'),
  total: count(),
  read: count(),
  error: count(),
  neverAsked: count(),
});
export type Question = z.output<typeof QuestionSchema>;

const KINDS: Readonly<Partial<Record<AskedQuestion['kind'], Of>>> = {
  serviceProvider: 'provider',
  servicePack: 'service pack',
  group: 'group',
  device: 'device',
  serviceInstance: 'virtual user',
};

/** Every question with somebody to ask about, with the numbers of `inventory`. */
export function collectCompleteness(ports: ReportPorts): Question[] {
  return ports.questions().map(({ question, kind, ofService, responses, ...counts }) => ({
    id: question,
    question: EN.source.questions[question],
    of: ofService ? 'user with the service' : (KINDS[kind] ?? 'user'),
    responses: [...responses],
    ...counts,
  }));
}
