#include "kernels/strided_copy.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>

#include "gluonlab/parallel.h"
#include "kernels/convert.h"

namespace gluonlab {

namespace {

constexpr int64_t kGrain = 32768;  // elements of one thread's share
constexpr int64_t kTile = 32;      // side of a transposed block: source and target lines of it stay in the L1 cache

/// The axes of a copy, outermost in the target first, those that run on without a break made one.
struct Axis {
  int64_t extent, from, to;
};
using Axes = SmallVector<Axis, 6>;

Axes orderAxes(const Shape& shape, const Strides& from, const Strides& to) {
  Axes axes;
  for (size_t i = 0; i < shape.size(); ++i)
    if (shape[i] != 1) axes.push_back({shape[i], from[i], to[i]});
  std::stable_sort(axes.begin(), axes.end(),
                   [](const Axis& a, const Axis& b) { return std::abs(a.to) > std::abs(b.to); });
  Axes merged;
  for (const Axis& axis : axes) {
    bool runsOn =
        !merged.empty() && merged.back().from == axis.extent * axis.from && merged.back().to == axis.extent * axis.to;
    if (runsOn) {
      merged.back() = {merged.back().extent * axis.extent, axis.from, axis.to};
    } else {
      merged.push_back(axis);
    }
  }
  return merged;
}

/// Calls line(fromOffset, toOffset) for positions [begin, end) of the row-major walk over `axes`.
template <class Line>
void walk(const Axes& axes, int64_t begin, int64_t end, Line line) {
  SmallVector<int64_t, 6> index(axes.size(), 0);
  int64_t from = 0, to = 0, rest = begin;
  for (size_t d = axes.size(); d-- > 0;) {
    index[d] = rest % axes[d].extent;
    rest /= axes[d].extent;
    from += index[d] * axes[d].from;
    to += index[d] * axes[d].to;
  }
  if (axes.empty()) return line(from, to);
  size_t last = axes.size() - 1;
  for (int64_t at = begin; at < end;) {
    // As far as the last axis goes, a plain loop.
    int64_t run = std::min(end - at, axes[last].extent - index[last]);
    for (int64_t i = 0; i < run; ++i) line(from + i * axes[last].from, to + i * axes[last].to);
    at += run;
    from -= index[last] * axes[last].from;
    to -= index[last] * axes[last].to;
    index[last] = 0;
    for (size_t d = last; d-- > 0;) {
      from += axes[d].from;
      to += axes[d].to;
      if (++index[d] < axes[d].extent) break;
      from -= axes[d].extent * axes[d].from;
      to -= axes[d].extent * axes[d].to;
      index[d] = 0;
    }
  }
}

template <class T>
void copyLine(const T* from, int64_t fromStep, T* to, int64_t toStep, int64_t n) {
  if (fromStep == 1 && toStep == 1) {
    if (n >= 16) {
      std::memcpy(to, from, size_t(n) * sizeof(T));
    } else {
      for (int64_t i = 0; i < n; ++i) to[i] = from[i];
    }
  } else if (fromStep == 0 && toStep == 1) {
    std::fill_n(to, n, *from);
  } else {
    for (int64_t i = 0; i < n; ++i) to[i * toStep] = from[i * fromStep];
  }
}

template <class T>
void copyTile(const T* from, const Axis& row, T* to, const Axis& col, int64_t rows, int64_t cols) {
  for (int64_t r = 0; r < rows; ++r)
    for (int64_t c = 0; c < cols; ++c) to[r * row.to + c * col.to] = from[r * row.from + c * col.from];
}

int64_t productOf(const Axes& axes) {
  int64_t n = 1;
  for (const Axis& axis : axes) n *= axis.extent;
  return n;
}

/// Adjacent elements of the source lie along `row`, of the target along `col`: small square blocks keep both sides
/// cached.
template <class T>
void transposeTiles(const Axes& outer, Axis row, Axis col, const T* from, T* to) {
  int64_t strips = (row.extent + kTile - 1) / kTile;
  parallelFor(
      productOf(outer) * strips, std::max<int64_t>(1, kGrain / (kTile * col.extent)), [&](int64_t begin, int64_t end) {
        for (int64_t task = begin; task < end; ++task) {
          int64_t first = task % strips * kTile, rows = std::min(kTile, row.extent - first);
          walk(outer, task / strips, task / strips + 1, [&](int64_t fromAt, int64_t toAt) {
            const T* source = from + fromAt + first * row.from;
            T* target = to + toAt + first * row.to;
            for (int64_t c = 0; c < col.extent; c += kTile)
              copyTile(source + c * col.from, row, target + c * col.to, col, rows, std::min(kTile, col.extent - c));
          });
        }
      });
}

template <class T>
void copyAxes(Axes axes, const T* from, T* to) {
  if (axes.empty()) {
    *to = *from;
    return;
  }
  Axis inner = axes.back();
  axes.pop_back();
  size_t row = axes.size();  // the axis whose elements are adjacent in the source
  for (size_t i = 0; i < axes.size(); ++i)
    if (axes[i].from == 1) row = i;
  if (inner.from != 1 && inner.from != 0 && row < axes.size() && axes[row].extent > 1) {
    Axis rowAxis = axes[row];
    axes.erase(row);
    return transposeTiles(axes, rowAxis, inner, from, to);
  }
  if (axes.empty()) {
    parallelFor(inner.extent, kGrain, [&](int64_t begin, int64_t end) {
      copyLine(from + begin * inner.from, inner.from, to + begin * inner.to, inner.to, end - begin);
    });
    return;
  }
  parallelFor(productOf(axes), std::max<int64_t>(1, kGrain / inner.extent), [&](int64_t begin, int64_t end) {
    walk(axes, begin, end,
         [&](int64_t fromAt, int64_t toAt) { copyLine(from + fromAt, inner.from, to + toAt, inner.to, inner.extent); });
  });
}

template <class T>
void copyAs(const Axes& axes, const StridedArea& from, const StridedArea& to) {
  copyAxes(axes, static_cast<const T*>(from.data), static_cast<T*>(to.data));
}

}  // namespace

void copyStrided(const Shape& shape, size_t itemSize, StridedArea from, StridedArea to) {
  if (sizeOf(shape) == 0) return;
  Axes axes = orderAxes(shape, from.strides, to.strides);
  switch (itemSize) {
    case 1:
      return copyAs<uint8_t>(axes, from, to);
    case 2:
      return copyAs<uint16_t>(axes, from, to);
    case 4:
      return copyAs<uint32_t>(axes, from, to);
    default:
      return copyAs<uint64_t>(axes, from, to);
  }
}

StridedArea areaOf(const Tensor& x) { return {x.raw(), x.strides()}; }

StridedArea reversed(StridedArea area, const Shape& shape, size_t axis, size_t itemSize) {
  area.data = elementAt(area.data, (shape[axis] - 1) * area.strides[axis], itemSize);
  area.strides[axis] = -area.strides[axis];
  return area;
}

void fill(const Tensor& y, double value) {
  if (value == 0 && !std::signbit(value)) {
    parallelFor(int64_t(y.bytes()), kGrain * 4,
                [&](int64_t begin, int64_t end) { std::memset(y.data<char>() + begin, 0, size_t(end - begin)); });
    return;
  }
  dispatch(y.dtype(), [&]<class T>() {
    T element = toElement<T>(value);
    parallelFor(y.size(), kGrain,
                [&](int64_t begin, int64_t end) { std::fill(y.data<T>() + begin, y.data<T>() + end, element); });
  });
}

}  // namespace gluonlab
