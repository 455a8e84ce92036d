// The line between a panel and a kernel: telemetry that is heard, requests that are answered, refused or left alone.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { CONTROL_TARGET, TELEMETRY_TARGET } from 'gluonlab/messages';
import { ControlClient } from '@gluonlab/jupyterlab/dist/comms/control.js';
import { KernelLink } from '@gluonlab/jupyterlab/dist/comms/kernel_link.js';
import { KernelConnection } from './kernel_connection.js';
import { answers } from './logged_runs.js';

let kernel: KernelConnection;
let link: KernelLink;

beforeEach(() => {
  kernel = new KernelConnection();
  link = new KernelLink(kernel.asKernel);
});

const record = Float64Array.of(7, 20, 0.5).buffer;
const telemetry = {
  v: 1,
  seq: 1,
  events: [
    { type: 'end', id: 'old' },
    { type: 'points', id: 'lenet', name: 'loss', first: 3, count: 1 },
  ],
};

describe('telemetry', () => {
  test('is heard without a word from the kernel, as after a page reload', () => {
    const steps: number[] = [];
    link.telemetry.connect((_, { columns }) => steps.push(...columns[0].steps, ...columns[0].indices));
    kernel.say(TELEMETRY_TARGET, telemetry, [record]);
    expect(steps).toEqual([7, 3]);
  });

  test('is heard when the kernel opens the comm itself', () => {
    const seen = vi.fn();
    link.telemetry.connect(seen);
    kernel.open(TELEMETRY_TARGET);
    kernel.say(TELEMETRY_TARGET, telemetry, [record]);
    expect(seen).toHaveBeenCalledTimes(1);
  });

  test('is heard again after a restart, which is told', () => {
    const restarted = vi.fn();
    const seen = vi.fn();
    link.restarted.connect(restarted);
    link.telemetry.connect(seen);
    kernel.restart();
    kernel.say(TELEMETRY_TARGET, telemetry, [record]);
    expect(restarted).toHaveBeenCalledTimes(1);
    expect(seen).toHaveBeenCalledTimes(1);
  });

  test('of another version is left alone, with a warning', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const seen = vi.fn();
    link.telemetry.connect(seen);
    kernel.say(TELEMETRY_TARGET, { ...telemetry, v: 2 }, [record]);
    expect(seen).not.toHaveBeenCalled();
    expect(warn.mock.calls).toEqual([['gluonlab: telemetry of version 2 came, this extension knows 1']]);
    warn.mockRestore();
  });
});

describe('a request', () => {
  const ask = { run: 'lenet', name: 'loss', from: 3, to: 4, most: 100 };
  const lastRequest = async () => {
    await answers();
    return kernel.sent.at(-1)!.data;
  };

  test('waits for a kernel that is still starting', async () => {
    let start = (_: unknown) => {};
    kernel.info = new Promise((resolve) => (start = resolve));
    void link.ask('runs', {});
    await answers();
    expect(kernel.sent).toEqual([]);
    start({});
    expect((await lastRequest()).request).toBe('runs');
  });

  test('opens the control comm once and is matched to its answer', async () => {
    const runs = link.ask('runs', {});
    const points = link.ask('points', ask);
    await answers();
    expect(kernel.sent.map(({ comm, type, data }) => [comm, type, data.request])).toEqual([
      [CONTROL_TARGET, 'open', undefined],
      [CONTROL_TARGET, 'msg', 'runs'],
      [CONTROL_TARGET, 'msg', 'points'],
    ]);
    const [, first, second] = kernel.sent.map(({ data }) => data.id as number);
    expect(kernel.sent[2].data).toMatchObject({ v: 1, ...ask });
    kernel.say(CONTROL_TARGET, { v: 1, id: second, ok: true, count: 1 }, [record]);
    kernel.say(CONTROL_TARGET, { v: 1, id: first, ok: true, runs: [], unreadable: [] });
    expect((await runs).answer.runs).toEqual([]);
    expect(await points).toMatchObject({ answer: { count: 1 }, buffers: [record] });
  });

  test('is not settled by an answer to another window', async () => {
    const runs = link.ask('runs', {});
    const id = (await lastRequest()).id as number;
    kernel.say(CONTROL_TARGET, { v: 1, id: id + 1, ok: false, error: 'for someone else' });
    kernel.say(CONTROL_TARGET, { v: 1, id, ok: true, runs: [], unreadable: [] });
    expect((await runs).answer.runs).toEqual([]);
  });

  test('fails with the sentence of the kernel', async () => {
    const points = link.ask('delete', { run: 'gone' });
    kernel.say(CONTROL_TARGET, { v: 1, id: (await lastRequest()).id, ok: false, error: "there is no run 'gone'" });
    await expect(points).rejects.toMatchObject({ reason: 'refused', message: "there is no run 'gone'" });
  });

  test('fails at once on a kernel that does not know the comm', async () => {
    const runs = link.ask('runs', {});
    await answers();
    kernel.close(CONTROL_TARGET);
    await expect(runs).rejects.toMatchObject({
      reason: 'closed',
      message: 'the kernel of this notebook does not keep runs',
    });
  });

  test('fails when the kernel restarts, and the next one opens the comm anew', async () => {
    const before = link.ask('runs', {});
    await answers();
    kernel.restart();
    await expect(before).rejects.toMatchObject({ reason: 'closed' });
    void link.ask('runs', {});
    await answers();
    expect(kernel.sent.filter(({ type }) => type === 'open')).toHaveLength(2);
  });

  test('fails when the kernel stays silent', async () => {
    const control = new ControlClient(kernel.asKernel, 1);
    await expect(control.request('runs', {})).rejects.toMatchObject({
      reason: 'silent',
      message: "the kernel gave no answer to 'runs' in 0.001 s",
    });
  });
});
