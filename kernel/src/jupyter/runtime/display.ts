/** `display(value)` and its relatives: what a cell shows beside its result and its streams. */

import type { DisplayType, MimeBundle } from '../threads.js';
import type { Host } from './host.js';
import { mimeBundle } from './mime.js';

export interface DisplayOptions {
  /** A name under which the output can be shown again with `update: true`. */
  displayId?: string;
  /** Replace every output shown under `displayId` instead of adding one. */
  update?: boolean;
  /** `value` is a MIME bundle already. */
  raw?: boolean;
  metadata?: MimeBundle;
}

export class Displays {
  /** What `show` has returned: of no interest as the result of a cell. */
  readonly #returned = new WeakSet<Promise<void>>();

  constructor(readonly host: Host) {}

  returned(value: unknown): boolean {
    return value instanceof Promise && this.#returned.has(value as Promise<void>);
  }

  /** Posts at once when the value renders synchronously; the cell waits for those that do not. */
  show(value: unknown, { displayId, update = false, raw = false, metadata = {} }: DisplayOptions): Promise<void> {
    if (update && displayId === undefined) throw new TypeError('display: `update: true` needs a `displayId`');
    const transient = displayId === undefined ? {} : { display_id: displayId };
    const type = update ? 'update_display_data' : 'display_data';
    const bundle = raw ? (value as MimeBundle) : mimeBundle(value);
    const shown = this.post(type, bundle, { metadata, transient });
    this.#returned.add(shown);
    return shown;
  }

  post(messageType: DisplayType, bundle: MimeBundle | Promise<MimeBundle>, content: MimeBundle): Promise<void> {
    const { request, unfinished } = this.host.scope;
    const post = (data: MimeBundle) => {
      this.host.post({ type: 'display', request, messageType, content: { ...content, data: toJson(data) } });
    };
    if (!(bundle instanceof Promise)) {
      post(bundle);
      return Promise.resolve();
    }
    const posted = bundle.then(post);
    const done = posted.catch(() => undefined).finally(() => unfinished.delete(done));
    unfinished.add(done);
    return posted;
  }

  clear(wait: boolean) {
    this.host.post({ type: 'clear', request: this.host.scope.request, wait });
  }
}

/** Bytes as base64, as the protocol asks; the rest must survive a copy to the protocol worker. */
export function toJson(bundle: MimeBundle): MimeBundle {
  const entries = Object.entries(bundle).map(([mime, data]): [string, unknown] => {
    if (data instanceof Uint8Array) return [mime, Buffer.from(data).toString('base64')];
    if (typeof data === 'object' && data !== null) return [mime, JSON.parse(JSON.stringify(data))];
    return [mime, data];
  });
  return Object.fromEntries(entries);
}
