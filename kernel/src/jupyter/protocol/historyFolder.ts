/**
 * History on disk: one append-only file of JSON lines per session, `<number>.jsonl`, all in one folder. A session owns its number
 * by having created the file, and only it writes there, so that kernels side by side never meet. The oldest
 * files go when there are too many. Whatever goes wrong with a file costs its lines, never the kernel.
 */

import {
  appendFileSync,
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  unlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { userDataFolder } from '../../cli/jupyterPaths.js';
import { log } from '../log.js';

export interface HistoryEntry {
  session: number;
  line: number;
  input: string;
  /** text/plain of the result. */
  output: string | null;
}

const sessionBytes = 1 << 20;
const folderBytes = 16 << 20;
const mostSessions = 1000;

/** GLUONLAB_HISTORY=DIR; empty for none on disk. */
export function historyFolder(env: NodeJS.ProcessEnv): string | undefined {
  if (env.GLUONLAB_HISTORY !== undefined) return env.GLUONLAB_HISTORY || undefined;
  return join(userDataFolder(env, process.platform), 'gluonlab', 'history');
}

/** The entries of a session's file; lines that are not ours are passed over. */
export function parseSession(session: number, text: string): HistoryEntry[] {
  const entries: HistoryEntry[] = [];
  for (const json of text.split('\n')) {
    let fields: Partial<Record<keyof HistoryEntry, unknown>> | null;
    try {
      fields = JSON.parse(json) as typeof fields;
    } catch {
      continue;
    }
    const { line, input, output } = fields ?? {};
    if (typeof line !== 'number') continue;
    const last = entries.at(-1);
    if (typeof input === 'string') entries.push({ session, line, input, output: null });
    else if (typeof output === 'string' && last?.line === line) last.output = output;
  }
  return entries;
}

/** The part of the folder that one session writes. */
export class SessionFile {
  #bytes = 0;

  constructor(
    readonly session: number,
    /** Undefined: kept nowhere. */
    readonly descriptor?: number,
  ) {}

  append(fields: Partial<HistoryEntry>) {
    const text = `${JSON.stringify(fields)}\n`;
    this.#bytes += text.length;
    if (this.descriptor === undefined || this.#bytes > sessionBytes) return;
    try {
      appendFileSync(this.descriptor, text);
    } catch (error) {
      log.warn('history:', error);
    }
  }

  close() {
    if (this.descriptor !== undefined) closeSync(this.descriptor);
  }
}

export class HistoryFolder {
  /** Sessions that have been read; a file is read again only when it has grown. */
  readonly #read = new Map<number, { size: number; entries: HistoryEntry[] }>();
  /** Numbers given out here where nothing is kept on disk. */
  #unkept = 0;

  constructor(readonly folder: string | undefined) {}

  /** From the oldest to the newest. */
  #sessions(): number[] {
    if (this.folder === undefined) return [];
    try {
      const names = readdirSync(this.folder).map((name) => /^(\d+)\.jsonl$/.exec(name)?.[1]);
      return names.flatMap((name) => (name === undefined ? [] : [Number(name)])).sort((a, b) => a - b);
    } catch {
      return [];
    }
  }

  #file = (session: number) => join(this.folder!, `${session}.jsonl`);

  /** The number that a session would get now. */
  get next(): number {
    return Math.max(this.#unkept, this.#sessions().at(-1) ?? 0) + 1;
  }

  begin(): SessionFile {
    let session = this.next;
    if (this.folder === undefined) return new SessionFile((this.#unkept = session));
    try {
      mkdirSync(this.folder, { recursive: true, mode: 0o700 });
      this.#removeOldest();
      for (;;) {
        try {
          return new SessionFile(session, openSync(this.#file(session), 'ax', 0o600));
        } catch (error) {
          // Another kernel was quicker.
          if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
          session++;
        }
      }
    } catch (error) {
      log.warn('history is not kept:', error);
      return new SessionFile((this.#unkept = session));
    }
  }

  #removeOldest() {
    let bytes = 0;
    for (const [age, session] of this.#sessions().reverse().entries()) {
      bytes += statSync(this.#file(session), { throwIfNoEntry: false })?.size ?? 0;
      if (bytes > folderBytes || age >= mostSessions) unlinkSync(this.#file(session));
    }
  }

  /** What all sessions but `own` have left, the newest last. */
  others(own: number | undefined): HistoryEntry[] {
    return this.#sessions().flatMap((session) => (session === own ? [] : this.#entries(session)));
  }

  #entries(session: number): HistoryEntry[] {
    try {
      const { size } = statSync(this.#file(session));
      if (size > 2 * sessionBytes) return [];
      let read = this.#read.get(session);
      if (read?.size !== size) {
        read = { size, entries: parseSession(session, readFileSync(this.#file(session), 'utf8')) };
        this.#read.set(session, read);
      }
      return read.entries;
    } catch (error) {
      log.warn('history:', error);
      return [];
    }
  }
}
