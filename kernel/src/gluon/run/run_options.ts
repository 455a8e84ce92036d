// How a run is opened: a folder of its own with a fresh header, or behind what an earlier process has logged.
import { join, resolve } from 'node:path';
import { GluonError } from '../errors.js';
import { checkOptions } from '../options.js';
import { DEFAULT_DIR, type RunHeader } from './run_file.js';
import { newRunId } from './run_id.js';
import { RunWriter } from './run_writer.js';
import { storedRunsSync } from './stored_runs.js';

export interface RunOptions {
  /** Folder of the runs, each in a folder of its own. Default: .gluonlab/runs under the working directory. */
  dir?: string;
  /** Hyper-parameters: anything JSON can hold, to tell runs apart. */
  config?: Record<string, unknown>;
  /** A remark that the panel shows; it can be changed there. */
  notes?: string;
  tags?: string[];
  /** true: go on with the newest run of this name, or begin one; a text: with the run of this id. Default false. */
  resume?: boolean | string;
  /** Also write an event file for TensorBoard into the run's folder. Default false. */
  tensorboard?: boolean;
  /** Log processor, memory and samples per second once a second, under `system/`. Default true. */
  system?: boolean;
}

/** What may be changed of a run later. */
export type RunUpdate = Pick<RunOptions, 'config' | 'notes' | 'tags'>;

export interface OpenedRun {
  writer: RunWriter;
  header: RunHeader;
}

const NAMES = ['dir', 'config', 'notes', 'tags', 'resume', 'tensorboard', 'system'];

export function openRun(name: string, options: RunOptions, isLive: (id: string) => boolean): OpenedRun {
  checkOptions('run', options, NAMES);
  if (typeof name !== 'string' || name.trim() === '') {
    throw new GluonError(`run: name is ${JSON.stringify(name)}, expected a text`, 'value');
  }
  const { config, notes, tags, resume = false } = options;
  const known = JSON.parse(jsonOf({ config, notes, tags })) as RunUpdate;
  const dir = resolve(options.dir ?? join(...DEFAULT_DIR));
  const resumed = resume === false ? null : resumedRun(name, dir, resume, isLive);
  if (resumed !== null) {
    change(resumed, known);
    return resumed;
  }
  const created = Date.now();
  const id = newRunId(name, created);
  const header: RunHeader = { v: 1, run: name, id, created, config: {}, ...known };
  const folder = join(dir, id);
  try {
    return { writer: RunWriter.create(folder, header), header };
  } catch (cause) {
    throw new GluonError(`run: cannot write ${folder}: ${(cause as Error).message}`, 'value');
  }
}

/** Adds to the config of a run, replaces its notes and tags. */
export function change({ writer, header }: OpenedRun, { config, notes, tags }: RunUpdate): void {
  if (config !== undefined) {
    Object.assign(header.config, config);
    writer.change({ config });
  }
  if (notes !== undefined) {
    header.notes = notes;
    writer.change({ notes });
  }
  if (tags !== undefined) {
    header.tags = tags;
    writer.change({ tags });
  }
}

function resumedRun(name: string, dir: string, resume: string | true, isLive: (id: string) => boolean) {
  const runs = storedRunsSync(dir);
  const stored = runs.find((run) => (resume === true ? run.name === name : run.id === resume));
  if (stored === undefined) {
    if (resume === true) return null;
    throw new GluonError(`run: there is no run '${resume}' in ${dir} that could be resumed`, 'value');
  }
  if (isLive(stored.id)) throw new GluonError(`run '${stored.id}' is not finished, it cannot be resumed`, 'value');
  return { writer: RunWriter.resume(stored), header: stored.header };
}

/** The JSON text of what is known of a run, which a config may refuse to become. */
export function jsonOf(value: object): string {
  try {
    return JSON.stringify(value);
  } catch (cause) {
    throw new GluonError(`run: JSON cannot hold the config: ${(cause as Error).message}`, 'value');
  }
}
