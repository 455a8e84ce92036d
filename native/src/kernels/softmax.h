// softmax.h: softmax and log-softmax along one axis, and their gradients, on raw memory.
//
//   softmaxReference({.shape = {outer, n, inner}, .scale = 1 / temperature, .isLog = false, ...});
//
// An array is (outer, n, inner), the axis in the middle. `scale` multiplies the data first (-1: softmin). With lengths,
// one per (outer, inner), positions from the length on take no part: their result is 0.
#pragma once

#include <vector>

#include "gluonlab/tensor.h"

namespace gluonlab {

struct Softmax {
  int64_t outer = 1, n = 1, inner = 1;
  double scale = 1;
  bool isLog = false;
  const std::vector<int64_t>* lengths = nullptr;
};

/// y = softmax(scale * x), or its logarithm.
bool softmaxReference(const Softmax& task, const Tensor& x, const Tensor& y);
bool softmaxSimd(const Softmax& task, const Tensor& x, const Tensor& y);  // float32 without lengths

/// dx from the head gradient and the output y.
bool softmaxBackwardReference(const Softmax& task, const Tensor& head, const Tensor& y, const Tensor& dx);
bool softmaxBackwardSimd(const Softmax& task, const Tensor& head, const Tensor& y, const Tensor& dx);

}  // namespace gluonlab
