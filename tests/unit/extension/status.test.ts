// What the status bar says of the kernel of the current notebook.
import { Signal } from '@lumino/signaling';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { KernelStatusModel } from '@gluonlab/jupyterlab/dist/status/model.js';
import type { FollowedSession } from '@gluonlab/jupyterlab/dist/status/model.js';
import { LoggedRuns } from './logged_runs.js';

let model: KernelStatusModel;
beforeEach(() => {
  vi.useFakeTimers();
  model = new KernelStatusModel({ of: () => new LoggedRuns() });
});
afterEach(() => {
  model.dispose();
  vi.useRealTimers();
});

function sessionWith(name: string, status = 'idle') {
  const kernel = { name, status };
  const session = {
    session: { kernel },
    kernelChanged: new Signal<object, unknown>({}),
    statusChanged: new Signal<object, unknown>({}),
  };
  return { kernel, session: session as unknown as FollowedSession & typeof session };
}

test('the kernel tells its device and its memory, again and again', async () => {
  const { session } = sessionWith('gluonlab');
  model.follow(session);
  expect(model.state).toEqual({ isRunning: false, device: '', memory: 0 });
  await vi.advanceTimersByTimeAsync(0);
  expect(model.state).toEqual({ isRunning: false, device: 'cpu(0)', memory: 2 ** 20 });
  const changed = vi.fn();
  model.changed.connect(changed);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(changed.mock.calls.length).toBe(3);
});

test('a cell that runs is seen at once', () => {
  const { kernel, session } = sessionWith('gluonlab');
  model.follow(session);
  kernel.status = 'busy';
  session.statusChanged.emit(undefined);
  expect(model.state?.isRunning).toBe(true);
});

test('nothing is said of other kernels, and of a notebook that was left', async () => {
  model.follow(sessionWith('python3').session);
  expect(model.state).toBeNull();
  const left = sessionWith('gluonlab');
  model.follow(left.session);
  model.follow(null);
  left.session.statusChanged.emit(undefined);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(model.state).toBeNull();
});

test('a kernel that is changed for ours is spoken of', () => {
  const { kernel, session } = sessionWith('python3');
  model.follow(session);
  kernel.name = 'gluonlab';
  session.kernelChanged.emit(undefined);
  expect(model.state).not.toBeNull();
});
