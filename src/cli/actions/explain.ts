import { explainObject } from '../../explain/explain-object.ts';
import { explainView } from '../../report/explain-view.ts';
import { explainQueries } from '../../store/explain-queries.ts';
import type { App } from '../app.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { printOutcome } from '../output.ts';

/** An object that is not there, or a word that fits several, is a mistake of the call: exit 2, with what to ask instead. */
export function explain(app: App, query: string): Promise<ExitCode> {
  const answer = explainObject(String(query), explainQueries(app.db));
  printOutcome(app.argv, answer, explainView(answer));
  return Promise.resolve(answer.found === 'one' ? EXIT.ok : EXIT.usage);
}
