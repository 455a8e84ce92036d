// Parameters in a few numbers, and the places of a training loop at which they may be asked for.
import { afterEach, describe, expect, test } from 'vitest';
import * as mx from 'gluonlab';
import { summariesOf } from 'gluonlab/messages';
import { onSafepoint } from '../../../kernel/dist/gluon/safepoint.js';
import { summarize } from '../../../kernel/dist/gluon/trace/parameter_summaries.js';

const { nd, gluon, autograd } = mx;
const { Parameter } = gluon;

function parameter(name: string, values: mx.Nested, dtype: mx.DType = 'float32'): InstanceType<typeof Parameter> {
  const made = new Parameter(name, { dtype, shape: nd.array(values).shape });
  made.setData(nd.array(values, { dtype }));
  return made;
}

function summariesFor(parameters: InstanceType<typeof Parameter>[], of: 'values' | 'gradient' = 'values') {
  const table = summarize(new Map(parameters.map((each) => [each.name, each])), of);
  return summariesOf(table.parameters, table.rows);
}

describe('a summary', () => {
  test.each(['float32', 'float64', 'float16', 'bfloat16'] as const)('of %s is that of its elements', (dtype) => {
    const summary = summariesFor([
      parameter(
        'w',
        [
          [1, -2],
          [0, 4],
        ],
        dtype,
      ),
    ]).get('w')!;
    expect(summary.norm).toBeCloseTo(Math.sqrt(21), 5);
    expect({ ...summary, norm: 0 }).toEqual({ mean: 1.75, norm: 0, min: -2, max: 4, zeros: 0.25, nans: 0 });
  });

  test('of float16 does not overflow', () => {
    expect(summariesFor([parameter('w', new Array<number>(100).fill(1000), 'float16')]).get('w')!.norm).toBe(10_000);
  });

  test('says how much of it is NaN, and that something is infinite', () => {
    const summaries = summariesFor([parameter('nan', [1, NaN, 0, 1]), parameter('inf', [1, -Infinity])]);
    expect(summaries.get('nan')).toMatchObject({ mean: NaN, nans: 0.25, zeros: 0.25 });
    expect(summaries.get('inf')).toMatchObject({ mean: Infinity, min: -Infinity, nans: 0 });
  });

  test('of a gradient is that of the last backward', () => {
    const w = parameter('w', [1, 2, 3]);
    expect(summariesFor([w], 'gradient').get('w')).toMatchObject({ mean: 0, zeros: 1 });
    autograd.record(() => w.data().square().sum()).backward();
    expect(summariesFor([w], 'gradient').get('w')).toMatchObject({ mean: 4, min: 2, max: 6, zeros: 0 });
  });

  test('leaves out what has no values, no elements or no gradient', () => {
    const frozen = new gluon.Constant('frozen', [1, 2]);
    const waiting = new Parameter('waiting', { shape: [0] });
    waiting.initialize();
    const empty = parameter('empty', nd.zeros([0, 3]).arraySync());
    expect([...summariesFor([frozen, waiting, empty]).keys()]).toEqual(['frozen']);
    expect(summariesFor([frozen], 'gradient').size).toBe(0);
  });

  test('is made of more parameters than the engine takes in one call', () => {
    const many = Array.from({ length: 2500 }, (_, i) => parameter(`w${i}`, [i]));
    const summaries = summariesFor(many);
    expect(summaries.size).toBe(2500);
    expect(summaries.get('w2499')!.max).toBe(2499);
  });

  test('is neither recorded nor measured', () => {
    const w = parameter('w', [3]);
    mx.profiler.turnOn();
    const y = autograd.record(() => {
      const squared = w.data().square();
      summariesFor([w]);
      return squared;
    });
    mx.profiler.turnOff();
    y.backward();
    expect(w.grad().item()).toBe(6);
  });
});

describe('a safepoint', () => {
  afterEach(() => onSafepoint(() => undefined));

  test('is after each backward, with the gradients complete', () => {
    const w = parameter('w', [2]);
    const seen: number[] = [];
    onSafepoint(() => void seen.push(w.grad().item()));
    for (let step = 1; step <= 3; step++) autograd.record(() => w.data().mul(step)).backward();
    expect(seen).toEqual([1, 2, 3]);
  });
});
