#include "kernels/pad.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "kernels/convert.h"
#include "kernels/strided_copy.h"

namespace gluonlab {

namespace {

constexpr int64_t kOutside = -1;

/// Where position `at` of an axis, counted from the first element of x, reads x.
int64_t sourceOf(int64_t at, int64_t extent, Padding mode) {
  if (at >= 0 && at < extent) return at;
  switch (mode) {
    case Padding::constant:
      return kOutside;
    case Padding::edge:
      return std::clamp<int64_t>(at, 0, extent - 1);
    case Padding::reflect: {
      if (extent == 1) return 0;
      int64_t period = 2 * (extent - 1), phase = std::abs(at) % period;
      return phase < extent ? phase : period - phase;
    }
  }
  return kOutside;
}

/// Calls visit(flat position in y, flat position in x or kOutside) for every element of y.
template <class Visit>
void forEachSource(const Shape& x, const Dims& before, Padding mode, const Shape& y, Visit visit) {
  Strides strides = contiguousStrides(x);
  std::vector<std::vector<int64_t>> sources(x.size());
  for (size_t axis = 0; axis < x.size(); ++axis) {
    for (int64_t i = 0; i < y[axis]; ++i) {
      int64_t source = sourceOf(i - before[axis], x[axis], mode);
      sources[axis].push_back(source == kOutside ? kOutside : source * strides[axis]);
    }
  }
  Dims index(y.size(), 0);
  int64_t n = sizeOf(y);
  for (int64_t flat = 0; flat < n; ++flat) {
    int64_t from = 0;
    for (size_t axis = 0; axis < y.size() && from != kOutside; ++axis) {
      int64_t source = sources[axis][size_t(index[axis])];
      from = source == kOutside ? kOutside : from + source;
    }
    visit(flat, from);
    for (size_t axis = y.size(); axis-- > 0;) {
      if (++index[axis] < y[axis]) break;
      index[axis] = 0;
    }
  }
}

/// The elements of y that x covers.
StridedArea coveredArea(const Tensor& y, const Dims& before) {
  int64_t offset = 0;
  for (size_t axis = 0; axis < before.size(); ++axis) offset += before[axis] * y.strides()[axis];
  return {elementAt(y.raw(), offset, itemSize(y.dtype())), y.strides()};
}

}  // namespace

void pad(const Tensor& x, const Dims& before, Padding mode, double constant, const Tensor& y) {
  if (mode == Padding::constant) {
    fill(y, constant);
    copyStrided(x.shape(), itemSize(x.dtype()), areaOf(x), coveredArea(y, before));
    return;
  }
  dispatch(x.dtype(), [&]<class T>() {
    forEachSource(x.shape(), before, mode, y.shape(),
                  [&](int64_t to, int64_t from) { y.data<T>()[to] = x.data<T>()[from]; });
  });
}

void unpad(const Tensor& y, const Dims& before, Padding mode, const Tensor& x) {
  if (mode == Padding::constant) {
    copyStrided(x.shape(), itemSize(x.dtype()), coveredArea(y, before), areaOf(x));
    return;
  }
  dispatch(x.dtype(), [&]<class T>() {
    std::vector<Accumulate<T>> sums(size_t(x.size()));
    forEachSource(x.shape(), before, mode, y.shape(), [&](int64_t from, int64_t to) {
      sums[size_t(to)] += static_cast<Accumulate<T>>(static_cast<Compute<T>>(y.data<T>()[from]));
    });
    for (size_t i = 0; i < sums.size(); ++i) x.data<T>()[i] = static_cast<T>(static_cast<Compute<T>>(sums[i]));
  });
}

}  // namespace gluonlab
