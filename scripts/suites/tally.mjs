// What a test suite hands back: how many passed, failed and were skipped, and why.
// Suites in other languages say it in their last line: "12 passed, 0 failed" or "12 passed, 0 failed, 3 skipped".
const LAST_LINE = /(\d+) passed, (\d+) failed(?:, (\d+) skipped)?/;

export const nothing = { passed: 0, failed: 0, skipped: 0 };

export const add = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

export const sum = (tallies) => tallies.reduce(add, nothing);

/** A suite that could not run for want of something: counted as one skipped, and said aloud. */
export function skipped(what, sentence) {
  console.log(`${what} skipped: ${sentence}`);
  return { ...nothing, skipped: 1 };
}

/** Reads the last line; a program that ended badly has failed even if its line says otherwise. */
export function fromOutput({ code, output }) {
  const line = output.split('\n').findLast((text) => LAST_LINE.test(text));
  const [passed, failed, left] = (LAST_LINE.exec(line ?? '') ?? []).slice(1).map((text) => Number(text ?? 0));
  if (line === undefined) return { ...nothing, failed: 1 };
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, skipped: left };
}

export const asText = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
