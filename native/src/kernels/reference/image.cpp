// Images: channel order, normalization, and resampling as two passes of weighted sums.
#include "kernels/image.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "gluonlab/parallel.h"
#include "kernels/convert.h"

namespace gluonlab {

void toChannelsFirst(const Tensor& x, const Tensor& y) {
  int64_t channels = x.dim(-1), pixels = x.dim(-2) * x.dim(-3), images = x.size() / (channels * pixels);
  dispatch(x.dtype(), [&]<class T>() {
    for (int64_t n = 0; n < images; ++n) {
      const T* from = x.data<T>() + n * pixels * channels;
      float* to = y.data<float>() + n * pixels * channels;
      for (int64_t c = 0; c < channels; ++c)
        for (int64_t p = 0; p < pixels; ++p)
          to[c * pixels + p] = float(static_cast<Compute<T>>(from[p * channels + c])) / 255.0f;
    }
  });
}

void normalizeChannels(const Tensor& x, const std::vector<double>& mean, const std::vector<double>& deviation,
                       const Tensor& y) {
  int64_t channels = x.dim(-3), pixels = x.dim(-1) * x.dim(-2);
  auto valueOf = [](const std::vector<double>& values, int64_t c) {
    return values.size() == 1 ? values[0] : values[size_t(c)];
  };
  dispatchFloating(x.dtype(), [&]<class T>() {
    for (int64_t plane = 0; plane < x.size() / pixels; ++plane) {
      auto m = Compute<T>(valueOf(mean, plane % channels)), d = Compute<T>(valueOf(deviation, plane % channels));
      const T* from = x.data<T>() + plane * pixels;
      T* to = y.data<T>() + plane * pixels;
      for (int64_t p = 0; p < pixels; ++p) to[p] = T((Compute<T>(from[p]) - m) / d);
    }
  });
}

namespace {

/// The source positions that one target position is made of, and their weights.
struct Taps {
  std::vector<int64_t> at;
  std::vector<float> weight;

  void add(int64_t position, double w, int64_t extent) {
    at.push_back(std::clamp<int64_t>(position, 0, extent - 1));
    weight.push_back(float(w));
  }
};

double cubicWeight(double distance) {
  constexpr double a = -0.75;
  double d = std::abs(distance);
  if (d <= 1) return ((a + 2) * d - (a + 3)) * d * d + 1;
  return d < 2 ? ((a * d - 5 * a) * d + 8 * a) * d - 4 * a : 0;
}

double lanczosWeight(double distance) {
  constexpr double lobes = 4;
  double d = std::abs(distance), angle = std::numbers::pi * d;
  if (d < 1e-9) return 1;
  return d < lobes ? lobes * std::sin(angle) * std::sin(angle / lobes) / (angle * angle) : 0;
}

/// A target pixel as the mean of the source area that it covers.
Taps areaTaps(int64_t target, double scale, int64_t extent) {
  Taps taps;
  double begin = double(target) * scale, end = std::min(begin + scale, double(extent));
  for (int64_t p = int64_t(begin); double(p) < end; ++p)
    taps.add(p, (std::min(end, double(p + 1)) - std::max(begin, double(p))) / (end - begin), extent);
  return taps;
}

/// Where an image grows no target pixel covers a whole source pixel: it takes the one that holds its left edge, and as
/// much of the next as lies under it (OpenCV's rule, for both directions as soon as one of them grows).
Taps grownAreaTaps(int64_t target, double scale, int64_t extent) {
  Taps taps;
  auto first = int64_t(std::floor(double(target) * scale));
  double next = std::max(0.0, double(target + 1) - double(first + 1) / scale);
  next -= std::floor(next);
  taps.add(first, 1 - next, extent);
  taps.add(first + 1, next, extent);
  return taps;
}

Taps tapsOf(int64_t target, double scale, int64_t extent, Resampling method, bool grows) {
  Taps taps;
  if (method == Resampling::nearest) {
    taps.add(int64_t(std::floor(double(target) * scale)), 1, extent);
    return taps;
  }
  if (method == Resampling::area) return grows ? grownAreaTaps(target, scale, extent) : areaTaps(target, scale, extent);
  // Pixels are squares: their centres lie at half positions.
  double centre = (double(target) + 0.5) * scale - 0.5;
  int64_t first = int64_t(std::floor(centre));
  double fraction = centre - double(first);
  auto weightOf = [&](int64_t offset) {
    double distance = fraction - double(offset);
    if (method == Resampling::cubic) return cubicWeight(distance);
    if (method == Resampling::lanczos) return lanczosWeight(distance);
    return std::max(0.0, 1 - std::abs(distance));
  };
  int64_t reach = method == Resampling::cubic ? 2 : method == Resampling::lanczos ? 4 : 1;
  double sum = 0;
  for (int64_t offset = 1 - reach; offset <= reach; ++offset) sum += weightOf(offset);
  for (int64_t offset = 1 - reach; offset <= reach; ++offset) taps.add(first + offset, weightOf(offset) / sum, extent);
  return taps;
}

std::vector<Taps> allTaps(int64_t from, int64_t to, Resampling method, bool grows) {
  std::vector<Taps> taps;
  for (int64_t i = 0; i < to; ++i) taps.push_back(tapsOf(i, double(from) / double(to), from, method, grows));
  return taps;
}

/// One image: rows are made narrower or wider first, then summed.
template <class T>
void resampleImage(const T* from, int64_t width, int64_t channels, const std::vector<Taps>& rows,
                   const std::vector<Taps>& cols, int64_t height, T* to) {
  int64_t line = int64_t(cols.size()) * channels;
  std::vector<float> lines(size_t(height * line)), sum(size_t(line), 0.0f);
  for (int64_t y = 0; y < height; ++y) {
    for (size_t x = 0; x < cols.size(); ++x) {
      float* pixel = lines.data() + y * line + int64_t(x) * channels;
      for (size_t k = 0; k < cols[x].at.size(); ++k)
        for (int64_t c = 0; c < channels; ++c)
          pixel[c] +=
              cols[x].weight[k] * float(static_cast<Compute<T>>(from[(y * width + cols[x].at[k]) * channels + c]));
    }
  }
  for (size_t y = 0; y < rows.size(); ++y) {
    std::fill(sum.begin(), sum.end(), 0.0f);
    for (size_t k = 0; k < rows[y].at.size(); ++k)
      for (int64_t i = 0; i < line; ++i) sum[size_t(i)] += rows[y].weight[k] * lines[size_t(rows[y].at[k] * line + i)];
    for (int64_t i = 0; i < line; ++i) to[int64_t(y) * line + i] = toClipped<T>(sum[size_t(i)]);
  }
}

}  // namespace

void resample(const Tensor& x, Resampling method, const Tensor& y) {
  int64_t height = x.dim(-3), width = x.dim(-2), channels = x.dim(-1);
  int64_t size = height * width * channels, newSize = y.dim(-3) * y.dim(-2) * channels;
  bool grows = y.dim(-3) > height || y.dim(-2) > width;
  std::vector<Taps> rows = allTaps(height, y.dim(-3), method, grows), cols = allTaps(width, y.dim(-2), method, grows);
  dispatch(x.dtype(), [&]<class T>() {
    parallelFor(y.size() / newSize, 1, [&](int64_t begin, int64_t end) {
      for (int64_t n = begin; n < end; ++n)
        resampleImage(x.data<T>() + n * size, width, channels, rows, cols, height, y.data<T>() + n * newSize);
    });
  });
}

}  // namespace gluonlab
