// float32 pooling. Channels-last data is reduced for all channels at once; row-major data first along the outer axes,
// whole rows at a time, then within the row.
#include "kernels/pooling.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <vector>

#include "gluonlab/parallel.h"
#include "kernels/packed.h"
#include "kernels/simd/dispatch.h"

namespace gluonlab::GLUONLAB_ISA {

namespace {

#if defined(GLUONLAB_ISA_avx512)
constexpr int kLanes = 16;
#elif defined(GLUONLAB_ISA_avx2)
constexpr int kLanes = 8;
#else
constexpr int kLanes = 4;
#endif
constexpr int64_t kChannels = 64;  // handled together, so that their state stays in registers and first-level cache

bool isChannelsLast(const Tensor& x) { return x.strides() == channelsLastStrides(x.shape()); }

bool handles(const Pooling& p, const Tensor& x) {
  return x.dtype() == DType::float32 && p.kind != Pooling::Kind::lp && !p.zerosCompete &&
         (x.isContiguous() || isChannelsLast(x));
}

bool isIn(const Tensor& x, bool channelsLast) { return channelsLast ? isChannelsLast(x) : x.isContiguous(); }

/// An array like `x` in that layout: `x` itself where possible.
Tensor roomFor(const Tensor& x, bool channelsLast) {
  if (isIn(x, channelsLast)) return x;
  return channelsLast ? Tensor::emptyStrided(x.shape(), channelsLastStrides(x.shape()), x.dtype())
                      : Tensor::empty(x.shape(), x.dtype());
}
Tensor inLayout(const Tensor& x, bool channelsLast) {
  Tensor y = roomFor(x, channelsLast);
  if (&y.storage() != &x.storage()) copyElements(x, y);
  return y;
}

inline void takeMax(float* best, const float* x, int64_t n) {
#pragma GCC ivdep
  for (int64_t i = 0; i < n; ++i) best[i] = x[i] > best[i] ? x[i] : best[i];
}
inline void add(float* sum, const float* x, int64_t n) {
#pragma GCC ivdep
  for (int64_t i = 0; i < n; ++i) sum[i] += x[i];
}

struct Scale {
  float first, factor;  // what a reduction starts with, what its result is multiplied by
};
Scale scaleOf(const Pooling& p, const PoolWindow& w) {
  if (p.kind == Pooling::Kind::max) return {w.isEmpty() ? 0 : std::numeric_limits<float>::lowest(), 1};
  if (p.kind == Pooling::Kind::avg) return {0, w.divisor > 0 ? 1 / float(w.divisor) : 0};
  return {0, 1};
}

/// The windows of all results of an image, in order.
std::vector<PoolWindow> windowsOf(const PoolSpace& s) {
  std::vector<PoolWindow> windows;
  for (int64_t z = 0; z < s.out[0]; ++z)
    for (int64_t v = 0; v < s.out[1]; ++v)
      for (int64_t h = 0; h < s.out[2]; ++h) windows.push_back(s.window(z, v, h));
  return windows;
}

/// Calls f(cell) for the cells of a window.
template <class F>
inline void forEachCell(const PoolSpace& s, const PoolWindow& w, F&& f) {
  for (int64_t z = w.begin[0]; z < w.end[0]; ++z)
    for (int64_t v = w.begin[1]; v < w.end[1]; ++v)
      for (int64_t h = w.begin[2]; h < w.end[2]; ++h) f((z * s.data[1] + v) * s.data[2] + h);
}

/// Some neighbouring channels as one vector.
template <int Lanes>
struct Vector {
  typedef float Floats __attribute__((vector_size(Lanes * 4), aligned(4), may_alias));
  typedef int32_t Bits __attribute__((vector_size(Lanes * 4), aligned(4), may_alias));
  static Floats& at(float* p) { return *reinterpret_cast<Floats*>(p); }
  static const Floats& at(const float* p) { return *reinterpret_cast<const Floats*>(p); }
};

/// Calls f.operator()<Lanes>(first channel) until `channels` are covered.
template <class F>
inline void forEachVector(int64_t channels, F&& f) {
  int64_t c = 0;
  for (; c + kLanes <= channels; c += kLanes) f.template operator()<kLanes>(c);
  if (kLanes > 8 && c + 8 <= channels) f.template operator()<8>(c), c += 8;
  if (kLanes > 4 && c + 4 <= channels) f.template operator()<4>(c), c += 4;
  for (; c < channels; ++c) f.template operator()<1>(c);
}

void reduceChannels(const Pooling& p, const PoolSpace& s, const PoolWindow& w, const float* image, int64_t channels,
                    float* y) {
  const Scale scale = scaleOf(p, w);
  forEachVector(channels, [&]<int Lanes>(int64_t c) {
    using V = Vector<Lanes>;
    typename V::Floats result = scale.first - typename V::Floats{};
    if (p.kind == Pooling::Kind::max) {
      forEachCell(s, w, [&](int64_t cell) {
        typename V::Floats x = V::at(image + cell * channels + c);
        result = x > result ? x : result;
      });
    } else {
      forEachCell(s, w, [&](int64_t cell) { result += V::at(image + cell * channels + c); });
    }
    V::at(y + c) = result * scale.factor;
  });
}

void forwardChannelsLast(const Pooling& p, const PoolSpace& s, const Tensor& x, const Tensor& y) {
  const std::vector<PoolWindow> windows = windowsOf(s);
  const int64_t channels = x.dim(1), results = int64_t(windows.size());
  parallelFor(x.dim(0) * results, std::max<int64_t>(1, 8192 / channels), [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i)
      reduceChannels(p, s, windows[size_t(i % results)], x.data<float>() + i / results * s.cells() * channels, channels,
                     y.data<float>() + i * channels);
  });
}

void reduceRow(const Pooling& p, const PoolSpace& s, int64_t z, int64_t v, const float* plane, float* line, float* y) {
  const bool isMax = p.kind == Pooling::Kind::max;
  PoolWindow rows = s.window(z, v, 0);
  std::fill(line, line + s.data[2], isMax ? std::numeric_limits<float>::lowest() : 0.0f);
  for (int64_t a = rows.begin[0]; a < rows.end[0]; ++a)
    for (int64_t b = rows.begin[1]; b < rows.end[1]; ++b) {
      const float* x = plane + (a * s.data[1] + b) * s.data[2];
      isMax ? takeMax(line, x, s.data[2]) : add(line, x, s.data[2]);
    }
  for (int64_t h = 0; h < s.out[2]; ++h) {
    PoolWindow w = s.window(z, v, h);
    Scale scale = scaleOf(p, w);
    float result = scale.first;
    for (int64_t i = w.begin[2]; i < w.end[2]; ++i) {
      if (isMax)
        result = line[i] > result ? line[i] : result;
      else
        result += line[i];
    }
    y[h] = result * scale.factor;
  }
}

void forwardPlanes(const Pooling& p, const PoolSpace& s, const Tensor& x, const Tensor& y) {
  const int64_t rows = s.out[0] * s.out[1];
  parallelFor(x.dim(0) * x.dim(1), std::max<int64_t>(1, 8192 / s.cells()), [&](int64_t begin, int64_t end) {
    std::vector<float> line(size_t(s.data[2]));
    for (int64_t i = begin; i < end; ++i)
      for (int64_t r = 0; r < rows; ++r)
        reduceRow(p, s, r / s.out[1], r % s.out[1], x.data<float>() + i * s.cells(), line.data(),
                  y.data<float>() + (i * rows + r) * s.out[2]);
  });
}

/// Pointers to the arrays of a gradient at one window, for `count` neighbouring channels.
struct Spread {
  const float *dy, *x, *y;
  float* dx;
  int64_t count, channels;
};

void spreadMax(const PoolSpace& s, const PoolWindow& w, const Spread& a) {
  forEachVector(a.count, [&]<int Lanes>(int64_t c) {
    using V = Vector<Lanes>;
    typename V::Floats y = V::at(a.y + c);
    typename V::Bits dy = reinterpret_cast<typename V::Bits>(V::at(a.dy + c)), open = ~typename V::Bits{};
    forEachCell(s, w, [&](int64_t cell) {
      typename V::Bits hit = (V::at(a.x + cell * a.channels + c) == y) & open;  // the first cell that holds the maximum
      open ^= hit;
      V::at(a.dx + cell * a.channels + c) += reinterpret_cast<typename V::Floats>(dy & hit);
    });
  });
}

void spreadMean(const PoolSpace& s, const PoolWindow& w, float factor, const Spread& a) {
  forEachVector(a.count, [&]<int Lanes>(int64_t c) {
    using V = Vector<Lanes>;
    typename V::Floats share = factor * V::at(a.dy + c);
    forEachCell(s, w, [&](int64_t cell) { V::at(a.dx + cell * a.channels + c) += share; });
  });
}

/// Images of `channels` neighbouring channels; row-major planes are images of one channel.
void backward(const Pooling& p, const PoolSpace& s, int64_t images, int64_t channels, const float* dy, const float* x,
              const float* y, float* dx) {
  const std::vector<PoolWindow> windows = windowsOf(s);
  const int64_t blocks = (channels + kChannels - 1) / kChannels, results = int64_t(windows.size());
  parallelFor(
      images * blocks, std::max<int64_t>(1, 8192 / (s.cells() * std::min(channels, kChannels))),
      [&](int64_t begin, int64_t end) {
        for (int64_t i = begin; i < end; ++i) {
          int64_t image = i / blocks, first = i % blocks * kChannels, count = std::min(kChannels, channels - first);
          float* target = dx + image * s.cells() * channels + first;
          if (count == channels)
            std::memset(target, 0, size_t(s.cells() * channels) * sizeof(float));
          else
            for (int64_t cell = 0; cell < s.cells(); ++cell)
              std::memset(target + cell * channels, 0, size_t(count) * sizeof(float));
          for (int64_t r = 0; r < results; ++r) {
            int64_t at = (image * results + r) * channels + first;
            const PoolWindow& w = windows[size_t(r)];
            Spread spread{dy + at, x + image * s.cells() * channels + first, y + at, target, count, channels};
            p.kind == Pooling::Kind::max ? spreadMax(s, w, spread) : spreadMean(s, w, scaleOf(p, w).factor, spread);
          }
        }
      });
}

}  // namespace

bool pool(const Pooling& p, const Tensor& x, const Tensor& y) {
  if (!handles(p, x)) return false;
  PoolSpace s(p, x.shape(), y.shape());
  bool channelsLast = !x.isContiguous();
  Tensor result = roomFor(y, channelsLast);
  channelsLast ? forwardChannelsLast(p, s, x, result) : forwardPlanes(p, s, x, result);
  if (&result.storage() != &y.storage()) copyElements(result, y);
  return true;
}

bool poolGradient(const Pooling& p, const Tensor& dys, const Tensor& x, const Tensor& ys, const Tensor& dxs) {
  if (!handles(p, x)) return false;
  PoolSpace s(p, x.shape(), ys.shape());
  const bool planes = x.isContiguous();
  Tensor dy = inLayout(dys, !planes), y = inLayout(ys, !planes), dx = roomFor(dxs, !planes);
  backward(p, s, planes ? x.dim(0) * x.dim(1) : x.dim(0), planes ? 1 : x.dim(1), dy.data<float>(), x.data<float>(),
           y.data<float>(), dx.data<float>());
  if (&dx.storage() != &dxs.storage()) copyElements(dx, dxs);
  return true;
}

}  // namespace gluonlab::GLUONLAB_ISA

GLUONLAB_SIMD_ENTRY(bool, poolSimd, (const Pooling& p, const Tensor& x, const Tensor& y), pool, (p, x, y))
GLUONLAB_SIMD_ENTRY(bool, poolGradientSimd,
                    (const Pooling& p, const Tensor& dy, const Tensor& x, const Tensor& y, const Tensor& dx),
                    poolGradient, (p, dy, x, y, dx))
