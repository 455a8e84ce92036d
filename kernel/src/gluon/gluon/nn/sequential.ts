// Sequential: blocks one after the other. Its blocks are its fields 0, 1, 2, ..., so net[0] is the first.
import { GluonError } from '../../errors.js';
import type { NDArray } from '../../ndarray.js';
import { Block, HybridBlock } from '../block.js';

/** @example const net = new nn.Sequential(); net.add(new nn.Dense(128, { activation: 'relu' }), new nn.Dense(10)); */
export class Sequential extends HybridBlock {
  [index: number]: Block;

  private _count = 0;

  constructor(...blocks: Block[]) {
    super();
    this.add(...blocks);
  }

  /** Appends blocks. */
  add(...blocks: Block[]): this {
    for (const block of blocks) {
      if (!(block instanceof Block)) {
        throw new GluonError(`${this.constructor.name}.add: ${String(block)} is not a Block`, 'value');
      }
      this[this._count++] = block;
    }
    return this;
  }

  /** Number of blocks. */
  override get length(): number {
    return this._count;
  }
  *[Symbol.iterator](): Generator<Block> {
    for (let i = 0; i < this._count; ++i) yield this[i];
  }
  /** A new container with the blocks from `begin` to before `end`; they are shared. */
  slice(begin?: number, end?: number): Sequential {
    return new (this.constructor as typeof Sequential)(...[...this].slice(begin, end));
  }

  override forward(x: NDArray): NDArray {
    for (let i = 0; i < this._count; ++i) x = this[i](x);
    return x;
  }
}

/** The same as Sequential; MXNet's name for one that can be hybridized. */
export class HybridSequential extends Sequential {}
