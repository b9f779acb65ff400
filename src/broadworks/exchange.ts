import { isGeneric } from './command-type.ts';
import type { Asked } from './identity.ts';

/** One command of a request document, reduced to what an answer needs. */
export interface AskedCommand extends Asked {
  /** Of the answer that is expected. */
  readonly base: string;
  readonly echo: string;
}

export interface AnswerCommand {
  readonly base: string;
  readonly echo: string;
}

/** A document of which some commands could not be read: those are `undefined` at their places. */
export type LostDocument<Tag> =
  | { readonly direction: 'request'; readonly commands: readonly (AskedCommand | undefined)[] }
  | { readonly direction: 'response'; readonly commands: readonly (AnswerCommand | undefined)[]; readonly tag: Tag };

/** Whether answers may be those of a request document; nothing speaks against what could not be read. */
export function answersAll(
  asked: readonly (AskedCommand | undefined)[],
  answers: readonly (AnswerCommand | undefined)[],
): boolean {
  return (
    asked.length === answers.length &&
    answers.every((answer, index) => {
      const question = asked[index];
      if (answer === undefined || question === undefined) return true;
      // Servers return the echo as it was sent: another one proves that this is not the request.
      return matches(question, answer) && (answer.echo === '' || answer.echo === question.echo);
    })
  );
}

/** An error may answer anything. */
export function matches(asked: AskedCommand | undefined, answer: AnswerCommand): boolean {
  return asked !== undefined && (asked.base === answer.base || isGeneric(answer.base));
}
