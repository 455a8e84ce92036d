#include "kernels/packed.h"

#include <algorithm>

#include "gluonlab/parallel.h"

namespace gluonlab {

namespace {

constexpr int64_t kTile = 16;  // of a transposition: as many elements as a cache line of float32 holds

/// One axis of a copy.
struct Axis {
  int64_t extent, from, to;  // strides
};
using Axes = SmallVector<Axis, 6>;

/// The axes in order of falling target strides, joined where both sides allow it; extents of 1 are left out.
Axes axesOf(const Tensor& from, const Tensor& to) {
  Axes axes;
  for (size_t d = 0; d < from.shape().size(); ++d)
    if (from.shape()[d] != 1) axes.push_back({from.shape()[d], from.strides()[d], to.strides()[d]});
  std::stable_sort(axes.begin(), axes.end(), [](const Axis& a, const Axis& b) { return a.to > b.to; });
  Axes joined;
  for (const Axis& axis : axes) {
    if (!joined.empty()) {
      Axis& outer = joined.back();
      if (outer.from == axis.from * axis.extent && outer.to == axis.to * axis.extent) {
        outer = {outer.extent * axis.extent, axis.from, axis.to};
        continue;
      }
    }
    joined.push_back(axis);
  }
  while (joined.size() < 2) joined.insert(0, Axis{1, 0, 0});
  return joined;
}

/// A matrix, in tiles, so that neither side walks far from what it just touched.
template <class T>
void copyMatrix(const T* from, T* to, const Axis& rows, const Axis& cols) {
  int64_t tile = cols.from == 1 ? cols.extent : kTile;
  for (int64_t r = 0; r < rows.extent; r += kTile)
    for (int64_t c = 0; c < cols.extent; c += tile)
      for (int64_t i = r; i < std::min(r + kTile, rows.extent); ++i)
        for (int64_t j = c; j < std::min(c + tile, cols.extent); ++j)
          to[i * rows.to + j * cols.to] = from[i * rows.from + j * cols.from];
}

template <class T>
void copy(const Tensor& from, const Tensor& to) {
  Axes axes = axesOf(from, to);
  Axis cols = axes.back(), rows = axes[axes.size() - 2];
  axes.pop_back();
  axes.pop_back();
  int64_t matrices = 1;
  for (const Axis& a : axes) matrices *= a.extent;
  // Few large matrices are split into bands of rows.
  int64_t bands = matrices >= 4 ? 1 : std::clamp<int64_t>(rows.extent / kTile, 1, 64);
  int64_t size = std::max<int64_t>(1, rows.extent * cols.extent / bands);
  parallelFor(matrices * bands, std::max<int64_t>(1, 16384 / size), [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i) {
      int64_t rest = i / bands, first = rows.extent * (i % bands) / bands, last = rows.extent * (i % bands + 1) / bands;
      const T* source = static_cast<const T*>(from.raw()) + first * rows.from;
      T* target = static_cast<T*>(to.raw()) + first * rows.to;
      for (size_t d = axes.size(); d-- > 0; rest /= axes[d].extent) {
        source += rest % axes[d].extent * axes[d].from;
        target += rest % axes[d].extent * axes[d].to;
      }
      copyMatrix(source, target, Axis{last - first, rows.from, rows.to}, cols);
    }
  });
}

}  // namespace

void copyElements(const Tensor& from, const Tensor& to) {
  if (from.size() == 0) return;
  switch (itemSize(from.dtype())) {
    case 1:
      return copy<uint8_t>(from, to);
    case 2:
      return copy<uint16_t>(from, to);
    case 4:
      return copy<uint32_t>(from, to);
    default:
      return copy<uint64_t>(from, to);
  }
}

Tensor packed(const Tensor& x) {
  if (x.isContiguous()) return x;
  Tensor y = Tensor::empty(x.shape(), x.dtype());
  copyElements(x, y);
  return y;
}

}  // namespace gluonlab
