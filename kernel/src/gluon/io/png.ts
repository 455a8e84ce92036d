// Writes a PNG file (ISO/IEC 15948): signature, then the chunks IHDR, IDAT, IEND. Node's zlib has the rest.
import { crc32, deflateSync } from 'node:zlib';

/** 8 bits a channel, row by row, the channels of a pixel side by side. */
export interface Pixels {
  width: number;
  height: number;
  /** 1: grey, 3: RGB, 4: RGB with alpha. */
  channels: 1 | 3 | 4;
  data: Uint8Array;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Color type by the number of channels. */
const COLOR_TYPES = { 1: 0, 3: 2, 4: 6 };

export function encodePng({ width, height, channels, data }: Pixels): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8; // bits in a channel
  header[9] = COLOR_TYPES[channels];
  const stride = width * channels;
  // Each line begins with its filter: 0, none.
  const lines = Buffer.alloc(height * (stride + 1));
  for (let y = 0; y < height; ++y) {
    lines.set(data.subarray(y * stride, (y + 1) * stride), y * (stride + 1) + 1);
  }
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('IDAT', deflateSync(lines)), chunk('IEND')]);
}

function chunk(type: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
