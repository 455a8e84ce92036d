/** A notebook in JupyterLab, as its reader uses it. */
import type { Locator, Page } from 'playwright-core';
import { CurvesView } from './curves_view.js';
import { DebuggerView } from './debugger_view.js';

export class NotebookView {
  constructor(
    private readonly page: Page,
    private readonly path: string,
  ) {}

  /** Its panel; known once it is `ready`. */
  get node(): Locator {
    return this.page.locator(`[id="${this.panelId}"]`);
  }

  /** The notebook is open, and its kernel answers: before that, JupyterLab runs no cell and says nothing. */
  async ready(): Promise<void> {
    const isOpen = (path: string) =>
      [...jupyterapp.shell.widgets('main')].some((widget) => widget.context?.path === path);
    await this.page.waitForFunction(isOpen, this.path);
    this.panelId = await this.page.evaluate(async (path) => {
      const notebook = [...jupyterapp.shell.widgets('main')].find((widget) => widget.context?.path === path)!;
      await notebook.sessionContext!.ready;
      await notebook.sessionContext!.session!.kernel!.info;
      jupyterapp.shell.activateById(notebook.id);
      return notebook.id;
    }, this.path);
  }

  /** Starts every cell, one after the other. */
  async runAll(): Promise<void> {
    await this.ready();
    await this.page.evaluate(() => {
      window.allCellsRan = jupyterapp.commands.execute('notebook:run-all-cells');
    });
  }

  /** Runs one cell, and waits until it has ended. */
  async runCell(index: number): Promise<void> {
    const run = async ([id, cell]: readonly [string, number]) => {
      const notebook = [...jupyterapp.shell.widgets('main')].find((widget) => widget.id === id)!;
      notebook.content!.activeCellIndex = cell;
      await jupyterapp.commands.execute('notebook:run-cell');
    };
    await this.page.evaluate(run, [this.panelId, index] as const);
  }

  /** Every cell has ended; false if one of them failed. */
  async finished(): Promise<boolean> {
    return (await this.page.evaluate(() => window.allCellsRan)) === true;
  }

  async restartKernel(): Promise<void> {
    await this.page.evaluate(async (path) => {
      const notebook = [...jupyterapp.shell.widgets('main')].find((widget) => widget.context?.path === path)!;
      await notebook.sessionContext!.restartKernel();
    }, this.path);
  }

  /** Opens the Training curves with the button of the notebook. */
  async openCurves(): Promise<CurvesView> {
    const toolbar = this.node.locator('.jp-NotebookPanel-toolbar');
    await toolbar.locator('[data-jp-item-name="gluonlab-curves"]').getByRole('button').click();
    await this.curves.node.waitFor();
    return this.curves;
  }

  /** The Training curves of this notebook. */
  get curves(): CurvesView {
    return new CurvesView(this.page, this.path);
  }

  /** JupyterLab's debugger, on this notebook. */
  get debug(): DebuggerView {
    return new DebuggerView(this.page, this.node);
  }

  /** Everything that the cells have put out. */
  async output(): Promise<string> {
    return (await this.node.locator('.jp-OutputArea-output').allInnerTexts()).join('\n');
  }

  private panelId = '';
}
