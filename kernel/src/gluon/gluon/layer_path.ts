// Says in which layer an error arose. Each block the error passes adds its child's name: `lenet.features.0 (Conv2D)`.
import { GluonError } from '../errors.js';

/** What is needed of a block to name it. */
interface Named {
  readonly constructor: { readonly name: string };
  children(): ReadonlyMap<string, unknown>;
}

interface Trace {
  readonly message: string;
  readonly type: string;
  inner: Named;
  /** Names from below `inner` down to the layer that failed: '.0.conv'. */
  path: string;
}

const traces = new WeakMap<GluonError, Trace>();

/** Adds `block` to the path of an error that passes through its forward. Returns the error. */
export function addLayer(error: unknown, block: Named): unknown {
  if (!(error instanceof GluonError) || error.code === 'interrupted') return error;
  let trace = traces.get(error);
  if (trace === undefined) {
    trace = { message: error.message, type: block.constructor.name, inner: block, path: '' };
    traces.set(error, trace);
  } else {
    const name = childName(block, trace.inner);
    if (name !== undefined) trace.path = `.${name}${trace.path}`;
    trace.inner = block;
  }
  error.layer = rootName(block) + trace.path;
  const former = error.message;
  error.message = `${trace.message}\n  layer ${error.layer} (${trace.type})`;
  error.stack = error.stack?.replace(former, () => error.message);
  return error;
}

function childName(block: Named, child: unknown): string | undefined {
  for (const [name, candidate] of block.children()) if (candidate === child) return name;
  return undefined;
}

/** A net has no name of its own; its class stands for it: LeNet is leNet, ELU is elu, KLDivLoss is klDivLoss. */
function rootName(block: Named): string {
  const name = block.constructor.name || 'net';
  return name.replace(/^(?:[A-Z]+(?=[A-Z][a-z]|$)|[A-Z])/, (start) => start.toLowerCase());
}
