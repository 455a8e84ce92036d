import { GluonError, nd, waitall } from 'gluonlab';
import { spawnSync } from 'node:child_process';
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

describe('a setting of the environment that nobody knows', () => {
  const run = (env: Record<string, string>) => {
    const code =
      "import('gluonlab').then(({ nd }) => nd.ones([2]).add(1)).catch((error) => console.log(error.message))";
    return spawnSync(process.execPath, ['-e', code], { env: { ...process.env, ...env }, encoding: 'utf8' });
  };

  test.each([
    ['GLUONLAB_BACKEND', 'allowed are reference, simd, onednn'],
    ['GLUONLAB_SIMD', 'allowed are baseline, avx2, avx512'],
    ['GLUONLAB_THREADS', 'allowed are whole numbers in [1, 1024]'],
  ])('%s: the first call says what is allowed, and the process ends in order', (name, allowed) => {
    const { stdout, status } = run({ GLUONLAB_BACKEND: 'simd', [name]: 'fast' });
    expect(stdout).toContain(`${name} is 'fast', ${allowed}`);
    expect(status).toBe(0);
  });
});
