/** The views without charts: the values of every metric and run in numbers, and the settings of the runs side by side. */
import type { PanelProps } from './controls.js';
import { printed } from './numbers.js';
import { RUN_COLORS } from './model.js';
import type { Run } from './runs.js';

export function Tables(props: PanelProps) {
  switch (props.model.state.view) {
    case 'values':
      return <Values {...props} />;
    case 'settings':
      return <Settings {...props} />;
    case 'charts':
      return null;
  }
}

const number = (value: number | undefined) => printed(value, 5);

function Values({ model, trans }: PanelProps) {
  const rows = model.metrics.flatMap((metric) =>
    model.shownRuns.filter((run) => run.metrics.has(metric)).map((run) => ({ metric, run })),
  );
  return (
    <table className="gluonlab-Table" aria-label={trans.__('Values')}>
      <thead>
        <tr>
          <th scope="col">{trans.__('Metric')}</th>
          <th scope="col">{trans.__('Run')}</th>
          <th scope="col">{trans.__('Points')}</th>
          <th scope="col">{trans.__('Last')}</th>
          <th scope="col">{trans.__('Lowest')}</th>
          <th scope="col">{trans.__('at step')}</th>
          <th scope="col">{trans.__('Highest')}</th>
          <th scope="col">{trans.__('at step')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ metric, run }) => {
          const { count, last, low, high } = run.metric(metric);
          return (
            <tr key={`${run.id} ${metric}`}>
              <th scope="row">{metric}</th>
              <RunName run={run} />
              <td>{count.toLocaleString()}</td>
              <td>{number(last)}</td>
              <td>{number(low?.value)}</td>
              <td>{low?.step}</td>
              <td>{number(high?.value)}</td>
              <td>{high?.step}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function RunName({ run }: { run: Run }) {
  return (
    <td>
      <span className="gluonlab-Runs-color" style={{ background: `var(--gluonlab-run-${run.order % RUN_COLORS})` }} />
      {run.name}
    </td>
  );
}

function Settings({ model, trans }: PanelProps) {
  const runs = model.shownRuns;
  const keys = [...new Set(runs.flatMap((run) => Object.keys(run.header.config)))];
  const text = (run: Run, key: string) => {
    const value = Object.hasOwn(run.header.config, key) ? run.header.config[key] : '';
    return typeof value === 'string' ? value : JSON.stringify(value);
  };
  return (
    <table className="gluonlab-Table" aria-label={trans.__('Settings')}>
      <thead>
        <tr>
          <th scope="col">{trans.__('Setting')}</th>
          {runs.map((run) => (
            <RunHeading key={run.id} run={run} />
          ))}
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => {
          const texts = runs.map((run) => text(run, key));
          return (
            <tr key={key} data-differs={new Set(texts).size > 1}>
              <th scope="row">{key}</th>
              {texts.map((value, i) => (
                <td key={runs[i].id}>{value}</td>
              ))}
            </tr>
          );
        })}
        <tr>
          <th scope="row">{trans.__('Started')}</th>
          {runs.map((run) => (
            <td key={run.id}>{new Date(run.header.created).toLocaleString()}</td>
          ))}
        </tr>
        <tr>
          <th scope="row">{trans.__('Ended')}</th>
          {runs.map((run) => (
            <td key={run.id}>{endText(run, trans)}</td>
          ))}
        </tr>
        {runs.some((run) => run.header.marks?.length) && (
          <tr>
            <th scope="row">{trans.__('Marks')}</th>
            {runs.map((run) => (
              <td key={run.id}>{run.header.marks?.map(({ step, text }) => `${step}: ${text}`).join('\n')}</td>
            ))}
          </tr>
        )}
        <tr>
          <th scope="row">{trans.__('Notes')}</th>
          {runs.map((run) => (
            <td key={run.id}>
              <textarea
                aria-label={trans.__('Notes on %1', run.name)}
                key={run.header.notes}
                defaultValue={run.header.notes}
                onBlur={({ target }) => {
                  if (target.value !== (run.header.notes ?? '')) {
                    void model.edit(run, { notes: target.value });
                  }
                }}
              />
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

function RunHeading({ run }: { run: Run }) {
  return (
    <th scope="col">
      <span className="gluonlab-Runs-color" style={{ background: `var(--gluonlab-run-${run.order % RUN_COLORS})` }} />
      {run.name}
    </th>
  );
}

function endText(run: Run, trans: PanelProps['trans']): string {
  if (run.isLive || run.isElsewhere) {
    return run.isLive ? trans.__('live') : trans.__('live in another kernel');
  }
  return run.isEnded ? trans.__('finished') : trans.__('cut off');
}
