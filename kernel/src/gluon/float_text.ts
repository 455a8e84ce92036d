// Floats as NumPy prints them: the fewest digits that tell an element from its neighbours, at most eight behind the point, in
// one notation for all elements.

export type FloatDType = 'float32' | 'float64' | 'float16' | 'bfloat16';

const MOST_PLACES = 8;

/** The text of each of the elements `shown`; those without exponent are padded so that the points stand below each other. */
export function floatText(shown: readonly number[], dtype: FloatDType): (value: number) => string {
  const round = roundings[dtype];
  const finite = shown.filter(Number.isFinite);
  const plain = isScientific(finite, round) ? scientific(finite, round) : positional(finite, round);
  const special = (v: number) => (Number.isNaN(v) ? 'nan' : v > 0 ? 'inf' : '-inf');
  return (v) => (Number.isFinite(v) ? (Object.is(v, -0) ? `-${plain(0)}` : plain(v)) : special(v));
}

type Rounding = (value: number) => number;

/** The nearest value a dtype holds. */
const roundings: Record<FloatDType, Rounding> = {
  float64: (value) => value,
  float32: Math.fround,
  float16: (value) => toBits(value, 10, -14),
  bfloat16: (value) => toBits(value, 7, -126),
};

/** The nearest number with so many bits behind the first; below 2^lowest the bits become fewer. */
function toBits(value: number, bits: number, lowest: number): number {
  if (value === 0 || !Number.isFinite(value)) return value;
  const unit = 2 ** (Math.max(Math.floor(Math.log2(Math.abs(value))), lowest) - bits);
  return Math.round(value / unit) * unit;
}

function isScientific(values: readonly number[], round: Rounding): boolean {
  const magnitudes = values.map(Math.abs).filter((v) => v !== 0);
  if (magnitudes.length === 0) return false;
  const largest = Math.max(...magnitudes);
  const smallest = Math.min(...magnitudes);
  return largest >= 1e8 || smallest < 1e-4 || round(largest / smallest) > 1000;
}

/** "1.", "0.25": no zeros at the end, but blanks. */
function positional(values: readonly number[], round: Rounding): (value: number) => string {
  const places = Math.min(MOST_PLACES, Math.max(0, ...values.map((v) => decimalPlaces(shortest(v, round)))));
  const text = (v: number) =>
    places === 0 ? `${v.toFixed(0)}.` : rounded(Number(shortest(v, round)), places, 'toFixed').replace(/0+$/, '');
  const behindPoint = (t: string) => t.length - t.indexOf('.') - 1;
  const longest = Math.max(0, ...values.map((v) => behindPoint(text(v))));
  return (v) => text(v) + ' '.repeat(longest - behindPoint(text(v)));
}

/** "1.5e+00": as many digits for all, in the mantissa (also beyond those that tell elements apart) and in the exponent. */
function scientific(values: readonly number[], round: Rounding): (value: number) => string {
  const split = (v: number, places: number) => rounded(v, places, 'toExponential').split('e');
  const places = Math.min(MOST_PLACES, Math.max(0, ...values.map((v) => mantissaPlaces(shortest(v, round)))));
  const digits = Math.max(2, ...values.map((v) => split(v, places)[1].length - 1));
  return (v) => {
    const [mantissa = '', exponent = ''] = split(v, places);
    return `${mantissa.includes('.') ? mantissa : `${mantissa}.`}e${exponent[0]}${exponent.slice(1).padStart(digits, '0')}`;
  };
}

/** The fewest digits that read back as the same number. */
function shortest(value: number, round: Rounding): string {
  for (let places = 0; places < 16; ++places) {
    const text = rounded(value, places, 'toExponential');
    if (round(Number(text)) === value) return String(Number(text));
  }
  return String(value);
}

/** JavaScript rounds what lies exactly in the middle up; NumPy makes the last digit even. */
function rounded(value: number, places: number, method: 'toFixed' | 'toExponential'): string {
  const [mantissa = '', exponent] = value[method](Math.min(100, places + 60)).split('e');
  const end = mantissa.indexOf('.') + (places === 0 ? 0 : 1 + places);
  const kept = mantissa.slice(0, end);
  const isMiddle = /^\.?50*$/.test(mantissa.slice(end));
  if (!isMiddle || Number(kept.at(-1)) % 2 !== 0) return value[method](places);
  return exponent === undefined ? kept : `${kept}e${exponent}`;
}

function decimalPlaces(text: string): number {
  const [mantissa = '', exponent = '0'] = text.split('e');
  const point = mantissa.indexOf('.');
  return Math.max(0, (point < 0 ? 0 : mantissa.length - point - 1) - Number(exponent));
}

function mantissaPlaces(text: string): number {
  const digits = text.split('e')[0].replace(/^-/, '').replace('.', '').replace(/^0+/, '').replace(/0+$/, '');
  return Math.max(0, digits.length - 1);
}
