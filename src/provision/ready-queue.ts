import type { StepNode } from './connect-steps.ts';

/** Steps that may be claimed, the most urgent first: a binary heap, for a big plan has tens of thousands at once. */
export function createReadyQueue() {
  const heap: StepNode[] = [];

  const swap = (a: number, b: number): void => {
    const first = heap[a];
    const second = heap[b];
    if (first === undefined || second === undefined) return;
    heap[a] = second;
    heap[b] = first;
  };
  const goesBefore = (a: number, b: number): boolean => {
    const first = heap[a];
    const second = heap[b];
    if (first === undefined || second === undefined) return false;
    return first.urgency > second.urgency || (first.urgency === second.urgency && first.order < second.order);
  };

  return {
    add(node: StepNode): void {
      let at = heap.push(node) - 1;
      for (let parent = (at - 1) >> 1; at > 0 && goesBefore(at, parent); parent = (at - 1) >> 1) {
        swap(at, parent);
        at = parent;
      }
    },
    take(): StepNode | undefined {
      swap(0, heap.length - 1);
      const first = heap.pop();
      for (let at = 0; ; ) {
        const left = 2 * at + 1;
        const best = goesBefore(left + 1, left) ? left + 1 : left;
        if (!goesBefore(best, at)) return first;
        swap(best, at);
        at = best;
      }
    },
  };
}
