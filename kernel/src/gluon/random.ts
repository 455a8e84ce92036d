// mx.random: the seed of every generator, and shuffled orders for data. Array-valued draws are the operators of nd.random.
import { native } from '@gluonlab/native';
import { checkCount } from './check_numbers.js';
import { random as draws } from './ops.generated.js';

// xoshiro128** (Blackman & Vigna 2018) for what is drawn on the JavaScript side: the order of samples.
const state = new Uint32Array(4);

function seedState(value: number): void {
  let x = value >>> 0;
  for (let i = 0; i < 4; ++i) {
    x = (x + 0x9e3779b9) >>> 0;
    let z = x;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    state[i] = z ^ (z >>> 15);
  }
}
seedState(0);

const rotate = (x: number, k: number): number => (x << k) | (x >>> (32 - k));

function uint32(): number {
  const [a, b, c, d] = state as unknown as [number, number, number, number];
  const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
  const c1 = c ^ a;
  const d1 = d ^ b;
  state[1] = b ^ c1;
  state[0] = a ^ d1;
  state[2] = c1 ^ (b << 9);
  state[3] = rotate(d1, 11);
  return result;
}

/** Seeds everything random: operators, initializers, dropout and the order of shuffled data. */
function seed(value: number): void {
  checkCount('random.seed: the seed', value, 0);
  native.seed(value);
  seedState(value);
}

/** The numbers 0 to length - 1 in random order (Fisher-Yates). */
function permutation(length: number): Uint32Array {
  const order = new Uint32Array(length);
  for (let i = 0; i < length; ++i) {
    const j = Math.floor((uint32() / 2 ** 32) * (i + 1));
    order[i] = order[j]!;
    order[j] = i;
  }
  return order;
}

export const random = { ...draws, seed, permutation };
