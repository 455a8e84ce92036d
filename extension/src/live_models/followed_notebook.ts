/** Keeps the networks those of the notebook that is current: of its kernel, asked again while a cell runs and when it has ended. */
import { NotebookActions } from '@jupyterlab/notebook';
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import type { IKernelLinks } from '../comms/tokens.js';
import type { NetworksModel } from './model.js';

export class FollowedNotebook {
  constructor(
    private readonly networks: NetworksModel,
    private readonly notebooks: INotebookTracker,
    private readonly links: IKernelLinks,
  ) {
    notebooks.currentChanged.connect(this.onCurrentChanged, this);
    NotebookActions.executionScheduled.connect(this.onScheduled, this);
    NotebookActions.executed.connect(this.onExecuted, this);
    this.onCurrentChanged(notebooks, notebooks.currentWidget);
  }

  dispose(): void {
    this.notebooks.currentChanged.disconnect(this.onCurrentChanged, this);
    NotebookActions.executionScheduled.disconnect(this.onScheduled, this);
    NotebookActions.executed.disconnect(this.onExecuted, this);
    this.notebook?.sessionContext.kernelChanged.disconnect(this.attach, this);
    this.notebook = null;
  }

  private onCurrentChanged(_: INotebookTracker, notebook: NotebookPanel | null): void {
    if (notebook === this.notebook) {
      return;
    }
    this.notebook?.sessionContext.kernelChanged.disconnect(this.attach, this);
    this.notebook = notebook;
    notebook?.sessionContext.kernelChanged.connect(this.attach, this);
    this.attach();
  }

  private attach(): void {
    const kernel = this.notebook?.sessionContext.session?.kernel ?? null;
    void this.networks.attach(kernel === null ? null : this.links.of(kernel));
  }

  private onScheduled(_: unknown, { notebook }: { notebook: unknown }): void {
    if (this.isFollowed(notebook)) this.networks.cellBegins();
  }

  private onExecuted(_: unknown, { notebook }: { notebook: unknown }): void {
    if (this.isFollowed(notebook)) void this.networks.cellEnded();
  }

  private isFollowed(notebook: unknown): boolean {
    return this.notebook !== null && notebook === this.notebook.content;
  }

  private notebook: NotebookPanel | null = null;
}
