/**
 * `process.stdout` and `process.stderr` of the user's realm: everything written goes to the front end. A writer that runs
 * far ahead of the protocol worker waits for it, so that a loop that prints for ever keeps the memory bounded.
 */

import { StringDecoder } from 'node:string_decoder';
import { Flag } from '../threads.js';
import type { Host } from './host.js';
import { withoutAsyncIds } from './mime.js';

/** Characters on their way before a writer has to wait. */
const backlogLimit = 8 * 1024 * 1024;

type Callback = (error?: Error | null) => void;

function redirect(stream: NodeJS.WriteStream, name: 'stdout' | 'stderr', host: Host) {
  const decoder = new StringDecoder('utf8');
  stream.write = (chunk: string | Uint8Array, encoding?: BufferEncoding | Callback, callback?: Callback): boolean => {
    const done = typeof encoding === 'function' ? encoding : callback;
    const asString = typeof chunk === 'string' && (typeof encoding !== 'string' || /^utf-?8$/i.test(encoding));
    const bytes = () =>
      typeof chunk === 'string' ? Buffer.from(chunk, encoding as BufferEncoding) : Buffer.from(chunk);
    writeText(host, name, asString ? chunk : decoder.write(bytes()));
    if (done) process.nextTick(done);
    return true;
  };
}

export function writeText(host: Host, name: 'stdout' | 'stderr', written: string) {
  if (written === '') return;
  const text = withoutAsyncIds(written);
  const { flags } = host;
  Atomics.add(flags, Flag.backlog, text.length);
  host.post({ type: 'stream', request: host.scope.request, name, text });
  for (;;) {
    const backlog = Atomics.load(flags, Flag.backlog);
    if (backlog < backlogLimit || Atomics.load(flags, Flag.interrupt) !== 0) return;
    Atomics.wait(flags, Flag.backlog, backlog, 100);
  }
}

export function redirectStreams(host: Host) {
  redirect(process.stdout, 'stdout', host);
  redirect(process.stderr, 'stderr', host);
}
