import type { MigrationConfig } from '../domain/config.ts';
import { customerConfig } from '../domain/configured.ts';
import { withoutKind } from '../domain/draft-id.ts';
import type { Draft, DraftOf } from '../domain/drafts.ts';
import type { StepOutputs, Target } from '../domain/plan.ts';
import type { StepRecord } from '../domain/plan-record.ts';
import type { StepId } from '../domain/plan-step.ts';
import { WebexHttpError } from '../domain/webex-errors.ts';
import type { StageContext } from '../pipeline/stage.ts';
import { readPatiently } from '../steps/read-patiently.ts';
import type { NumberValidation } from '../webex/numbers.ts';
import type { Blocker } from './blocked-drafts.ts';
import type { BuiltSteps } from './build-context.ts';
import type { LeftBehind } from './left-behind.ts';
import type { Observation } from './observe-target.ts';
import type { PlanPorts } from './ports.ts';

/** Numbers in one question: the API names no limit, so that an answer stays a page to read in a log. */
const EACH = 100;
/** The question was refused, or there is no such question for this token: that says nothing about single numbers. */
const UNANSWERED: readonly number[] = [400, 403, 404, 405, 409, 412, 422];

interface Known {
  readonly drafts: readonly Draft[];
  readonly blockers: readonly Blocker[];
  readonly config: MigrationConfig;
  readonly target: Target;
  readonly built: BuiltSteps;
  readonly seen: ReadonlyMap<StepId, Observation>;
  readonly states: ReadonlyMap<StepId, StepRecord>;
  /** What a rollback has left was asked about already. */
  readonly left: Pick<LeftBehind, 'blocked'>;
}

interface Question {
  readonly draft: DraftOf<'number'>;
  /** The location that is to get the number and does not have it. */
  readonly missingIn: Lacking | undefined;
}

interface Lacking {
  readonly location: string;
  /** It is there already; else it will be made, and cannot be where the number stands now. */
  readonly stands: boolean;
  /** The organisation of the customer is not there: the partner's own was asked. */
  readonly ofPartner: boolean;
}

export interface NumbersElsewhere {
  /** Numbers that Webex would refuse (409, the whole batch of them), with the reason. */
  readonly taken: readonly Blocker[];
  readonly asked: { readonly numbers: number; readonly requests: number };
}

/**
 * Asks whether the numbers that the target does not show in their location can be added: those that another organisation
 * has are found here, before anything is written. Numbers of what a finding holds back are asked about too, so that whoever
 * mends it hears of both. Writes nothing.
 *
 * Numbers are unique in all of Webex, so that for customers without an organisation the partner's own is asked, about all
 * of them together.
 *
 * @throws {MigrationError} `TOKEN_REJECTED`, `TARGET_UNAVAILABLE`
 */
export async function numbersElsewhere(
  context: StageContext,
  known: Known,
  ports: Pick<PlanPorts, 'webex' | 'clock'>,
): Promise<NumbersElsewhere> {
  const taken: Blocker[] = [];
  const asked = { numbers: 0, requests: 0 };
  for (const [orgId, questions] of questionsOf(known)) {
    for (let from = 0; from < questions.length; from += EACH) {
      const part = questions.slice(from, from + EACH);
      const numbers = part.map(({ draft }) => draft.data.number);
      asked.numbers += numbers.length;
      asked.requests += 1;
      const answer = await ask(context, numbers, orgId, ports);
      if (typeof answer === 'string') {
        warn(context, `numbers could not be asked about (${answer}): a clash will show in provisioning only`);
        break;
      }
      const verdicts = new Map(answer.numbers.map((verdict) => [verdict.number, verdict]));
      // A number that the answer leaves out was not judged: that must not look like a yes.
      const silent = numbers.filter((number) => !verdicts.has(number));
      if (silent.length > 0) warn(context, `Webex does not say whether it takes ${silent.join(', ')}`);
      for (const { draft, missingIn } of part) {
        const message = objection(verdicts.get(draft.data.number), missingIn);
        if (message !== undefined) taken.push({ draft: draft.id, customer: draft.customer, message });
      }
    }
  }
  return { taken, asked };
}

/** By the organisation that is asked. */
function questionsOf({ drafts, blockers, config, target, built, seen, states, left }: Known): Map<string, Question[]> {
  const outputs = (id: StepId): StepOutputs | undefined => seen.get(id)?.outputs ?? states.get(id)?.outputs;
  const organisations = new Map<string, string>();
  for (const { id, kind, customer } of built.steps) {
    if (kind !== 'customer' || left.blocked.has(id)) continue;
    const orgId = outputs(id)?.orgId ?? customerConfig(config, withoutKind(customer)).orgId;
    // Of a customer that was not looked for nobody knows whose the numbers are.
    if (orgId !== undefined) organisations.set(customer, orgId);
    else if (seen.get(id)?.action === 'create') organisations.set(customer, target.partnerOrgId);
  }
  const there = new Set<string>();
  const missing = new Map<string, Lacking>();
  for (const step of built.steps) {
    if (step.kind !== 'numbers') continue;
    const observed = seen.get(step.id);
    if (observed === undefined || observed.action === 'blocked') continue;
    const lacks = new Set(observed.action === 'create' ? step.payload.numbers : fieldsOf(observed));
    const location = seen.get(step.payload.location);
    for (const number of step.payload.numbers) {
      if (!lacks.has(number) || left.blocked.has(step.id)) there.add(number);
      else if (location !== undefined && location.action !== 'blocked') {
        missing.set(number, {
          location: nameIn(built, step.payload.location),
          stands: location.outputs !== undefined,
          ofPartner: organisations.get(step.customer) === target.partnerOrgId,
        });
      }
    }
  }
  const judged = new Set(blockers.map(({ draft, rule }) => (rule === 'remote-number-unavailable' ? draft : undefined)));
  const questions = new Map<string, Question[]>();
  for (const draft of drafts) {
    if (draft.kind !== 'number' || draft.data.fate !== 'move') continue;
    const { number } = draft.data;
    const orgId = organisations.get(draft.customer);
    if (orgId === undefined || there.has(number) || judged.has(draft.id)) continue;
    const list = questions.get(orgId) ?? [];
    list.push({ draft, missingIn: missing.get(number) });
    questions.set(orgId, list);
  }
  return questions;
}

async function ask(
  { signal }: StageContext,
  numbers: readonly string[],
  orgId: string,
  { webex, clock }: Pick<PlanPorts, 'webex' | 'clock'>,
): Promise<NumberValidation | string> {
  const question = async (): Promise<NumberValidation | string> => {
    try {
      return await webex.numbers.validate(numbers, { orgId, signal });
    } catch (error) {
      if (error instanceof WebexHttpError && UNANSWERED.includes(error.status)) {
        return `${error.status}: ${error.message}`;
      }
      throw error;
    }
  };
  return readPatiently(question, { signal, sleep: clock.sleep, what: 'numbers to be added' });
}

/** @returns `undefined` where the number can be added, or is compared later on */
function objection(
  verdict: NumberValidation['numbers'][number] | undefined,
  missingIn: Lacking | undefined,
): string | undefined {
  if (verdict === undefined || /^available$/i.test(verdict.state)) return undefined;
  const { number, state, detail } = verdict;
  if (/^duplicate$/i.test(state)) {
    if (missingIn === undefined) return undefined;
    const { location, stands, ofPartner } = missingIn;
    if (ofPartner)
      return `${number} is in the partner's own organisation in Webex: have it released there, or change the source, then plan again`;
    return stands
      ? `${number} is in another location of the organisation in Webex: move it to ${location} in Control Hub, or change the source, then plan again`
      : `${number} is in another location of the organisation in Webex, and ${location} is not there yet: remove it there in Control Hub with whoever has it, or leave it in that location in migration.yaml, then map and plan again`;
  }
  if (/^unavailable$/i.test(state)) {
    return `${number} is held in Webex by another organisation ("${state}"): have it released there, or change the source, then plan again`;
  }
  return `Webex does not take ${number} ("${state}"${detail[0] === undefined ? '' : `: ${detail[0]}`}): correct it in the source, then map and plan again`;
}

function fieldsOf({ differences }: Observation): string[] {
  return differences.map(({ field }) => field);
}

function nameIn({ steps }: BuiltSteps, location: StepId): string {
  const step = steps.find(({ id }) => id === location);
  return step?.kind === 'location' ? step.payload.name : 'the location';
}

function warn({ emit }: StageContext, message: string): void {
  emit({ type: 'warning', stage: 'plan', message });
}
