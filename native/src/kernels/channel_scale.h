// channel_scale.h: normalisations that scale every element by the size of its neighbours and have no parameters to
// learn.
//
// Arrays are contiguous. For rows, element j of row (o, i) lies at (o * length + j) * inner + i.
#pragma once

#include "gluonlab/tensor.h"

namespace gluonlab {

struct L2Rows {
  int64_t outer = 1, length = 1, inner = 1;
  double eps = 1e-10;
};
/// y = x / norm, norm = sqrt(sum of squares of the row + eps), one value per row.
bool l2NormalizeReference(const L2Rows& r, const Tensor& x, const Tensor& y, const Tensor& norm);

/// Local response over a window of `size` channels around each: y = x / norm^beta, norm = knorm + alpha / size * sum of
/// squares.
struct LocalResponse {
  int64_t batch = 1, channels = 1, cells = 1, size = 1;
  double alpha = 1e-4, beta = 0.75, knorm = 2;
};
bool localResponseReference(const LocalResponse& l, const Tensor& x, const Tensor& y, const Tensor& norm);
bool localResponseGradientReference(const LocalResponse& l, const Tensor& dy, const Tensor& x, const Tensor& norm,
                                    const Tensor& dx);

}  // namespace gluonlab
