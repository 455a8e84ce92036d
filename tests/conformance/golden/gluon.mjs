// Gluon's golden cases: layers, losses, metrics, initializers, learning-rate schedulers. Each runner says what went wrong, or null.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { autograd, GluonError, nd } from 'gluonlab';
import { construct, constructFromText, spaces } from './classes.mjs';
import { difference } from './compare.mjs';
import { intended } from './differences.mjs';
import { optimizerExists, runOptimizer } from './optimizers.mjs';
import { Safetensors } from './safetensors.mjs';

/** @typedef {import('./safetensors.mjs').Stored} Stored */

const toArray = ({ values, shape, dtype }) => nd.array(values, { shape, dtype });

/** @type {Record<string, { run: (golden: any, tensors: Safetensors) => string | null, exists: (golden: any) => boolean }>} */
const families = {
  losses: { run: runLoss, exists: (golden) => golden.class in spaces.losses },
  layers: { run: runLayer, exists: layerExists },
  layers_nodnn: { run: runLayer, exists: layerExists },
  metrics: { run: runMetric, exists: (golden) => golden.class in spaces.metrics },
  initializers: {
    run: runInitializer,
    exists: (golden) => golden.class === 'name_dispatch' || golden.class in spaces.initializers,
  },
  lr_schedulers: { run: runScheduler, exists: (golden) => golden.class in spaces.lr_schedulers },
  optimizers: { run: runOptimizer, exists: (golden) => optimizerExists(golden.class) },
};

/** @param {string} directory @param {import('./report.mjs').Report} report */
export function runGluonFamilies(directory, report) {
  for (const [family, { run, exists }] of Object.entries(families)) {
    const file = join(directory, 'gluon', `${family}.json`);
    if (!existsSync(file)) continue;
    // Python writes NaN, which JSON does not know.
    const { cases } = JSON.parse(readFileSync(file, 'utf8').replace(/\bNaN\b/g, '"NaN"'));
    const tensors = new Safetensors(join(directory, 'gluon', `${family}.safetensors`));
    for (const golden of cases) {
      const item = { family, name: golden.class, id: golden.id };
      if (!report.wants(item)) continue;
      if (exists(golden)) report.run(item, () => run(golden, tensors));
      else report.skip(golden.class);
    }
  }
}

/** The first of the problems that is one. @param {(() => string | null)[]} checks */
const first = (checks) => checks.reduce((problem, check) => problem ?? check(), null);

function runLoss(golden, tensors) {
  const criterion = construct('losses', golden.class, golden.kwargs);
  const inputs = golden.inputs.map(({ tensor }) => toArray(tensors.get(tensor)));
  const wanted = (golden.input_grads ?? []).flatMap((key, i) => (key === null ? [] : [i]));
  for (const i of wanted) inputs[i].attachGrad();
  const output = wanted.length > 0 ? autograd.record(() => criterion(...inputs)) : criterion(...inputs);
  if (wanted.length > 0) output.backward(golden.head_grad === null ? null : toArray(tensors.get(golden.head_grad)));
  return first([
    () => difference('loss', output, tensors.get(golden.output), golden),
    ...wanted.map((i) => () => {
      const stored = tensors.get(golden.input_grads[i]);
      return difference(`gradient of ${golden.inputs[i].name}`, inputs[i].grad, stored, golden);
    }),
  ]);
}

function layerExists(golden) {
  return golden.class in spaces.layers && golden.kwargs.mode === undefined;
}

function makeLayer({ class: name, kwargs }) {
  if (kwargs.children === undefined) return construct('layers', name, kwargs);
  return new spaces.layers[name]().add(...kwargs.children.map((text) => constructFromText('layers', text)));
}

function runLayer(golden, tensors) {
  const layer = makeLayer(golden);
  layer.initialize();
  const parameters = layer.collectParams();
  const names = Object.keys(golden.params);
  if ([...parameters.keys()].sort().join() !== [...names].sort().join()) {
    return `the parameters are ${[...parameters.keys()].join(', ')}, MXNet's ${names.join(', ')}`;
  }
  for (const name of names) parameters.get(name).setData(toArray(tensors.get(golden.params[name])));
  const inputs = golden.inputs.map((key) => toArray(tensors.get(key)));
  const predicted = layer(...inputs);
  const problem = compareOutputs('predicted', predicted, golden.outputs_predict, golden, tensors);
  if (problem !== null || !golden.head_grads) return problem;
  return trainingProblem(golden, tensors, layer, inputs, parameters);
}

function trainingProblem(golden, tensors, layer, inputs, parameters) {
  const wanted = golden.input_grads.flatMap((key, i) => (key === null ? [] : [i]));
  for (const i of wanted) inputs[i].attachGrad();
  const output = autograd.record(() => layer(...inputs));
  const outputs = Array.isArray(output) ? output : [output];
  const heads = golden.head_grads.map((key) => toArray(tensors.get(key)));
  autograd.backward(outputs, heads);
  const compare = (what, array, key) =>
    intended(golden, what, tensors) ? null : difference(what, array, tensors.get(key), golden);
  return first([
    () => compareOutputs('trained', outputs, golden.outputs_train, golden, tensors),
    ...wanted.map((i) => () => compare(`gradient of input ${i}`, inputs[i].grad, golden.input_grads[i])),
    ...Object.entries(golden.param_grads).map(
      ([name, key]) =>
        () =>
          key === null ? null : compare(`gradient of ${name}`, parameters.get(name).grad(), key),
    ),
    ...Object.entries(golden.params_after_train).map(
      ([name, key]) =>
        () =>
          compare(`${name} after training`, parameters.get(name).data(), key),
    ),
  ]);
}

function compareOutputs(what, ours, keys, golden, tensors) {
  const outputs = Array.isArray(ours) ? ours : [ours];
  const list = [keys].flat(Infinity);
  if (outputs.length !== list.length) return `${outputs.length} outputs, MXNet has ${list.length}`;
  return first(list.map((key, i) => () => difference(`${what} output ${i}`, outputs[i], tensors.get(key), golden)));
}

function runMetric(golden, tensors) {
  const { metrics } = golden.kwargs;
  const metric = metrics
    ? new spaces.metrics[golden.class](metrics.map((text) => constructFromText('metrics', text)))
    : construct('metrics', golden.class, golden.kwargs);
  const read = (keys) => keys.map((key) => toArray(tensors.get(key)));
  const compare = (what, ours, stored) => {
    const [names, values] = [ours[0], [ours[1]].flat()];
    const wanted = [stored[1]].flat().map(Number);
    const same = String(names) === String(stored[0]) && values.every((value, i) => isClose(value, wanted[i], golden));
    return same ? null : `${what} is ${names}: ${values}, MXNet's ${stored[0]}: ${wanted}`;
  };
  const problem = first(
    golden.batches.map(({ labels, preds }, i) => () => {
      metric.update(read(labels), read(preds));
      return compare(`get() after update ${i + 1}`, metric.get(), golden.get_after_each_update[i]);
    }),
  );
  if (problem !== null) return problem;
  const globalProblem = compare('getGlobal()', metric.getGlobal(), golden.get_global);
  metric.resetLocal();
  return globalProblem ?? compare('get() after resetLocal()', metric.get(), golden.get_after_reset_local);
}

function isClose(ours, stored, { rtol, atol }) {
  return Number.isNaN(stored) ? Number.isNaN(ours) : Math.abs(ours - stored) <= atol + rtol * Math.abs(stored);
}

function runScheduler(golden) {
  const scheduler = construct('lr_schedulers', golden.class, golden.kwargs);
  return first(
    golden.num_update.map((update, i) => () => {
      const rate = scheduler.rate(update);
      return isClose(rate, golden.values[i], golden) ? null : `rate(${update}) is ${rate}, MXNet's ${golden.values[i]}`;
    }),
  );
}

function runInitializer(golden, tensors) {
  if (golden.class === 'name_dispatch') return runNameDispatch(golden, tensors);
  const initializer = construct('initializers', golden.class, golden.kwargs);
  const array = nd.zeros(golden.shape);
  initializer.init(golden.parameter ?? 'a_weight', array);
  if (golden.exact) return difference('the result', array, tensors.get(golden.output), golden);
  return golden.expected.property ? orthogonalProblem(array, golden) : distributionProblem(array, golden.expected);
}

function runNameDispatch(golden, tensors) {
  const initializer = construct('initializers', golden.initializer, {});
  const stored = golden.output ? tensors.get(golden.output) : { shape: [4] };
  const array = nd.full(stored.shape, 7);
  try {
    initializer.init(golden.parameter, array);
  } catch (error) {
    return golden.error && error instanceof GluonError ? null : `raises ${error.message}`;
  }
  return golden.error ? 'accepted, MXNet refuses' : difference('the result', array, stored, golden);
}

function distributionProblem(array, expected) {
  const values = array.dataSync();
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  const std = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length);
  const wanted = expected.dist === 'uniform' ? (expected.high - expected.low) / Math.sqrt(12) : expected.std;
  // Three standard errors of the deviation and of the mean, with room for the shape of the distribution.
  const slack = 4 / Math.sqrt(values.length);
  if (Math.abs(std / wanted - 1) > slack) return `the standard deviation is ${std}, expected ${wanted}`;
  if (Math.abs(mean) > slack * wanted) return `the mean is ${mean}, expected 0`;
  const outside = expected.dist === 'uniform' && values.some((v) => v < expected.low || v > expected.high);
  return outside ? `a value is outside ${expected.low} to ${expected.high}` : null;
}

function orthogonalProblem(array, { shape, expected }) {
  const matrix = array.reshape([shape[0], -1]);
  const [rows, columns] = matrix.shape;
  const gram = nd.dot(matrix, matrix, rows <= columns ? { transposeB: true } : { transposeA: true });
  const size = Math.min(rows, columns);
  const stored = nd.eye(size).mul(expected.scale ** 2);
  const wanted = { dtype: 'float32', shape: [size, size], values: stored.dataSync() };
  return difference('the Gram matrix', gram, wanted, { rtol: 1e-4, atol: 1e-4 });
}
