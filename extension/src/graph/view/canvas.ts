/**
 * The drawing of a Graph panel: arranges boxes when the model asks for it, off the page's thread, and draws a frame when
 * something has moved. A hidden panel draws nothing.
 */
import type { Message } from '@lumino/messaging';
import { Signal } from '@lumino/signaling';
import { Widget } from '@lumino/widgets';
import { arrange } from '../layout/arrangement.js';
import type { Extent } from '../layout/arrangement.js';
import { CanvasPen } from '../drawing/canvas_pen.js';
import { drawScene } from '../drawing/draw.js';
import type { Look } from '../drawing/draw.js';
import { emphasisOf, NO_EMPHASIS } from '../drawing/emphasis.js';
import { CanvasGestures } from './gestures.js';
import type { LayoutEngine } from '../layout/layout_engine.js';
import type { GraphChange, GraphModel } from '../model.js';
import { Overlay } from '../overlay.js';
import { boxOf, sceneOf } from '../drawing/scene.js';
import type { Box, Scene } from '../drawing/scene.js';
import { graphTheme } from '../drawing/theme.js';
import { overlaps, Viewport } from '../drawing/viewport.js';

/** A drawing opens no smaller than this, or nobody could read it. */
const SMALLEST_OPENING_ZOOM = 0.75;

const EMPTY: Scene = { boxes: [], routes: [], width: 0, height: 0 };

export class GraphCanvas extends Widget {
  /** Boxes are being arranged, or no more. */
  readonly busyChanged = new Signal<this, boolean>(this);
  /** A new arrangement is drawn. */
  readonly drawn = new Signal<this, void>(this);
  /** A frame is drawn: something may have moved. */
  readonly framed = new Signal<this, void>(this);
  readonly viewport = new Viewport();

  constructor(
    private readonly model: GraphModel,
    private readonly engine: LayoutEngine,
  ) {
    super();
    this.addClass('gluonlab-Graph-canvas');
    this.node.append(this.canvas);
    this.node.tabIndex = 0;
    model.changed.connect(this.onChanged, this);
    this.gestures = new CanvasGestures(this, model);
    this.resizes = new ResizeObserver(() => this.resize());
    this.resizes.observe(this.node);
  }

  get scene(): Scene {
    return this.currentScene;
  }

  get isBusy(): boolean {
    return this.abort !== null;
  }

  /** How the scene is drawn now. */
  get look(): Look {
    this.currentLook ??= this.makeLook();
    return this.currentLook;
  }

  /** Null: boxes have the colours of their kinds. */
  get overlay(): Overlay | null {
    const { overlay } = this.model;
    const network = this.drawnExtent?.network;
    if (overlay === null || network === undefined) {
      return null;
    }
    const known = { network, measures: this.model.measuresOf(network), sums: this.model.sumsOf(network) };
    return new Overlay(overlay, known, this.currentScene);
  }

  /** Stops arranging and goes back to what is drawn. */
  cancel(): void {
    if (this.abort !== null && this.drawnExtent !== null) {
      this.abort.abort();
      this.model.explorer?.restore(this.drawnExtent);
    }
  }

  /** The theme is another one. */
  redraw(): void {
    this.currentLook = null;
    this.requestFrame();
  }

  /** Draws soon; calls in between are one. */
  requestFrame(): void {
    if (this.frame === null && this.isVisible) {
      this.frame = requestAnimationFrame(() => {
        this.frame = null;
        this.draw();
      });
    }
  }

  zoomBy(factor: number): void {
    this.viewport.zoomAtCentre(factor);
    this.requestFrame();
  }

  /** The whole drawing. */
  fitAll(): void {
    this.viewport.fit({ x: 0, y: 0, width: this.currentScene.width, height: this.currentScene.height });
    this.requestFrame();
  }

  protected override onActivateRequest(_: Message): void {
    this.node.focus();
  }

  protected override onAfterShow(_: Message): void {
    this.resize();
  }

  protected override onAfterAttach(_: Message): void {
    this.resize();
  }

  override dispose(): void {
    if (this.frame !== null) cancelAnimationFrame(this.frame);
    this.abort?.abort();
    this.resizes.disconnect();
    this.gestures.dispose();
    this.model.changed.disconnect(this.onChanged, this);
    Signal.clearData(this);
    super.dispose();
  }

  private onChanged(_: GraphModel, change: GraphChange): void {
    this.currentLook = null;
    if (change === 'look') {
      this.requestFrame();
    } else {
      void this.arrange();
    }
  }

  private async arrange(): Promise<void> {
    this.abort?.abort();
    const { explorer } = this.model;
    if (explorer === null) {
      return;
    }
    const abort = new AbortController();
    this.abort = abort;
    this.busyChanged.emit(true);
    const { extent } = explorer;
    try {
      const arrangement = await arrange(extent, this.engine, abort.signal);
      if (!abort.signal.aborted) this.display(sceneOf(extent, arrangement), extent);
    } catch (error) {
      if (!abort.signal.aborted) throw error;
    } finally {
      if (this.abort === abort) {
        this.abort = null;
        this.busyChanged.emit(false);
      }
    }
  }

  private display(scene: Scene, extent: Extent): void {
    const before = this.currentScene;
    const isElsewhere = this.drawnExtent?.place !== extent.place;
    this.currentScene = scene;
    this.drawnExtent = extent;
    this.currentLook = null;
    if (isElsewhere) {
      this.openView();
    }
    this.holdSelection(isElsewhere ? EMPTY : before);
    this.requestFrame();
  }

  private openView(): void {
    const { boxes, width, height } = this.currentScene;
    const whole = { x: 0, y: 0, width, height };
    this.viewport.fitReadable(whole, SMALLEST_OPENING_ZOOM, boxes[0] ?? whole);
  }

  /** The selected box stays where it is on the screen, or comes into sight. */
  private holdSelection(before: Scene): void {
    const item = this.model.explorer?.selectedItem ?? null;
    const box = item === null ? undefined : boxOf(this.currentScene, item);
    if (item === null || box === undefined) {
      return;
    }
    const old = boxOf(before, item);
    if (old !== undefined && overlaps(old, this.viewport.seen)) {
      this.viewport.x += box.x - old.x;
      this.viewport.y += box.y - old.y;
    } else {
      this.revealBox(box);
    }
  }

  revealBox(box: Box): void {
    this.viewport.zoom = Math.max(this.viewport.zoom, SMALLEST_OPENING_ZOOM);
    if (overlaps(box, this.viewport.seen)) {
      this.viewport.reveal(box);
    } else {
      this.viewport.centre(box.isOpen ? { ...box, height: 0 } : box);
    }
    this.requestFrame();
  }

  private resize(): void {
    const { clientWidth, clientHeight } = this.node;
    const isFirst = this.viewport.width === 0;
    this.viewport.width = clientWidth;
    this.viewport.height = clientHeight;
    this.canvas.width = Math.round(clientWidth * devicePixelRatio);
    this.canvas.height = Math.round(clientHeight * devicePixelRatio);
    if (isFirst && this.currentScene !== EMPTY) {
      this.openView();
    }
    this.draw();
  }

  private draw(): void {
    const context = this.canvas.getContext('2d');
    if (context === null || this.canvas.width === 0) {
      return;
    }
    const { x, y, zoom, seen } = this.viewport;
    const { look, currentScene } = this;
    const scale = devicePixelRatio * zoom;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = look.theme.background;
    context.fillRect(0, 0, this.canvas.width, this.canvas.height);
    context.setTransform(scale, 0, 0, scale, -x * scale, -y * scale);
    drawScene(currentScene, new CanvasPen(context, look.theme.fontFamily), look, { rect: seen, zoom });
    this.framed.emit();
    if (this.announced !== currentScene && currentScene !== EMPTY) {
      this.announced = currentScene;
      this.drawn.emit();
    }
  }

  private makeLook(): Look {
    const { explorer, trace, search } = this.model;
    const { drawnExtent, currentScene } = this;
    const selection = explorer?.selection ?? null;
    const theme = graphTheme(this.node);
    const { overlay } = this;
    return {
      theme,
      emphasis:
        drawnExtent === null ? NO_EMPHASIS : emphasisOf(currentScene, drawnExtent, selection, trace, search.foundSet),
      fill: (box) => overlay?.fill(box, theme) ?? null,
      note: (box) => overlay?.text(box) ?? null,
    };
  }

  private readonly canvas = document.createElement('canvas');
  private readonly gestures: CanvasGestures;
  private readonly resizes: ResizeObserver;
  private currentScene: Scene = EMPTY;
  private announced: Scene = EMPTY;
  private drawnExtent: Extent | null = null;
  private currentLook: Look | null = null;
  private abort: AbortController | null = null;
  private frame: number | null = null;
}
