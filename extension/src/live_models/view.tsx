/** What stands above the graph of a live network: which network, and whether it is measured. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { NetworksModel } from './model.js';

export function NetworksBar({ model, trans }: { model: NetworksModel; trans: TranslationBundle }) {
  const { networks, selected } = model;
  return (
    <div className="gluonlab-Networks-bar" role="toolbar" aria-label={trans.__('Network')}>
      <label>
        {trans.__('Network')}
        <select
          name="network"
          value={selected?.id ?? ''}
          disabled={networks.length === 0}
          onChange={(event) => model.select(Number(event.target.value))}
        >
          {networks.map(({ id, name, type, parameters }) => (
            <option key={id} value={id}>
              {trans.__('%1 (%2, %3 parameters)', name, type, parameters.toLocaleString('en'))}
            </option>
          ))}
        </select>
      </label>
      <label>
        <input
          type="checkbox"
          name="profile"
          checked={model.isProfiling}
          disabled={model.link === null}
          onChange={(event) => void model.setProfiling(event.target.checked)}
        />
        {trans.__('Measure operators')}
      </label>
      <button className="gluonlab-Graph-link" onClick={() => void model.refresh()}>
        {trans.__('Refresh')}
      </button>
      <span role="status">{selected === undefined ? '' : stateText(model, trans)}</span>
    </div>
  );
}

function stateText({ problem, isBlind }: NetworksModel, trans: TranslationBundle): string {
  return problem ?? (isBlind ? trans.__('the running cell gives no chance to look') : '');
}
