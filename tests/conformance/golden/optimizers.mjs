// Optimizer cases: two weights, several steps, the weights after each and the states at the end.
import { GluonError, nd, optimizer } from 'gluonlab';
import { construct, toOptions } from './classes.mjs';
import { difference } from './compare.mjs';

const toArray = ({ values, shape, dtype }) => nd.array(values, { shape, dtype });

/** True when there is an optimizer of that name. @param {string} name */
export function optimizerExists(name) {
  try {
    optimizer.create(name);
    return true;
  } catch (error) {
    if (error instanceof GluonError && error.message.startsWith('optimizer is')) return false;
    throw error;
  }
}

/** Where MXNet keeps the float32 copy of a weight behind the states instead of before them. */
const MASTER_LAST = new Set(['sgd', 'nag']);

export function runOptimizer(golden, tensors) {
  const ours = optimizer.create(golden.class, {
    ...toOptions(golden.kwargs),
    multiPrecision: golden.multi_precision,
    lrScheduler: golden.lr_scheduler ? construct('lr_schedulers', ...golden.lr_scheduler) : null,
  });
  if (golden.lr_mult) ours.setLrMult(golden.lr_mult);
  if (golden.wd_mult) ours.setWdMult(golden.wd_mult);
  const weights = golden.weights.map((key) => toArray(tensors.get(key)));
  const states = weights.map((weight) => ours.createState(weight));
  for (let step = 0; step < golden.steps; ++step) {
    for (const [index, weight] of weights.entries()) {
      ours.update([index], [weight], [toArray(rowOf(tensors.get(golden.grads[index]), step))], [states[index]]);
      const stored = rowOf(tensors.get(golden.trajectory[index]), step);
      const problem = difference(`weight ${index} after step ${step + 1}`, weight, stored, golden);
      if (problem !== null) return problem;
    }
  }
  return stateProblem(golden, tensors, states) ?? rateProblem(golden, ours);
}

function rowOf({ values, shape, dtype }, row) {
  const size = shape.slice(1).reduce((product, extent) => product * extent, 1);
  return { values: values.slice(row * size, (row + 1) * size), shape: shape.slice(1), dtype };
}

function stateProblem(golden, tensors, states) {
  for (const [index, { arrays, master }] of states.entries()) {
    const masters = master === null ? [] : [master];
    const flat = MASTER_LAST.has(golden.class) ? [...arrays, ...masters] : [...masters, ...arrays];
    const keys = golden.states_after[index];
    if (keys.length !== flat.length) return `weight ${index} has ${flat.length} states, MXNet's ${keys.length}`;
    for (const [i, key] of keys.entries()) {
      const problem = difference(`state ${i} of weight ${index}`, flat[i], tensors.get(key), golden);
      if (problem !== null) return problem;
    }
  }
  return null;
}

function rateProblem({ final_learning_rate: stored, rtol, atol }, { learningRate }) {
  if (Math.abs(learningRate - stored) <= atol + rtol * Math.abs(stored)) return null;
  return `the learning rate at the end is ${learningRate}, MXNet's ${stored}`;
}
