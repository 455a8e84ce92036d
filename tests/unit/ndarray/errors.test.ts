import { GluonError, nd, waitall } from 'gluonlab';
import { describe, expect, test } from 'vitest';

const caught = (fn: () => unknown): GluonError => {
  try {
    fn();
  } catch (error) {
    return error as GluonError;
  }
  throw new Error('nothing was thrown');
};

describe('an error', () => {
  test('is thrown at the call, with code, operator and both shapes', () => {
    const error = caught(() => nd.ones([2, 3]).add(nd.ones([4])));
    expect(error).toBeInstanceOf(GluonError);
    expect(error).toMatchObject({ name: 'GluonError', code: 'shape', op: 'broadcast_add' });
    expect(error.message).toContain('shapes (2, 3) and (4,) do not broadcast');
    expect(error.stack).toContain('errors.test.ts');
  });

  test('names an unknown option and the allowed ones', () => {
    const error = caught(() => nd.ones([2, 3]).sum({ axes: 1 } as object));
    expect(error.message).toMatch(/^sum: unknown option 'axes', allowed are axis, keepdims/);
  });

  test('says what an input should be', () => {
    expect(caught(() => nd.relu(3 as never)).message).toBe('relu: input 0 is the number 3, expected an NDArray');
    expect(caught(() => nd.invoke('nope', [])).message).toBe("there is no operator 'nope'");
  });
});

describe('an error in queued work', () => {
  const failing = () => nd.take(nd.ones([512, 1024]), nd.full([1024], 600), { mode: 'raise' });
  const message = 'take: index 600 at position 0 of indices is outside [0, 512)';

  test('is thrown at the read, also of what was computed from it', async () => {
    const rows = failing();
    await expect(rows.add(1).data()).rejects.toThrow(message);
    expect(() => rows.dataSync()).toThrow(message);
    expect(() => rows.sum().item()).toThrow(message);
    expect(() => waitall()).toThrow(message);
  });

  test('is thrown at waitall once, and what comes after runs', () => {
    failing();
    expect(() => waitall()).toThrow(GluonError);
    expect(() => waitall()).not.toThrow();
    expect(nd.ones([512, 1024]).sum().item()).toBe(512 * 1024);
  });
});
