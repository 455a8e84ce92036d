/** Tells how to move in the charts. */
import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';

export async function showHelp(trans: TranslationBundle): Promise<void> {
  const gestures: [string, string][] = [
    [trans.__('Zoom'), trans.__('drag over a part; Ctrl and the wheel; + and − on a chart that has the focus')],
    [trans.__('Move a zoom'), trans.__('Shift and drag; Shift and the wheel; the arrow keys; drag the axis')],
    [trans.__('Show everything'), trans.__('double-click; 0')],
    [trans.__('Move by dragging alone'), trans.__('choose the cross of arrows above a chart')],
    [trans.__('Stay with the newest point'), trans.__('zoom, then choose Follow')],
    [trans.__('Mark a step'), trans.__('right-click a chart: the remark stands on the curve and is kept with the run')],
    [trans.__('Compare'), trans.__('point at a curve: every chart shows the same place')],
  ];
  const body = new Widget({ node: document.createElement('dl') });
  body.addClass('gluonlab-Curves-help');
  for (const [what, how] of gestures) {
    const [term, description] = [document.createElement('dt'), document.createElement('dd')];
    term.textContent = what;
    description.textContent = how;
    body.node.append(term, description);
  }
  const buttons = [Dialog.okButton({ label: trans.__('Close') })];
  await showDialog({ title: trans.__('Moving in the charts'), body, buttons });
}
