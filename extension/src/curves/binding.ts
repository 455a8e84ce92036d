/**
 * Ties a panel to the notebook it was opened from: whatever kernel that notebook has, the model follows. The notebook may
 * come later than the panel (page reload), be renamed, or close and open again; a panel without a path takes the first
 * notebook that becomes current.
 */
import type { ISessionContext } from '@jupyterlab/apputils';
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import { Signal } from '@lumino/signaling';
import type { IKernelLinks } from '../comms/tokens.js';
import type { CurvesModel } from './model.js';

export class NotebookBinding {
  readonly pathChanged = new Signal<this, string>(this);

  constructor(
    private currentPath: string | null,
    private readonly model: CurvesModel,
    private readonly notebooks: INotebookTracker,
    private readonly links: IKernelLinks,
  ) {
    notebooks.widgetAdded.connect(this.onNotebook, this);
    notebooks.currentChanged.connect(this.onNotebook, this);
    notebooks.forEach((notebook) => this.onNotebook(notebooks, notebook));
  }

  /** Path of the notebook; null as long as there is none. */
  get path(): string | null {
    return this.currentPath;
  }

  dispose(): void {
    this.notebooks.widgetAdded.disconnect(this.onNotebook, this);
    this.notebooks.currentChanged.disconnect(this.onNotebook, this);
    this.release();
    Signal.clearData(this);
  }

  private onNotebook(_: INotebookTracker, notebook: NotebookPanel | null): void {
    if (notebook === null || this.notebook !== null) {
      return;
    }
    if (this.currentPath === null) {
      this.rename(notebook.context.path);
    }
    if (notebook.context.path === this.currentPath) {
      this.bind(notebook);
    }
  }

  private bind(notebook: NotebookPanel): void {
    this.notebook = notebook;
    notebook.context.pathChanged.connect(this.onPathChanged, this);
    notebook.disposed.connect(this.release, this);
    notebook.sessionContext.kernelChanged.connect(this.follow, this);
    this.follow(notebook.sessionContext);
  }

  private release(): void {
    this.notebook?.context.pathChanged.disconnect(this.onPathChanged, this);
    this.notebook?.disposed.disconnect(this.release, this);
    this.notebook?.sessionContext.kernelChanged.disconnect(this.follow, this);
    this.notebook = null;
    this.model.feed.detach();
  }

  private follow(context: ISessionContext): void {
    const kernel = context.session?.kernel ?? null;
    if (kernel === null) {
      this.model.feed.detach();
    } else {
      void this.model.feed.attach(this.links.of(kernel));
    }
  }

  private onPathChanged(_: unknown, path: string): void {
    this.rename(path);
  }

  private rename(path: string): void {
    this.currentPath = path;
    this.pathChanged.emit(path);
  }

  private notebook: NotebookPanel | null = null;
}
