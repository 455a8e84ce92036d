// Where the engine differs from MXNet on purpose. What is listed here is compared with `rtol` instead, or not at all; a listed
// refusal is accepted. Conditions say what is different, never which case: other folders of golden values have other cases.

/** @typedef {import('./safetensors.mjs').Safetensors} Safetensors */
/** @typedef {{ op: string | RegExp, array: string | RegExp, when?: (golden: any, input: (i: number) => any[]) => boolean, rtol?: number, reason: string }} Difference */

const isFloat64 = ({ inputs }) => inputs[0].dtype === 'float64';
const isActivation = (kind) => (golden) => golden.attrs.act_type === kind;
const spread = (attrs, name) => (attrs[name] ?? []).some((value) => value > 1);

/** @type {Difference[]} */
const DIFFERENCES = [
  {
    op: /^(_mp)?_adamw_update$/,
    array: 'grad after the call',
    reason: 'MXNet scales the gradient it was given in place; an input that is not a state stays as it is',
  },
  {
    op: /^BatchNorm/,
    array: 'gamma after the call',
    reason: 'with fix_gamma MXNet overwrites gamma with ones; we compute with ones and leave the array alone',
  },
  {
    op: 'Convolution_v1',
    array: 'gradient of data',
    when: ({ attrs }) => spread(attrs, 'stride') && spread(attrs, 'dilate'),
    reason: 'MXNet sends the gradient of a strided and dilated convolution to neighbouring cells; Convolution does not',
  },
  {
    op: 'SoftmaxOutput',
    array: 'gradient of data',
    when: ({ attrs }) => attrs.out_grad === true,
    reason: 'with out_grad MXNet multiplies by the output, where its documentation says the gradient from above',
  },
  {
    op: 'Cast',
    array: 'output 0',
    when: ({ attrs }) => attrs.dtype === 'bfloat16',
    rtol: 2 ** -7,
    reason: 'MXNet cuts bits off; we round to nearest',
  },
  {
    op: 'gather_nd',
    array: 'gradient of data',
    when: (_, input) => input(1).some((index) => index < 0),
    reason: 'MXNet counts negative indices from the end, but loses their gradient',
  },
  {
    op: '_unravel_index',
    array: 'output 0',
    when: ({ inputs }) => inputs[0].shape.length > 1,
    reason: 'MXNet reads only the first row of a matrix of positions',
  },
  {
    op: /^broadcast_/,
    array: 'refusal',
    when: ({ inputs: [a, b] }) => a.dtype !== b?.dtype,
    reason: 'MXNet refuses arrays of different dtypes; we compute in the wider one',
  },
  {
    op: /^(sort|argsort|topk)$/,
    array: 'refusal',
    when: ({ inputs }) => inputs[0].dtype === 'float16',
    reason: 'MXNet sorts no float16 array; we do',
  },
  {
    op: /./,
    array: 'refusal',
    when: ({ message }) => /MKLDNN|sub-memory/.test(message),
    reason: 'MXNet hands arrays without elements, or of a dtype it does not know, to oneDNN; we compute them',
  },
  {
    op: /^_image_/,
    array: 'refusal',
    when: ({ inputs }) => ![1, 3].includes(inputs[0].shape.at(-1)),
    reason: 'MXNet takes images of 1 or 3 channels; we take any number, such as 4 with transparency',
  },
  {
    op: '_image_random_saturation',
    array: 'output 0',
    when: ({ attrs }) => attrs.max_factor !== 1,
    reason: 'what MXNet takes for the grey of a pixel is the share of blue alone',
  },
  {
    op: /^(degrees|radians|erf|erfinv)$/,
    array: /^output 0$|^gradient of data$/,
    when: isFloat64,
    rtol: 1e-7,
    reason: 'MXNet keeps a constant of the formula in float32',
  },
  {
    op: /^gamma(ln)?$/,
    array: 'gradient of data',
    when: isFloat64,
    rtol: 1e-5,
    reason: 'MXNet computes digamma in float32',
  },
  { op: 'SELU', array: 'gradient of input 0', reason: 'the layer of the same slope as LeakyReLU with act_type selu' },
  {
    op: 'LeakyReLU',
    array: 'gradient of data',
    when: isActivation('selu'),
    reason: 'MXNet takes lambda * (alpha + y) for the slope of SELU below zero; the derivative is lambda * alpha + y',
  },
  {
    op: 'LeakyReLU',
    array: 'gradient of data',
    when: (golden, input) => isActivation('elu')(golden) && input(0).some((x) => x !== 0 && Math.abs(x) < 1e-6),
    reason: 'MXNet with oneDNN rounds the output of ELU for 1e-8 to 0 and takes the slope of the other side',
  },
  {
    op: 'SoftmaxActivation',
    array: 'gradient of data',
    when: ({ attrs, inputs }) => attrs.mode === 'instance' && inputs[0].shape.length > 2,
    reason: "MXNet's output sums to one along the last axis, its gradient is not that output's derivative",
  },
  {
    op: 'nansum',
    array: 'output 0',
    when: (_, input) => input(0).some((x) => Math.abs(x) === Infinity),
    reason: "MXNet's compensated summation makes NaN of infinity",
  },
];

const matches = (pattern, text) => (typeof pattern === 'string' ? pattern === text : pattern.test(text));

/**
 * @param {any} golden
 * @param {string} array
 * @param {Safetensors} tensors
 */
export function intended(golden, array, tensors) {
  const input = (i) => Array.from(tensors.get(golden.inputs[i].tensor).values, Number);
  return DIFFERENCES.find(
    (d) => matches(d.op, golden.op ?? golden.class) && matches(d.array, array) && (d.when?.(golden, input) ?? true),
  );
}
