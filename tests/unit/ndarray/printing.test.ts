// Judge: str() of NumPy 1.23 on the same values (numpy_printing.json).
import { readFileSync } from 'node:fs';
import { nd, type DType } from 'gluonlab';
import { describe, expect, test } from 'vitest';

interface Case {
  values: unknown;
  dtype: DType;
  shape: number[];
  text: string;
}

const cases = JSON.parse(readFileSync(new URL('./numpy_printing.json', import.meta.url), 'utf8')) as Case[];

const typed = (values: unknown, dtype: DType) => {
  const flat = [values].flat(Infinity) as number[];
  if (dtype === 'float32') return Float32Array.from(flat);
  if (dtype === 'int64') return BigInt64Array.from(flat.map(BigInt));
  if (dtype === 'bool') return Uint8Array.from(flat);
  return dtype === 'int32' ? Int32Array.from(flat) : Float64Array.from(flat);
};

const print = (values: unknown, dtype: DType, shape: number[]) =>
  String(nd.array(typed(values, dtype), { dtype, shape }));

describe('an array prints like NumPy', () => {
  test.each(cases.map((c) => [`${c.dtype} ${JSON.stringify(c.values).slice(0, 50)}`, c] as const))('%s', (_, c) => {
    expect(print(c.values, c.dtype, c.shape).split('\n').slice(0, -1).join('\n')).toBe(c.text);
  });

  test('and says its shape, dtype and device', () => {
    expect(print([1, 2], 'int32', [1, 2])).toBe('[[1 2]]\n<NDArray 1x2 int32 @cpu(0)>');
  });

  test('long ones are summarised', () => {
    const text = print(
      Array.from({ length: 2000 }, (_, i) => i),
      'int32',
      [2000],
    );
    expect(text).toBe('[   0    1    2 ... 1997 1998 1999]\n<NDArray 2000 int32 @cpu(0)>');
  });

  test('axes are summarised at both ends each, as NumPy does', () => {
    const rows = [
      '[[[   0    1    2 ...   27   28   29]',
      '  [  30   31   32 ...   57   58   59]',
      '  [  60   61   62 ...   87   88   89]',
      '  ...',
      '  [ 510  511  512 ...  537  538  539]',
      '  [ 540  541  542 ...  567  568  569]',
      '  [ 570  571  572 ...  597  598  599]]',
      '',
      ' [[ 600  601  602 ...  627  628  629]',
      '  [ 630  631  632 ...  657  658  659]',
      '  [ 660  661  662 ...  687  688  689]',
      '  ...',
      '  [1110 1111 1112 ... 1137 1138 1139]',
      '  [1140 1141 1142 ... 1167 1168 1169]',
      '  [1170 1171 1172 ... 1197 1198 1199]]]',
    ];
    const text = String(nd.arange(1200, null, 1, { dtype: 'int32' }).reshape([2, 20, 30]));
    expect(text.split('\n').slice(0, -1)).toEqual(rows);
  });
});
