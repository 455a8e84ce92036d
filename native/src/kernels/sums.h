// sums.h: what optimizers want to know about whole arrays.
#pragma once

#include "gluonlab/tensor.h"

namespace gluonlab {

/// Sum of squares, in double.
double sumOfSquares(const Tensor& x);
/// No NaN, no infinity.
bool isAllFinite(const Tensor& x);

}  // namespace gluonlab
