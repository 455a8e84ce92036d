// Where the engine differs from MXNet on purpose. Each entry: operator, array, reason.
const DIFFERENCES = [
  {
    op: '_adamw_update',
    array: 'grad',
    reason: 'MXNet scales the gradient it was given in place; an input stays as it is',
  },
  { op: '_mp_adamw_update', array: 'grad', reason: 'the same' },
];

/** @param {string} op @param {string} array */
export const differsOnPurpose = (op, array) => DIFFERENCES.some((d) => d.op === op && d.array === array);
