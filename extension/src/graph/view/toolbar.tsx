/** What stands above the drawing: where the reader is, the search, and how the network is shown. It holds no state. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { KeyboardEvent } from 'react';
import type { GraphModel } from '../model.js';
import { isMeasured, isSummary, OVERLAYS } from '../overlay.js';
import type { OverlayKind } from '../overlay.js';
import type { GraphCanvas } from './canvas.js';
import { Icon } from './icons.js';
import type { ICONS } from './icons.js';

/** The part of the drawing that the tools use. */
export type Drawing = Pick<GraphCanvas, 'isBusy' | 'zoomBy' | 'fitAll' | 'cancel' | 'activate'>;

interface Props {
  model: GraphModel;
  drawing: Drawing;
  /** Under the element that was clicked. */
  openExports: (under: Element) => void;
  trans: TranslationBundle;
}

export const ZOOM_STEP = 1.3;

export function Toolbar({ model, drawing, openExports, trans }: Props) {
  return (
    <div className="gluonlab-Graph-bar" role="toolbar" aria-label={trans.__('Graph tools')}>
      <Crumbs model={model} trans={trans} />
      <Search model={model} drawing={drawing} trans={trans} />
      <Overlays model={model} trans={trans} />
      <span className="gluonlab-Graph-tools">
        <Tool icon="openAll" label={trans.__('Open all groups')} onClick={() => model.explorer?.openAll()} />
        <Tool icon="closeAll" label={trans.__('Close all groups')} onClick={() => model.explorer?.closeAll()} />
        <Tool icon="zoomOut" label={trans.__('Zoom out (-)')} onClick={() => drawing.zoomBy(1 / ZOOM_STEP)} />
        <Tool icon="zoomIn" label={trans.__('Zoom in (+)')} onClick={() => drawing.zoomBy(ZOOM_STEP)} />
        <Tool icon="fit" label={trans.__('Fit to the panel (0)')} onClick={() => drawing.fitAll()} />
        <Tool icon="save" label={trans.__('Save as an image')} onClick={openExports} />
      </span>
      {drawing.isBusy && (
        <span className="gluonlab-Graph-busy" role="status">
          {trans.__('Arranging…')}
          <button className="gluonlab-Graph-link" onClick={() => drawing.cancel()}>
            {trans.__('Cancel')}
          </button>
        </span>
      )}
    </div>
  );
}

function Tool({
  icon,
  label,
  onClick,
}: {
  icon: keyof typeof ICONS;
  label: string;
  onClick: (button: Element) => void;
}) {
  return (
    <button
      className="gluonlab-Graph-tool"
      title={label}
      aria-label={label}
      onClick={(event) => onClick(event.currentTarget)}
    >
      <Icon name={icon} />
    </button>
  );
}

function Crumbs({ model: { explorer }, trans }: Pick<Props, 'model' | 'trans'>) {
  const crumbs = explorer?.crumbs ?? [];
  return (
    <nav className="gluonlab-Graph-crumbs" aria-label={trans.__('Where you are')}>
      <ol>
        {crumbs.map(({ label, network, place }, k) => (
          <li key={k}>
            {k < crumbs.length - 1 ? (
              <button className="gluonlab-Graph-link" title={label} onClick={() => explorer!.goTo(network, place)}>
                {label}
              </button>
            ) : (
              <span aria-current="location" title={label}>
                {label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Search({ model: { search, explorer }, drawing, trans }: Omit<Props, 'openExports'>) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      search.setQuery('');
      drawing.activate();
    } else if (event.key === 'Enter' || event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const isBack = event.key === 'ArrowUp' || event.shiftKey;
      const find = search.step(isBack ? -1 : 1);
      if (find !== null) explorer?.reveal(find.item, find.network);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <span className="gluonlab-Graph-search">
      <input
        type="search"
        name="search"
        placeholder={trans.__('Search name, op, shape, attribute ( / )')}
        aria-label={trans.__('Search')}
        value={search.query}
        onChange={(event) => search.setQuery(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {search.query.trim() !== '' && (
        <output aria-live="polite">
          {search.found.length === 0
            ? trans.__('nothing')
            : trans.__('%1 of %2', search.position < 0 ? '–' : search.position + 1, search.found.length)}
        </output>
      )}
    </span>
  );
}

function Overlays({ model, trans }: Pick<Props, 'model' | 'trans'>) {
  const names: Record<OverlayKind, string> = {
    time: trans.__('time'),
    memory: trans.__('memory'),
    flops: trans.__('FLOPs'),
    parameters: trans.__('parameters'),
    values: trans.__('weights'),
    gradient: trans.__('gradients'),
  };
  const isLive = model.source.training !== null;
  const isOffered = (kind: OverlayKind) => isLive || !(isSummary(kind) || isMeasured(kind));
  return (
    <label>
      <span className="gluonlab-Graph-choice">{trans.__('Colour')}</span>
      <select
        name="overlay"
        value={model.overlay ?? ''}
        onChange={(event) => model.setOverlay(OVERLAYS.find((kind) => kind === event.target.value) ?? null)}
      >
        <option value="">{trans.__('kind of operator')}</option>
        {OVERLAYS.filter(isOffered).map((kind) => (
          <option key={kind} value={kind}>
            {names[kind]}
          </option>
        ))}
      </select>
    </label>
  );
}
