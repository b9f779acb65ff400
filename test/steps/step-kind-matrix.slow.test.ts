import { describe, expect, it } from 'vitest';
import { STEP_HANDLERS } from '../../src/steps/registry.ts';
import { openEngineWorld } from './matrix/engine-world.ts';
import { COLUMNS, MATRIX } from './matrix/rows.ts';
import { SITUATIONS } from './matrix/situations.ts';

/**
 * Each kind of step in each situation that the design names, with the real engine, over HTTP. Where a column makes no
 * sense for a kind, the name of the test says why.
 */
describe('every step kind', () => {
  for (const [kind, rows] of Object.entries(MATRIX)) {
    for (const row of rows) {
      describe.concurrent(`${kind}: ${row.name}`, () => {
        for (const column of COLUMNS) {
          const exception = row.except?.[column];
          const name = exception === undefined ? column : `${column} (${exception.why})`;
          const isEmpty = exception !== undefined && exception.instead === undefined;
          it.skipIf(isEmpty)(name, async () => {
            const world = await openEngineWorld(row.sandbox);
            try {
              await SITUATIONS[column](row, world);
            } finally {
              await world.close();
            }
          });
        }
      });
    }
  }

  it('has a row in the matrix', () => {
    expect(Object.keys(MATRIX).sort()).toEqual(Object.keys(STEP_HANDLERS).sort());
  });
});
