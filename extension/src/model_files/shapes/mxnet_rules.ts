/** Shapes and types of MXNet operators, under all the names that versions 0.8 to 2.0 write. */
import { broadcast } from './extent.js';
import { mxnetLayoutRules } from './mxnet_layout.js';
import { mxnetNnRules } from './mxnet_nn.js';
import { byName, like } from './node_view.js';
import type { NodeView, Rule, Rules } from './node_view.js';

const SAME =
  'Activation BlockGrad Dropout GroupNorm IdentityAttachKLSparseReg InstanceNorm L2Normalization LRN LeakyReLU ' +
  'LinearRegressionOutput LogisticRegressionOutput MAERegressionOutput MakeLoss SVMOutput SequenceMask SequenceReverse Softmax ' +
  'SoftmaxActivation SoftmaxOutput abs arccos arccosh arcsin arcsinh arctan arctanh cbrt ceil clip cos cosh cumsum ' +
  'degrees erf erfinv exp expm1 fix floor gamma gammaln hard_sigmoid identity log log10 log1p log2 log_softmax logical_not ' +
  'make_loss masked_softmax negative ones_like radians rcbrt reciprocal relu reverse rint round rsqrt shuffle sigmoid sign sin sinh ' +
  'softmax softmin softsign sort sqrt square stop_gradient tan tanh trunc zeros_like _copy _contrib_div_sqrt_dim ' +
  '_npi_abs _npi_exp _npi_log _npi_negative _npi_sqrt _npi_square _npi_tanh _npi_sin _npi_cos _np_copy _npx_activation ' +
  '_npx_dropout _npx_leaky_relu _npx_log_softmax _npx_relu _npx_sigmoid _npx_softmax';
const BINARY = 'add sub subtract minus plus mul multiply div divide true_divide mod power maximum minimum hypot';
const COMPARE = 'equal not_equal greater greater_equal lesser lesser_equal less less_equal';
const LOGICAL = 'logical_and logical_or logical_xor';

const prefixed = (names: string, ...prefixes: string[]): string =>
  prefixes.flatMap((prefix) => names.split(' ').map((name) => prefix + name)).join(' ');

const broadcasting: Rule = (node) => [{ shape: broadcast(...node.shapes()), dtype: node.dtype() }];

/** Strict element-wise operators: all inputs have one shape, so any that is known tells it. */
const elementwise: Rule = (node) => [{ shape: node.shapes().reduce(common, null), dtype: firstDtype(node) }];

const common = (a: ReturnType<NodeView['shape']>, b: ReturnType<NodeView['shape']>) =>
  a === null || b === null ? (a ?? b) : a.map((extent, axis) => extent ?? b[axis] ?? null);

const firstDtype = (node: NodeView): string | null =>
  Array.from({ length: node.inputCount }, (_, i) => node.dtype(i)).find((dtype) => dtype !== null) ?? null;

/** An operator that takes a number in the place of its second input: _plus_scalar, and _PlusScalar of old files. */
const scalars = prefixed(`${BINARY} ${COMPARE} ${LOGICAL} rminus rdiv rmod rpower rsubtract rtrue_divide`, '_', '_npi_')
  .split(' ')
  .map((name) => `${name}_scalar`)
  .join(' ');
const OLD_SCALARS =
  '_PlusScalar _MinusScalar _RMinusScalar _MulScalar _DivScalar _RDivScalar _PowerScalar _RPowerScalar _MaximumScalar ' +
  '_MinimumScalar _ModScalar _RModScalar smooth_l1';

export const mxnetRules: Rules = {
  ...byName(SAME, like()),
  ...byName(`${scalars} ${OLD_SCALARS}`, like()),
  ...byName(prefixed(`${BINARY} ${COMPARE} ${LOGICAL}`, 'broadcast_', '_npi_'), broadcasting),
  ...byName(
    `${prefixed(`${BINARY} ${COMPARE} ${LOGICAL}`, 'elemwise_', '_')} _Plus _Minus _Mul _Div _Power _Maximum _Minimum _grad_add ` +
      'add_n ElementWiseSum',
    elementwise,
  ),
  ...mxnetNnRules,
  ...mxnetLayoutRules,
  where: (node) => [{ shape: node.shape(1) ?? node.shape(2), dtype: node.dtype(1) }],
};
