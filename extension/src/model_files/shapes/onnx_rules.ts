/** Shapes and types of ONNX operators. https://onnx.ai/onnx/operators */
import { broadcast } from './extent.js';
import { byName, like } from './node_view.js';
import type { Rules } from './node_view.js';
import { layoutRules } from './onnx_layout.js';
import { nnRules } from './onnx_nn.js';

const SAME =
  'Abs Acos Acosh Asin Asinh Atan Atanh BatchNormalization BitwiseNot Ceil Celu Clip Cos Cosh CumSum Elu Erf Exp ' +
  'Floor Gelu GroupNormalization HardSigmoid HardSwish Hardmax InstanceNormalization LRN LayerNormalization ' +
  'LeakyRelu Log LogSoftmax LpNormalization MeanVarianceNormalization Mish Neg Not PRelu RMSNormalization Reciprocal Relu ' +
  'Round Scatter ScatterElements ScatterND Selu Shrink Sigmoid Sign Sin Sinh Softmax Softplus Softsign Sqrt Swish Tan ' +
  'Tanh ThresholdedRelu Trilu RandomNormalLike RandomUniformLike';
const BROADCAST = 'Pow Mod Max Min Sum Mean And Or Xor BitwiseAnd BitwiseOr BitwiseXor BitShift';
const COMPARE = 'Equal Greater GreaterOrEqual Less LessOrEqual';

export const onnxRules: Rules = {
  ...byName(SAME, like()),
  ...byName(BROADCAST, (node) => [{ shape: broadcast(...node.shapes()), dtype: node.dtype() }]),
  ...byName(COMPARE, (node) => [{ shape: broadcast(...node.shapes()), dtype: 'bool' }]),
  ...byName('IsNaN IsInf', (node) => [{ shape: node.shape(), dtype: 'bool' }]),
  Dropout: (node) => [
    { shape: node.shape(), dtype: node.dtype() },
    { shape: node.shape(), dtype: 'bool' },
  ],
  Where: (node) => [{ shape: broadcast(...node.shapes()), dtype: node.dtype(1) }],
  ...nnRules,
  ...layoutRules,
};
