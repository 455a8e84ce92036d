// Convolution by its definition: every result is one sum, over the taps that fall inside the data.
#include "kernels/convolution.h"

#include "gluonlab/parallel.h"

namespace gluonlab {

namespace {

/// Three spatial axes whatever the convolution has: missing leading ones have extent 1.
struct Space {
  explicit Space(const Convolution& c) {
    size_t missing = 3 - c.data.size();
    for (size_t i = 0; i < c.data.size(); ++i) {
      size_t d = missing + i;
      data[d] = c.data[i], kernel[d] = c.kernel[i], out[d] = c.out[i];
      stride[d] = c.stride[i], dilate[d] = c.dilate[i], pad[d] = c.pad[i];
    }
  }
  int64_t data[3] = {1, 1, 1}, kernel[3] = {1, 1, 1}, out[3] = {1, 1, 1};
  int64_t stride[3] = {1, 1, 1}, dilate[3] = {1, 1, 1}, pad[3] = {0, 0, 0};
};

/// A tensor (first, second, spatial...) as one with three spatial axes.
template <class T>
struct View {
  explicit View(const Tensor& t) : base(t.data<T>()) {
    size_t missing = 5 - t.shape().size();
    for (size_t i = 0; i < t.shape().size(); ++i) stride[i < 2 ? i : missing + i] = t.strides()[i];
  }
  T& at(int64_t first, int64_t second, int64_t z, int64_t y, int64_t x) const {
    return base[first * stride[0] + second * stride[1] + z * stride[2] + y * stride[3] + x * stride[4]];
  }
  T* base;
  int64_t stride[5] = {0, 0, 0, 0, 0};
};

template <class F>
void forEach(const int64_t (&extent)[3], F&& f) {
  for (int64_t z = 0; z < extent[0]; ++z)
    for (int64_t y = 0; y < extent[1]; ++y)
      for (int64_t x = 0; x < extent[2]; ++x) f(z, y, x);
}

bool inside(const Space& s, int d, int64_t i) { return i >= 0 && i < s.data[d]; }

template <class T>
void forward(const Convolution& c, const Tensor& xs, const Tensor& ws, const Tensor& bias, const Tensor& ys) {
  Space s(c);
  View<T> x(xs), w(ws), y(ys);
  int64_t channels = c.channels / c.groups, filters = c.filters / c.groups;
  parallelFor(c.batch * c.filters, 1, [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i) {
      int64_t n = i / c.filters, f = i % c.filters, first = f / filters * channels;
      forEach(s.out, [&](int64_t oz, int64_t oy, int64_t ox) {
        Accumulate<T> sum = bias.defined() ? Accumulate<T>(Compute<T>(bias.data<T>()[f])) : 0;
        forEach(s.kernel, [&](int64_t kz, int64_t ky, int64_t kx) {
          int64_t z = oz * s.stride[0] + kz * s.dilate[0] - s.pad[0];
          int64_t v = oy * s.stride[1] + ky * s.dilate[1] - s.pad[1];
          int64_t h = ox * s.stride[2] + kx * s.dilate[2] - s.pad[2];
          if (!inside(s, 0, z) || !inside(s, 1, v) || !inside(s, 2, h)) return;
          for (int64_t k = 0; k < channels; ++k)
            sum += Accumulate<T>(Compute<T>(x.at(n, first + k, z, v, h))) *
                   Accumulate<T>(Compute<T>(w.at(f, k, kz, ky, kx)));
        });
        y.at(n, f, oz, oy, ox) = T(Compute<T>(sum));
      });
    }
  });
}

/// The output position whose tap `k` reads data position `i` along axis `d`; -1 when there is none.
int64_t outputOf(const Space& s, int d, int64_t i, int64_t k) {
  int64_t at = i + s.pad[d] - k * s.dilate[d];
  if (at < 0 || at % s.stride[d] != 0) return -1;
  int64_t o = at / s.stride[d];
  return o < s.out[d] ? o : -1;
}

template <class T>
void dataGradient(const Convolution& c, const Tensor& dys, const Tensor& ws, const Tensor& bias, const Tensor& dxs) {
  Space s(c);
  View<T> dy(dys), w(ws), dx(dxs);
  int64_t channels = c.channels / c.groups, filters = c.filters / c.groups;
  parallelFor(c.batch * c.channels, 1, [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i) {
      int64_t n = i / c.channels, ch = i % c.channels, first = ch / channels * filters, k = ch % channels;
      forEach(s.data, [&](int64_t z, int64_t v, int64_t h) {
        Accumulate<T> sum = bias.defined() ? Accumulate<T>(Compute<T>(bias.data<T>()[ch])) : 0;
        forEach(s.kernel, [&](int64_t kz, int64_t ky, int64_t kx) {
          int64_t oz = outputOf(s, 0, z, kz), oy = outputOf(s, 1, v, ky), ox = outputOf(s, 2, h, kx);
          if (oz < 0 || oy < 0 || ox < 0) return;
          for (int64_t f = first; f < first + filters; ++f)
            sum +=
                Accumulate<T>(Compute<T>(dy.at(n, f, oz, oy, ox))) * Accumulate<T>(Compute<T>(w.at(f, k, kz, ky, kx)));
        });
        dx.at(n, ch, z, v, h) = T(Compute<T>(sum));
      });
    }
  });
}

template <class T>
void weightGradient(const Convolution& c, const Tensor& xs, const Tensor& dys, const Tensor& dws, const Tensor& dbias) {
  Space s(c);
  View<T> x(xs), dy(dys), dw(dws);
  int64_t channels = c.channels / c.groups, filters = c.filters / c.groups;
  parallelFor(c.filters, 1, [&](int64_t begin, int64_t end) {
    for (int64_t f = begin; f < end; ++f) {
      int64_t first = f / filters * channels;
      for (int64_t k = 0; k < channels; ++k)
        forEach(s.kernel, [&](int64_t kz, int64_t ky, int64_t kx) {
          Accumulate<T> sum = 0;
          for (int64_t n = 0; n < c.batch; ++n)
            forEach(s.out, [&](int64_t oz, int64_t oy, int64_t ox) {
              int64_t z = oz * s.stride[0] + kz * s.dilate[0] - s.pad[0];
              int64_t v = oy * s.stride[1] + ky * s.dilate[1] - s.pad[1];
              int64_t h = ox * s.stride[2] + kx * s.dilate[2] - s.pad[2];
              if (!inside(s, 0, z) || !inside(s, 1, v) || !inside(s, 2, h)) return;
              sum += Accumulate<T>(Compute<T>(x.at(n, first + k, z, v, h))) *
                     Accumulate<T>(Compute<T>(dy.at(n, f, oz, oy, ox)));
            });
          dw.at(f, k, kz, ky, kx) = T(Compute<T>(sum));
        });
      if (!dbias.defined()) continue;
      Accumulate<T> sum = 0;
      for (int64_t n = 0; n < c.batch; ++n)
        forEach(s.out,
                [&](int64_t oz, int64_t oy, int64_t ox) { sum += Accumulate<T>(Compute<T>(dy.at(n, f, oz, oy, ox))); });
      dbias.data<T>()[f] = T(Compute<T>(sum));
    }
  });
}

}  // namespace

bool convolveReference(const Convolution& c, const Tensor& x, const Tensor& w, const Tensor& bias, const Tensor& y) {
  dispatchFloating(x.dtype(), [&]<class T>() { forward<T>(c, x, w, bias, y); });
  return true;
}

bool convolveDataReference(const Convolution& c, const Tensor& dy, const Tensor& w, const Tensor& bias,
                           const Tensor& dx) {
  dispatchFloating(dy.dtype(), [&]<class T>() { dataGradient<T>(c, dy, w, bias, dx); });
  return true;
}

bool convolveWeightReference(const Convolution& c, const Tensor& x, const Tensor& dy, const Tensor& dw,
                             const Tensor& dbias) {
  dispatchFloating(x.dtype(), [&]<class T>() { weightGradient<T>(c, x, dy, dw, dbias); });
  return true;
}

}  // namespace gluonlab
