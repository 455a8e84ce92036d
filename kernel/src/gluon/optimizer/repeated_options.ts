// Options of an operator that is called again and again. While they stay the same they are one frozen object, whose numbers
// the engine has read once; changing ones are passed on as they are, because every frozen object costs the engine a little memory.

type Options = Record<string, unknown>;

export class RepeatedOptions {
  private last: Options = {};
  private frozen: Readonly<Options> | null = null;

  /** The same options in the form that is cheapest to call with. */
  of(options: Options): Readonly<Options> {
    if (!sameOptions(this.last, options)) {
      this.last = options;
      this.frozen = null;
      return options;
    }
    return (this.frozen ??= Object.freeze(options));
  }
}

function sameOptions(a: Options, b: Options): boolean {
  for (const key in b) {
    const x = a[key];
    const y = b[key];
    if (x === y) continue;
    if (!Array.isArray(x) || !Array.isArray(y) || x.length !== y.length) return false;
    for (let i = 0; i < y.length; ++i) if (x[i] !== y[i]) return false;
  }
  return true;
}
