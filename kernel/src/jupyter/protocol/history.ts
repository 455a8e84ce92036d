/** The inputs (and results) of this session, as `history_request` asks for them: a tail, a range, or a search by pattern. */

export interface HistoryEntry {
  session: number;
  line: number;
  input: string;
  /** text/plain of the result. */
  output: string | null;
}

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
    .replace(/\*/g, '[^]*')
    .replace(/\?/g, '[^]');
  return new RegExp(`^${escaped}$`);
}

export class History {
  readonly #entries: HistoryEntry[] = [];
  readonly session = 1;

  add(line: number, input: string): HistoryEntry {
    const entry: HistoryEntry = { session: this.session, line, input, output: null };
    this.#entries.push(entry);
    return entry;
  }

  query(query: HistoryQuery): Tuple[] {
    return this.#select(query).map(({ session, line, input, output }) => [
      session,
      line,
      query.output ? [input, output] : input,
    ]);
  }

  #select({ hist_access_type: access = 'tail', n, session = 0, start = 0, stop, pattern = '*', unique }: HistoryQuery) {
    const last = (entries: HistoryEntry[]) => (typeof n === 'number' ? entries.slice(-n || entries.length) : entries);
    if (access === 'tail') return last(this.#entries);
    if (access === 'range') {
      // Session 0 is this one, -1 the one before it.
      const wanted = session > 0 ? session : this.session + session;
      const end = stop ?? Infinity;
      return this.#entries.filter((e) => e.session === wanted && e.line >= start && e.line < end);
    }
    if (access === 'search') {
      const matches = this.#entries.filter(({ input }) => glob(pattern).test(input));
      return last(unique ? [...new Map(matches.map((entry) => [entry.input, entry])).values()] : matches);
    }
    throw new RangeError(`hist_access_type must be "tail", "range" or "search", got "${access}"`);
  }
}
