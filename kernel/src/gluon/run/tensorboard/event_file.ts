// An event file for TensorBoard beside the run's own: `tensorboard --logdir .gluonlab/runs` shows the same run.
// Records as in TFRecord: length (uint64), masked CRC of the length, data, masked CRC of the data, little-endian.
import { appendFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { maskedCrc32c } from './crc32c.js';
import { summaryEvent, versionEvent, type SummaryValue } from './event.js';

export class EventFile {
  readonly file: string;
  private pending: Buffer[];

  constructor(folder: string) {
    const seconds = Date.now() / 1000;
    this.file = join(folder, `events.out.tfevents.${Math.floor(seconds)}.${hostname()}.${process.pid}`);
    this.pending = [record(versionEvent(seconds))];
  }

  /** `time` in milliseconds since 1970. */
  add(time: number, step: number, tag: string, value: SummaryValue): void {
    this.pending.push(record(summaryEvent(time / 1000, Math.round(step), tag, value)));
  }

  flush(): void {
    if (this.pending.length > 0) appendFileSync(this.file, Buffer.concat(this.pending));
    this.pending = [];
  }
}

function record(data: Uint8Array): Buffer {
  const framed = Buffer.alloc(data.length + 16);
  framed.writeBigUInt64LE(BigInt(data.length), 0);
  framed.writeUInt32LE(maskedCrc32c(framed.subarray(0, 8)), 8);
  framed.set(data, 12);
  framed.writeUInt32LE(maskedCrc32c(data), data.length + 12);
  return framed;
}
