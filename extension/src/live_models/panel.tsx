/** The Network graph panel: the networks of the current notebook above, the graph of one of them below. */
import type { INotebookTracker } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget, UseSignal } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import { Panel } from '@lumino/widgets';
import type { IKernelLinks } from '../comms/tokens.js';
import { GraphPanel } from '../graph/panel.js';
import { FollowedNotebook } from './followed_notebook.js';
import { NetworksModel } from './model.js';
import { LiveSource } from './source.js';
import { NetworksBar } from './view.js';
import '../../style/networks.css';

export class NetworkPanel extends Panel {
  readonly model = new NetworksModel();

  constructor(notebooks: INotebookTracker, links: IKernelLinks, trans: TranslationBundle) {
    super();
    this.addClass('gluonlab-Networks');
    this.followed = new FollowedNotebook(this.model, notebooks, links);
    const bar = ReactWidget.create(
      <UseSignal signal={this.model.changed}>{() => <NetworksBar model={this.model} trans={trans} />}</UseSignal>,
    );
    bar.addClass('gluonlab-Networks-head');
    this.graph = new GraphPanel(new LiveSource(this.model), trans);
    this.addWidget(bar);
    this.addWidget(this.graph);
  }

  /** Draws everything anew, as a new theme asks for. */
  redraw(): void {
    this.graph.redraw();
  }

  protected override onActivateRequest(_: Message): void {
    this.graph.activate();
  }

  protected override onAfterAttach(_: Message): void {
    this.model.setVisible(this.isVisible);
  }

  protected override onAfterShow(_: Message): void {
    this.model.setVisible(true);
  }

  protected override onAfterHide(_: Message): void {
    this.model.setVisible(false);
  }

  override dispose(): void {
    this.followed.dispose();
    this.model.dispose();
    super.dispose();
  }

  private readonly followed: FollowedNotebook;
  private readonly graph: GraphPanel;
}
