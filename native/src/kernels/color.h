// color.h: colors of channels-last images changed pixel by pixel. Channels are red, green, blue; integers are rounded
// and clipped. `y` may be `x`.
#pragma once

#include "gluonlab/tensor.h"

namespace gluonlab {

/// y = x * factor.
void scaleBrightness(const Tensor& x, double factor, const Tensor& y);
/// Away from the image's mean grey (factor above 1) or toward it.
void scaleContrast(const Tensor& x, double factor, const Tensor& y);
/// Away from each pixel's grey (factor above 1) or toward it.
void scaleSaturation(const Tensor& x, double factor, const Tensor& y);
/// Each pixel's hue turned by that part of the color circle.
void turnHue(const Tensor& x, double turns, const Tensor& y);
/// y = x + a color, given by its three components.
void addColor(const Tensor& x, const double (&color)[3], const Tensor& y);

}  // namespace gluonlab
