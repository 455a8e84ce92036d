/** The state of one Tensors viewer, without DOM: the arrays of a .params file, their order, search and what is selected. */
import type { TensorStatistics } from 'gluonlab/messages';
import { Signal } from '@lumino/signaling';
import type { ParamsEntry } from '../model_files/mxnet/params.js';

export type Column = 'name' | 'shape' | 'dtype' | 'size' | 'bytes';

export interface Order {
  column: Column | null;
  isDescending: boolean;
}

/** What is known of the selected array's elements. */
export type Elements = 'reading' | TensorStatistics | Error;

export interface TensorsFile {
  entries(): Promise<ParamsEntry[]>;
  statistics(entry: ParamsEntry): Promise<TensorStatistics>;
}

export class TensorsModel {
  readonly changed = new Signal<this, void>(this);

  constructor(private readonly file: TensorsFile) {}

  /** Null as long as they are not read. */
  get entries(): readonly ParamsEntry[] | null {
    return this.currentEntries;
  }
  /** Why there are no entries. */
  get problem(): string | null {
    return this.currentProblem;
  }
  get query(): string {
    return this.currentQuery;
  }
  get order(): Readonly<Order> {
    return this.currentOrder;
  }
  get selected(): ParamsEntry | null {
    return this.currentSelected;
  }
  get elements(): Elements {
    return this.currentElements;
  }

  /** Reads the file, again if it was read; of several calls the last counts. */
  async load(): Promise<void> {
    const load = ++this.loads;
    const result = await this.file.entries().catch((error: Error) => error);
    if (load === this.loads) {
      this.currentEntries = result instanceof Error ? null : result;
      this.currentProblem = result instanceof Error ? result.message : null;
      this.currentSelected = null;
      this.changed.emit();
    }
  }

  /** What the search leaves, in order; every word must occur in name, shape or type. */
  get shown(): ParamsEntry[] {
    const words = this.currentQuery.toLowerCase().split(/\s+/).filter(Boolean);
    const found = (this.currentEntries ?? []).filter((entry) => {
      const text = `${entry.name} ${shapeText(entry)} ${entry.dtype ?? ''} ${entry.storage}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
    const { column, isDescending } = this.currentOrder;
    if (column !== null) {
      found.sort((a, b) => (isDescending ? -1 : 1) * compare(key(a, column), key(b, column)));
    }
    return found;
  }

  search(query: string): void {
    this.currentQuery = query;
    this.changed.emit();
  }

  /** Ascending, descending, then the order of the file. */
  sortBy(column: Column): void {
    const { column: before, isDescending } = this.currentOrder;
    const isSame = before === column;
    this.currentOrder = { column: isSame && isDescending ? null : column, isDescending: isSame && !isDescending };
    this.changed.emit();
  }

  async select(entry: ParamsEntry): Promise<void> {
    this.currentSelected = entry;
    this.currentElements = 'reading';
    this.changed.emit();
    const elements = await this.file.statistics(entry).catch((error: Error) => error);
    if (this.currentSelected === entry) {
      this.currentElements = elements;
      this.changed.emit();
    }
  }

  dispose(): void {
    this.loads++;
    this.currentSelected = null;
    Signal.clearData(this);
  }

  private currentEntries: ParamsEntry[] | null = null;
  private currentProblem: string | null = null;
  private currentQuery = '';
  private currentOrder: Order = { column: null, isDescending: false };
  private currentSelected: ParamsEntry | null = null;
  private currentElements: Elements = 'reading';
  private loads = 0;
}

export const shapeText = ({ shape }: ParamsEntry): string => (shape === null ? 'none' : `(${shape.join(', ')})`);

export const sizeOf = ({ shape }: ParamsEntry): number =>
  shape === null ? 0 : shape.reduce((product, extent) => product * extent, 1);

function key(entry: ParamsEntry, column: Column): string | number {
  switch (column) {
    case 'name':
      return entry.name;
    case 'dtype':
      return entry.dtype ?? '';
    case 'bytes':
      return entry.bytes;
    case 'shape':
      return shapeText(entry);
    case 'size':
      return sizeOf(entry);
  }
}

/** Names in the order of a reader: layer2 before layer10. */
const collator = new Intl.Collator('en', { numeric: true });

const compare = (a: string | number, b: string | number): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
