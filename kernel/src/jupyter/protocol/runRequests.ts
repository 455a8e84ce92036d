/** The requests of the control comm about training runs. */

import { JOINED_NUMBERS, POINTS_NUMBERS } from '../messages.js';
import type { RunCalls } from '../messages.js';
import type { Responders } from './control.js';
import type { RunStore } from './runStore.js';
import type { RunWatch } from './runWatch.js';
import type { Telemetry } from './telemetry.js';

function index(value: unknown, field: string): number {
  if (Number.isInteger(value) && (value as number) >= 0) return value as number;
  throw new TypeError(`${field} must be an index, got ${JSON.stringify(value)}`);
}

function finite(value: unknown, field: string): number {
  if (Number.isFinite(value)) return value as number;
  throw new TypeError(`${field} must be a number, got ${JSON.stringify(value)}`);
}

function text(value: unknown, field: string): string {
  if (typeof value === 'string') return value;
  throw new TypeError(`${field} must be a text, got ${JSON.stringify(value)}`);
}

export function runResponders(
  runs: RunStore,
  telemetry: Telemetry,
  watch: Pick<RunWatch, 'start'>,
): Responders<keyof RunCalls> {
  return {
    runs: async () => {
      // Who asks wants to hear what comes after this answer.
      watch.start();
      return { answer: await runs.list() };
    },
    points: async (ask) => {
      const wanted = {
        name: text(ask.name, 'name'),
        from: index(ask.from, 'from'),
        to: index(ask.to, 'to'),
        most: index(ask.most, 'most'),
      };
      const isJoined = ask.x !== undefined;
      const records = isJoined
        ? await runs.joined(ask.run, { ...wanted, x: text(ask.x, 'x') })
        : await runs.points(ask.run, wanted);
      const count = records.length / (isJoined ? JOINED_NUMBERS : POINTS_NUMBERS);
      return { answer: { count }, buffers: [new Uint8Array(records.buffer)] };
    },
    entries: async ({ run, name }) => ({ answer: { entries: await runs.entries(run, text(name, 'name')) } }),
    image: async ({ run, name, index: at }) => ({
      answer: {},
      buffers: [await runs.image(run, text(name, 'name'), index(at, 'index'))],
    }),
    edit: async ({ run, name, notes, mark }) => {
      const changes = {
        ...(name !== undefined && { name: text(name, 'name') }),
        ...(notes !== undefined && { notes: text(notes, 'notes') }),
        ...(mark !== undefined && {
          mark: { step: finite(mark.step, 'mark.step'), text: text(mark.text, 'mark.text') },
        }),
      };
      const header = await runs.edit(run, changes);
      telemetry.tell({ type: 'run', header, live: runs.isLive(header.id) });
      return { answer: { header } };
    },
    delete: async ({ run }) => {
      await runs.delete(run);
      telemetry.tell({ type: 'deleted', id: run! });
      return { answer: {} };
    },
    flow: ({ run, flow }) => {
      runs.setFlow(run, flow!);
      telemetry.tell({ type: 'flow', id: run!, flow: flow! });
      return { answer: {} };
    },
  };
}
