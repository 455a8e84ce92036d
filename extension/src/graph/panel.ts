/**
 * The Graph panel as the rest of the extension knows it: a shell that is there at once and fetches the rest when it is
 * first shown, so that a JupyterLab in which nobody opens a network pays nothing. Its node tells what it shows:
 * `data-nodes`, the number of nodes, once they are drawn, or `data-error`, why there is no network.
 */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Message } from '@lumino/messaging';
import { Panel } from '@lumino/widgets';
import type { GraphSource } from './source.js';
import type { GraphView } from './view/graph_view.js';

export class GraphPanel extends Panel {
  /** Owns the source: it ends with the panel. */
  constructor(
    private readonly source: GraphSource,
    private readonly trans: TranslationBundle,
  ) {
    super();
    this.addClass('gluonlab-Graph');
    this.node.dataset.gluonlab = 'graph';
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', trans.__('Graph'));
    void this.fill();
  }

  /** Draws everything anew, as a new theme asks for. */
  redraw(): void {
    this.view?.redraw();
  }

  /** The drawing takes the keyboard. */
  protected override onActivateRequest(_: Message): void {
    this.view?.activate();
  }

  override dispose(): void {
    if (!this.isDisposed) {
      this.source.dispose();
      super.dispose();
    }
  }

  private async fill(): Promise<void> {
    const { GraphView } = await import('./view/graph_view.js');
    if (this.isDisposed) {
      return;
    }
    this.view = new GraphView(this.source, this.trans);
    this.view.shown.connect((_, shown) => {
      delete this.node.dataset.error;
      if (shown instanceof Error) {
        this.node.dataset.error = shown.message;
      } else {
        this.node.dataset.nodes = String(shown.graph.nodes.length);
      }
    });
    const wasActive = this.node === document.activeElement;
    this.addWidget(this.view);
    if (wasActive) this.view.activate();
  }

  private view: GraphView | null = null;
}
