// order.h: the order of the elements of each lane along an axis. NaN counts as larger than every number; equal elements
// keep their order.
#pragma once

#include "gluonlab/tensor.h"
#include "kernels/gather.h"

namespace gluonlab {

/// The first `count` positions of each lane of contiguous `x`, smallest or largest element first, as int64 in
/// `positions` (outer, count, inner).
void orderLanes(const Tensor& x, AxisView view, int64_t count, bool ascending, int64_t* positions);

}  // namespace gluonlab
