/**
 * A file behind a URL, read in ranges (RFC 9110, section 14). A server that knows no ranges sends the file whole.
 */
import { MemorySource, ModelFileError } from './byte_source.js';
import type { ByteSource } from './byte_source.js';

/** fetch, with what the server wants of a request (token, base URL) added. */
export type Request = (url: string, init: RequestInit) => Promise<Response>;

/** The first answer tells the size; with it comes what most readers ask for first. */
const FIRST_BYTES = 64 * 1024;

export async function openUrl(name: string, url: string, request: Request): Promise<ByteSource> {
  const response = await request(url, { headers: { Range: `bytes=0-${FIRST_BYTES - 1}` }, cache: 'no-store' });
  if (response.status === 416) {
    return new MemorySource(name, new Uint8Array(0)); // No byte to begin with: the file is empty.
  }
  if (!response.ok) {
    throw new ModelFileError(`${name}: the server answered ${response.status} ${response.statusText}`);
  }
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (response.status !== 206) {
    return new MemorySource(name, bytes);
  }
  const size = sizeOf(response);
  if (!Number.isSafeInteger(size)) {
    throw new ModelFileError(`${name}: the server sent a part of the file and did not say of how much`);
  }
  return size <= bytes.length ? new MemorySource(name, bytes) : new HttpSource(name, size, bytes, url, request);
}

class HttpSource implements ByteSource {
  constructor(
    readonly name: string,
    readonly size: number,
    private readonly first: Uint8Array,
    private readonly url: string,
    private readonly request: Request,
  ) {}

  async read(offset: number, length: number): Promise<Uint8Array> {
    const end = offset + length;
    if (end <= this.first.length) {
      return this.first.subarray(offset, end);
    }
    const response = await this.request(this.url, {
      headers: { Range: `bytes=${offset}-${end - 1}` },
      cache: 'no-store',
    });
    const bytes = await this.range(response, offset, length);
    if (bytes?.length !== length) {
      throw new ModelFileError(
        `${this.name}: bytes ${offset} to ${end - 1} did not come (${response.status} ${response.statusText}): has the file changed?`,
      );
    }
    return bytes;
  }

  /** Null where the answer is no part of the file that was opened. */
  private async range(response: Response, offset: number, length: number): Promise<Uint8Array | null> {
    if (response.status === 206 && sizeOf(response) === this.size) {
      return new Uint8Array(await response.arrayBuffer());
    }
    // Tornado answers a range that is the whole file as if none had been asked for.
    const whole = response.status === 200 ? new Uint8Array(await response.arrayBuffer()) : null;
    return whole?.length === this.size ? whole.subarray(offset, offset + length) : null;
  }
}

/** Of the whole file, from the answer with a part of it; NaN where it does not say. */
const sizeOf = ({ headers }: Response): number => Number(/\/(\d+)$/.exec(headers.get('Content-Range') ?? '')?.[1]);
