#include "kernels/packed.h"

#include <algorithm>
#include <cstring>

#include "gluonlab/parallel.h"

namespace gluonlab {

namespace {

constexpr int64_t kBlock = 32;     // edge of the squares in which a transpose is done: both sides stay in cache
constexpr int64_t kGrain = 16384;  // elements that are worth a thread

/// A copy as loops over axes in the order of the target's memory, neighbours merged where both sides allow it.
struct Loops {
  Shape shape;
  Strides from, to;

  Loops(const Tensor& source, const Tensor& target) {
    Dims order;
    for (size_t i = 0; i < source.shape().size(); ++i)
      if (source.shape()[i] != 1) order.push_back(int64_t(i));
    std::stable_sort(order.begin(), order.end(),
                     [&](int64_t a, int64_t b) { return target.strides()[size_t(a)] > target.strides()[size_t(b)]; });
    for (int64_t axis : order) {
      size_t a = size_t(axis), last = shape.size();
      int64_t n = source.shape()[a], f = source.strides()[a], t = target.strides()[a];
      if (last && from[last - 1] == n * f && to[last - 1] == n * t) {
        shape[last - 1] *= n;
        from[last - 1] = f;
        to[last - 1] = t;
      } else {
        shape.push_back(n);
        from.push_back(f);
        to.push_back(t);
      }
    }
    if (shape.empty()) {
      shape = from = to = Dims{1};
    }
  }
};

template <class T>
void copyLine(const T* from, int64_t fromStep, T* to, int64_t toStep, int64_t n) {
  if (fromStep == 1 && toStep == 1) {
    std::memcpy(to, from, size_t(n) * sizeof(T));
  } else if (toStep == 1 && fromStep == 0) {
    std::fill_n(to, n, *from);
  } else if (toStep == 1) {
    for (int64_t i = 0; i < n; ++i) to[i] = from[i * fromStep];
  } else {
    for (int64_t i = 0; i < n; ++i) to[i * toStep] = from[i * fromStep];
  }
}

/// rows x columns elements, source columns adjacent along the rows' axis: read and written in squares.
template <class T>
void transposeBlock(const T* from, int64_t fromColumn, T* to, int64_t toRow, int64_t rows, int64_t columns) {
  for (int64_t r0 = 0; r0 < rows; r0 += kBlock) {
    for (int64_t c0 = 0; c0 < columns; c0 += kBlock) {
      int64_t r1 = std::min(rows, r0 + kBlock), c1 = std::min(columns, c0 + kBlock);
      for (int64_t r = r0; r < r1; ++r)
        for (int64_t c = c0; c < c1; ++c) to[r * toRow + c] = from[r + c * fromColumn];
    }
  }
}

/// Calls visit(source offset, target offset) for the combinations [begin, end) of the axes that are not `skipA` or
/// `skipB`.
template <class Visit>
void forEachOuter(const Loops& loops, size_t skipA, size_t skipB, int64_t begin, int64_t end, Visit visit) {
  for (int64_t flat = begin; flat < end; ++flat) {
    int64_t rest = flat, from = 0, to = 0;
    for (size_t d = loops.shape.size(); d-- > 0;) {
      if (d == skipA || d == skipB) continue;
      int64_t i = rest % loops.shape[d];
      rest /= loops.shape[d];
      from += i * loops.from[d];
      to += i * loops.to[d];
    }
    visit(from, to);
  }
}

template <class T>
void copyAll(const Tensor& source, const Tensor& target) {
  Loops loops(source, target);
  const T* from = static_cast<const T*>(source.raw());
  T* to = static_cast<T*>(target.raw());
  size_t inner = loops.shape.size() - 1;
  int64_t size = source.size();
  size_t adjacent = inner;  // the axis along which the source's elements are neighbours
  if (loops.to[inner] == 1 && loops.from[inner] > 1)
    for (size_t d = 0; d < inner; ++d)
      if (loops.from[d] == 1) adjacent = d;

  if (inner == 0) {
    parallelFor(size, kGrain, [&](int64_t begin, int64_t end) {
      copyLine(from + begin * loops.from[0], loops.from[0], to + begin * loops.to[0], loops.to[0], end - begin);
    });
    return;
  }
  if (adjacent == inner) {
    int64_t length = loops.shape[inner], lines = size / length;
    parallelFor(lines, std::max<int64_t>(1, kGrain / length), [&](int64_t begin, int64_t end) {
      forEachOuter(loops, inner, inner, begin, end, [&](int64_t f, int64_t t) {
        copyLine(from + f, loops.from[inner], to + t, loops.to[inner], length);
      });
    });
    return;
  }
  // Strips of kBlock rows of every plane, so that a single large matrix has work for the team too.
  int64_t rows = loops.shape[adjacent], columns = loops.shape[inner], planes = size / (rows * columns);
  int64_t strips = (rows + kBlock - 1) / kBlock;
  parallelFor(planes * strips, std::max<int64_t>(1, kGrain / (kBlock * columns)), [&](int64_t begin, int64_t end) {
    for (int64_t task = begin; task < end; ++task) {
      int64_t row = task % strips * kBlock;
      forEachOuter(loops, adjacent, inner, task / strips, task / strips + 1, [&](int64_t f, int64_t t) {
        transposeBlock(from + f + row, loops.from[inner], to + t + row * loops.to[adjacent], loops.to[adjacent],
                       std::min(kBlock, rows - row), columns);
      });
    }
  });
}

}  // namespace

void copyElements(const Tensor& from, const Tensor& to) {
  if (from.size() == 0) return;
  switch (itemSize(from.dtype())) {
    case 1:
      return copyAll<uint8_t>(from, to);
    case 2:
      return copyAll<uint16_t>(from, to);
    case 4:
      return copyAll<uint32_t>(from, to);
    default:
      return copyAll<uint64_t>(from, to);
  }
}

Tensor duplicate(const Tensor& x) {
  Tensor y = Tensor::empty(x.shape(), x.dtype());
  copyElements(x, y);
  return y;
}

Tensor packed(const Tensor& x) { return x.isContiguous() ? x : duplicate(x); }

}  // namespace gluonlab
