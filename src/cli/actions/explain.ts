import { withoutKind } from '../../domain/draft-id.ts';
import { explainObject } from '../../explain/explain-object.ts';
import { cheaperForSubscriber } from '../../map/explain-package.ts';
import { explainView } from '../../report/explain-view.ts';
import { draftRepository } from '../../store/draft-repository.ts';
import { explainQueries } from '../../store/explain-queries.ts';
import type { App } from '../app.ts';
import { cataloguesOf } from '../catalogues.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { isAboutSandbox } from '../known-target.ts';
import { printOutcome } from '../output.ts';
import { snapshotOf } from '../stores.ts';

/** An object that is not there, or a word that fits several, is a mistake of the call: exit 2, with what to ask instead. */
export function explain(app: App, query: string): Promise<ExitCode> {
  const answer = explainObject(String(query), {
    ...explainQueries(app.db),
    cheaperPackage(id) {
      const draft = draftRepository(app.db).draft(id);
      if (draft?.kind !== 'subscriber') return undefined;
      const user = snapshotOf(app).user(withoutKind(draft.from));
      return user && cheaperForSubscriber(user, draft, { config: app.config, catalogues: cataloguesOf(app.folder) });
    },
  });
  const missing = {
    error: {
      code: 'OBJECT_NOT_FOUND',
      message: answer.found === 'several' ? `"${query}" may mean several objects` : `nothing fits "${query}"`,
    },
  };
  printOutcome(
    { ...app.argv, sandbox: isAboutSandbox(app.db, false) },
    answer.found === 'one' ? answer : { ...answer, ...missing },
    explainView(answer),
  );
  return Promise.resolve(answer.found === 'one' ? EXIT.ok : EXIT.usage);
}
