/** Signs frames with the key of the connection file (HMAC-SHA256 unless it says otherwise), and verifies in constant time. */

import { createHmac, timingSafeEqual } from 'node:crypto';

export interface SigningKey {
  /** Empty: nothing is signed. */
  key: string;
  scheme?: string;
}

export class Signature {
  readonly #key: string;
  readonly #algorithm: string;

  constructor({ key, scheme = 'hmac-sha256' }: SigningKey) {
    this.#key = key;
    this.#algorithm = scheme.replace(/^hmac-/, '');
  }

  get isUsed(): boolean {
    return this.#key !== '';
  }

  /** In hexadecimal digits; empty without a key. */
  of(frames: readonly Uint8Array[]): string {
    if (!this.isUsed) return '';
    const hmac = createHmac(this.#algorithm, this.#key);
    for (const frame of frames) hmac.update(frame);
    return hmac.digest('hex');
  }

  fits(signature: Uint8Array, frames: readonly Uint8Array[]): boolean {
    const expected = Buffer.from(this.of(frames));
    return expected.length === signature.length && timingSafeEqual(expected, signature);
  }
}
