// The files of a run, a folder <dir>/<id>. Every file is only ever appended to, so a crash costs at most its last record.
//
//   run.jsonl      the header, then one line per change: a new series, a new name, notes, tags, config, a mark, end, resumption
//   0.points       a scalar series: records of step, milliseconds since creation, value (little-endian float64)
//   1.jsonl        a series of histograms, images or texts: one line per entry
//   1-0.png        the pixels of the first entry of image series 1
//
// Series are told apart by number, never by a file name that stands in a file. Needs no engine: workers read runs too.

/** What is known of a run; its first line, with the later changes applied. `created` in milliseconds since 1970. */
export interface RunHeader {
  v: 1;
  run: string;
  id: string;
  created: number;
  config: Record<string, unknown>;
  notes?: string;
  tags?: string[];
  /** By step, one at each. */
  marks?: Mark[];
}

/** What a reader remarks at a step of a run. */
export interface Mark {
  step: number;
  text: string;
}

export type SeriesKind = 'scalar' | 'histogram' | 'image' | 'text';

/** Something that a run logs again and again under one name. */
export interface SeriesInfo {
  name: string;
  kind: SeriesKind;
  /** Number of its file. */
  n: number;
}

/** A line of run.jsonl after the header. */
export type RunChange =
  | ({ series: true } & SeriesInfo)
  | { name: string }
  | { notes: string }
  | { tags: string[] }
  | { config: Record<string, unknown> }
  /** Replaces the one at its step; an empty text takes that away. */
  | { mark: Mark }
  | { end: number }
  | { resumed: number };

interface Entry {
  /** Step. */
  s: number;
  /** Milliseconds since the run was created. */
  t: number;
}

/** `counts[i]` of the finite values lie between `edges[i]` and `edges[i + 1]`; the last bin holds its upper edge. */
export interface HistogramEntry extends Entry {
  edges: number[];
  counts: number[];
}
/** The pixels lie in the PNG file with the entry's index. */
export interface ImageEntry extends Entry {
  width: number;
  height: number;
}
export interface TextEntry extends Entry {
  text: string;
}
export type SeriesEntry = HistogramEntry | ImageEntry | TextEntry;

/** Numbers in a record of a scalar series: step, milliseconds, value. */
export const RECORD_NUMBERS = 3;
export const RECORD_BYTES = RECORD_NUMBERS * Float64Array.BYTES_PER_ELEMENT;

export const RUN_FILE = 'run.jsonl';
export const DEFAULT_DIR = ['.gluonlab', 'runs'] as const;
export const pointsFile = (n: number): string => `${n}.points`;
export const entriesFile = (n: number): string => `${n}.jsonl`;
export const imageFile = (n: number, index: number): string => `${n}-${index}.png`;
