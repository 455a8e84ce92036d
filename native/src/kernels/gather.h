// gather.h: elements and rows picked by positions, and sums scattered back to where they were picked.
//
// An array is seen as (outer, extent, inner) around the picked axis. Inside kernels only; all tensors contiguous.
#pragma once

#include <vector>

#include "gluonlab/tensor.h"

namespace gluonlab {

/// What a position outside [0, extent) means: the nearest one inside, a count modulo extent, or an error.
enum class OutOfRange { clip, wrap, raise };

/// The indices as positions on an axis of that extent.
std::vector<int64_t> positionsOn(const Tensor& indices, int64_t extent, OutOfRange rule);

/// Extents before, along and behind `axis`.
struct AxisView {
  int64_t outer = 1, extent = 1, inner = 1;
};
AxisView aroundAxis(const Shape& shape, size_t axis);

/// y[o, i, :] = x[o, positions[i], :], `view` being x's.
void takeRows(const Tensor& x, AxisView view, const std::vector<int64_t>& positions, const Tensor& y);
/// The reverse: y[o, positions[i], :] += x[o, i, :] from zeros, `view` being y's. The same sums with any number of
/// threads.
void addRows(const Tensor& x, AxisView view, const std::vector<int64_t>& positions, const Tensor& y);

/// y[positions[i], :] = x[i, :], `inner` elements each, leaving the other rows; of equal positions the last one wins.
void setRows(const Tensor& x, int64_t inner, const std::vector<int64_t>& positions, const Tensor& y);

/// y[o, i, n] = x[o, positions[o, i, n], n], `view` being x's.
void takeAlong(const Tensor& x, AxisView view, const std::vector<int64_t>& positions, const Tensor& y);
/// The reverse: y[o, positions[o, i, n], n] += x[o, i, n] from zeros, `view` being y's.
void addAlong(const Tensor& x, AxisView view, const std::vector<int64_t>& positions, const Tensor& y);

}  // namespace gluonlab
