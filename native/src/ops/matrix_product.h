// matrix_product.h: dot and batch_dot as functions, for the gradients of operators that multiply matrices.
#pragma once

#include "gluonlab/tensor.h"

namespace gluonlab {

Tensor dot(const Tensor& a, const Tensor& b, bool transposeA = false, bool transposeB = false);
Tensor batchDot(const Tensor& a, const Tensor& b, bool transposeA = false, bool transposeB = false);

}  // namespace gluonlab
