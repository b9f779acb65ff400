import { MigrationError } from '../../domain/errors.ts';
import { probeSources } from '../../extract/probe.ts';
import { probeView } from '../../report/probe-view.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { type GlobalOptions, STANDARD_INPUT } from '../globals.ts';
import { printOutcome } from '../output.ts';
import { watchSignals } from '../signals.ts';

/** Needs no workspace folder and writes nothing: a customer can run it on an export that may not leave the house. */
export async function probe(
  argv: Pick<GlobalOptions, 'format' | 'color'>,
  sources: readonly string[],
): Promise<ExitCode> {
  if (sources.length === 0) throw new MigrationError('USAGE', 'name at least one SOURCE to probe');
  const signals = watchSignals();
  try {
    const { probes, failures } = await probeSources(
      {
        sources: sources.map((source) => (source === STANDARD_INPUT ? '-' : String(source))),
        cwd: process.cwd(),
        stdin: process.stdin,
      },
      signals.signal,
    );
    const refused = failures.map(({ place, code, message }) => ({ where: place?.where ?? '', code, message }));
    const [first] = failures;
    if (probes.length === 0 && first !== undefined) throw first;
    printOutcome(argv, { stage: 'probe', probes, refused }, probeView({ probes, refused }));
    return refused.length === 0 ? EXIT.ok : EXIT.usage;
  } finally {
    signals.release();
  }
}
