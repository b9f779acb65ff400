import type { Draft, DraftOf } from '../domain/drafts.ts';
import type { Finding } from '../domain/findings.ts';
import { type Answer, askTarget, DATA_REFUSED, inItsWords } from './ask-target.ts';
import type { Verdict } from './ports.ts';
import { type RemoteRuleId, remoteFinding } from './rules/remote.ts';
import type { RemoteContext } from './validate-remotely.ts';

/** An organisation that may not be asked, or has no such question: that says nothing about the numbers. */
const UNANSWERED: readonly number[] = [403, 404, 405];
/** Numbers or MAC addresses in one request: the API names no limit, so that an answer stays a page to read in a log. */
const EACH = 100;

/**
 * Asks a target whether it would take the numbers and phones of a customer: all at once, before anything is written. Its
 * own words come back as findings. An organisation that does not answer is a warning, for nothing is known then.
 *
 * Numbers and MAC addresses are unique in all of Webex, so that for a customer without an organisation the partner's own
 * is asked. What the customer's organisation has already is no finding: `plan` compares it and adopts it.
 *
 * @param orgId - of the customer, where it has one already
 * @throws {MigrationError} `TOKEN_REJECTED`, `TARGET_UNAVAILABLE`
 */
export async function checkInventory(
  drafts: readonly Draft[],
  isLeftOut: (draft: Draft) => boolean,
  orgId: string | undefined,
  context: RemoteContext,
): Promise<Finding[]> {
  const { remote, target, signal, onChecked } = context;
  const asked = drafts.filter((draft) => !isLeftOut(draft));
  const finding = (id: RemoteRuleId, draft: Draft, message: string): Finding =>
    remoteFinding(id, draft, target.key, message);

  const unanswered: Finding[] = [];
  /** `undefined` where the organisation does not answer: told once for each question. */
  async function ask<Value>(about: string, send: () => Promise<Value>): Promise<Answer<Value> | undefined> {
    const answer = await askTarget(send, context, signal, [...DATA_REFUSED, ...UNANSWERED]);
    if (answer.refused === undefined || !UNANSWERED.includes(answer.refused.status)) return answer;
    const customer = drafts.find(({ kind }) => kind === 'customer');
    const message = `${about} could not be asked about: ${inItsWords(answer.refused)}`;
    if (customer !== undefined) unanswered.push(finding('remote-inventory-unanswered', customer, message));
    return undefined;
  }

  /** One request for many; what is said of none of them counts for each. */
  async function each<Asked extends Draft>(
    list: readonly Asked[],
    about: string,
    rule: RemoteRuleId,
    nameOf: (draft: Asked) => string,
    send: (values: readonly string[]) => Promise<readonly Verdict[]>,
    isFree: (state: string) => boolean,
  ): Promise<Finding[]> {
    const found: Finding[] = [];
    for (let from = 0; from < list.length; from += EACH) {
      signal.throwIfAborted();
      const part = list.slice(from, from + EACH);
      const answer = await ask(about, () => send(part.map(nameOf)));
      if (answer === undefined) return found;
      const verdicts = new Map((answer.refused === undefined ? answer.value : []).map((it) => [plain(it.value), it]));
      for (const draft of part) {
        onChecked();
        const name = nameOf(draft);
        if (answer.refused !== undefined) {
          found.push(finding(rule, draft, `${name}: ${inItsWords(answer.refused)}`));
          continue;
        }
        const verdict = verdicts.get(plain(name));
        // A number that the answer leaves out was not judged: that must not look like a yes.
        if (verdict === undefined) found.push(finding(rule, draft, `${name}: Webex said nothing about it`));
        else if (!isFree(verdict.state)) {
          const detail = verdict.detail === undefined ? '' : `: ${verdict.detail}`;
          found.push(finding(rule, draft, `Webex says of ${name} "${verdict.state}"${detail}`));
        }
      }
    }
    return found;
  }

  const numbers = asked.filter((draft) => draft.kind === 'number').filter(({ data }) => data.fate === 'move');
  const phones = asked.filter((draft) => draft.kind === 'device').filter(isOnboarded);
  const isFree = (state: string): boolean =>
    /^available$/i.test(state) || (orgId !== undefined && /^duplicate$/i.test(state));
  return [
    ...(await each(
      numbers,
      'numbers',
      'remote-number-unavailable',
      ({ data }) => data.number,
      (values) => remote.validateNumbers(values, orgId, signal),
      isFree,
    )),
    ...(await each(
      phones,
      'MAC addresses',
      'remote-mac-unavailable',
      ({ data }) => data.mac ?? '',
      (values) => remote.validateMacs(values, orgId, signal),
      isFree,
    )),
    ...(await unsupported(phones)),
    ...unanswered,
  ];

  async function unsupported(devices: readonly DraftOf<'device'>[]): Promise<Finding[]> {
    // Bases of DECT networks are in a list of their own.
    const named = devices.filter(({ data }) => data.model !== undefined && data.handsets === undefined);
    if (named.length === 0) return [];
    const answer = await ask('models', () => remote.supportedModels(orgId, signal));
    if (answer === undefined) return [];
    if (answer.refused !== undefined)
      return named.map((draft) => finding('remote-model-unsupported', draft, inItsWords(answer.refused)));
    const known = new Set(answer.value);
    return named
      .filter(({ data }) => !known.has(data.model ?? ''))
      .map((draft) =>
        finding(
          'remote-model-unsupported',
          draft,
          `Webex does not list the model ${draft.data.model} for this organisation`,
        ),
      );
  }
}

/** A target may write a MAC address its own way. */
function plain(name: string): string {
  return name.replace(/[:.-]/g, '').toUpperCase();
}

/** As `plan` onboards them: under a MAC address that BroadWorks has in its field. */
function isOnboarded({ data }: DraftOf<'device'>): boolean {
  const known = data.mac !== undefined && data.macEvidence === 'field';
  return known && data.fate === 'keep' && data.management !== 'none';
}
