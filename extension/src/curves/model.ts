/**
 * The state of one Training curves panel, without DOM: which runs there are and which are shown, how they are drawn, and
 * where the reader has zoomed to. `changed` fires for everything that the panel must draw anew.
 */
import { Signal } from '@lumino/signaling';
import { RunFeed } from './feed.js';
import { RunStore } from './runs.js';
import type { Run } from './runs.js';

/** `step`; `time`: since the run was created; `clock`: the hour of the day. */
export type XAxis = 'step' | 'time' | 'clock';

export interface CurveSettings {
  xAxis: XAxis;
  isLogY: boolean;
  /** 0: as logged; below 1: weight of the past in the moving average. */
  smoothing: number;
}

/** Runs that the reader has shown (true) or hidden (false) by hand. */
export type RunChoices = Record<string, boolean>;

export const DEFAULT_SETTINGS: CurveSettings = { xAxis: 'step', isLogY: false, smoothing: 0 };

/** The part of a chart that the reader has zoomed to, in the chart's own axis units; null: everything. */
export interface Zoom {
  x: [number, number] | null;
  y: [number, number] | null;
}

const WHOLE: Zoom = { x: null, y: null };

/** The style sheet defines so many colours for runs, and so many of the newest runs are shown until the reader chooses. */
export const RUN_COLORS = 8;

export class CurvesModel {
  readonly changed = new Signal<this, void>(this);
  /** The reader has chosen how curves are drawn, or which. */
  readonly settingsChanged = new Signal<this, void>(this);
  readonly store = new RunStore();
  readonly feed: RunFeed;

  constructor(settings: Partial<CurveSettings> = {}, choices: RunChoices = {}) {
    this.currentSettings = { ...DEFAULT_SETTINGS, ...settings };
    this.choices = new Map(Object.entries(choices));
    this.feed = new RunFeed(this.store, (run) => this.isShown(run));
    this.feed.changed.connect(() => this.changed.emit());
  }

  get settings(): Readonly<CurveSettings> {
    return this.currentSettings;
  }

  /** Another axis has other units, so the zoom of the axis that changes is given up. */
  set(change: Partial<CurveSettings>): void {
    const { xAxis, isLogY } = this.currentSettings;
    this.currentSettings = { ...this.currentSettings, ...change };
    for (const [metric, zoom] of this.zooms) {
      this.zooms.set(metric, {
        x: this.currentSettings.xAxis === xAxis ? zoom.x : null,
        y: this.currentSettings.isLogY === isLogY ? zoom.y : null,
      });
    }
    this.settingsChanged.emit();
    this.changed.emit();
  }

  /** Newest first. */
  get runs(): Run[] {
    return this.store.runs;
  }

  get shownRuns(): Run[] {
    return this.runs.filter((run) => this.isShown(run));
  }

  isShown(run: Run): boolean {
    return this.choices.get(run.id) ?? this.runs.indexOf(run) < RUN_COLORS;
  }

  get runChoices(): RunChoices {
    return Object.fromEntries(this.choices);
  }

  show(run: Run, isShown: boolean): void {
    this.choices.set(run.id, isShown);
    if (isShown) {
      void this.feed.complete(run);
    }
    this.settingsChanged.emit();
    this.changed.emit();
  }

  /** The metrics of the shown runs, in the order in which the oldest of them logs them. */
  get metrics(): string[] {
    return [...new Set(this.shownRuns.reverse().flatMap((run) => [...run.metrics.keys()]))];
  }

  zoom(metric: string): Zoom {
    return this.zooms.get(metric) ?? WHOLE;
  }

  setZoom(metric: string, zoom: Zoom): void {
    this.zooms.set(metric, zoom);
    this.changed.emit();
  }

  dispose(): void {
    this.feed.detach();
    Signal.clearData(this);
    Signal.clearData(this.feed);
  }

  private currentSettings: CurveSettings;
  private readonly choices: Map<string, boolean>;
  private readonly zooms = new Map<string, Zoom>();
}
