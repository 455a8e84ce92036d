// Where the engine differs from MXNet on purpose. What is listed here is compared with `rtol` instead, or not at all.

/** @typedef {{ op: string, array: string, id?: string, when?: (attrs: any) => boolean, rtol?: number, reason: string }} Difference */

const adamw = 'MXNet scales the gradient it was given in place; an input that is not a state stays as it is';
const fixGamma = 'with fix_gamma MXNet overwrites gamma with ones; we compute with ones and leave the array alone';

const matrixOfPositions = 'MXNet reads only the first row of a matrix of positions';

/** @type {Difference[]} */
const DIFFERENCES = [
  { op: '_adamw_update', array: 'grad after the call', reason: adamw },
  { op: '_mp_adamw_update', array: 'grad after the call', reason: adamw },
  { op: 'BatchNorm', array: 'gamma after the call', reason: fixGamma },
  { op: 'BatchNorm_v1', array: 'gamma after the call', reason: fixGamma },
  {
    op: 'Convolution_v1',
    id: 'Convolution_v1_06',
    array: 'gradient of data',
    reason: 'MXNet sends the gradient of a strided, dilated and padded convolution to neighbouring cells; Convolution does not',
  },
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
  {
    op: 'gather_nd',
    id: 'gather_nd_05',
    array: 'gradient of data',
    reason: 'MXNet counts negative indices from the end, but loses their gradient',
  },
  { op: '_unravel_index', id: '_unravel_index_04', array: 'output 0', reason: matrixOfPositions },
  { op: '_unravel_index', id: '_unravel_index_05', array: 'output 0', reason: matrixOfPositions },
  { op: 'sort', id: 'sort_11', array: 'refusal', reason: 'MXNet sorts no float16 array; we do' },
];

/**
 * @param {{ op: string, id: string, attrs: any }} golden
 * @param {string} array
 */
export const intended = ({ op, id, attrs }, array) =>
  DIFFERENCES.find((d) => d.op === op && d.array === array && (d.id ?? id) === id && (d.when?.(attrs) ?? true));
