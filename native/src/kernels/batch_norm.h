// batch_norm.h: y = (x - mean) / sqrt(variance + eps) * gamma + beta, per channel over everything else.
//
// In training the statistics are the batch's (biased variance) and the moving ones follow them; otherwise they are the
// moving ones. `invStd` is 1 / sqrt(variance + eps). Data may have any strides; the other arrays are contiguous
// vectors, one value per channel, float32 where data is of a half type.
#pragma once

#include <optional>

#include "gluonlab/tensor.h"

namespace gluonlab {

struct BatchNorm {
  int64_t axis = 1;  // of the channels, not negative
  double eps = 1e-3;
  double momentum = 0.9;
  bool usesBatch = false;  // statistics of the batch, not the moving ones
  bool fixGamma = true;    // gamma counts as 1
};
struct BatchNormArrays {
  Tensor x, gamma, beta, movingMean, movingVar;  // the last two are written when usesBatch
  Tensor y, mean, invStd;
};
struct BatchNormGradient {
  Tensor dy, x, gamma, mean, invStd;
  Tensor dx, dgamma, dbeta;
};

bool batchNormReference(const BatchNorm& b, const BatchNormArrays& t);
bool batchNormGradientReference(const BatchNorm& b, const BatchNormGradient& t);
/// float32.
bool batchNormSimd(const BatchNorm& b, const BatchNormArrays& t);
bool batchNormGradientSimd(const BatchNorm& b, const BatchNormGradient& t);

/// Where the elements of a channel lie: element (o, c, i) at (o * count + c) * inner + i.
struct Channels {
  int64_t outer = 1, count = 1, inner = 1;
};
/// Nothing when the memory of `x` is not walked in that order.
std::optional<Channels> channelsOf(const Tensor& x, int64_t axis);

}  // namespace gluonlab
