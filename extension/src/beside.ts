/** Where panels that go with a notebook open: at its right, and the next one as a tab beside the first, not as a third column. */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { Widget } from '@lumino/widgets';

const BESIDE = 'gluonlab-mod-beside';

export function addBeside(shell: JupyterFrontEnd.IShell, panel: Widget, notebook: Widget | null): void {
  const other = [...shell.widgets('main')].find((widget) => widget.hasClass(BESIDE));
  panel.addClass(BESIDE);
  const ref = other ?? notebook;
  const mode = other === undefined && notebook !== null ? 'split-right' : 'tab-after';
  shell.add(panel, 'main', { ref: ref?.id ?? null, mode });
}
