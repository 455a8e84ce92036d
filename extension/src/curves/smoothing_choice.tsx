/** The control that chooses how curves are smoothed, and how much. */
import type { PanelProps } from './controls.js';
import type { CurveSettings } from './model.js';

/** As far as the slider of the Gaussian goes, in points. */
const WIDEST = 100;

export function SmoothingChoice({ model, trans }: PanelProps) {
  const { smoothingMethod, smoothing, gaussianWidth } = model.settings;
  const isGaussian = smoothingMethod === 'gaussian';
  const slider = isGaussian
    ? {
        name: 'gaussianWidth',
        label: trans.__('Width of the Gaussian in points'),
        max: WIDEST,
        step: 1,
        value: gaussianWidth,
        text: String(gaussianWidth),
      }
    : {
        name: 'smoothing',
        label: trans.__('Weight of the past'),
        max: 0.99,
        step: 0.01,
        value: smoothing,
        text: smoothing.toFixed(2),
      };
  const method = (value: string) => ({ smoothingMethod: value as CurveSettings['smoothingMethod'] });
  return (
    <span className="gluonlab-Curves-smoothing">
      <label>
        {trans.__('Smoothing')}
        <select
          name="smoothingMethod"
          value={smoothingMethod}
          onChange={(event) => model.set(method(event.target.value))}
        >
          <option value="average">{trans.__('Average')}</option>
          <option value="gaussian">{trans.__('Gaussian')}</option>
        </select>
      </label>
      <input
        type="range"
        name={slider.name}
        aria-label={slider.label}
        title={slider.label}
        min={0}
        max={slider.max}
        step={slider.step}
        value={slider.value}
        onChange={(event) => model.set({ [slider.name]: Number(event.target.value) })}
      />
      <output>{slider.text}</output>
    </span>
  );
}
