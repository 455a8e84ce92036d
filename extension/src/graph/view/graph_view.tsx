/** All of a Graph panel: tools above, the drawing, and beside it what is known of the selection. It owns its model. */
import { Clipboard } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget, UseSignal } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import { Signal } from '@lumino/signaling';
import { Panel } from '@lumino/widgets';
import { LayoutCache, WorkerEngine } from '../layout/layout_engine.js';
import { GraphModel } from '../model.js';
import type { GraphChange } from '../model.js';
import type { Network } from '../network/network.js';
import type { GraphSource } from '../source.js';
import { GraphCanvas } from './canvas.js';
import { Details } from './details.js';
import { ExampleInput } from './example_input.js';
import { ExportMenu } from './export_menu.js';
import { CanvasKeys } from './keys.js';
import { Legend } from './legend.js';
import { Minimap } from './minimap.js';
import { OutlineView } from './outline_view.js';
import { Results } from './results.js';
import { Toolbar } from './toolbar.js';
import '../../../style/graph.css';
import '../../../style/statistics.css';

export class GraphView extends Panel {
  readonly model: GraphModel;

  constructor(
    source: GraphSource,
    private readonly trans: TranslationBundle,
  ) {
    super();
    this.model = new GraphModel(source);
    this.canvas = new GraphCanvas(this.model, this.engine);
    this.outline = new OutlineView(this.canvas.node, trans);
    this.exports = new ExportMenu(this.canvas, () => this.model.explorer!.network.graph.name, trans);
    this.keys = new CanvasKeys(this.canvas, this.model, () => this.startSearch());
    this.addClass('gluonlab-Graph-view');
    this.addWidget(this.part('gluonlab-Graph-toolbar', () => this.renderToolbar()));
    const stage = this.box('gluonlab-Graph-stage', [
      this.canvas,
      this.part('gluonlab-Graph-legends', () => this.renderLegend()),
      new Minimap(this.canvas),
    ]);
    const side = this.part('gluonlab-Graph-side', () => this.renderSide());
    this.addWidget(this.box('gluonlab-Graph-body', [stage, side]));
    this.model.changed.connect(this.onChanged, this);
    this.canvas.busyChanged.connect(() => this.refreshed.emit());
    this.canvas.drawn.connect(this.onDrawn, this);
    void this.model.load();
  }

  /** The network that is drawn, or why there is none. */
  readonly shown = new Signal<this, Network | Error>(this);

  /** Draws everything anew, as a new theme asks for. */
  redraw(): void {
    this.canvas.redraw();
  }

  override dispose(): void {
    if (this.isDisposed) {
      return;
    }
    this.keys.dispose();
    this.exports.dispose();
    this.model.dispose();
    this.engine.dispose();
    super.dispose();
    Signal.clearData(this);
  }

  protected override onActivateRequest(_: Message): void {
    this.canvas.activate();
  }

  protected override onAfterShow(_: Message): void {
    this.model.setVisible(true);
  }

  protected override onAfterHide(_: Message): void {
    this.model.setVisible(false);
  }

  protected override onAfterAttach(_: Message): void {
    this.model.setVisible(this.isVisible);
  }

  private part(className: string, render: () => React.JSX.Element | null): ReactWidget {
    const widget = ReactWidget.create(<UseSignal signal={this.refreshed}>{render}</UseSignal>);
    widget.addClass(className);
    return widget;
  }

  private box(className: string, widgets: Panel['widgets']): Panel {
    const panel = new Panel();
    panel.addClass(className);
    widgets.forEach((widget) => panel.addWidget(widget));
    return panel;
  }

  private renderToolbar() {
    const openExports = (under: Element) => this.exports.open(under);
    return <Toolbar model={this.model} drawing={this.canvas} openExports={openExports} trans={this.trans} />;
  }

  private renderLegend() {
    const kinds = new Set(this.canvas.scene.boxes.map(({ card }) => card.kind));
    return <Legend kinds={kinds} overlay={this.canvas.overlay} watch={this.model.overlayWatch} trans={this.trans} />;
  }

  private renderSide() {
    const { explorer, problem, search } = this.model;
    if (problem !== null) {
      return this.renderProblem(problem);
    }
    if (explorer === null) {
      return <p className="gluonlab-Notice">{this.trans.__('Reading the network…')}</p>;
    }
    const copy = (text: string) => Clipboard.copyToSystem(text);
    const isSearching = search.query.trim() !== '';
    return (
      <>
        {isSearching && <Results model={this.model} trans={this.trans} />}
        {(!isSearching || explorer.selection !== null) && <Details model={this.model} copy={copy} trans={this.trans} />}
      </>
    );
  }

  /** That nothing is known of the inputs is no fault: it can be told here. */
  private renderProblem(problem: string) {
    const { source } = this.model;
    if (source.needsExample) {
      return (
        <div className="gluonlab-Notice">
          {problem}
          <ExampleInput source={source} inputs={[]} trans={this.trans} />
        </div>
      );
    }
    return (
      <p className="gluonlab-Notice" role="alert">
        {this.trans.__('This network cannot be shown:')} <br />
        {problem}
      </p>
    );
  }

  private onChanged(_: GraphModel, change: GraphChange): void {
    const { problem, explorer } = this.model;
    if (change === 'network') {
      this.node.classList.toggle('gluonlab-mod-problem', problem !== null);
      if (problem !== null) this.shown.emit(new Error(problem));
    }
    if (explorer !== null) {
      this.outline.update(explorer);
    }
    this.refreshed.emit();
  }

  private onDrawn(): void {
    this.shown.emit(this.model.explorer!.network);
    this.refreshed.emit();
  }

  private startSearch(): void {
    this.node.querySelector<HTMLInputElement>('input[name="search"]')?.select();
  }

  /** Toolbar, legend and side are to be rendered anew. */
  private readonly refreshed = new Signal<this, void>(this);
  private readonly engine = new LayoutCache(new WorkerEngine());
  private readonly canvas: GraphCanvas;
  private readonly outline: OutlineView;
  private readonly exports: ExportMenu;
  private readonly keys: CanvasKeys;
}
