/**
 * Breakpoints by file. Each is set in every script of its file, also in scripts to come: V8 stops before a script runs for the
 * first time, and `scriptStarts` sets what was asked for. V8 knows where a breakpoint may be; the place it gets is the
 * next one, or the last one of the file.
 */

import type { Debugger } from 'node:inspector';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Inspector } from '../inspector.js';
import type { Place, SourceScript } from './scripts.js';

type Requested = DebugProtocol.SourceBreakpoint;

export interface Breakpoint extends Requested {
  id: number;
  /** Where it is; undefined until a script of its file is known. */
  place?: Place;
  /** V8's ids, and where V8 has put them. */
  set: Map<string, Debugger.Location>;
  /** Those whose condition V8 tests. */
  tested: Set<string>;
}

interface Possible extends Place {
  location: Debugger.Location;
}

const isBefore = (a: Place, b: Place) => a.line < b.line || (a.line === b.line && a.column < b.column);

export class Breakpoints {
  readonly #files = new Map<string, Breakpoint[]>();
  #nextId = 1;
  /** One change at a time. */
  #changing: Promise<unknown> = Promise.resolve();

  constructor(
    readonly inspector: Inspector,
    /** A breakpoint found its place, or another one. */
    readonly changed: (path: string, breakpoint: Breakpoint) => void,
  ) {}

  /** Replaces the breakpoints of a file. */
  replace(path: string, requested: Requested[], scripts: SourceScript[]): Promise<Breakpoint[]> {
    return this.#change(async () => {
      await this.#remove(this.#files.get(path) ?? []);
      const breakpoints = requested.map((point): Breakpoint => ({
        ...point,
        id: this.#nextId++,
        set: new Map(),
        tested: new Set(),
      }));
      if (breakpoints.length > 0) this.#files.set(path, breakpoints);
      else this.#files.delete(path);
      for (const script of scripts) await this.#bind(breakpoints, script);
      return breakpoints;
    });
  }

  scriptStarts(script: SourceScript): Promise<void> {
    return this.#change(async () => {
      const breakpoints = this.#files.get(script.path) ?? [];
      const before = breakpoints.map(({ place }) => place?.line);
      await this.#bind(breakpoints, script);
      breakpoints.forEach((breakpoint, i) => {
        if (breakpoint.place?.line !== before[i]) this.changed(script.path, breakpoint);
      });
    });
  }

  clear(): Promise<void> {
    return this.#change(async () => {
      await this.#remove([...this.#files.values()].flat());
      this.#files.clear();
    });
  }

  #change<T>(change: () => Promise<T>): Promise<T> {
    const changed = this.#changing.then(change);
    this.#changing = changed.catch(() => undefined);
    return changed;
  }

  async #remove(breakpoints: Breakpoint[]) {
    for (const breakpointId of breakpoints.flatMap(({ set }) => [...set.keys()])) {
      await this.inspector.post('Debugger.removeBreakpoint', { breakpointId });
    }
  }

  async #bind(breakpoints: Breakpoint[], script: SourceScript) {
    if (breakpoints.length === 0) return;
    const possible = await this.#possible(script);
    for (const breakpoint of breakpoints) {
      const wanted = { line: breakpoint.line, column: breakpoint.column ?? 0 };
      const found = possible.find((place) => !isBefore(place, wanted)) ?? possible.at(-1);
      if (!found) continue;
      breakpoint.place = { line: found.line, column: found.column };
      await this.#set(breakpoint, found.location);
    }
  }

  /** Where a breakpoint may be in a script, in the order of the source. */
  async #possible(script: SourceScript): Promise<Possible[]> {
    const start = { scriptId: script.scriptId, lineNumber: 0, columnNumber: 0 };
    // V8 drops a script that nothing can run any more.
    const { locations } = await this.inspector
      .post('Debugger.getPossibleBreakpoints', { start })
      .catch(() => ({ locations: [] as Debugger.BreakLocation[] }));
    return locations
      .filter(({ type }) => type !== 'call')
      .flatMap((location) => {
        const place = script.place(location);
        return place ? [{ ...place, location }] : [];
      })
      .sort((a, b) => (isBefore(a, b) ? -1 : isBefore(b, a) ? 1 : 0));
  }

  async #set(breakpoint: Breakpoint, { scriptId, lineNumber, columnNumber }: Debugger.Location) {
    const location = { scriptId, lineNumber, columnNumber };
    const shared = this.#at(location);
    // V8 refuses a second breakpoint at one place; two that were moved there share it.
    if (shared) return void breakpoint.set.set(shared, location);
    const { breakpointId } = await this.inspector.post('Debugger.setBreakpoint', { location });
    breakpoint.set.set(breakpointId, location);
  }

  #at({ scriptId, lineNumber, columnNumber }: Debugger.Location): string | undefined {
    for (const { set } of this.#all()) {
      for (const [id, other] of set) {
        const isSame =
          other.scriptId === scriptId && other.lineNumber === lineNumber && other.columnNumber === columnNumber;
        if (isSame) return id;
      }
    }
    return undefined;
  }

  #all(): Breakpoint[] {
    return [...this.#files.values()].flat();
  }

  /** The breakpoints that V8's ids stand for. */
  hit(ids: string[]): Breakpoint[] {
    return this.#all().filter(({ set }) => ids.some((id) => set.has(id)));
  }

  /** From now on V8 tests the condition itself, in the code at the place. */
  async setCondition(breakpoint: Breakpoint, id: string, condition: string) {
    const isShared = this.hit([id]).length > 1;
    if (isShared) return;
    const { scriptId, lineNumber, columnNumber } = breakpoint.set.get(id)!;
    await this.inspector.post('Debugger.removeBreakpoint', { breakpointId: id });
    const location = { scriptId, lineNumber, columnNumber };
    await this.inspector.post('Debugger.setBreakpoint', { location, condition });
    breakpoint.tested.add(id);
  }

  /** As `debugInfo` tells them. */
  get info(): { source: string; breakpoints: Requested[] }[] {
    return [...this.#files].map(([source, breakpoints]) => ({
      source,
      breakpoints: breakpoints.map(({ line, place, condition }) => ({ line: place?.line ?? line, condition })),
    }));
  }
}
