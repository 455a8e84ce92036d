/** The histograms, images and texts that were fetched for a panel; asked for when they are shown, and again when there are more. */
import type { HistogramEntry, ImageEntry, SeriesEntry, TextEntry } from 'gluonlab/messages';
import type { RunFeed } from './feed.js';
import type { Run } from './runs.js';

interface Fetched {
  /** How many there were when they were asked for. */
  count: number;
  entries: SeriesEntry[];
}

export class MediaCache {
  constructor(private readonly feed: RunFeed) {}

  /** What is here now; what is missing is on its way, and the feed tells when it has come. */
  entries(run: Run, name: string): readonly SeriesEntry[] {
    const key = JSON.stringify([run.id, name]);
    const { count } = run.entries.get(name) ?? { count: 0 };
    const fetched = this.fetched.get(key);
    if (count > (fetched?.count ?? 0) && !this.asked.has(key)) {
      this.asked.add(key);
      void this.fetch(run, name, key, count);
    }
    return fetched?.entries ?? [];
  }

  /** The PNG file of an image as an address for `<img>`; null until it is here. */
  image(run: Run, name: string, index: number): string | null {
    const key = JSON.stringify([run.id, name, index]);
    const address = this.images.get(key);
    if (address === undefined) {
      this.images.set(key, null);
      void this.fetchImage(run, name, index, key);
    }
    return address ?? null;
  }

  private async fetch(run: Run, name: string, key: string, count: number): Promise<void> {
    const answered = await this.feed.ask('entries', { run: run.id, name });
    this.asked.delete(key);
    if (answered !== null) {
      this.fetched.set(key, { count, entries: answered.answer.entries });
      this.feed.changed.emit();
    }
  }

  private async fetchImage(run: Run, name: string, index: number, key: string): Promise<void> {
    const answered = await this.feed.ask('image', { run: run.id, name, index });
    if (answered !== null && answered.buffers.length === 1) {
      this.images.set(key, `data:image/png;base64,${base64(asBytes(answered.buffers[0]))}`);
      this.feed.changed.emit();
    }
  }

  private readonly fetched = new Map<string, Fetched>();
  private readonly asked = new Set<string>();
  private readonly images = new Map<string, string | null>();
}

const asBytes = (buffer: ArrayBuffer | ArrayBufferView): Uint8Array =>
  ArrayBuffer.isView(buffer)
    ? new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)
    : new Uint8Array(buffer);

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) {
    text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  }
  return btoa(text);
}

export const isHistogram = (entry: SeriesEntry): entry is HistogramEntry => 'counts' in entry;
export const isImage = (entry: SeriesEntry): entry is ImageEntry => 'width' in entry;
export const isText = (entry: SeriesEntry): entry is TextEntry => 'text' in entry;
