/** What the colours in the drawing mean. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { OP_KINDS } from '../network/op_kind.js';
import type { OpKind } from '../network/op_kind.js';
import type { Overlay } from '../overlay.js';

interface Props {
  /** In sight. */
  kinds: ReadonlySet<string>;
  overlay: Overlay | null;
  trans: TranslationBundle;
}

export function Legend({ kinds, overlay, trans }: Props) {
  if (overlay !== null) {
    return (
      <div className="gluonlab-Graph-legend" role="img" aria-label={trans.__('Colours: %1', overlay.kind)}>
        <span>{overlay.amountText(0)}</span>
        <span className="gluonlab-Graph-scale" />
        <span>{overlay.amountText(overlay.most)}</span>
      </div>
    );
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
