/** The colours of the current JupyterLab theme; a canvas cannot use CSS variables. */
import { OP_KINDS } from '../network/op_kind.js';
import type { OpKind } from '../network/op_kind.js';

export interface GraphTheme {
  background: string;
  card: string;
  /** Of an open group; it lies over that of the group around. */
  group: string;
  terminal: string;
  border: string;
  edge: string;
  text: string;
  faintText: string;
  selection: string;
  upstream: string;
  downstream: string;
  found: string;
  /** The ends of the scale of an overlay, as '#rrggbb'. */
  cold: string;
  hot: string;
  /** Of parameters: the cold end of the scale, and what cannot be trained any more; as '#rrggbb'. */
  vanished: string;
  exploded: string;
  kinds: Record<OpKind, string>;
  fontFamily: string;
}

export function graphTheme(node: HTMLElement): GraphTheme {
  const style = getComputedStyle(node);
  const value = (name: string) => style.getPropertyValue(name).trim();
  return {
    background: value('--jp-layout-color1'),
    card: value('--gluonlab-graph-card'),
    group: value('--gluonlab-graph-group'),
    terminal: value('--gluonlab-graph-terminal'),
    border: value('--gluonlab-graph-border'),
    edge: value('--gluonlab-graph-edge'),
    text: value('--gluonlab-graph-text'),
    faintText: value('--gluonlab-graph-faint-text'),
    selection: value('--jp-brand-color1'),
    upstream: value('--gluonlab-graph-upstream'),
    downstream: value('--gluonlab-graph-downstream'),
    found: value('--gluonlab-graph-found'),
    cold: value('--gluonlab-graph-cold'),
    hot: value('--gluonlab-graph-hot'),
    vanished: value('--gluonlab-graph-vanished'),
    exploded: value('--gluonlab-graph-exploded'),
    kinds: Object.fromEntries(OP_KINDS.map((kind) => [kind, value(`--gluonlab-kind-${kind}`)])) as GraphTheme['kinds'],
    fontFamily: value('--jp-ui-font-family') || 'sans-serif',
  };
}
