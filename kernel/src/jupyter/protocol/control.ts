/** The control comm: the front end asks, and the protocol worker answers, also while a cell runs. */

import { MESSAGE_VERSION } from '../messages.js';
import type { Ask, ControlAnswer, ControlCalls, ErrorAnswer, RequestName } from '../messages.js';

export interface Answered {
  answer: ControlAnswer | ErrorAnswer;
  buffers: Uint8Array[];
}

/** What answers a request: its answer's own fields, and buffers if it has some. */
export type Responders<R extends RequestName = RequestName> = {
  [Name in R]: (ask: Partial<Ask<Name>>) => Response<Name> | Promise<Response<Name>>;
};

interface Response<R extends RequestName> {
  answer: ControlCalls[R]['answer'];
  buffers?: Uint8Array[];
}

export class ControlComm {
  constructor(readonly responders: Partial<Responders>) {}

  async answer(data: unknown): Promise<Answered> {
    const request = data as { id?: unknown; request?: unknown } | null;
    const id = typeof request?.id === 'number' ? request.id : 0;
    try {
      const name = request?.request;
      if (typeof name !== 'string' || !Object.hasOwn(this.responders, name)) {
        const known = Object.keys(this.responders).join(', ');
        throw new TypeError(`request must be one of ${known}, got ${JSON.stringify(name)}`);
      }
      // Each responder checks what it is given.
      const respond = this.responders[name as RequestName] as Responders['runs'];
      const { answer, buffers = [] } = await respond(request as Ask<'runs'>);
      return { answer: { v: MESSAGE_VERSION, id, ok: true, ...answer }, buffers };
    } catch (error) {
      return { answer: { v: MESSAGE_VERSION, id, ok: false, error: (error as Error).message }, buffers: [] };
    }
  }
}
