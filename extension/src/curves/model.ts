/**
 * The state of one Training curves panel, without DOM: which runs there are and which are shown, how they are drawn, and
 * where the reader has zoomed to. `changed` fires for everything that the panel must draw anew.
 */
import { Signal } from '@lumino/signaling';
import type { FlowName, RunEdit } from 'gluonlab/messages';
import { RunFeed } from './feed.js';
import { MediaCache } from './media.js';
import { RunStore } from './runs.js';
import type { Run } from './runs.js';

/**
 * `step`; `epoch`, of runs that log one; `time`: since the run was created; `clock`: the hour of the day; or what another
 * metric was at the same step.
 */
export type XAxis = 'step' | 'epoch' | 'time' | 'clock' | { readonly metric: string };

export const xMetric = (axis: XAxis): string | null => (typeof axis === 'string' ? null : axis.metric);

export interface CurveSettings {
  xAxis: XAxis;
  logX: boolean;
  logY: boolean;
  smoothingMethod: 'average' | 'gaussian';
  /** Of the moving average: weight of the past, below 1. 0: as logged. */
  smoothing: number;
  /** Of the Gaussian: standard deviation in points. 0: as logged. */
  gaussianWidth: number;
  /** Leave the most extreme values out of the y range. */
  clipOutliers: boolean;
  /** A zoom moves along with the newest point. */
  followLatest: boolean;
}

export const DEFAULT_SETTINGS: CurveSettings = {
  xAxis: 'step',
  logX: false,
  logY: false,
  smoothingMethod: 'average',
  smoothing: 0,
  gaussianWidth: 0,
  clipOutliers: false,
  followLatest: false,
};

/** What the panel shows below the runs. */
export type View = 'charts' | 'values' | 'settings';

export type Drag = 'zoom' | 'pan';

/** What the reader has chosen, kept over a page reload. */
export interface PanelState {
  settings: CurveSettings;
  view: View;
  /** What dragging over a chart does. */
  drag: Drag;
  /** Runs shown (true) or hidden (false) by hand, by id. */
  shown: Record<string, boolean>;
  /** Ids of runs that stand first. */
  pinned: string[];
  /** Groups of charts that are folded up. */
  folded: string[];
}

export const DEFAULT_STATE: PanelState = {
  settings: DEFAULT_SETTINGS,
  view: 'charts',
  drag: 'zoom',
  shown: {},
  pinned: [],
  folded: ['system'],
};

/** A range in base units: steps, epochs, seconds, milliseconds of the day, values of a metric; of y: as drawn. */
export type Range = [number, number];

/** The style sheet defines so many colours for runs, and so many of the newest runs are shown until the reader chooses. */
export const RUN_COLORS = 8;

/** Gives the axis of epochs, and is no chart of its own. */
export const EPOCH = 'epoch';

export class CurvesModel {
  readonly changed = new Signal<this, void>(this);
  /** The reader has chosen something or zoomed, and waits for it to be drawn. */
  readonly chosen = new Signal<this, void>(this);
  /** Something was chosen that is kept. */
  readonly stateChanged = new Signal<this, void>(this);
  readonly store = new RunStore();
  readonly feed: RunFeed;
  readonly media: MediaCache;

  constructor(state: Partial<PanelState> = {}) {
    const settings = { ...DEFAULT_SETTINGS, ...state.settings };
    this.current = { ...DEFAULT_STATE, ...state, settings };
    this.feed = new RunFeed(this.store, (run) => this.isShown(run));
    this.media = new MediaCache(this.feed);
    this.feed.changed.connect(() => this.changed.emit());
  }

  get state(): Readonly<PanelState> {
    return this.current;
  }

  get settings(): Readonly<CurveSettings> {
    return this.current.settings;
  }

  /** Another axis has other units, so the zoom of the axis that changes is given up. */
  set(change: Partial<CurveSettings>): void {
    const before = this.settings;
    const settings = { ...before, ...change };
    const isSameX = JSON.stringify(settings.xAxis) === JSON.stringify(before.xAxis);
    if (!isSameX || settings.logX !== before.logX) {
      this.currentZoomX = null;
    }
    if (settings.logY !== before.logY) {
      this.zoomsY.clear();
    }
    this.choose({ settings });
  }

  show(view: View): void {
    this.choose({ view });
  }

  setDrag(drag: Drag): void {
    this.choose({ drag });
  }

  /** Pinned runs first, then the newest. */
  get runs(): Run[] {
    const { runs } = this.store;
    return [...runs.filter((run) => this.isPinned(run)), ...runs.filter((run) => !this.isPinned(run))];
  }

  get shownRuns(): Run[] {
    return this.runs.filter((run) => this.isShown(run));
  }

  isShown(run: Run): boolean {
    return this.current.shown[run.id] ?? (this.isPinned(run) || this.store.runs.indexOf(run) < RUN_COLORS);
  }

  setShown(run: Run, isShown: boolean): void {
    this.choose({ shown: { ...this.current.shown, [run.id]: isShown } });
    if (isShown) {
      void this.feed.complete(run);
    }
  }

  isPinned(run: Run): boolean {
    return this.current.pinned.includes(run.id);
  }

  setPinned(run: Run, isPinned: boolean): void {
    const others = this.current.pinned.filter((id) => id !== run.id);
    this.choose({ pinned: isPinned ? [...others, run.id] : others });
    if (isPinned) {
      void this.feed.complete(run);
    }
  }

  isFolded(group: string): boolean {
    return this.current.folded.includes(group);
  }

  setFolded(group: string, isFolded: boolean): void {
    const others = this.current.folded.filter((name) => name !== group);
    this.choose({ folded: isFolded ? [...others, group] : others });
  }

  /** The metrics of the shown runs, in the order in which the oldest of them logs them. */
  get metrics(): string[] {
    const names = this.shownRuns.reverse().flatMap((run) => [...run.metrics.keys()]);
    return [...new Set(names)].filter((name) => name !== EPOCH);
  }

  /** The shown runs that never logged the metric of the x axis. */
  get runsWithoutX(): Run[] {
    const x = xMetric(this.settings.xAxis);
    return x === null ? [] : this.shownRuns.filter((run) => !run.metrics.has(x));
  }

  /** Names of histograms, images and texts of the shown runs. */
  get entryNames(): string[] {
    return [...new Set(this.shownRuns.reverse().flatMap((run) => [...run.entries.keys()]))];
  }

  /** All charts share their x range. */
  get zoomX(): Range | null {
    return this.currentZoomX;
  }

  zoomY(metric: string): Range | null {
    return this.zoomsY.get(metric) ?? null;
  }

  zoom(metric: string, x: Range | null, y: Range | null): void {
    this.currentZoomX = x;
    if (y === null) {
      this.zoomsY.delete(metric);
    } else {
      this.zoomsY.set(metric, y);
    }
    this.changed.emit();
    this.chosen.emit();
  }

  /** Asks the training to go on, to pause or to stop. */
  async setFlow(run: Run, flow: FlowName): Promise<void> {
    await this.feed.ask('flow', { run: run.id, flow });
  }

  async edit(run: Run, change: RunEdit): Promise<void> {
    await this.feed.ask('edit', { run: run.id, ...change });
  }

  async delete(run: Run): Promise<void> {
    await this.feed.ask('delete', { run: run.id });
  }

  dispose(): void {
    this.feed.detach();
    Signal.clearData(this);
    Signal.clearData(this.feed);
  }

  private choose(change: Partial<PanelState>): void {
    this.current = { ...this.current, ...change };
    this.stateChanged.emit();
    this.changed.emit();
    this.chosen.emit();
  }

  private current: PanelState;
  private currentZoomX: Range | null = null;
  private readonly zoomsY = new Map<string, Range>();
}
