// float32 convolution as matrix products: the taps under a tile of results become the rows of a matrix (im2col),
// ordered (kernel position, channel) so that channels-last data is copied in runs. Weights are brought into the same
// order first.
#include "kernels/convolution.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include "gluonlab/parallel.h"
#include "kernels/matmul.h"
#include "kernels/packed.h"
#include "kernels/simd/dispatch.h"

namespace gluonlab::GLUONLAB_ISA {

namespace {

constexpr int64_t kTileFloats = 64 * 1024;  // of the matrix of taps: fits the second-level cache

/// A convolution with three spatial axes (missing leading ones have extent 1), and what follows from it.
struct Taps {
  explicit Taps(const Convolution& c)
      : groups(c.groups), channels(c.channels / c.groups), filters(c.filters / c.groups) {
    size_t missing = 3 - c.data.size();
    for (size_t i = 0; i < c.data.size(); ++i) {
      size_t d = missing + i;
      data[d] = c.data[i], kernel[d] = c.kernel[i], out[d] = c.out[i];
      stride[d] = c.stride[i], dilate[d] = c.dilate[i], pad[d] = c.pad[i];
    }
    positions = kernel[0] * kernel[1] * kernel[2];
    results = out[0] * out[1] * out[2];
    width = positions * channels;
    tile = std::clamp<int64_t>(kTileFloats / width, 48, 4096);
  }
  int64_t groups, channels, filters;  // per group
  int64_t data[3] = {1, 1, 1}, kernel[3] = {1, 1, 1}, out[3] = {1, 1, 1};
  int64_t stride[3] = {1, 1, 1}, dilate[3] = {1, 1, 1}, pad[3] = {0, 0, 0};
  int64_t positions, results, width, tile;
};

/// (N, C, spatial...) with any strides, as three spatial axes.
struct Image {
  explicit Image(const Tensor& t) : base(t.data<float>()), batch(t.strides()[0]), channel(t.strides()[1]) {
    size_t missing = 5 - t.shape().size();
    for (size_t i = 2; i < t.shape().size(); ++i) axis[missing + i - 2] = t.strides()[i];
  }
  float* base;
  int64_t batch, channel, axis[3] = {0, 0, 0};
};

/// Calls f(tap pointer, row position) for each kernel position of result `r`, counted over all images; a null pointer
/// stands for padding. Taps are those of the group's first channel.
template <class F>
void forEachPosition(const Taps& t, int64_t r, const Image& image, int64_t group, F&& f) {
  float* plane = image.base + r / t.results * image.batch + group * t.channels * image.channel;
  const int64_t at[3] = {r / t.out[2] / t.out[1] % t.out[0], r / t.out[2] % t.out[1], r % t.out[2]};
  int64_t k = 0;
  for (int64_t z = 0; z < t.kernel[0]; ++z)
    for (int64_t v = 0; v < t.kernel[1]; ++v)
      for (int64_t h = 0; h < t.kernel[2]; ++h, ++k) {
        const int64_t tap[3] = {z, v, h};
        float* p = plane;
        for (int d = 0; d < 3; ++d) {
          int64_t i = at[d] * t.stride[d] + tap[d] * t.dilate[d] - t.pad[d];
          if (i < 0 || i >= t.data[d]) {
            p = nullptr;
            break;
          }
          p += i * image.axis[d];
        }
        f(p, k * t.channels);
      }
}

/// The taps of results [first, first + count) as rows of a matrix.
void gather(const Taps& t, const Image& x, int64_t group, int64_t first, int64_t count, float* rows) {
  for (int64_t r = first; r < first + count; ++r, rows += t.width)
    forEachPosition(t, r, x, group, [&](const float* p, int64_t at) {
      if (!p)
        std::memset(rows + at, 0, size_t(t.channels) * sizeof(float));
      else if (x.channel == 1)
        std::memcpy(rows + at, p, size_t(t.channels) * sizeof(float));
      else
        for (int64_t c = 0; c < t.channels; ++c) rows[at + c] = p[c * x.channel];
    });
}

/// The reverse: adds rows onto the cells their taps came from.
void scatter(const Taps& t, const Image& dx, int64_t group, int64_t first, int64_t count, const float* rows) {
  for (int64_t r = first; r < first + count; ++r, rows += t.width)
    forEachPosition(t, r, dx, group, [&](float* p, int64_t at) {
      if (!p) return;
      if (dx.channel == 1)
        for (int64_t c = 0; c < t.channels; ++c) p[c] += rows[at + c];
      else
        for (int64_t c = 0; c < t.channels; ++c) p[c * dx.channel] += rows[at + c];
    });
}

/// (F, C, positions) of any strides as (F, positions, C), and back.
Tensor byPosition(const Taps& t, const Tensor& w) {
  Tensor from = packed(w).reshaped({w.dim(0), t.channels, t.positions});
  Tensor to = Tensor::empty({w.dim(0), t.positions, t.channels}, DType::float32);
  copyElements(from.view({w.dim(0), t.positions, t.channels}, {t.width, 1, t.positions}), to);
  return to;
}

bool isChannelsLast(const Tensor& y) {
  const Strides last = channelsLastStrides(y.shape());
  for (size_t d = 0; d < last.size(); ++d)
    if (y.dim(int64_t(d)) != 1 && y.strides()[d] != last[d]) return false;
  return true;
}
Tensor channelsLastRoom(const Tensor& y) {
  return isChannelsLast(y) ? y : Tensor::emptyStrided(y.shape(), channelsLastStrides(y.shape()), DType::float32);
}
Tensor channelsLast(const Tensor& y) {
  Tensor z = channelsLastRoom(y);
  if (&z.storage() != &y.storage()) copyElements(y, z);
  return z;
}

/// Calls f(first, count) for the tiles of results [begin, end).
template <class F>
void forEachTile(const Taps& t, int64_t begin, int64_t end, F&& f) {
  for (int64_t first = begin; first < end; first += t.tile) f(first, std::min(t.tile, end - first));
}

void fillBias(const Tensor& bias, const Tensor& y) {
  Strides strides(y.shape().size(), 0);
  strides[1] = 1;
  copyElements(bias.view(y.shape(), strides), y);
}

}  // namespace

bool convolve(const Convolution& c, const Tensor& xs, const Tensor& w, const Tensor& bias, const Tensor& ys) {
  if (xs.dtype() != DType::float32) return false;
  Taps t(c);
  Tensor weight = byPosition(t, w), y = channelsLastRoom(ys);
  Image x(xs);
  parallelFor(c.batch * t.results, t.tile, [&](int64_t begin, int64_t end) {
    Tensor rows = Tensor::empty({t.tile, t.width}, DType::float32);
    forEachTile(t, begin, end, [&](int64_t first, int64_t count) {
      for (int64_t group = 0; group < c.groups; ++group) {
        gather(t, x, group, first, count, rows.data<float>());
        MatMul product;  // results x filters
        product.m = count, product.n = t.filters, product.k = t.width;
        product.a = rows.raw(), product.aRow = t.width;
        product.b = weight.data<float>() + group * t.filters * t.width, product.bRow = 1, product.bCol = t.width;
        product.c = y.data<float>() + first * c.filters + group * t.filters, product.cRow = c.filters;
        if (bias.defined()) product.bias = bias.data<float>() + group * t.filters;
        matmulSimd(product);
      }
    });
  });
  if (&y.storage() != &ys.storage()) copyElements(y, ys);
  return true;
}

bool convolveData(const Convolution& c, const Tensor& dys, const Tensor& w, const Tensor& bias, const Tensor& dxs) {
  if (dys.dtype() != DType::float32) return false;
  Taps t(c);
  Tensor weight = byPosition(t, w), dy = channelsLast(dys);
  Image dx(dxs);
  if (bias.defined())
    fillBias(bias, dxs);
  else
    std::memset(dxs.raw(), 0, dxs.bytes());
  parallelFor(c.batch, 1, [&](int64_t begin, int64_t end) {  // whole images: their taps overlap
    Tensor rows = Tensor::empty({t.tile, t.width}, DType::float32);
    forEachTile(t, begin * t.results, end * t.results, [&](int64_t first, int64_t count) {
      for (int64_t group = 0; group < c.groups; ++group) {
        MatMul product;  // results x taps
        product.m = count, product.n = t.width, product.k = t.filters;
        product.a = dy.data<float>() + first * c.filters + group * t.filters, product.aRow = c.filters;
        product.b = weight.data<float>() + group * t.filters * t.width, product.bRow = t.width;
        product.c = rows.raw();
        matmulSimd(product);
        scatter(t, dx, group, first, count, rows.data<float>());
      }
    });
  });
  return true;
}

bool convolveWeight(const Convolution& c, const Tensor& xs, const Tensor& dys, const Tensor& dw, const Tensor& dbias) {
  if (xs.dtype() != DType::float32) return false;
  Taps t(c);
  Image x(xs);
  Tensor dy = channelsLast(dys);
  const int64_t all = c.batch * t.results, parts = std::clamp<int64_t>(all / t.tile, 1, teamSize()),
                size = c.filters * t.width;
  Tensor sums = Tensor::empty({parts, size}, DType::float32),
         biasSums = Tensor::empty({parts, c.filters}, DType::float32);
  std::memset(sums.raw(), 0, sums.bytes());
  std::memset(biasSums.raw(), 0, biasSums.bytes());
  parallelFor(parts, 1, [&](int64_t begin, int64_t end) {
    Tensor rows = Tensor::empty({t.tile, t.width}, DType::float32);
    for (int64_t part = begin; part < end; ++part)
      forEachTile(t, all * part / parts, all * (part + 1) / parts, [&](int64_t first, int64_t count) {
        const float* above = dy.data<float>() + first * c.filters;
        for (int64_t group = 0; group < c.groups; ++group) {
          gather(t, x, group, first, count, rows.data<float>());
          MatMul product;  // filters x taps
          product.accumulate = true;
          product.m = t.filters, product.n = t.width, product.k = count;
          product.a = above + group * t.filters, product.aRow = 1, product.aCol = c.filters;
          product.b = rows.raw(), product.bRow = t.width;
          product.c = sums.data<float>() + part * size + group * t.filters * t.width;
          matmulSimd(product);
        }
        float* biasSum = biasSums.data<float>() + part * c.filters;
        for (int64_t r = 0; r < count; ++r)
          for (int64_t f = 0; f < c.filters; ++f) biasSum[f] += above[r * c.filters + f];
      });
  });
  float* total = sums.data<float>();
  for (int64_t part = 1; part < parts; ++part)
    for (int64_t i = 0; i < size; ++i) total[i] += total[part * size + i];
  Tensor byChannel = sums.view({c.filters, t.channels, t.positions}, {t.width, 1, t.channels});
  copyElements(byChannel, dw.reshaped({c.filters, t.channels, t.positions}));
  for (int64_t f = 0; dbias.defined() && f < c.filters; ++f) {
    dbias.data<float>()[f] = 0;
    for (int64_t part = 0; part < parts; ++part) dbias.data<float>()[f] += biasSums.data<float>()[part * c.filters + f];
  }
  return true;
}

}  // namespace gluonlab::GLUONLAB_ISA

GLUONLAB_SIMD_ENTRY(bool, convolveSimd,
                    (const Convolution& c, const Tensor& x, const Tensor& w, const Tensor& bias, const Tensor& y),
                    convolve, (c, x, w, bias, y))
GLUONLAB_SIMD_ENTRY(bool, convolveDataSimd,
                    (const Convolution& c, const Tensor& dy, const Tensor& w, const Tensor& bias, const Tensor& dx),
                    convolveData, (c, dy, w, bias, dx))
GLUONLAB_SIMD_ENTRY(bool, convolveWeightSimd,
                    (const Convolution& c, const Tensor& x, const Tensor& dy, const Tensor& dw, const Tensor& dbias),
                    convolveWeight, (c, x, dy, dw, dbias))
