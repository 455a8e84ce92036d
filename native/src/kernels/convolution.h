// convolution.h: the three products of a convolution: forward, and the gradients for data and for weight. Convolution
// and Deconvolution are both made of them (a transposed convolution is the data gradient of a convolution).
//
//   y (N, F, out...) = x (N, C, data...) * w (F, C / groups, kernel...) + bias (F)
//
// Tensors may have any strides; outputs are dense. One, two or three spatial axes.
#pragma once

#include "gluonlab/tensor.h"

namespace gluonlab {

struct Convolution {
  int64_t batch = 0, channels = 0, filters = 0, groups = 1;
  Dims data, kernel, out;    // spatial extents
  Dims stride, dilate, pad;  // per spatial axis
  double flops() const {
    return 2.0 * double(batch * filters * sizeOf(out)) * double(channels / groups * sizeOf(kernel));
  }
};

/// y = x * w + bias. `bias` may be undefined.
bool convolveReference(const Convolution& c, const Tensor& x, const Tensor& w, const Tensor& bias, const Tensor& y);
bool convolveSimd(const Convolution& c, const Tensor& x, const Tensor& w, const Tensor& bias, const Tensor& y);
bool convolveOneDnn(const Convolution& c, const Tensor& x, const Tensor& w, const Tensor& bias, const Tensor& y);

/// dx from dy and w; `bias` (may be undefined) is added per channel, as a transposed convolution wants it.
bool convolveDataReference(const Convolution& c, const Tensor& dy, const Tensor& w, const Tensor& bias,
                           const Tensor& dx);
bool convolveDataSimd(const Convolution& c, const Tensor& dy, const Tensor& w, const Tensor& bias, const Tensor& dx);
bool convolveDataOneDnn(const Convolution& c, const Tensor& dy, const Tensor& w, const Tensor& bias, const Tensor& dx);

/// dw and, where defined, dbias from x and dy.
bool convolveWeightReference(const Convolution& c, const Tensor& x, const Tensor& dy, const Tensor& dw,
                             const Tensor& dbias);
bool convolveWeightSimd(const Convolution& c, const Tensor& x, const Tensor& dy, const Tensor& dw, const Tensor& dbias);
bool convolveWeightOneDnn(const Convolution& c, const Tensor& x, const Tensor& dy, const Tensor& dw,
                          const Tensor& dbias);

}  // namespace gluonlab
