// One operator case: forward, states, further steps, backward, or that it is refused.
import { autograd, GluonError, nd } from 'gluonlab';
import { difference } from './compare.mjs';
import { intended } from './differences.mjs';

/** @typedef {import('gluonlab').NDArray} NDArray */
/** @typedef {import('./safetensors.mjs').Safetensors} Safetensors */

/** @param {import('./safetensors.mjs').Stored} stored @returns {NDArray} */
const toArray = ({ values, shape, dtype }) => nd.array(values, { shape, dtype });

/** @param {NDArray} target @param {NDArray} source */
const write = (target, source) => nd.invoke('_copy', [source], {}, { out: [target] });

/**
 * What went wrong, or null.
 * @param {any} golden @param {Safetensors} tensors
 */
export function runCase(golden, tensors) {
  const inputs = golden.inputs.map(({ tensor }) => toArray(tensors.get(tensor)));
  if (golden.error) return refusal(golden, tensors, inputs);

  const grads = golden.input_grads ?? [];
  grads.forEach((key, i) => key && attach(inputs[i], golden, tensors, i));
  const call = () => invoke(golden, inputs);
  const outputs = golden.head_grads
    ? autograd.record(call, { trainMode: golden.train_mode })
    : autograd[golden.train_mode ? 'trainMode' : 'predictMode'](call);
  const problem = compareAll('output', outputs, golden.outputs, golden, tensors);
  if (problem !== null) return problem;
  return (
    gradientProblem(golden, tensors, inputs, outputs) ??
    stepsProblem(golden, tensors, inputs) ??
    statesProblem(golden, tensors, inputs)
  );
}

function invoke(golden, inputs) {
  const out = golden.out_is_input?.map((name) => inputs[golden.inputs.findIndex((input) => input.name === name)]);
  return nd.invoke(golden.op, inputs, golden.attrs, out ? { out } : {});
}

function refusal(golden, tensors, inputs) {
  try {
    const outputs = autograd[golden.train_mode ? 'trainMode' : 'predictMode'](() => invoke(golden, inputs));
    for (const output of outputs) output.dataSync();
  } catch (error) {
    if (error instanceof GluonError && error.code !== 'internal') return null;
    throw error;
  }
  return intended(golden, 'refusal', tensors) ? null : `accepted, MXNet refuses: ${golden.message}`;
}

function attach(input, golden, tensors, i) {
  input.attachGrad(golden.grad_req);
  const initial = golden.grad_init?.[i];
  if (initial) write(input.grad, toArray(tensors.get(initial)));
}

function gradientProblem(golden, tensors, inputs, outputs) {
  if (!golden.head_grads) return null;
  const heads = [];
  const headGrads = [];
  golden.head_grads.forEach((key, i) => {
    if (key === null) return;
    const { values, dtype } = tensors.get(key);
    heads.push(outputs[i]);
    headGrads.push(nd.array(values, { shape: outputs[i].shape, dtype }));
  });
  autograd.backward(heads, headGrads, { trainMode: golden.train_mode });
  const given = golden.input_grads.flatMap((key, i) => (key === null ? [] : [i]));
  return firstProblem(given, (i) =>
    compare(`gradient of ${golden.inputs[i].name}`, inputs[i].grad, denseKey(golden.input_grads[i]), golden, tensors),
  );
}

// Sparse gradients are stored in both forms; ours are dense.
const denseKey = (entry) => entry.tensor ?? entry;

// Further calls, each with some inputs replaced; states live on in the others.
function stepsProblem(golden, tensors, inputs) {
  return firstProblem(golden.steps ?? [], (step, k) => {
    for (const [name, key] of Object.entries(step.inputs)) {
      write(inputs[golden.inputs.findIndex((input) => input.name === name)], toArray(tensors.get(key)));
    }
    return compareAll(`step ${k + 2}: output`, invoke(golden, inputs), step.outputs, golden, tensors);
  });
}

function statesProblem(golden, tensors, inputs) {
  return firstProblem(golden.mutates ?? [], ({ name, index, tensor }) =>
    compare(`${name} after the call`, inputs[index], tensor, golden, tensors),
  );
}

function compareAll(what, ours, keys, golden, tensors) {
  if (ours.length !== keys.length) return `${ours.length} results, MXNet has ${keys.length}`;
  return firstProblem(keys, (key, i) => (key === null ? null : compare(`${what} ${i}`, ours[i], key, golden, tensors)));
}

function compare(what, ours, key, golden, tensors) {
  const known = intended(golden, what, tensors);
  if (known !== undefined && known.rtol === undefined) return null;
  return difference(what, ours, tensors.get(key), { rtol: known?.rtol ?? golden.rtol, atol: golden.atol });
}

function firstProblem(list, problemOf) {
  for (let i = 0; i < list.length; ++i) {
    const problem = problemOf(list[i], i);
    if (problem !== null) return problem;
  }
  return null;
}
