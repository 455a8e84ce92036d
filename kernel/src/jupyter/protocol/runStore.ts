/**
 * The training runs of a notebook's folder: those this kernel logs to, and those that lie in the files of earlier kernels.
 * Points stay in the files; run.jsonl is read again only when it has changed.
 */

import { appendFile, readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Flow, flowOf, setFlow } from '../../gluon/run/flow.js';
import type { FlowName } from '../../gluon/run/flow.js';
import { DEFAULT_DIR, RECORD_NUMBERS, RUN_FILE } from '../../gluon/run/run_file.js';
import type { RunChange, RunHeader, SeriesEntry } from '../../gluon/run/run_file.js';
import { StoredRun } from '../../gluon/run/stored_run.js';
import type { RunEvent } from '../../gluon/run/events.js';
import type { PointsAsk, RunEdit, RunSummary, UnreadableRun } from '../messages.js';
import { joinedRecords } from './joinedRecords.js';
import { M4 } from './m4.js';

interface CachedFile {
  size: number;
  modified: number;
  run: StoredRun;
}

const newestRuns = 100;
/** Runs write at least once a second, unless a computation holds them up or they do not sample the system. */
const silentMilliseconds = 30_000;
const isRunId = (id: unknown): id is string => typeof id === 'string' && /^[\w.-]+$/.test(id) && !/^\.+$/.test(id);

export class RunStore {
  /** Folder and shared word of each run that is logged to. */
  readonly #live = new Map<string, { folder: string; flow: Int32Array }>();
  /** Where runs lie that were logged to a folder of their own. */
  readonly #folders = new Set<string>();
  readonly #files = new Map<string, CachedFile>();
  readonly #dir: string;

  constructor(notebookFolder: string) {
    this.#dir = join(notebookFolder, ...DEFAULT_DIR);
  }

  add(event: RunEvent) {
    if (event.type === 'end') this.#live.delete(event.id);
    if (event.type !== 'start') return;
    this.#live.set(event.header.id, { folder: event.folder, flow: event.flow });
    if (dirname(event.folder) !== this.#dir) this.#folders.add(event.folder);
  }

  /** This kernel logs to it. */
  isLive(id: string): boolean {
    return this.#live.has(id);
  }

  async list(): Promise<{ runs: RunSummary[]; unreadable: UnreadableRun[] }> {
    const names = await readdir(this.#dir).catch(() => [] as string[]);
    const folders = [...this.#folders, ...names.filter(isRunId).map((name) => join(this.#dir, name))];
    const runs: StoredRun[] = [];
    const unreadable: UnreadableRun[] = [];
    await Promise.all(
      folders.map((folder) =>
        this.#open(folder).then(
          (run) => runs.push(run),
          (error: NodeJS.ErrnoException) => {
            const isNoRun = error.code === 'ENOENT' || error.code === 'ENOTDIR';
            if (!isNoRun) unreadable.push({ id: basename(folder), problem: error.message });
          },
        ),
      ),
    );
    const newest = runs.sort((a, b) => b.header.created - a.header.created).slice(0, newestRuns);
    return { runs: await Promise.all(newest.map((run) => this.#summary(run))), unreadable };
  }

  async #summary(run: StoredRun): Promise<RunSummary> {
    const live = this.#live.get(run.id);
    const series = await Promise.all(
      [...run.series.values()].map(async ({ name, kind }) => ({ name, kind, count: await run.count(name) })),
    );
    const flow = live ? flowOf(live.flow) : 'go';
    const elsewhere = live === undefined && (await isElsewhere(run));
    return { header: run.header, series, ended: run.ended, live: live !== undefined, elsewhere, flow };
  }

  /** The points of a metric that draw its curve, `most` or fewer: records of index, step, time, value. */
  async points(id: unknown, { name, from, to, most }: Omit<PointsAsk, 'run' | 'x'>): Promise<Float64Array> {
    const run = await this.find(id);
    const end = Math.min(to, await run.count(name));
    const m4 = new M4(from, Math.max(from, end), most);
    for await (const { rows, first } of run.records(name, from, end)) m4.add(rows, first);
    return m4.finish();
  }

  /** The same over another metric: only points that have an x, which stands behind each value. */
  async joined(id: unknown, { name, x, from, to, most }: Omit<Required<PointsAsk>, 'run'>): Promise<Float64Array> {
    const run = await this.find(id);
    const end = Math.min(to, await run.count(name));
    const m4 = new M4(from, Math.max(from, end), most, true);
    for await (const { rows, first, xs } of joinedRecords(run, name, x, end)) {
      const skipped = Math.min(xs.length, Math.max(0, from - first));
      m4.add(rows.subarray(skipped * RECORD_NUMBERS), first + skipped, xs.subarray(skipped));
    }
    return m4.finish();
  }

  async entries(id: unknown, name: string): Promise<SeriesEntry[]> {
    return (await this.find(id)).entries(name);
  }

  async image(id: unknown, name: string, index: number): Promise<Uint8Array> {
    return (await this.find(id)).image(name, index);
  }

  /** Renames a run, replaces its notes, marks a step: a line more in its file for each. */
  async edit(id: unknown, { name, notes, mark }: RunEdit): Promise<RunHeader> {
    const { folder } = await this.find(id);
    const changes: RunChange[] = [];
    if (name !== undefined) changes.push({ name });
    if (notes !== undefined) changes.push({ notes });
    if (mark !== undefined) changes.push({ mark });
    await appendFile(join(folder, RUN_FILE), changes.map((change) => `${JSON.stringify(change)}\n`).join(''));
    return (await this.find(id)).header;
  }

  async delete(id: unknown): Promise<void> {
    const run = await this.find(id);
    const isLive = this.#live.has(run.id) || (await isElsewhere(run));
    if (isLive) throw new RangeError(`run "${run.id}" is still logged to: stop it first`);
    await rm(run.folder, { recursive: true });
    this.#folders.delete(run.folder);
    this.#files.delete(run.folder);
  }

  setFlow(id: unknown, flow: FlowName): void {
    if (!Object.hasOwn(Flow, flow)) {
      throw new TypeError(`flow must be one of ${Object.keys(Flow).join(', ')}, got ${JSON.stringify(flow)}`);
    }
    const live = this.#live.get(id as string);
    if (!live) throw new RangeError(`run ${JSON.stringify(id)} is not logged to by this kernel`);
    setFlow(live.flow, flow);
  }

  async find(id: unknown): Promise<StoredRun> {
    const own = this.#live.get(id as string)?.folder ?? [...this.#folders].find((folder) => basename(folder) === id);
    const folder = own ?? (isRunId(id) ? join(this.#dir, id) : undefined);
    const missing = new RangeError(`there is no run ${JSON.stringify(id)} in this folder`);
    if (folder === undefined) throw missing;
    return this.#open(folder).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'ENOENT' || error.code === 'ENOTDIR' ? missing : error;
    });
  }

  async #open(folder: string): Promise<StoredRun> {
    const { size, mtimeMs: modified } = await stat(join(folder, RUN_FILE));
    const cached = this.#files.get(folder);
    if (cached?.size === size && cached.modified === modified) return cached.run;
    const run = await StoredRun.open(folder);
    this.#files.set(folder, { size, modified, run });
    return run;
  }
}

/** Something was written to it a moment ago, and not by the process that this kernel took the place of. */
async function isElsewhere({ folder, ended }: StoredRun): Promise<boolean> {
  if (ended) return false;
  // Another kernel may be deleting it.
  const names = await readdir(folder).catch(() => []);
  const modified = (name: string) =>
    stat(join(folder, name)).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    );
  const times = await Promise.all(names.map(modified));
  return Math.max(...times) > Math.max(performance.timeOrigin, Date.now() - silentMilliseconds);
}
