// image.h: arithmetic on images. (..., H, W, C) has channels last, (..., C, H, W) channels first; a leading axis is a
// batch.
#pragma once

#include <vector>

#include "gluonlab/tensor.h"

namespace gluonlab {

/// Channels-last `x` of any dtype as channels-first float32 `y`, divided by 255.
void toChannelsFirst(const Tensor& x, const Tensor& y);

/// y = (x - mean) / deviation, channels first; one value for all channels or one each.
void normalizeChannels(const Tensor& x, const std::vector<double>& mean, const std::vector<double>& deviation,
                       const Tensor& y);

enum class Resampling { nearest, linear, cubic, area, lanczos };

/// Channels-last `x` in the height and width of `y`, sampled as OpenCV's resize does; integers are rounded and clipped.
void resample(const Tensor& x, Resampling method, const Tensor& y);

}  // namespace gluonlab
