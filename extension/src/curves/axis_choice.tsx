/** The control that chooses the x axis: a way to count, or any metric of the shown runs. */
import type { PanelProps } from './controls.js';
import { xMetric } from './model.js';
import type { XAxis } from './model.js';

export function AxisChoice({ model, trans }: PanelProps) {
  const { xAxis } = model.settings;
  const chosen = xMetric(xAxis);
  const counted: [XAxis, string][] = [
    ['step', trans.__('Step')],
    ['epoch', trans.__('Epoch')],
    ['time', trans.__('Time since start')],
    ['clock', trans.__('Time of day')],
  ];
  // One that was chosen stays in the list, also while no run that is shown logs it.
  const metrics = [...new Set([...model.metrics, ...(chosen === null ? [] : [chosen])])];
  return (
    <label title={trans.__('A metric as x axis shows the points at whose steps both were logged')}>
      {trans.__('X axis')}
      <select
        name="xAxis"
        value={JSON.stringify(xAxis)}
        onChange={(event) => model.set({ xAxis: JSON.parse(event.target.value) as XAxis })}
      >
        {counted.map(([axis, text]) => (
          <AxisOption key={text} axis={axis} text={text} />
        ))}
        {metrics.length > 0 && (
          <optgroup label={trans.__('Metrics')}>
            {metrics.map((metric) => (
              <AxisOption key={metric} axis={{ metric }} text={metric} />
            ))}
          </optgroup>
        )}
      </select>
    </label>
  );
}

function AxisOption({ axis, text }: { axis: XAxis; text: string }) {
  return <option value={JSON.stringify(axis)}>{text}</option>;
}
