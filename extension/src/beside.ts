/**
 * Where panels that go with a notebook open: at its right, and one of another kind as a tab of the first, not as a third
 * column. Panels of one kind stand side by side, to be compared.
 */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { Widget } from '@lumino/widgets';

export function addBeside(
  shell: JupyterFrontEnd.IShell,
  panel: Widget,
  kind: 'curves' | 'network',
  notebook: Widget | null,
): void {
  const isOther = (stands: string | undefined) => stands !== undefined && stands !== kind;
  const other = [...shell.widgets('main')].find(({ node }) => isOther(node.dataset.gluonlabBeside));
  panel.node.dataset.gluonlabBeside = kind;
  const mode = other === undefined && notebook !== null ? 'split-right' : 'tab-after';
  shell.add(panel, 'main', { ref: (other ?? notebook)?.id ?? null, mode });
}
