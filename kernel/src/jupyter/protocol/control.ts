/** The control comm: the front end asks which runs there are, and for the points it does not have yet. */

import { MESSAGE_VERSION, packPoints } from '../messages.js';
import type { ControlAnswer, ControlRequest } from '../messages.js';
import type { RunStore } from './runStore.js';

interface Answered {
  answer: ControlAnswer;
  buffers: Uint8Array[];
}

export class ControlComm {
  constructor(readonly runs: RunStore) {}

  async answer(data: unknown): Promise<Answered> {
    const request = data as Partial<ControlRequest> | null;
    const id = typeof request?.id === 'number' ? request.id : 0;
    try {
      return await this.#answer(request, id);
    } catch (error) {
      return { answer: { v: MESSAGE_VERSION, id, ok: false, error: (error as Error).message }, buffers: [] };
    }
  }

  async #answer(request: Partial<ControlRequest> | null, id: number): Promise<Answered> {
    if (request?.request === 'runs') {
      return { answer: { v: MESSAGE_VERSION, id, ok: true, runs: await this.runs.list() }, buffers: [] };
    }
    if (request?.request !== 'points') {
      throw new TypeError(`request must be "runs" or "points", got ${JSON.stringify(request?.request)}`);
    }
    const { run: name, from } = request;
    if (typeof name !== 'string' || !Number.isInteger(from) || from! < 0) {
      throw new TypeError(
        'a request for points needs `run`, the id of a run, and `from`, the index of the first point',
      );
    }
    const run = await this.runs.find(name);
    if (!run) throw new RangeError(`there is no run "${name}" in this folder`);
    const points = run.points.slice(from);
    const { metrics, buffer } = packPoints(points);
    const answer: ControlAnswer = {
      v: MESSAGE_VERSION,
      id,
      ok: true,
      run: name,
      first: from!,
      count: points.length,
      metrics,
    };
    return { answer, buffers: [new Uint8Array(buffer)] };
  }
}
