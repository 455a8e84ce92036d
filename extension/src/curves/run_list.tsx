/** The runs, each with its colour, a box that shows or hides it, and what can be done to it. */
import { closeIcon, editIcon, LabIcon, pauseIcon, runIcon, stopIcon } from '@jupyterlab/ui-components';
import type { PanelProps } from './controls.js';
import { noteIcon, pinIcon } from './icon.js';
import { RUN_COLORS } from './model.js';
import type { Run } from './runs.js';

export function RunList(props: PanelProps) {
  const { model, trans } = props;
  return (
    <div className="gluonlab-Runs" role="group" aria-label={trans.__('Runs')}>
      {model.runs.map((run) => (
        <RunEntry key={run.id} run={run} {...props} />
      ))}
    </div>
  );
}

function RunEntry(props: PanelProps & { run: Run }) {
  const { run, model, trans } = props;
  const started = new Date(run.header.created);
  const color = `var(--gluonlab-run-${run.order % RUN_COLORS})`;
  return (
    <div className="gluonlab-Runs-entry" data-run={run.id} data-live={run.isLive} data-flow={run.flow}>
      <label title={trans.__('%1, started %2', run.id, started.toLocaleString())}>
        <input
          type="checkbox"
          checked={model.isShown(run)}
          onChange={(event) => model.setShown(run, event.target.checked)}
        />
        <span className="gluonlab-Runs-color" style={{ background: color }} aria-hidden="true" />
        <span className="gluonlab-Runs-name">{run.name}</span>
        <time dateTime={started.toISOString()}>{startText(started)}</time>
        {run.isLive && <span className="gluonlab-Runs-live" role="img" aria-label={trans.__('live')} />}
        {run.isElsewhere && (
          <span className="gluonlab-Runs-live" role="img" aria-label={trans.__('live in another kernel')} />
        )}
      </label>
      <span className="gluonlab-Runs-notes" title={run.header.notes}>
        {[...(run.header.tags ?? []).map((tag) => `#${tag}`), run.header.notes ?? ''].join(' ')}
      </span>
      <RunButtons {...props} />
    </div>
  );
}

function RunButtons({ run, model, actions, trans }: PanelProps & { run: Run }) {
  const isPaused = run.flow === 'pause';
  const isPinned = model.isPinned(run);
  return (
    <span className="gluonlab-Runs-buttons">
      {run.isLive && run.flow !== 'stop' && (
        <>
          <Button
            icon={isPaused ? runIcon : pauseIcon}
            label={isPaused ? trans.__('Go on with %1', run.name) : trans.__('Pause %1', run.name)}
            act={() => void model.setFlow(run, isPaused ? 'go' : 'pause')}
          />
          <Button icon={stopIcon} label={trans.__('Stop %1', run.name)} act={() => void model.setFlow(run, 'stop')} />
        </>
      )}
      {run.isLive && run.flow === 'stop' && <em>{trans.__('stopping')}</em>}
      <Button
        icon={pinIcon}
        label={isPinned ? trans.__('Unpin %1', run.name) : trans.__('Pin %1 to the top', run.name)}
        isPressed={isPinned}
        act={() => model.setPinned(run, !isPinned)}
      />
      <Button icon={editIcon} label={trans.__('Rename %1', run.name)} act={() => void actions.rename(run)} />
      <Button icon={noteIcon} label={trans.__('Notes on %1', run.name)} act={() => void actions.note(run)} />
      {!run.isLive && !run.isElsewhere && (
        <Button icon={closeIcon} label={trans.__('Delete %1', run.name)} act={() => void actions.delete(run)} />
      )}
    </span>
  );
}

interface ButtonProps {
  icon: LabIcon;
  label: string;
  isPressed?: boolean;
  act: () => void;
}

function Button({ icon, label, isPressed, act }: ButtonProps) {
  return (
    <button type="button" title={label} aria-label={label} aria-pressed={isPressed} onClick={act}>
      <icon.react tag="span" width="14px" height="14px" />
    </button>
  );
}

/** The hour for runs of today, else the day too. */
function startText(started: Date): string {
  const isToday = started.toDateString() === new Date().toDateString();
  const day: Intl.DateTimeFormatOptions = isToday ? {} : { month: 'short', day: 'numeric' };
  return started.toLocaleString(undefined, { ...day, hour: '2-digit', minute: '2-digit', second: '2-digit' });
}
