// Where the engine differs from MXNet on purpose. What is listed here is compared with `rtol` instead, or not at all.

/** @typedef {{ op: string, array: string, when?: (attrs: any) => boolean, rtol?: number, reason: string }} Difference */

const adamw = 'MXNet scales the gradient it was given in place; an input that is not a state stays as it is';
const fixGamma = 'with fix_gamma MXNet overwrites gamma with ones; we compute with ones and leave the array alone';

/** @type {Difference[]} */
const DIFFERENCES = [
  { op: '_adamw_update', array: 'grad after the call', reason: adamw },
  { op: '_mp_adamw_update', array: 'grad after the call', reason: adamw },
  { op: 'BatchNorm', array: 'gamma after the call', reason: fixGamma },
  { op: 'BatchNorm_v1', array: 'gamma after the call', reason: fixGamma },
  {
    op: 'SoftmaxOutput',
    array: 'gradient of data',
    when: (attrs) => attrs.out_grad === true,
    reason: 'with out_grad MXNet multiplies by the output, where its documentation says the gradient from above',
  },
  {
    op: 'Cast',
    array: 'output 0',
    when: (attrs) => attrs.dtype === 'bfloat16',
    rtol: 2 ** -7,
    reason: 'MXNet cuts bits off; we round to nearest',
  },
];

/**
 * @param {{ op: string, attrs: any }} golden
 * @param {string} array
 */
export const intended = ({ op, attrs }, array) =>
  DIFFERENCES.find((d) => d.op === op && d.array === array && (d.when?.(attrs) ?? true));
