// Brightness, contrast, saturation and hue of images.
#include "kernels/color.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "kernels/convert.h"

namespace gluonlab {

namespace {

/// Weights of the channels in the grey that the eye sees (ITU-R BT.601).
constexpr float kGrey[3] = {0.299f, 0.587f, 0.114f};

template <class T>
float read(T value) {
  return float(static_cast<Compute<T>>(value));
}

/// Calls change(pixel of x, pixel of y, channels) for each pixel.
template <class Change>
void forEachPixel(const Tensor& x, const Tensor& y, Change change) {
  int64_t channels = x.dim(-1), pixels = x.size() / std::max<int64_t>(1, channels);
  dispatch(x.dtype(), [&]<class T>() {
    for (int64_t p = 0; p < pixels; ++p) change(x.data<T>() + p * channels, y.data<T>() + p * channels, channels);
  });
}

template <class T>
float greyOf(const T* pixel, int64_t channels) {
  if (channels < 3) return read(pixel[0]);
  return kGrey[0] * read(pixel[0]) + kGrey[1] * read(pixel[1]) + kGrey[2] * read(pixel[2]);
}

/// Grey images have neither saturation nor hue.
bool isColored(const Tensor& x, const Tensor& y) {
  if (x.dim(-1) == 3) return true;
  if (x.raw() != y.raw()) std::memcpy(y.raw(), x.raw(), x.bytes());
  return false;
}

struct HueLightnessSaturation {
  float hue = 0;  // in turns
  float lightness, saturation = 0;
};

HueLightnessSaturation fromRgb(float r, float g, float b) {
  float high = std::max({r, g, b}), low = std::min({r, g, b}), spread = high - low;
  HueLightnessSaturation c;
  c.lightness = (high + low) / 2;
  if (spread < 1e-7f) return c;
  c.saturation = c.lightness < 0.5f ? spread / (high + low) : spread / (2 - high - low);
  float sixth = high == r ? (g - b) / spread : high == g ? 2 + (b - r) / spread : 4 + (r - g) / spread;
  c.hue = sixth / 6;
  return c;
}

/// One channel of a color: hue turned so that the channel's peak lies at 0.
float channelOf(const HueLightnessSaturation& c, float turned) {
  float high =
      c.lightness <= 0.5f ? c.lightness * (1 + c.saturation) : c.lightness + c.saturation - c.lightness * c.saturation;
  float low = 2 * c.lightness - high, position = (turned - std::floor(turned)) * 6;
  if (position < 1) return low + (high - low) * position;
  if (position < 3) return high;
  if (position < 4) return low + (high - low) * (4 - position);
  return low;
}

}  // namespace

void scaleBrightness(const Tensor& x, double factor, const Tensor& y) {
  forEachPixel(x, y, [&]<class T>(const T* from, T* to, int64_t channels) {
    for (int64_t c = 0; c < channels; ++c) to[c] = toClipped<T>(read(from[c]) * factor);
  });
}

void scaleContrast(const Tensor& x, double factor, const Tensor& y) {
  double sum = 0;
  int64_t count = 0;
  forEachPixel(x, y, [&]<class T>(const T* from, T*, int64_t channels) {
    sum += double(greyOf(from, channels));
    ++count;
  });
  double rest = (1 - factor) * sum / double(std::max<int64_t>(1, count));
  forEachPixel(x, y, [&]<class T>(const T* from, T* to, int64_t channels) {
    for (int64_t c = 0; c < channels; ++c) to[c] = toClipped<T>(read(from[c]) * factor + rest);
  });
}

void scaleSaturation(const Tensor& x, double factor, const Tensor& y) {
  if (!isColored(x, y)) return;
  forEachPixel(x, y, [&]<class T>(const T* from, T* to, int64_t channels) {
    double rest = (1 - factor) * double(greyOf(from, channels));
    for (int64_t c = 0; c < channels; ++c) to[c] = toClipped<T>(read(from[c]) * factor + rest);
  });
}

void turnHue(const Tensor& x, double turns, const Tensor& y) {
  if (!isColored(x, y)) return;
  forEachPixel(x, y, [&]<class T>(const T* from, T* to, int64_t) {
    HueLightnessSaturation c = fromRgb(read(from[0]) / 255, read(from[1]) / 255, read(from[2]) / 255);
    float hue = c.hue + float(turns);
    to[0] = toClipped<T>(channelOf(c, hue + 1.0f / 3) * 255);
    to[1] = toClipped<T>(channelOf(c, hue) * 255);
    to[2] = toClipped<T>(channelOf(c, hue - 1.0f / 3) * 255);
  });
}

void addColor(const Tensor& x, const double (&color)[3], const Tensor& y) {
  if (!isColored(x, y)) return;
  forEachPixel(x, y, [&]<class T>(const T* from, T* to, int64_t) {
    for (int c = 0; c < 3; ++c) to[c] = toClipped<T>(read(from[c]) + color[c]);
  });
}

}  // namespace gluonlab
