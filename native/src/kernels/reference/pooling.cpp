// Pooling by its definition, window by window; and the geometry of windows that all back ends share.
#include "kernels/pooling.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "gluonlab/parallel.h"

namespace gluonlab {

PoolSpace::PoolSpace(const Pooling& p, const Shape& x, const Shape& y) : divisor(p.divisor) {
  size_t axes = p.kernel.size(), missing = 3 - axes;
  for (size_t i = 0; i < axes; ++i) {
    size_t d = missing + i;
    data[d] = x[i + 2], out[d] = y[i + 2];
    kernel[d] = p.kernel[i], stride[d] = p.stride[i], pad[d] = p.pad[i];
  }
}

PoolWindow PoolSpace::window(int64_t z, int64_t v, int64_t h) const {
  PoolWindow w;
  w.divisor = 1;
  w.touchesPadding = false;
  const int64_t at[3] = {z, v, h};
  for (int d = 0; d < 3; ++d) {
    int64_t first = at[d] * stride[d] - pad[d];
    int64_t last = std::min(first + kernel[d], data[d] + pad[d]);
    w.begin[d] = std::max<int64_t>(first, 0);
    w.end[d] = std::min(last, data[d]);
    int64_t inside = w.end[d] - w.begin[d];
    w.touchesPadding |= inside < last - first;
    w.divisor *= divisor == Pooling::Divisor::inside   ? inside
                 : divisor == Pooling::Divisor::padded ? last - first
                                                       : kernel[d];
  }
  return w;
}

PoolStrides::PoolStrides(const Tensor& t) : batch(t.strides()[0]), channel(t.strides()[1]) {
  size_t axes = t.shape().size() - 2, missing = 3 - axes;
  for (size_t i = 0; i < axes; ++i) axis[missing + i] = t.strides()[i + 2];
}

namespace {

template <class T>
T at(const T* plane, const PoolStrides& s, int64_t z, int64_t v, int64_t h) {
  return plane[z * s.axis[0] + v * s.axis[1] + h * s.axis[2]];
}
template <class T>
T& at(T* plane, const PoolStrides& s, int64_t z, int64_t v, int64_t h) {
  return plane[z * s.axis[0] + v * s.axis[1] + h * s.axis[2]];
}

template <class F>
void forEachCell(const PoolWindow& w, F&& f) {
  for (int64_t z = w.begin[0]; z < w.end[0]; ++z)
    for (int64_t v = w.begin[1]; v < w.end[1]; ++v)
      for (int64_t h = w.begin[2]; h < w.end[2]; ++h) f(z, v, h);
}

template <class F>
void forEachResult(const PoolSpace& s, F&& f) {
  for (int64_t z = 0; z < s.out[0]; ++z)
    for (int64_t v = 0; v < s.out[1]; ++v)
      for (int64_t h = 0; h < s.out[2]; ++h) f(z, v, h);
}

template <class T>
Compute<T> reduceWindow(const Pooling& p, const PoolWindow& w, const T* plane, const PoolStrides& xs) {
  using V = Compute<T>;
  if (p.kind == Pooling::Kind::max) {
    V best = w.isEmpty() || (p.zerosCompete && w.touchesPadding) ? V(0) : std::numeric_limits<V>::lowest();
    forEachCell(w, [&](int64_t z, int64_t v, int64_t h) {
      V value = V(at(plane, xs, z, v, h));
      if (value > best) best = value;
    });
    return best;
  }
  double sum = 0;
  forEachCell(w, [&](int64_t z, int64_t v, int64_t h) {
    double value = double(V(at(plane, xs, z, v, h)));
    double term = value;
    if (p.kind == Pooling::Kind::lp)
      for (int64_t i = 1; i < p.power; ++i) term *= value;
    sum += term;
  });
  if (p.kind == Pooling::Kind::avg) return w.divisor > 0 ? V(sum / double(w.divisor)) : V(0);
  if (p.kind == Pooling::Kind::lp && p.power > 1) return V(p.power == 2 ? std::sqrt(sum) : std::cbrt(sum));
  return V(sum);
}

template <class T>
void forward(const Pooling& p, const Tensor& x, const Tensor& y) {
  PoolSpace space(p, x.shape(), y.shape());
  PoolStrides xs(x), ys(y);
  int64_t channels = x.dim(1);
  parallelFor(x.dim(0) * channels, 1, [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i) {
      const T* source = x.data<T>() + i / channels * xs.batch + i % channels * xs.channel;
      T* target = y.data<T>() + i / channels * ys.batch + i % channels * ys.channel;
      forEachResult(space, [&](int64_t z, int64_t v, int64_t h) {
        at(target, ys, z, v, h) = T(reduceWindow(p, space.window(z, v, h), source, xs));
      });
    }
  });
}

/// What a cell with value `x` in a window with result `y` gets of the result's gradient.
double share(const Pooling& p, const PoolWindow& w, double x, double y) {
  if (p.kind == Pooling::Kind::avg) return w.divisor > 0 ? 1 / double(w.divisor) : 0;
  if (p.kind == Pooling::Kind::sum || p.power == 1) return 1;
  if (x == 0) return 0;
  return p.power == 2 ? x / y : x * x / (y * y);
}

template <class T>
void spread(const Pooling& p, const PoolWindow& w, double dy, double y, const T* plane, const PoolStrides& xs,
            std::vector<double>& sums, const PoolSpace& space) {
  bool found = false;
  forEachCell(w, [&](int64_t z, int64_t v, int64_t h) {
    double x = double(Compute<T>(at(plane, xs, z, v, h)));
    double& sum = sums[size_t((z * space.data[1] + v) * space.data[2] + h)];
    if (p.kind != Pooling::Kind::max) {
      sum += dy * share(p, w, x, y);
    } else if (!found && x == y) {
      found = true;
      sum += dy;
    }
  });
}

template <class T>
void backward(const Pooling& p, const Tensor& dy, const Tensor& x, const Tensor& y, const Tensor& dx) {
  PoolSpace space(p, x.shape(), y.shape());
  PoolStrides xs(x), ys(y), dys(dy), dxs(dx);
  int64_t channels = x.dim(1);
  parallelFor(x.dim(0) * channels, 1, [&](int64_t begin, int64_t end) {
    std::vector<double> sums(size_t(space.cells()));
    for (int64_t i = begin; i < end; ++i) {
      int64_t n = i / channels, c = i % channels;
      const T* source = x.data<T>() + n * xs.batch + c * xs.channel;
      const T* result = y.data<T>() + n * ys.batch + c * ys.channel;
      const T* head = dy.data<T>() + n * dys.batch + c * dys.channel;
      T* target = dx.data<T>() + n * dxs.batch + c * dxs.channel;
      std::fill(sums.begin(), sums.end(), 0.0);
      forEachResult(space, [&](int64_t z, int64_t v, int64_t h) {
        double above = double(Compute<T>(at(head, dys, z, v, h))), value = double(Compute<T>(at(result, ys, z, v, h)));
        spread(p, space.window(z, v, h), above, value, source, xs, sums, space);
      });
      size_t k = 0;
      for (int64_t z = 0; z < space.data[0]; ++z)
        for (int64_t v = 0; v < space.data[1]; ++v)
          for (int64_t h = 0; h < space.data[2]; ++h) at(target, dxs, z, v, h) = T(Compute<T>(sums[k++]));
    }
  });
}

}  // namespace

bool poolReference(const Pooling& p, const Tensor& x, const Tensor& y) {
  dispatchFloating(x.dtype(), [&]<class T>() { forward<T>(p, x, y); });
  return true;
}

bool poolGradientReference(const Pooling& p, const Tensor& dy, const Tensor& x, const Tensor& y, const Tensor& dx) {
  dispatchFloating(x.dtype(), [&]<class T>() { backward<T>(p, dy, x, y, dx); });
  return true;
}

}  // namespace gluonlab
