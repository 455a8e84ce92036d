// reduce.h: many elements to one along some axes: sums, products, extremes, norms, and the positions of extremes.
//
//   .kernel(Backend::reference, reduceReference<Reduction::sum>)
//
// Which axes vanish is told by the operator's attributes axis, exclude (where it has one) and keepdims.
#pragma once

#include "gluonlab/op.h"

namespace gluonlab {

enum class Reduction { sum, mean, prod, max, min, nansum, nanprod, norm1, norm2 };

/// The axes that a call reduces, ascending. No axis, or an empty tuple, means all; twice the same or outside: an error.
Dims reducedAxes(const Attrs& attrs, int64_t ndim);
/// Axes counted from the front, ascending; outside or twice: an error.
Dims ascendingAxes(Dims axes, int64_t ndim);
/// `shape` with 1 for each of `axes`.
Shape keepReduced(const Shape& shape, const Dims& axes);

bool reduce(Call& call, Reduction kind);
/// float32 whose axes alternate at most reduced, kept, reduced, kept.
bool reduceSimd(Call& call, Reduction kind);

template <Reduction kind>
bool reduceReference(Call& call) {
  return reduce(call, kind);
}
template <Reduction kind>
bool reduceFast(Call& call) {
  return reduceSimd(call, kind);
}

/// Position of the first largest (smallest) element along `axis` (none: of the flattened array); NaN is the most
/// extreme.
bool argExtreme(Call& call, bool largest, std::optional<int64_t> axis);

/// A reduction as (R0, K0, R1, K1): reduced, kept, reduced, kept extents. Extents of 1 stand for absent ones.
struct ReduceLayout {
  int64_t r0 = 1, k0 = 1, r1 = 1, k1 = 1;
  bool fits = true;
  ReduceLayout(const Shape& shape, const Dims& axes);
};

}  // namespace gluonlab
