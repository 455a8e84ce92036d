/**
 * What one shell has run, and before it the other sessions on disk, as `history_request` asks for them: a tail, a range, or a
 * search by pattern.
 */

import type { HistoryEntry, HistoryFolder, SessionFile } from './historyFolder.js';

export interface HistoryQuery {
  hist_access_type?: string;
  output?: boolean;
  session?: number;
  start?: number;
  stop?: number | null;
  n?: number | null;
  pattern?: string;
  unique?: boolean;
}

type Tuple = [session: number, line: number, text: string | [input: string, output: string | null]];

/** `*` and `?` as in a shell; everything else for itself. */
function glob(pattern: string): RegExp {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '[^]*')
    .replace(/\?/g, '[^]');
  return new RegExp(`^${escaped}$`);
}

export class History {
  readonly #entries: HistoryEntry[] = [];
  /** From the first cell on: a kernel that runs none leaves no session behind. */
  #file?: SessionFile;

  constructor(readonly folder: HistoryFolder) {}

  add(line: number, input: string): HistoryEntry {
    this.#file ??= this.folder.begin();
    const entry: HistoryEntry = { session: this.#file.session, line, input, output: null };
    this.#entries.push(entry);
    this.#file.append({ line, input });
    return entry;
  }

  setOutput(entry: HistoryEntry, output: string) {
    entry.output = output;
    this.#file?.append({ line: entry.line, output });
  }

  close() {
    this.#file?.close();
  }

  query(query: HistoryQuery): Tuple[] {
    return this.#select(query).map(({ session, line, input, output }) => [
      session,
      line,
      query.output ? [input, output] : input,
    ]);
  }

  #all(): HistoryEntry[] {
    return [...this.folder.others(this.#file?.session), ...this.#entries];
  }

  #select({ hist_access_type: access = 'tail', n, session = 0, start = 0, stop, pattern = '*', unique }: HistoryQuery) {
    const last = (entries: HistoryEntry[]) => (typeof n === 'number' ? entries.slice(-n || entries.length) : entries);
    if (access === 'tail') {
      const isEnough = typeof n === 'number' && n <= this.#entries.length;
      return last(isEnough ? this.#entries : this.#all());
    }
    if (access === 'range') {
      const end = stop ?? Infinity;
      return this.#session(session).filter(({ line }) => line >= start && line < end);
    }
    if (access === 'search') {
      const wanted = glob(pattern);
      const matches = this.#all().filter(({ input }) => wanted.test(input));
      return last(unique ? newestOfEach(matches) : matches);
    }
    throw new RangeError(`hist_access_type must be "tail", "range" or "search", got "${access}"`);
  }

  /** Session 0 is this one, -1 the one before it. */
  #session(session: number): HistoryEntry[] {
    const own = this.#file?.session ?? this.folder.next;
    const wanted = session > 0 ? session : own + session;
    if (wanted === own) return this.#entries;
    return this.folder.others(own).filter((entry) => entry.session === wanted);
  }
}

function newestOfEach(entries: HistoryEntry[]): HistoryEntry[] {
  const byInput = new Map<string, HistoryEntry>();
  for (const entry of entries) {
    byInput.delete(entry.input);
    byInput.set(entry.input, entry);
  }
  return [...byInput.values()];
}
