import { decisionsView } from '../../report/decisions-view.ts';
import { draftRepository } from '../../store/draft-repository.ts';
import type { App } from '../app.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { refuseUnbuilt } from '../not-supported.ts';
import { printOutcome } from '../output.ts';

export function showDecisions(app: App, action: string): Promise<ExitCode> {
  if (action !== 'list') refuseUnbuilt({ [`decisions ${action} (open decisions take their recommendation)`]: true });
  const decisions = draftRepository(app.db).decisions();
  printOutcome(app.argv, { stage: 'decisions', decisions }, decisionsView(decisions));
  return Promise.resolve(EXIT.ok);
}
