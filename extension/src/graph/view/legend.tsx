/** What the colours in the drawing mean. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { OP_KINDS } from '../network/op_kind.js';
import type { OpKind } from '../network/op_kind.js';
import { isMeasured, isSummary } from '../overlay.js';
import type { Overlay, OverlayKind } from '../overlay.js';
import type { Watch } from '../watch.js';

interface Props {
  /** In sight. */
  kinds: ReadonlySet<string>;
  overlay: Overlay | null;
  /** What renews the overlay; null: it does not change. */
  watch: OverlayWatch | null;
  trans: TranslationBundle;
}

type OverlayWatch = Pick<Watch<{ size: number }>, 'known' | 'time' | 'isBlind' | 'problem'>;

export function Legend({ kinds, overlay, watch, trans }: Props) {
  if (overlay !== null) {
    return <Scale overlay={overlay} watch={watch} trans={trans} />;
  }
  const names = kindNames(trans);
  return (
    <ul className="gluonlab-Graph-legend" aria-label={trans.__('Colours')}>
      {OP_KINDS.filter((kind) => kinds.has(kind)).map((kind) => (
        <li key={kind}>
          <span style={{ background: `var(--gluonlab-kind-${kind})` }} aria-hidden="true" />
          {names[kind]}
        </li>
      ))}
    </ul>
  );
}

/** From the coldest to the hottest, and how old that is. */
function Scale({ overlay, watch, trans }: { overlay: Overlay } & Pick<Props, 'watch' | 'trans'>) {
  const isMagnitude = isSummary(overlay.kind);
  const least = overlay.amountText(overlay.least);
  const isKnown = watch === null || (watch.known?.size ?? 0) > 0;
  return (
    <div className="gluonlab-Graph-legend">
      {isKnown && (
        <>
          <span>{isMagnitude ? trans.__('mean of |x|: ≤ %1', least) : least}</span>
          <span
            className={`gluonlab-Graph-scale ${isMagnitude ? 'gluonlab-mod-magnitude' : ''}`}
            role="img"
            aria-label={trans.__('Colours: %1', overlay.kind)}
          />
          <span>{overlay.amountText(overlay.most)}</span>
        </>
      )}
      {overlay.hasExploded && (
        <span>
          <span className="gluonlab-Graph-exploded" aria-hidden="true" /> {trans.__('exploded')}
        </span>
      )}
      {watch !== null && <span>{watch.problem ?? newsText(overlay.kind, watch, trans)}</span>}
    </div>
  );
}

/** How old the colours are, or why there are none. */
function newsText(kind: OverlayKind, { known, time, isBlind }: OverlayWatch, trans: TranslationBundle): string {
  const blind = isBlind ? trans.__('the running cell gives no chance to look') : '';
  if (known === null) return blind || trans.__('reading…');
  if (known.size > 0) {
    return [trans.__('of %1', time.toLocaleTimeString()), blind].filter((text) => text !== '').join(' · ');
  }
  return isMeasured(kind)
    ? trans.__('nothing is measured: turn on Measure operators and run a cell')
    : kind === 'gradient'
      ? trans.__('there are no gradients before the first backward')
      : trans.__('the network has no weights yet');
}

function kindNames(trans: TranslationBundle): Record<OpKind, string> {
  return {
    convolution: trans.__('convolution'),
    dense: trans.__('dense'),
    normalization: trans.__('normalization'),
    activation: trans.__('activation'),
    pooling: trans.__('pooling'),
    recurrent: trans.__('recurrent'),
    arithmetic: trans.__('arithmetic'),
    shape: trans.__('shape'),
    reduction: trans.__('reduction'),
    lookup: trans.__('lookup'),
    control: trans.__('control flow'),
    other: trans.__('other'),
  };
}
