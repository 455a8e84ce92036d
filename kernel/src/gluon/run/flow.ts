// What is asked of a run that trains: to go on, to pause, or to stop. The word lies in memory that threads share, so that
// the panel's wish reaches a loop that never yields.

export const Flow = { go: 0, pause: 1, stop: 2 } as const;
export type FlowName = keyof typeof Flow;

/** Between two looks, so that an interrupt of the cell ends the sleep. */
const SLEEP_MS = 50;

export const newFlow = (): Int32Array => new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

export function setFlow(flow: Int32Array, name: FlowName): void {
  Atomics.store(flow, 0, Flow[name]);
  Atomics.notify(flow, 0);
}

export function flowOf(flow: Int32Array): FlowName {
  return (Object.keys(Flow) as FlowName[])[Atomics.load(flow, 0)];
}

/** Sleeps while the run is asked to pause. The whole thread sleeps: nothing else of the training may go on either. */
export function sleepWhilePaused(flow: Int32Array): void {
  while (Atomics.load(flow, 0) === Flow.pause) Atomics.wait(flow, 0, Flow.pause, SLEEP_MS);
}
