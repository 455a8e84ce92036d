// Names of the operators of a forward pass: layer and operator, and a number from the second of them on. The same pass
// gives the same names, so a measure finds its node by name.
export class NodeNames {
  private readonly counts = new Map<string, number>();

  next(path: readonly string[], op: string): string {
    const name = [...path, op].join('.');
    const count = this.counts.get(name) ?? 0;
    this.counts.set(name, count + 1);
    return count === 0 ? name : `${name}_${count}`;
  }
}
