/** What the colours in the drawing mean. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { OP_KINDS } from '../network/op_kind.js';
import type { OpKind } from '../network/op_kind.js';
import { isSummary } from '../overlay.js';
import type { Overlay } from '../overlay.js';
import type { ParameterWatch } from '../parameter_watch.js';

interface Props {
  /** In sight. */
  kinds: ReadonlySet<string>;
  overlay: Overlay | null;
  watch: ParameterWatch;
  trans: TranslationBundle;
}

export function Legend({ kinds, overlay, watch, trans }: Props) {
  if (overlay !== null && isSummary(overlay.kind)) {
    return <Magnitudes overlay={overlay} watch={watch} trans={trans} />;
  }
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

/** Of weights or gradients, and how old they are. */
function Magnitudes({ overlay, watch, trans }: { overlay: Overlay } & Omit<Props, 'kinds' | 'overlay'>) {
  const { summaries, problem, isBlind, time } = watch;
  return (
    <div className="gluonlab-Graph-legend">
      {summaries !== null && (
        <>
          <span>{trans.__('mean of |x|: ≤ %1', overlay.amountText(overlay.least))}</span>
          <span className="gluonlab-Graph-scale gluonlab-mod-magnitude" aria-hidden="true" />
          <span>{overlay.amountText(overlay.most)}</span>
        </>
      )}
      {overlay.hasExploded && (
        <span>
          <span className="gluonlab-Graph-exploded" aria-hidden="true" /> {trans.__('exploded')}
        </span>
      )}
      <span>{problem ?? ageText(summaries !== null, time, isBlind, trans)}</span>
    </div>
  );
}

function ageText(isKnown: boolean, time: Date, isBlind: boolean, trans: TranslationBundle): string {
  const age = isKnown ? trans.__('of %1', time.toLocaleTimeString()) : '';
  const blind = isBlind ? trans.__('the running cell gives no chance to look') : '';
  const texts = [age, blind].filter((text) => text !== '');
  return texts.length > 0 ? texts.join(' · ') : trans.__('reading…');
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
