// Functions of mathematics that the standard library lacks: digamma, trigamma, the inverse of erf, a thread-safe log
// |Gamma|.
#include <cmath>
#include <limits>

#include "kernels/std_math.h"

namespace gluonlab {

namespace {
constexpr double kPi = 3.14159265358979323846;
bool isPole(double x) { return x <= 0 && std::floor(x) == x; }
}  // namespace

// Recurrence up to x >= 10, then the asymptotic series (Abramowitz and Stegun 6.3.18).
double digamma(double x) {
  if (isPole(x)) return std::numeric_limits<double>::infinity();
  if (x < 0) return digamma(1 - x) - kPi / std::tan(kPi * x);
  double sum = 0;
  for (; x < 10; x += 1) sum -= 1 / x;
  double r = 1 / (x * x);
  double series = r * (1.0 / 12 - r * (1.0 / 120 - r * (1.0 / 252 - r * (1.0 / 240 - r * (1.0 / 132)))));
  return sum + std::log(x) - 0.5 / x - series;
}

// The derivative of digamma (Abramowitz and Stegun 6.4.12).
double trigamma(double x) {
  if (isPole(x)) return std::numeric_limits<double>::infinity();
  if (x < 0) {
    double s = std::sin(kPi * x);
    return kPi * kPi / (s * s) - trigamma(1 - x);
  }
  double sum = 0;
  for (; x < 12; x += 1) sum += 1 / (x * x);
  double r = 1 / (x * x);
  double series = r * (1.0 / 6 - r * (1.0 / 30 - r * (1.0 / 42 - r * (1.0 / 30 - r * (5.0 / 66)))));
  return sum + (1 + 0.5 / x + series) / x;
}

// Winitzki's approximation (2008), then two steps of Halley's method on erf(y) = x.
double erfinv(double x) {
  if (!(x > -1 && x < 1))
    return x == 1 || x == -1 ? std::copysign(std::numeric_limits<double>::infinity(), x) : std::nan("");
  if (x == 0) return x;
  constexpr double a = 0.147;
  double l = std::log1p(-x * x), t = 2 / (kPi * a) + l / 2;
  double y = std::copysign(std::sqrt(std::sqrt(t * t - l / a) - t), x);
  for (int step = 0; step < 3; ++step) {
    double error = x > 0 ? (1 - x) - std::erfc(y) : std::erfc(-y) - (1 + x);  // erf(y) - x, without cancellation near 1
    double slope = 2 / std::sqrt(kPi) * std::exp(-y * y);
    double u = error / slope;
    y -= u / (1 + y * u);
  }
  return y;
}

double logGamma(double x) {
  int sign;  // std::lgamma would write a global
  return ::lgamma_r(x, &sign);
}

}  // namespace gluonlab
