// pad.h: values outside an array: a constant, the nearest edge, or the array mirrored at its edge.
#pragma once

#include "gluonlab/tensor.h"

namespace gluonlab {

enum class Padding { constant, edge, reflect };

/// y[i] = x[i - before], or what the padding says outside x. Both contiguous.
void pad(const Tensor& x, const Dims& before, Padding mode, double constant, const Tensor& y);
/// The transpose of `pad`: each element of y goes back, added, to the element of x it came from; none for a constant.
void unpad(const Tensor& y, const Dims& before, Padding mode, const Tensor& x);

}  // namespace gluonlab
