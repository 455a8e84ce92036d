// pooling.h: one number from every window of every channel: the largest, the mean, the sum, or a p-norm.
//
//   Pooling p{.kind = Pooling::Kind::max, .kernel = {2, 2}, .stride = {2, 2}, .pad = {0, 0}};
//
// Tensors are (N, C, spatial...) with any strides; one, two or three spatial axes. Cells of the padding never win a
// maximum and add nothing to a sum; a window that holds no cell gives 0.
#pragma once

#include "gluonlab/tensor.h"

namespace gluonlab {

struct Pooling {
  enum class Kind : uint8_t { max, avg, sum, lp } kind = Kind::max;
  enum class Divisor : uint8_t {
    inside,
    padded,
    kernel
  } divisor = Divisor::padded;  // what a mean divides by: see divisorOf
  bool zerosCompete = false;    // padding takes part in a maximum, as in MXNet's first version
  int64_t power = 2;            // of a p-norm
  Dims kernel, stride, pad;
};

bool poolReference(const Pooling& p, const Tensor& x, const Tensor& y);
/// dx from the results and their gradients. A maximum sends its gradient to the first cell that holds it.
bool poolGradientReference(const Pooling& p, const Tensor& dy, const Tensor& x, const Tensor& y, const Tensor& dx);
/// float32 maxima, means and sums, channels-last or row-major.
bool poolSimd(const Pooling& p, const Tensor& x, const Tensor& y);
bool poolGradientSimd(const Pooling& p, const Tensor& dy, const Tensor& x, const Tensor& y, const Tensor& dx);

/// The window of one result: cells [begin, end) of each of three axes, and how many cells a mean counts.
struct PoolWindow {
  int64_t begin[3], end[3];
  int64_t divisor;
  bool touchesPadding;
  bool isEmpty() const { return begin[0] >= end[0] || begin[1] >= end[1] || begin[2] >= end[2]; }
};

/// Pooling over three spatial axes whatever the data has: missing leading ones have extent 1.
struct PoolSpace {
  PoolSpace(const Pooling& p, const Shape& x, const Shape& y);
  PoolWindow window(int64_t z, int64_t v, int64_t h) const;
  int64_t cells() const { return data[0] * data[1] * data[2]; }
  int64_t data[3] = {1, 1, 1}, out[3] = {1, 1, 1}, kernel[3] = {1, 1, 1}, stride[3] = {1, 1, 1}, pad[3] = {0, 0, 0};
  Pooling::Divisor divisor;
};

/// Strides of (N, C, spatial...) as (N, C, depth, height, width).
struct PoolStrides {
  explicit PoolStrides(const Tensor& t);
  int64_t batch = 0, channel = 0, axis[3] = {0, 0, 0};
};

}  // namespace gluonlab
