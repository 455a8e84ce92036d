/** The kind of an operator chooses its colour. Operators of MXNet, ONNX and Gluon are told by what their names contain. */

export const OP_KINDS = [
  'convolution',
  'dense',
  'normalization',
  'activation',
  'pooling',
  'recurrent',
  'arithmetic',
  'shape',
  'reduction',
  'lookup',
  'control',
  'other',
] as const;

export type OpKind = (typeof OP_KINDS)[number];

/** The first that matches counts: 'BatchNorm' is no norm of a reduction, 'Softmax' no maximum. Short ones are whole words. */
const PATTERNS: [OpKind, RegExp][] = [
  ['control', /^_?(if|loop|scan|foreach|while|cond|call)/],
  ['recurrent', /rnn|lstm|gru/],
  ['convolution', /conv/],
  ['normalization', /norm|lrn|dropout/],
  ['pooling', /pool/],
  ['activation', /relu|sigmoid|tanh|softmax|softplus|softsign|elu|gelu|activation|swish|mish|erf|hard/],
  ['dense', /fullyconnected|dense|linear|gemm|matmul|dot|einsum|attention/],
  ['lookup', /embedding|gather|take|pick|onehot|one_hot|scatter|where|nonzero|topk|sort/],
  [
    'shape',
    /reshape|transpose|flatten|concat|split|slice|squeeze|expand|tile|pad|stack|swap|unsqueeze|shape|resize|sampl/,
  ],
  ['reduction', /reduce|mean|sum|max|min|prod|argm/],
  [
    'arithmetic',
    /add|sub|mul|div|plus|minus|pow|sqrt|exp|log|neg|abs|square|clip|equal|greater|less|(^|_)(sin|cos|not|and|or|mod)($|_)/,
  ],
];

export function kindOf(op: string): OpKind {
  const name = op.toLowerCase();
  return PATTERNS.find(([, pattern]) => pattern.test(name))?.[0] ?? 'other';
}
