// strided_copy.h: moves elements between two memory areas that are walked by strides. Slicing, joining, transposing,
// repeating and reversing are all this one loop.
//
//   copyStrided({3, 2}, 4, {x, {1, 3}}, {y, {2, 1}});     // y (3, 2) = transpose of x (2, 3), 4-byte elements
//   copyStrided({2, 5}, 4, {x, {0, 1}}, {y, {5, 1}});     // both rows of y = x
//
// Inside kernels only. Strides count elements; source strides may be 0 or negative, target strides must reach distinct
// elements.
#pragma once

#include "gluonlab/tensor.h"

namespace gluonlab {

/// Where an array of a known shape lies: address of its first element, step along each axis.
struct StridedArea {
  void* data = nullptr;
  Strides strides;
};

void copyStrided(const Shape& shape, size_t itemSize, StridedArea from, StridedArea to);

/// The area of a tensor's elements.
StridedArea areaOf(const Tensor& x);
/// Element `offset` of `data`, for items of that many bytes.
inline void* elementAt(void* data, int64_t offset, size_t itemSize) {
  return static_cast<char*>(data) + offset * int64_t(itemSize);
}

/// `area` walked from the other end along `axis`.
StridedArea reversed(StridedArea area, const Shape& shape, size_t axis, size_t itemSize);

/// Every element of contiguous `y` becomes `value`, converted to its dtype.
void fill(const Tensor& y, double value);

}  // namespace gluonlab
