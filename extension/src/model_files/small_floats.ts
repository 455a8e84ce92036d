/**
 * Numbers of 8 and 4 bits. ONNX's notes on them (onnx.ai/onnx/technical/float8.html, float4.html) follow the OCP
 * specifications: 'fn' formats have no infinity, 'uz' ones no negative zero, whose bits are their only NaN.
 */

interface Format {
  exponentBits: number;
  fractionBits: number;
  bias: number;
  /** What the largest exponent means: IEEE's infinity and NaN, numbers but for one NaN, numbers only. */
  top: 'ieee' | 'oneNaN' | 'numbers';
  hasNegativeZero: boolean;
}

const FORMATS: Record<string, Format | undefined> = {
  float8_e4m3fn: { exponentBits: 4, fractionBits: 3, bias: 7, top: 'oneNaN', hasNegativeZero: true },
  float8_e4m3fnuz: { exponentBits: 4, fractionBits: 3, bias: 8, top: 'numbers', hasNegativeZero: false },
  float8_e5m2: { exponentBits: 5, fractionBits: 2, bias: 15, top: 'ieee', hasNegativeZero: true },
  float8_e5m2fnuz: { exponentBits: 5, fractionBits: 2, bias: 16, top: 'numbers', hasNegativeZero: false },
  float4_e2m1fn: { exponentBits: 2, fractionBits: 1, bias: 1, top: 'numbers', hasNegativeZero: true },
};

/** A power of two, for scales: all bits are the exponent. */
const scale = (bits: number) => (bits === 0xff ? NaN : 2 ** (bits - 127));

/** The number that the bits of such a type stand for; undefined for other types. */
export function smallFloat(dtype: string): ((bits: number) => number) | undefined {
  if (dtype === 'float8_e8m0fnu') {
    return scale;
  }
  const format = Object.hasOwn(FORMATS, dtype) ? FORMATS[dtype] : undefined;
  return format && ((bits) => decode(bits, format));
}

function decode(bits: number, { exponentBits, fractionBits, bias, top, hasNegativeZero }: Format): number {
  const ones = 2 ** exponentBits - 1;
  const most = 2 ** fractionBits - 1;
  const isNegative = ((bits >> (exponentBits + fractionBits)) & 1) === 1;
  const exponent = (bits >> fractionBits) & ones;
  const fraction = bits & most;
  if (isNegative && exponent === 0 && fraction === 0 && !hasNegativeZero) {
    return NaN;
  }
  if (exponent === ones && (top === 'ieee' || (top === 'oneNaN' && fraction === most))) {
    return fraction === 0 && top === 'ieee' ? (isNegative ? -Infinity : Infinity) : NaN;
  }
  const magnitude =
    exponent === 0
      ? fraction * 2 ** (1 - bias - fractionBits)
      : (fraction + most + 1) * 2 ** (exponent - bias - fractionBits);
  return isNegative ? -magnitude : magnitude;
}
