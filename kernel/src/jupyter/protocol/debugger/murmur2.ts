/** MurmurHash2, the 32-bit hash by which Jupyter front ends name the file of a cell. Source: Austin Appleby's MurmurHash2. */

const multiplier = 0x5bd1e995;

function mix(k: number): number {
  const product = Math.imul(k, multiplier);
  return Math.imul(product ^ (product >>> 24), multiplier);
}

/** Unsigned; of the UTF-8 bytes of `text`. */
export function murmur2(text: string, seed: number): number {
  const data = Buffer.from(text, 'utf8');
  const whole = data.length & ~3;
  let hash = seed ^ data.length;
  for (let i = 0; i < whole; i += 4) hash = Math.imul(hash, multiplier) ^ mix(data.readInt32LE(i));
  if (whole < data.length) hash = Math.imul(hash ^ data.readUIntLE(whole, data.length - whole), multiplier);
  hash = Math.imul(hash ^ (hash >>> 13), multiplier);
  return (hash ^ (hash >>> 15)) >>> 0;
}
