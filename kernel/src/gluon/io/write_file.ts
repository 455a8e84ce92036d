// Writes a file whole or not at all: a temporary name beside it, fsync, rename.
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { GluonError } from '../errors.js';

/** Replaces `file` by `parts`, one after the other. A crash in between leaves the former file. */
export function writeFileAtomic(file: string, parts: Iterable<Uint8Array>): void {
  const temporary = `${file}.${process.pid}.tmp`;
  let descriptor: number | null = null;
  try {
    descriptor = openSync(temporary, 'w');
    for (const part of parts) {
      for (let at = 0; at < part.length;) at += writeSync(descriptor, part, at);
    }
    fsyncSync(descriptor);
    closeSync(descriptor);
    descriptor = null;
    renameSync(temporary, file);
  } catch (cause) {
    if (descriptor !== null) closeSync(descriptor);
    rmSync(temporary, { force: true });
    if (cause instanceof GluonError) throw cause;
    throw new GluonError(`cannot write ${file}: ${(cause as Error).message}`, 'value');
  }
}
