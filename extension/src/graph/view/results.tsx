/** What a search has found, as a list; a click goes there. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { useEffect, useRef } from 'react';
import type { GraphModel } from '../model.js';
import { pathIn } from '../network/network.js';
import type { Find } from '../search.js';

/** A longer list helps nobody and takes long to draw. */
const SHOWN_FINDS = 200;

export function Results({ model, trans }: { model: GraphModel; trans: TranslationBundle }) {
  const { found, position } = model.search;
  const goTo = (position: number) => {
    const { network, item } = model.search.goTo(position);
    model.explorer?.reveal(item, network);
  };
  const hidden = found.length - SHOWN_FINDS;
  return (
    <div className="gluonlab-Graph-results">
      <ul aria-label={trans.__('Search results')}>
        {found.slice(0, SHOWN_FINDS).map((find, k) => (
          <Row key={k} find={find} isCurrent={k === position} onClick={() => goTo(k)} />
        ))}
      </ul>
      {found.length === 0 && <p>{trans.__('Nothing in this network matches.')}</p>}
      {hidden > 0 && <p>{trans.__('and %1 more', hidden)}</p>}
    </div>
  );
}

function Row({ find, isCurrent, onClick }: { find: Find; isCurrent: boolean; onClick: () => void }) {
  const { network, item } = find;
  const node = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isCurrent) node.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  return (
    <li>
      <button ref={node} aria-current={isCurrent} onClick={onClick}>
        <b>{item.kind === 'operator' ? item.node.op : item.name}</b>
        <span>{pathIn(network, item)}</span>
      </button>
    </li>
  );
}
