/** Unpacks deflated bytes (RFC 1951), as zip files hold them. */
import { ModelFileError } from './byte_source.js';

/** A byte gives no more than these. */
const MOST_OF_A_BYTE = 1032;

/** The first `most` bytes or all there are. `bytes` may be cut off behind what is wanted; `name` is what errors call them. */
export async function inflate(bytes: Uint8Array, most: number, name: string): Promise<Uint8Array> {
  const packed = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream();
  const reader = packed.pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const unpacked = new Uint8Array(Math.min(most, MOST_OF_A_BYTE * bytes.length));
  let size = 0;
  try {
    while (size < unpacked.length) {
      const { done, value } = await reader.read();
      if (done) break;
      const part = value.subarray(0, unpacked.length - size);
      unpacked.set(part, size);
      size += part.length;
    }
  } catch (error) {
    throw new ModelFileError(`${name}: what is compressed in it cannot be unpacked: ${(error as Error).message}`);
  } finally {
    await reader.cancel().catch(() => undefined); // A stream that has failed fails here again.
  }
  return unpacked.subarray(0, size);
}
