/**
 * What stands above the charts: how curves are drawn, what the kernel says, the runs, and which view is shown. Plain React
 * over the model; it holds no state of its own.
 */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { RunActions } from './actions.js';
import { AxisChoice } from './axis_choice.js';
import { xMetric } from './model.js';
import type { CurvesModel, View } from './model.js';
import { Options } from './options.js';
import { RunList } from './run_list.js';
import { SmoothingChoice } from './smoothing_choice.js';

export interface PanelProps {
  model: CurvesModel;
  actions: RunActions;
  trans: TranslationBundle;
}

export function Controls(props: PanelProps) {
  const { model, trans } = props;
  return (
    <>
      <div className="gluonlab-Curves-bar" role="toolbar" aria-label={trans.__('How curves are drawn')}>
        <AxisChoice {...props} />
        <Options {...props} />
        <SmoothingChoice {...props} />
        <FeedStatus {...props} />
      </div>
      <WithoutX {...props} />
      <Unreadable {...props} />
      {model.runs.length > 0 ? <RunList {...props} /> : <EmptyState {...props} />}
      {model.runs.length > 0 && <Views {...props} />}
    </>
  );
}

function FeedStatus({ model, trans }: PanelProps) {
  const { state, problem } = model.feed;
  const isLive = model.runs.some((run) => run.isLive);
  const text = {
    detached: trans.__('no kernel'),
    asking: trans.__('asking the kernel'),
    ready: isLive ? trans.__('live') : '',
    unanswered: problem,
  }[state];
  return (
    <span className="gluonlab-Curves-status" role="status" data-state={state} title={text}>
      {text}
    </span>
  );
}

/** Says which runs are not drawn because they lack the metric of the x axis. */
function WithoutX({ model, trans }: PanelProps) {
  const x = xMetric(model.settings.xAxis);
  const without = model.runsWithoutX;
  if (x === null || without.length === 0) {
    return null;
  }
  const isNowhere = without.length === model.shownRuns.length;
  const names = without.map((run) => run.name).join(', ');
  return (
    <p className="gluonlab-Curves-notice" role="note">
      {isNowhere
        ? trans.__('No run that is shown logs “%1”, so the x axis shows steps.', x)
        : trans.__('Not drawn, because they do not log “%1”: %2', x, names)}
    </p>
  );
}

function Unreadable({ model, trans }: PanelProps) {
  const { unreadable } = model.feed;
  if (unreadable.length === 0) {
    return null;
  }
  return (
    <details className="gluonlab-Curves-notice">
      <summary>{trans._n('%1 run cannot be shown', '%1 runs cannot be shown', unreadable.length)}</summary>
      <ul>
        {unreadable.map(({ id, problem }) => (
          <li key={id}>{problem}</li>
        ))}
      </ul>
    </details>
  );
}

function Views({ model, trans }: PanelProps) {
  const views: [View, string][] = [
    ['charts', trans.__('Charts')],
    ['values', trans.__('Values')],
    ['settings', trans.__('Settings')],
  ];
  return (
    <div className="gluonlab-Curves-views" role="tablist" aria-label={trans.__('Views')}>
      {views.map(([view, text]) => (
        <button
          key={view}
          type="button"
          role="tab"
          aria-selected={model.state.view === view}
          onClick={() => model.show(view)}
        >
          {text}
        </button>
      ))}
    </div>
  );
}

function EmptyState({ model, trans }: PanelProps) {
  if (model.feed.state === 'asking') {
    return null;
  }
  return (
    <div className="gluonlab-Curves-empty">
      <p>
        {model.feed.state === 'detached'
          ? trans.__('Open a notebook with the kernel TypeScript (gluonlab) and log a run in a cell:')
          : trans.__('No runs yet: log one in a cell and its curves grow here.')}
      </p>
      <pre>{"const run = mx.run('lenet');\nrun.log({ loss, accuracy });"}</pre>
    </div>
  );
}
