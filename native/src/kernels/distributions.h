// distributions.h: random numbers of one element, from its own range of Philox blocks: how many one element uses up
// changes nothing for the others, so the stream is the same on any number of threads.
//
//   ElementStream stream(call.random, i);
//   double x = drawGamma(stream, alpha, beta);
#pragma once

#include <cmath>
#include <numbers>

#include "gluonlab/random.h"

namespace gluonlab {

class ElementStream {
 public:
  /// Enough that running out is never seen: each rejection loop below accepts more than 3 of 4 tries.
  static constexpr uint64_t kBlocks = 64;

  ElementStream(RandomStart start, uint64_t element) : start_(start), next_(element * kBlocks) {}

  uint32_t word() {
    if (left_ == 0) {
      block_ = philox(start_, next_++);
      left_ = 4;
    }
    return block_.words[--left_];
  }
  /// In [0, 1), 53 bits.
  double uniform() {
    uint32_t high = word();
    return uniform01(high, word());
  }
  /// Box and Muller, "A note on the generation of random normal deviates", 1958.
  double normal() {
    double radius = std::sqrt(-2 * std::log(1 - uniform()));
    return radius * std::cos(2 * std::numbers::pi * uniform());
  }

 private:
  RandomStart start_;
  uint64_t next_;
  PhiloxBlock block_{};
  int left_ = 0;
};

inline double drawUniform(ElementStream& s, double low, double high) { return low + s.uniform() * (high - low); }
inline double drawNormal(ElementStream& s, double loc, double scale) { return loc + scale * s.normal(); }
/// `lam` is the rate: the mean is 1 / lam.
inline double drawExponential(ElementStream& s, double lam) { return -std::log(1 - s.uniform()) / lam; }

/// Marsaglia and Tsang, "A simple method for generating gamma variables", 2000. `alpha` is the shape, `beta` the scale.
inline double drawGamma(ElementStream& s, double alpha, double beta) {
  double boost = 1;
  if (alpha < 1) {
    boost = std::pow(1 - s.uniform(), 1 / alpha);
    alpha += 1;
  }
  double d = alpha - 1.0 / 3, c = 1 / std::sqrt(9 * d);
  for (;;) {
    double x = s.normal(), v = 1 + c * x;
    if (v <= 0) continue;
    v = v * v * v;
    if (std::log(1 - s.uniform()) < 0.5 * x * x + d - d * v + d * std::log(v)) return d * v * boost * beta;
  }
}

/// Small rates by inversion; large ones by Hörmann's transformed rejection with squeeze (PTRS), 1993.
inline double drawPoisson(ElementStream& s, double lam) {
  if (lam < 12) {
    double u = s.uniform(), p = std::exp(-lam), k = 0;
    for (double sum = p; u >= sum && k < 1000; sum += p) p *= lam / ++k;
    return k;
  }
  double b = 0.931 + 2.53 * std::sqrt(lam), a = -0.059 + 0.02483 * b;
  double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4), squeeze = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    double u = s.uniform() - 0.5, v = 1 - s.uniform(), side = 0.5 - std::abs(u);
    double k = std::floor((2 * a / side + b) * u + lam + 0.43);
    if (side >= 0.07 && v <= squeeze) return k;
    if (k < 0 || (side < 0.013 && v > side)) continue;
    if (std::log(v * inverseAlpha / (a / (side * side) + b)) <= k * std::log(lam) - lam - std::lgamma(k + 1)) return k;
  }
}

/// Failures before the k-th success of probability p: a Poisson whose rate is gamma distributed.
inline double drawNegativeBinomial(ElementStream& s, double k, double p) {
  return p >= 1 ? 0 : drawPoisson(s, drawGamma(s, k, (1 - p) / p));
}
/// The same by mean and dispersion; no dispersion is a Poisson.
inline double drawGeneralizedNegativeBinomial(ElementStream& s, double mu, double alpha) {
  return drawPoisson(s, alpha == 0 ? mu : drawGamma(s, 1 / alpha, alpha * mu));
}

}  // namespace gluonlab
