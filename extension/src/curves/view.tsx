/** The Training curves panel: controls above, charts below. It owns its model and its tie to the notebook. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget, UseSignal } from '@jupyterlab/ui-components';
import { Panel } from '@lumino/widgets';
import type { NotebookBinding } from './binding.js';
import { Controls } from './controls.js';
import { ChartGrid } from './grid.js';
import type { CurvesModel } from './model.js';

export class CurvesPanel extends Panel {
  constructor(
    readonly model: CurvesModel,
    readonly binding: NotebookBinding,
    trans: TranslationBundle,
  ) {
    super();
    this.addClass('gluonlab-Curves');
    this.node.setAttribute('role', 'region');
    const controls = ReactWidget.create(
      <UseSignal signal={model.changed}>{() => <Controls model={model} trans={trans} />}</UseSignal>,
    );
    controls.addClass('gluonlab-Curves-controls');
    this.grid = new ChartGrid(model);
    this.addWidget(controls);
    this.addWidget(this.grid);
  }

  /** Draws everything anew, as a new theme asks for. */
  redraw(): void {
    this.grid.redraw();
  }

  override dispose(): void {
    this.binding.dispose();
    this.model.dispose();
    super.dispose();
  }

  private readonly grid: ChartGrid;
}
