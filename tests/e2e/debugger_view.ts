/** JupyterLab's own debugger: the bug button and the gutters of a notebook, and the sidebar. */
import type { Locator, Page } from 'playwright-core';

export class DebuggerView {
  private readonly sidebar: Locator;

  constructor(
    private readonly page: Page,
    private readonly notebook: Locator,
  ) {
    this.sidebar = page.locator('#jp-debugger-sidebar');
  }

  /** JupyterLab opens the sidebar when the kernel says that it has attached. */
  async switchOn(): Promise<void> {
    await this.notebook.getByRole('button', { name: 'Enable Debugger' }).click();
    await this.sidebar.waitFor();
    await this.notebook.locator('.cm-breakpoint-gutter').first().waitFor();
  }

  async switchOff(): Promise<void> {
    await this.notebook.getByRole('button', { name: 'Disable Debugger' }).click();
    await this.notebook.getByRole('button', { name: 'Enable Debugger' }).waitFor();
  }

  /** Clicks the gutter of a cell, both counted from 1, and waits for the breakpoint. */
  async breakAt(cell: number, line: number): Promise<void> {
    // CodeMirror's first gutter element is an invisible spacer.
    const gutter = this.cell(cell).locator('.cm-gutter.cm-breakpoint-gutter > .cm-gutterElement').nth(line);
    await gutter.click();
    await gutter.locator('.cm-breakpoint-icon').waitFor();
  }

  /** Waits until the program has stopped in a cell: the line that is marked. */
  async stoppedLine(cell: number): Promise<string> {
    await this.frame().waitFor();
    return this.cell(cell).locator('.jp-DebuggerEditor-highlight').innerText();
  }

  /** The frame at the top of the call stack. */
  frame(): Locator {
    return this.sidebar.locator('.jp-DebuggerCallstackFrame').first();
  }

  /** A variable of the chosen scope, by name. */
  variable(name: string): Locator {
    return this.sidebar.getByRole('treeitem', { name: `${name}:` });
  }

  async chooseScope(name: string): Promise<void> {
    await this.sidebar.getByRole('combobox', { name: 'Scope' }).selectOption(name);
  }

  async press(button: 'Continue' | 'Next' | 'Step In' | 'Step Out'): Promise<void> {
    await this.sidebar.getByRole('button', { name: button }).click();
  }

  /** Shows a variable as the kernel displays it, in a tab beside the notebook. */
  async render(name: string): Promise<Locator> {
    await this.variable(name).click({ button: 'right' });
    await this.page.getByRole('menuitem', { name: 'Render Variable' }).click();
    return this.page.locator('.jp-VariableRendererPanel-renderer');
  }

  private cell(number: number): Locator {
    return this.notebook.locator('.jp-CodeCell').nth(number - 1);
  }
}
