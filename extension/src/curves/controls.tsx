/**
 * What stands above the charts: how curves are drawn, what the kernel says, and the runs, each with its colour and a box
 * that shows or hides it. Plain React over the model; it holds no state of its own.
 */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CurvesModel, XAxis } from './model.js';
import { RUN_COLORS } from './model.js';
import type { Run } from './runs.js';

interface Props {
  model: CurvesModel;
  trans: TranslationBundle;
}

export function Controls({ model, trans }: Props) {
  return (
    <>
      <div className="gluonlab-Curves-bar" role="toolbar" aria-label={trans.__('How curves are drawn')}>
        <DrawingControls model={model} trans={trans} />
        <FeedStatus model={model} trans={trans} />
      </div>
      {model.runs.length > 0 ? <Legend model={model} trans={trans} /> : <EmptyState model={model} trans={trans} />}
    </>
  );
}

function DrawingControls({ model, trans }: Props) {
  const { xAxis, isLogY, smoothing } = model.settings;
  const axes: [XAxis, string][] = [
    ['step', trans.__('Step')],
    ['time', trans.__('Time since start')],
    ['clock', trans.__('Time of day')],
  ];
  return (
    <>
      <label>
        {trans.__('X axis')}
        <select name="xAxis" value={xAxis} onChange={(event) => model.set({ xAxis: event.target.value as XAxis })}>
          {axes.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      </label>
      <label>
        <input
          type="checkbox"
          name="logY"
          checked={isLogY}
          onChange={(event) => model.set({ isLogY: event.target.checked })}
        />
        {trans.__('Log y')}
      </label>
      <label>
        {trans.__('Smoothing')}
        <input
          type="range"
          name="smoothing"
          min={0}
          max={0.99}
          step={0.01}
          value={smoothing}
          onChange={(event) => model.set({ smoothing: Number(event.target.value) })}
        />
        <output>{smoothing.toFixed(2)}</output>
      </label>
    </>
  );
}

function FeedStatus({ model, trans }: Props) {
  const { state, problem } = model.feed;
  const isLive = model.runs.some((run) => run.isLive);
  const text = {
    detached: trans.__('no kernel'),
    asking: trans.__('asking the kernel'),
    ready: isLive ? trans.__('live') : '',
    unanswered: problem,
  }[state];
  return (
    <span className="gluonlab-Curves-status" role="status" data-state={state}>
      {text}
    </span>
  );
}

function Legend({ model, trans }: Props) {
  return (
    <div className="gluonlab-Legend" role="group" aria-label={trans.__('Runs')}>
      {model.runs.map((run) => (
        <LegendEntry key={run.id} run={run} model={model} trans={trans} />
      ))}
    </div>
  );
}

function LegendEntry({ run, model, trans }: Props & { run: Run }) {
  const started = new Date(run.header.created);
  const color = `var(--gluonlab-run-${run.order % RUN_COLORS})`;
  const isShown = model.isShown(run);
  return (
    <label className="gluonlab-Legend-entry" data-run={run.id} data-live={run.isLive} title={title(run, trans)}>
      <input type="checkbox" checked={isShown} onChange={(event) => model.show(run, event.target.checked)} />
      <span className="gluonlab-Legend-color" style={{ background: color }} aria-hidden="true" />
      <span className="gluonlab-Legend-name">{run.header.run}</span>
      <time dateTime={started.toISOString()}>{startText(started)}</time>
      {run.isLive && <span className="gluonlab-Legend-live" role="img" aria-label={trans.__('live')} />}
    </label>
  );
}

/** The settings of the run, as its tooltip. */
function title(run: Run, trans: TranslationBundle): string {
  const config = Object.entries(run.header.config).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return [run.id, trans.__('%1 points', Math.max(run.count, run.known)), ...config].join('\n');
}

/** The hour for runs of today, else the day too. */
function startText(started: Date): string {
  const isToday = started.toDateString() === new Date().toDateString();
  const day: Intl.DateTimeFormatOptions = isToday ? {} : { month: 'short', day: 'numeric' };
  return started.toLocaleString(undefined, { ...day, hour: '2-digit', minute: '2-digit', second: '2-digit' });
}

function EmptyState({ model, trans }: Props) {
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
