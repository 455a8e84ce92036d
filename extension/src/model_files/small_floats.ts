/**
 * Numbers of 16 bits and less. ONNX's notes on them (onnx.ai/onnx/technical/float8.html, float4.html) follow the OCP
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

export interface SmallFloat {
  /** In bits. */
  width: number;
  toNumber: (bits: number) => number;
}

const FORMATS: Record<string, Format | undefined> = {
  float8_e4m3fn: { exponentBits: 4, fractionBits: 3, bias: 7, top: 'oneNaN', hasNegativeZero: true },
  float8_e4m3fnuz: { exponentBits: 4, fractionBits: 3, bias: 8, top: 'numbers', hasNegativeZero: false },
  float8_e5m2: { exponentBits: 5, fractionBits: 2, bias: 15, top: 'ieee', hasNegativeZero: true },
  float8_e5m2fnuz: { exponentBits: 5, fractionBits: 2, bias: 16, top: 'numbers', hasNegativeZero: false },
  float6_e2m3fn: { exponentBits: 2, fractionBits: 3, bias: 1, top: 'numbers', hasNegativeZero: true },
  float6_e3m2fn: { exponentBits: 3, fractionBits: 2, bias: 3, top: 'numbers', hasNegativeZero: true },
  float4_e2m1fn: { exponentBits: 2, fractionBits: 1, bias: 1, top: 'numbers', hasNegativeZero: true },
};

/** A power of two, for scales: all bits are the exponent. */
const scale = (bits: number) => (bits === 0xff ? NaN : 2 ** (bits - 127));

/** A type of 8 bits or less; undefined for other types. */
export function smallFloat(dtype: string): SmallFloat | undefined {
  if (dtype === 'float8_e8m0fnu') {
    return { width: 8, toNumber: scale };
  }
  const format = Object.hasOwn(FORMATS, dtype) ? FORMATS[dtype] : undefined;
  return format && { width: 1 + format.exponentBits + format.fractionBits, toNumber: (bits) => decode(bits, format) };
}

const HALF: Format = { exponentBits: 5, fractionBits: 10, bias: 15, top: 'ieee', hasNegativeZero: true };

export const float16 = (bits: number): number => decode(bits, HALF);

const single = new DataView(new ArrayBuffer(4));

/** The upper half of a float32. */
export function bfloat16(bits: number): number {
  single.setUint32(0, bits << 16);
  return single.getFloat32(0);
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
