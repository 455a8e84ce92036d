#include "kernels/gather.h"

#include <algorithm>
#include <cstring>

#include "gluonlab/parallel.h"
#include "kernels/convert.h"

namespace gluonlab {

namespace {

constexpr int64_t kGrain = 16384;  // elements of one thread's share

int64_t grainFor(int64_t elementsPerStep) {
  return std::max<int64_t>(1, kGrain / std::max<int64_t>(1, elementsPerStep));
}

/// Calls fn with a number type of that many bytes, for moving elements without looking at them.
template <class F>
void dispatchBytes(size_t itemSize, F&& fn) {
  switch (itemSize) {
    case 1:
      return fn.template operator()<uint8_t>();
    case 2:
      return fn.template operator()<uint16_t>();
    case 4:
      return fn.template operator()<uint32_t>();
    default:
      return fn.template operator()<uint64_t>();
  }
}

/// Sums into `y`: directly, or in float behind it where T is a half type and sums would lose digits at every step.
template <class T, class Body>
void accumulateInto(const Tensor& y, Body body) {
  if constexpr (std::is_same_v<T, Compute<T>>) {
    body(y.data<T>());
  } else {
    Tensor sums = Tensor::empty(y.shape(), DType::float32);
    body(sums.data<float>());
    for (int64_t i = 0; i < y.size(); ++i) y.data<T>()[i] = T(sums.data<float>()[i]);
  }
}

}  // namespace

std::vector<int64_t> positionsOn(const Tensor& indices, int64_t extent, OutOfRange rule) {
  std::vector<int64_t> positions = toIntegers(indices);
  for (size_t i = 0; i < positions.size(); ++i) {
    int64_t& p = positions[i];
    if (p >= 0 && p < extent) continue;
    switch (rule) {
      case OutOfRange::clip:
        p = std::clamp<int64_t>(p, 0, extent - 1);
        break;
      case OutOfRange::wrap:
        p %= extent;
        if (p < 0) p += extent;
        break;
      case OutOfRange::raise:
        fail(ErrorCode::value, "index ", p, " at position ", i, " of indices is outside [0, ", extent, ")");
    }
  }
  return positions;
}

AxisView aroundAxis(const Shape& shape, size_t axis) {
  AxisView view;
  for (size_t i = 0; i < axis; ++i) view.outer *= shape[i];
  view.extent = shape[axis];
  for (size_t i = axis + 1; i < shape.size(); ++i) view.inner *= shape[i];
  return view;
}

void takeRows(const Tensor& x, AxisView view, const std::vector<int64_t>& positions, const Tensor& y) {
  int64_t count = int64_t(positions.size());
  dispatchBytes(itemSize(x.dtype()), [&]<class T>() {
    const T* from = x.data<T>();
    T* to = y.data<T>();
    parallelFor(view.outer * count, grainFor(view.inner), [&](int64_t begin, int64_t end) {
      for (int64_t row = begin; row < end; ++row) {
        int64_t source = row / count * view.extent + positions[size_t(row % count)];
        if (view.inner == 1) {
          to[row] = from[source];
        } else {
          std::memcpy(to + row * view.inner, from + source * view.inner, size_t(view.inner) * sizeof(T));
        }
      }
    });
  });
}

void addRows(const Tensor& x, AxisView view, const std::vector<int64_t>& positions, const Tensor& y) {
  int64_t count = int64_t(positions.size());
  dispatch(y.dtype(), [&]<class T>() {
    const T* from = x.data<T>();
    accumulateInto<T>(y, [&](auto* sums) {
      using Sum = std::remove_pointer_t<decltype(sums)>;
      // Each thread owns a range of target rows and takes from the source what belongs there.
      parallelFor(view.outer * view.extent, grainFor(view.inner), [&](int64_t begin, int64_t end) {
        std::fill(sums + begin * view.inner, sums + end * view.inner, Sum(0));
        for (int64_t o = begin / view.extent; o * view.extent < end; ++o) {
          for (int64_t i = 0; i < count; ++i) {
            int64_t row = o * view.extent + positions[size_t(i)];
            if (row < begin || row >= end) continue;
            const T* source = from + (o * count + i) * view.inner;
            Sum* target = sums + row * view.inner;
            for (int64_t n = 0; n < view.inner; ++n) target[n] = Sum(target[n] + Sum(source[n]));
          }
        }
      });
    });
  });
}

void setRows(const Tensor& x, int64_t inner, const std::vector<int64_t>& positions, const Tensor& y) {
  size_t bytes = size_t(inner) * itemSize(x.dtype());
  for (size_t i = 0; i < positions.size(); ++i)
    std::memcpy(y.data<char>() + size_t(positions[i]) * bytes, x.data<char>() + i * bytes, bytes);
}

void takeAlong(const Tensor& x, AxisView view, const std::vector<int64_t>& positions, const Tensor& y) {
  int64_t lane = view.outer * view.inner, count = lane ? int64_t(positions.size()) / lane : 0;
  dispatchBytes(itemSize(x.dtype()), [&]<class T>() {
    const T* from = x.data<T>();
    T* to = y.data<T>();
    parallelFor(view.outer, grainFor(count * view.inner), [&](int64_t begin, int64_t end) {
      int64_t at = begin * count * view.inner;
      for (int64_t o = begin; o < end; ++o)
        for (int64_t i = 0; i < count; ++i)
          for (int64_t n = 0; n < view.inner; ++n, ++at)
            to[at] = from[(o * view.extent + positions[size_t(at)]) * view.inner + n];
    });
  });
}

void addAlong(const Tensor& x, AxisView view, const std::vector<int64_t>& positions, const Tensor& y) {
  int64_t lane = view.outer * view.inner, count = lane ? int64_t(positions.size()) / lane : 0;
  dispatch(y.dtype(), [&]<class T>() {
    const T* from = x.data<T>();
    accumulateInto<T>(y, [&](auto* sums) {
      using Sum = std::remove_pointer_t<decltype(sums)>;
      parallelFor(view.outer, grainFor(view.extent * view.inner), [&](int64_t begin, int64_t end) {
        std::fill(sums + begin * view.extent * view.inner, sums + end * view.extent * view.inner, Sum(0));
        int64_t at = begin * count * view.inner;
        for (int64_t o = begin; o < end; ++o) {
          for (int64_t i = 0; i < count; ++i) {
            for (int64_t n = 0; n < view.inner; ++n, ++at) {
              Sum& target = sums[(o * view.extent + positions[size_t(at)]) * view.inner + n];
              target = Sum(target + Sum(from[at]));
            }
          }
        }
      });
    });
  });
}

}  // namespace gluonlab
