/** A growing column of numbers on one Float64Array: appending is amortised, reading is a view without a copy. */
export class Column {
  get length(): number {
    return this.size;
  }

  /** The values so far. Valid until the next `push`. */
  get values(): Float64Array {
    return this.store.subarray(0, this.size);
  }

  push(value: number): void {
    if (this.size === this.store.length) {
      const grown = new Float64Array(2 * this.size);
      grown.set(this.store);
      this.store = grown;
    }
    this.store[this.size++] = value;
  }

  /** Keeps the values at these positions, which ascend, and no others. */
  keep(positions: Uint32Array): void {
    positions.forEach((position, i) => (this.store[i] = this.store[position]));
    this.size = positions.length;
  }

  clear(): void {
    this.size = 0;
  }

  private store = new Float64Array(64);
  private size = 0;
}
