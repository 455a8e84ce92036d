/** How numbers are printed for a reader. */

/** With so many significant digits, but never a whole part that is rounded: 37604 tokens are not 37600. */
export function printed(value: number | undefined, digits: number): string {
  if (value === undefined) {
    return '';
  }
  const isLong = Math.abs(value) >= 10 ** digits && Math.abs(value) < 1e15;
  return String(isLong ? Math.round(value) : Number(value.toPrecision(digits)));
}
