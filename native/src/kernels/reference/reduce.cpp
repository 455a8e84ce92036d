#include "kernels/reduce.h"

#include <algorithm>
#include <cmath>

#include "gluonlab/parallel.h"
#include "kernels/std_math.h"

namespace gluonlab {

Dims ascendingAxes(Dims axes, int64_t ndim) {
  for (int64_t& axis : axes) axis = normalizeAxis(axis, ndim);
  std::sort(axes.begin(), axes.end());
  for (size_t i = 1; i < axes.size(); ++i)
    check(axes[i] != axes[i - 1], ErrorCode::value, "axis ", axes[i], " is given twice");
  return axes;
}

Dims reducedAxes(const Attrs& attrs, int64_t ndim) {
  bool exclude = false;
  for (const ParamDef& p : attrs.op().params)
    if (p.name == "exclude") exclude = attrs.get<bool>("exclude");
  Dims axes;
  if (!attrs.isNone("axis")) axes = ascendingAxes(attrs.get<Dims>("axis"), ndim);
  bool all = axes.empty();
  Dims reduced;
  for (int64_t axis = 0; axis < ndim; ++axis) {
    bool named = std::find(axes.begin(), axes.end(), axis) != axes.end();
    if (all || named != exclude) reduced.push_back(axis);
  }
  return reduced;
}

Shape keepReduced(const Shape& shape, const Dims& axes) {
  Shape kept = shape;
  for (int64_t axis : axes) kept[size_t(axis)] = 1;
  return kept;
}

ReduceLayout::ReduceLayout(const Shape& shape, const Dims& axes) {
  int64_t* extents[] = {&r0, &k0, &r1, &k1};
  size_t at = 0;  // even: reduced, odd: kept
  for (size_t i = 0; i < shape.size(); ++i) {
    if (shape[i] == 1) continue;
    bool reduced = std::find(axes.begin(), axes.end(), int64_t(i)) != axes.end();
    if (reduced == (at % 2 == 1)) ++at;
    if (at > 3) {
      fits = false;
      return;
    }
    *extents[at] *= shape[i];
  }
  if (at <= 1) {  // one reduced stretch before one kept: adjacent columns
    std::swap(r0, r1);
    std::swap(k0, k1);
  }
}

namespace {

/// One value of an output while it grows.
template <class A>
A start(Reduction kind) {
  switch (kind) {
    case Reduction::prod:
    case Reduction::nanprod:
      return A(1);
    case Reduction::max:
      return std::is_integral_v<A> ? std::numeric_limits<A>::min() : A(-INFINITY);
    case Reduction::min:
      return std::is_integral_v<A> ? std::numeric_limits<A>::max() : A(INFINITY);
    default:
      return A(0);
  }
}

template <class A>
A add(Reduction kind, A sum, A x) {
  switch (kind) {
    case Reduction::sum:
    case Reduction::mean:
      return sum + x;
    case Reduction::prod:
      return sum * x;
    case Reduction::max:
      return x > sum || x != x ? x : sum;
    case Reduction::min:
      return x < sum || x != x ? x : sum;
    case Reduction::nansum:
      return x == x ? sum + x : sum;
    case Reduction::nanprod:
      return x == x ? sum * x : sum;
    case Reduction::norm1:
      return sum + (x < A(0) ? -x : x);
    case Reduction::norm2:
      return sum + x * x;
  }
  return sum;
}

template <class T, class A>
T finish(Reduction kind, A sum, int64_t count) {
  if (kind == Reduction::mean) {
    if (std::is_integral_v<A>) return count ? T(sum / A(count)) : T(0);
    return T(static_cast<Compute<T>>(double(sum) / double(count)));
  }
  if (kind == Reduction::norm2) return T(static_cast<Compute<T>>(std::sqrt(double(sum))));
  return T(static_cast<Compute<T>>(sum));
}

}  // namespace

bool reduce(Call& call, Reduction kind) {
  const Tensor& x = call.in();
  Dims axes = reducedAxes(call.attrs(), x.ndim());
  Shape kept = keepReduced(x.shape(), axes);
  Strides strides = broadcastStrides(kept, contiguousStrides(kept), x.shape());
  int64_t outputs = call.out().size(), size = x.size(), ndim = x.ndim();
  int64_t count = outputs ? size / outputs : 0;
  dispatch(x.dtype(), [&]<class T>() {
    using A = Accumulate<T>;
    std::vector<A> sums(size_t(outputs), start<A>(kind));
    const T* data = x.data<T>();
    Dims index(size_t(ndim), 0);
    int64_t to = 0;
    for (int64_t i = 0; i < size; ++i) {
      sums[size_t(to)] = add<A>(kind, sums[size_t(to)], A(static_cast<Compute<T>>(data[i])));
      for (size_t d = size_t(ndim); d-- > 0;) {
        to += strides[d];
        if (++index[d] < x.shape()[d]) break;
        to -= strides[d] * index[d];
        index[d] = 0;
      }
    }
    dispatch(call.out().dtype(), [&]<class Y>() {
      Y* y = call.out().data<Y>();
      for (int64_t i = 0; i < outputs; ++i) y[i] = finish<Y>(kind, sums[size_t(i)], count);
    });
  });
  return true;
}

bool argExtreme(Call& call, bool largest, std::optional<int64_t> axis) {
  const Tensor& x = call.in();
  int64_t outer = 1, n = x.size(), inner = 1;
  if (axis) {
    int64_t along = normalizeAxis(*axis, x.ndim());
    n = x.dim(along);
    for (int64_t i = 0; i < along; ++i) outer *= x.dim(i);
    for (int64_t i = along + 1; i < x.ndim(); ++i) inner *= x.dim(i);
  }
  dispatch(x.dtype(), [&]<class T>() {
    const T* data = x.data<T>();
    T* y = call.out().data<T>();
    parallelFor(outer * inner, std::max<int64_t>(1, 16384 / n), [&](int64_t begin, int64_t end) {
      for (int64_t task = begin; task < end; ++task) {
        const T* line = data + task / inner * n * inner + task % inner;
        int64_t best = 0;
        auto top = static_cast<Compute<T>>(line[0]);
        for (int64_t i = 1; i < n && top == top; ++i) {
          auto v = static_cast<Compute<T>>(line[i * inner]);
          if ((largest ? v > top : v < top) || v != v) {
            top = v;
            best = i;
          }
        }
        y[task] = T(static_cast<Compute<T>>(best));
      }
    });
  });
  return true;
}

}  // namespace gluonlab
