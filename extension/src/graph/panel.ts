/** The Graph panel: tools above, the drawing, and beside it what is known of the selection. It owns its model. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { Panel } from '@lumino/widgets';
import { GraphCanvas } from './canvas.js';
import { LayoutCache, WorkerEngine } from './layout/layout_engine.js';
import { GraphModel } from './model.js';
import type { GraphSource } from './source.js';

export class GraphPanel extends Panel {
  readonly model: GraphModel;

  constructor(
    source: GraphSource,
    private readonly trans: TranslationBundle,
  ) {
    super();
    this.model = new GraphModel(source);
    this.canvas = new GraphCanvas(this.model, this.engine);
    this.addClass('gluonlab-Graph');
    this.node.dataset.gluonlab = 'graph';
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', trans.__('Graph'));
    this.problem.className = 'gluonlab-Graph-problem';
    this.problem.setAttribute('role', 'alert');
    this.addWidget(this.canvas);
    this.model.changed.connect(this.onChanged, this);
    this.canvas.drawn.connect(this.onDrawn, this);
    void this.model.load();
  }

  /** Draws everything anew, as a new theme asks for. */
  redraw(): void {
    this.canvas.redraw();
  }

  override dispose(): void {
    if (this.isDisposed) {
      return;
    }
    this.model.dispose();
    this.engine.dispose();
    super.dispose();
  }

  private onChanged(_: GraphModel, change: 'network' | 'arrangement' | 'look'): void {
    if (change === 'network') {
      const { problem } = this.model;
      if (problem === null) {
        delete this.node.dataset.error;
        this.problem.remove();
      } else {
        this.node.dataset.error = problem;
        this.problem.textContent = this.trans.__('This network cannot be shown: %1', problem);
        this.node.append(this.problem);
      }
    }
  }

  private onDrawn(): void {
    this.node.dataset.nodes = String(this.model.explorer!.network.graph.nodes.length);
  }

  private readonly engine = new LayoutCache(new WorkerEngine());
  private readonly canvas: GraphCanvas;
  private readonly problem = document.createElement('div');
}
