/** The Training curves panel: controls above, charts or tables below. It owns its model and its tie to the notebook. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget, UseSignal } from '@jupyterlab/ui-components';
import { Panel } from '@lumino/widgets';
import { RunActions } from './actions.js';
import type { NotebookBinding } from './binding.js';
import { Controls } from './controls.js';
import { asCsv, asPng, composeSvg, download, exportedRuns } from './export.js';
import { ChartGrid } from './grid.js';
import type { CurvesModel } from './model.js';
import { Tables } from './tables.js';
import { chartTheme } from './theme.js';
import type { DownloadFormat } from './tokens.js';
import '../../style/curves.css';

export class CurvesPanel extends Panel {
  constructor(
    readonly model: CurvesModel,
    readonly binding: NotebookBinding,
    trans: TranslationBundle,
  ) {
    super();
    this.addClass('gluonlab-Curves');
    this.node.setAttribute('role', 'region');
    this.node.dataset.gluonlab = 'curves';
    this.actions = new RunActions(model, trans);
    const props = { model, trans, actions: this.actions };
    const controls = ReactWidget.create(<UseSignal signal={model.changed}>{() => <Controls {...props} />}</UseSignal>);
    controls.addClass('gluonlab-Curves-controls');
    this.tables = ReactWidget.create(<UseSignal signal={model.changed}>{() => <Tables {...props} />}</UseSignal>);
    this.tables.addClass('gluonlab-Curves-tables');
    const groupLabel = (group: string) => (group === '' ? trans.__('Charts') : group);
    this.grid = new ChartGrid(model, () => this.onDrawn(), groupLabel);
    this.addWidget(controls);
    this.addWidget(this.grid);
    this.addWidget(this.tables);
    model.changed.connect(this.update, this);
    this.onUpdateRequest();
  }

  /** Draws everything anew, as a new theme asks for. */
  redraw(): void {
    this.grid.redraw();
  }

  /** Puts a mark on a curve, where its chart was pointed at when the context menu was opened, else at its newest step. */
  async mark(metric: string | null): Promise<void> {
    const name = metric ?? this.model.metrics[0];
    const run = this.model.shownRuns.find(({ metrics }) => metrics.has(name));
    if (run === undefined) {
      return;
    }
    const { steps, length } = run.metric(name).curve;
    const step = (metric === null ? null : this.grid.markedStep(metric)) ?? steps[length - 1];
    await this.actions.mark(run, step);
  }

  /** Hands the shown runs to the browser as a file. */
  async download(format: DownloadFormat): Promise<void> {
    const name = `curves.${format}`;
    if (format === 'csv') {
      download(name, new Blob([asCsv(await exportedRuns(this.model))], { type: 'text/csv' }));
    } else if (format === 'json') {
      const text = JSON.stringify(await exportedRuns(this.model), (_, value: unknown) =>
        typeof value === 'number' && !Number.isFinite(value) ? String(value) : value,
      );
      download(name, new Blob([text], { type: 'application/json' }));
    } else {
      const sheet = composeSvg(await this.grid.pictures(), chartTheme(this.node));
      download(name, format === 'svg' ? new Blob([sheet.svg], { type: 'image/svg+xml' }) : await asPng(sheet));
    }
  }

  protected override onUpdateRequest(): void {
    const isCharts = this.model.state.view === 'charts';
    this.grid.setHidden(!isCharts);
    this.tables.setHidden(isCharts);
    const { unreadable, state, problem } = this.model.feed;
    const error = state === 'unanswered' ? problem : unreadable.map((run) => run.problem).join('\n');
    if (error === '') {
      delete this.node.dataset.error;
    } else {
      this.node.dataset.error = error;
    }
  }

  override dispose(): void {
    this.model.changed.disconnect(this.update, this);
    this.binding.dispose();
    this.model.dispose();
    super.dispose();
  }

  private onDrawn(): void {
    const counts = this.model.shownRuns.flatMap((run) => [...run.metrics.values()].map(({ count }) => count));
    this.node.dataset.points = String(counts.reduce((sum, count) => sum + count, 0));
  }

  private readonly actions: RunActions;
  private readonly grid: ChartGrid;
  private readonly tables: ReactWidget;
}
