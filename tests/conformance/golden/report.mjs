// Report: what passed, failed and was skipped, and how that is told.

/** @typedef {{ family: string, name: string, id: string }} Case */

export class Report {
  passed = 0;
  failed = 0;
  /** @type {Map<string, number>} why and what -> how often */
  skipped = new Map();

  /** @param {string[]} filters families, names or ids; none means all */
  constructor(filters = []) {
    this.filters = filters;
  }

  /** @param {Case} item */
  wants({ family, name, id }) {
    return this.filters.length === 0 || this.filters.some((text) => [family, name, id].includes(text));
  }

  /**
   * Runs one case; what it throws or returns is what went wrong.
   * @param {Case} item
   * @param {() => string | null} run
   */
  run(item, run) {
    let problem;
    try {
      problem = run();
    } catch (error) {
      problem = `raises ${error instanceof Error ? error.message : String(error)}`;
    }
    if (problem === null) {
      ++this.passed;
    } else {
      ++this.failed;
      console.log(`FAIL ${item.family}/${item.id}: ${problem}`);
    }
  }

  /** @param {string} name what does not exist yet */
  skip(name) {
    this.skipped.set(name, (this.skipped.get(name) ?? 0) + 1);
  }

  print() {
    const names = [...this.skipped].sort(([a], [b]) => (a < b ? -1 : 1));
    if (names.length > 0) {
      console.log(`Does not exist yet: ${names.map(([name, count]) => `${name} ${count}`).join(', ')}`);
    }
    const skipped = names.reduce((sum, [, count]) => sum + count, 0);
    console.log(`${this.passed} passed, ${this.failed} failed, ${skipped} skipped`);
  }
}
