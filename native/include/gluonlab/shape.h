// shape.h: extents and strides (both counted in elements) and the arithmetic on them. Plain values, safe on any thread.
//
//   Shape s{2, 3, 4};   sizeOf(s) == 24;   contiguousStrides(s) == Strides{12, 4, 1};   str(s) == "(2, 3, 4)"
#pragma once

#include <cstdint>
#include <string>

#include "gluonlab/error.h"
#include "gluonlab/small_vector.h"

namespace gluonlab {

using Dims = SmallVector<int64_t, 6>;
using Shape = Dims;
using Strides = Dims;

/// More elements than any array can have; small enough that counts of bytes and sums of sizes do not overflow.
inline constexpr int64_t kMaxElements = int64_t{1} << 56;
[[noreturn]] void failTooManyElements(const Shape& shape);

/// Number of elements; 1 for a zero-dim shape. A shape error beyond kMaxElements: a product that wrapped around would
/// pass for a small array.
inline int64_t sizeOf(const Shape& shape) {
  int64_t size = 1;
  for (int64_t extent : shape)
    if (__builtin_mul_overflow(size, extent, &size)) [[unlikely]]
      failTooManyElements(shape);
  if (size > kMaxElements) [[unlikely]]
    failTooManyElements(shape);
  return size;
}
/// Row-major strides.
Strides contiguousStrides(const Shape& shape);
/// Strides of an (N, C, spatial...) shape whose channels lie next to each other in memory.
Strides channelsLastStrides(const Shape& shape);
/// True when `strides` walk the elements in row-major order without gaps (extents of 1 may have any stride).
bool isContiguous(const Shape& shape, const Strides& strides);
/// NumPy broadcasting of two shapes; throws a shape error naming both.
Shape broadcastShapes(const Shape& a, const Shape& b);
/// Strides that read `shape` as if it had the (broadcast) shape `target`: 0 along repeated axes.
Strides broadcastStrides(const Shape& shape, const Strides& strides, const Shape& target);
/// Counts a negative axis from the end; throws when it is outside [-ndim, ndim).
int64_t normalizeAxis(int64_t axis, int64_t ndim);
/// "(2, 3)", "(3,)", "()".
std::string str(const Dims& dims);

inline std::ostream& operator<<(std::ostream& out, const Dims& dims) { return out << str(dims); }

}  // namespace gluonlab
