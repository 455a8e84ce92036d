/** What is switched on and off about the charts. In a narrow panel it stands behind a button, which the style sheet shows there. */
import { useId, useState } from 'react';
import type { PanelProps } from './controls.js';
import type { CurveSettings } from './model.js';

type Option = 'logX' | 'logY' | 'clipOutliers' | 'followLatest';

export function Options({ model, trans }: PanelProps) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const options: [Option & keyof CurveSettings, string, string][] = [
    ['logX', trans.__('Log x'), trans.__('Logarithmic x axis')],
    ['logY', trans.__('Log y'), trans.__('Logarithmic y axis')],
    ['clipOutliers', trans.__('Clip outliers'), trans.__('Leave the most extreme 2 % out of the y range')],
    ['followLatest', trans.__('Follow'), trans.__('A zoom moves along with the newest point')],
  ];
  const chosen = options.filter(([name]) => model.settings[name]).length;
  return (
    <>
      <button
        type="button"
        className="gluonlab-Curves-more"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        {chosen === 0 ? trans.__('Options') : trans.__('Options (%1)', chosen)}
      </button>
      <span id={id} className="gluonlab-Curves-options" data-open={isOpen}>
        {options.map(([name, text, hint]) => (
          <label key={name} title={hint}>
            <input
              type="checkbox"
              name={name}
              checked={model.settings[name]}
              onChange={(event) => model.set({ [name]: event.target.checked })}
            />
            {text}
          </label>
        ))}
      </span>
    </>
  );
}
