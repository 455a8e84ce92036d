/**
 * The training runs of a notebook's folder: those this kernel has heard of live, and those that lie in run files of earlier
 * kernels (`.gluonlab/runs/<id>.jsonl`). A file is read again only when it has changed.
 */

import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunHeader, RunPoint, RunSummary } from '../messages.js';
import type { RunEvent } from '../../gluon/index.js';

export interface StoredRun {
  header: RunHeader;
  points: RunPoint[];
  ended: boolean;
}

interface CachedFile {
  size: number;
  modified: number;
  run: StoredRun | undefined;
}

const newestRuns = 50;

/** Parses a run file; a line that is cut short ends it. */
export function parseRun(text: string): StoredRun | undefined {
  let run: StoredRun | undefined;
  for (const line of text.split('\n')) {
    if (line === '') continue;
    let value: Partial<RunHeader & RunPoint & { end: number }>;
    try {
      value = JSON.parse(line) as typeof value;
    } catch {
      break;
    }
    if (!run) {
      if (value.v !== 1 || typeof value.id !== 'string') return undefined;
      run = { header: value as RunHeader, points: [], ended: false };
    } else if (value.m) {
      run.points.push(value as RunPoint);
    } else if (value.end !== undefined) {
      run.ended = true;
    }
  }
  return run;
}

export class RunStore {
  readonly #live = new Map<string, StoredRun>();
  readonly #files = new Map<string, CachedFile>();
  readonly #folder: string;

  constructor(notebookFolder: string) {
    this.#folder = join(notebookFolder, '.gluonlab', 'runs');
  }

  add(event: RunEvent) {
    if (event.type === 'start') {
      this.#live.set(event.header.id, { header: event.header, points: [], ended: false });
      return;
    }
    const run = this.#live.get(event.id);
    if (event.type === 'end' && run) run.ended = true;
    if (event.type === 'points') run?.points.push(...event.points.slice(Math.max(0, run.points.length - event.first)));
  }

  async #fromFile(name: string): Promise<StoredRun | undefined> {
    const file = join(this.#folder, name);
    const { size, mtimeMs: modified } = await stat(file);
    const cached = this.#files.get(name);
    if (cached?.size === size && cached.modified === modified) return cached.run;
    const run = parseRun(await readFile(file, 'utf8'));
    this.#files.set(name, { size, modified, run });
    return run;
  }

  async find(id: string): Promise<StoredRun | undefined> {
    const live = this.#live.get(id);
    if (live) return live;
    if (!/^[\w.-]+$/.test(id)) return undefined;
    return this.#fromFile(`${id}.jsonl`).catch(() => undefined);
  }

  /** Newest first. */
  async list(): Promise<RunSummary[]> {
    const names = await readdir(this.#folder).catch(() => [] as string[]);
    const files = names.filter((name) => name.endsWith('.jsonl') && !this.#live.has(name.slice(0, -'.jsonl'.length)));
    const stored = await Promise.all(files.map((name) => this.#fromFile(name).catch(() => undefined)));
    return [...this.#live.values(), ...stored.filter((run) => run !== undefined)]
      .sort((a, b) => b.header.created - a.header.created)
      .slice(0, newestRuns)
      .map(({ header, points, ended }) => ({ header, count: points.length, ended }));
  }
}
