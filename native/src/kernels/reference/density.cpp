#include "kernels/density.h"

#include <cmath>
#include <vector>

namespace gluonlab {

namespace {

double numberAt(const Tensor& x, int64_t i) {
  return dispatch(x.dtype(), [&]<class T>() { return double(static_cast<Compute<T>>(x.data<T>()[i])); });
}
void setNumber(Tensor& x, int64_t i, double value) {
  dispatchFloating(x.dtype(), [&]<class T>() { x.data<T>()[i] = T(Compute<T>(value)); });
}

/// Derivative of lgamma: recurrence up to 6, then the asymptotic series (Abramowitz and Stegun 6.3.5, 6.3.18).
double digamma(double x) {
  double shift = 0;
  for (; x < 6; ++x) shift -= 1 / x;
  double r = 1 / (x * x);
  return shift + std::log(x) - 0.5 / x - r * (1.0 / 12 - r * (1.0 / 120 - r * (1.0 / 252 - r * (1.0 / 240 - r / 132))));
}

/// log density and its derivatives by x, a and b.
struct LogDensity {
  double value, dx, da, db;
};

LogDensity negativeBinomial(double x, double k, double p) {
  double value = std::lgamma(x + k) - std::lgamma(x + 1) - std::lgamma(k) + k * std::log(p) + x * std::log(1 - p);
  return {value, 0, digamma(x + k) - digamma(k) + std::log(p), k / p - x / (1 - p)};
}

LogDensity logDensity(Density density, double x, double a, double b) {
  switch (density) {
    case Density::uniform:
      return {-std::log(b - a), 0, 1 / (b - a), -1 / (b - a)};
    case Density::normal: {
      double z = (x - a) / b;
      return {-0.5 * z * z - std::log(b) - 0.5 * std::log(2 * M_PI), -z / b, z / b, (z * z - 1) / b};
    }
    case Density::gamma:
      return {a * std::log(b) + (a - 1) * std::log(x) - b * x - std::lgamma(a), (a - 1) / x - b,
              std::log(b) + std::log(x) - digamma(a), a / b - x};
    case Density::exponential:
      return {std::log(a) - a * x, -a, 1 / a - x, 0};
    case Density::poisson:
      return {x * std::log(a) - std::lgamma(x + 1) - a, 0, x / a - 1, 0};
    case Density::negativeBinomial:
      return negativeBinomial(x, a, b);
    case Density::generalizedNegativeBinomial: {
      double denominator = a * b + 1;
      LogDensity d = negativeBinomial(x, 1 / b, 1 / denominator);
      double byP = d.db / (denominator * denominator);
      return {d.value, 0, -byP * b, -d.da / (b * b) - byP * a};
    }
  }
  return {};
}

/// Of a density and its logarithm, the derivative of what was asked for.
double headScale(const Call& call, int64_t i) {
  double dy = numberAt(call.in(0), i);
  return call.attrs().get<bool>("is_log") ? dy : dy * numberAt(call.in(1), i);
}

}  // namespace

void evaluateDensity(Density density, Call& call) {
  const Tensor& sample = call.in(0);
  int64_t each = sample.size() / call.in(1).size();
  bool isLog = call.attrs().get<bool>("is_log"), two = call.inputs.size() > 2;
  for (int64_t i = 0; i < sample.size(); ++i) {
    double a = numberAt(call.in(1), i / each), b = two ? numberAt(call.in(2), i / each) : 0;
    double value = logDensity(density, numberAt(sample, i), a, b).value;
    setNumber(call.out(), i, isLog ? value : std::exp(value));
  }
}

void differentiateDensity(Density density, Call& call) {
  const Tensor& sample = call.in(2);
  int64_t each = sample.size() / call.in(3).size();
  bool two = call.inputs.size() > 4;
  for (int64_t i = 0; i < sample.size(); ++i) {
    double a = numberAt(call.in(3), i / each), b = two ? numberAt(call.in(4), i / each) : 0, scale = headScale(call, i);
    LogDensity d = logDensity(density, numberAt(sample, i), a, b);
    setNumber(call.out(0), i, scale * d.dx);
    setNumber(call.out(1), i, scale * d.da);
    if (two) setNumber(call.out(2), i, scale * d.db);
  }
}

void evaluateDirichlet(Call& call) {
  const Tensor &sample = call.in(0), &alpha = call.in(1);
  int64_t k = alpha.dim(-1), rows = sample.size() / k, each = rows / (alpha.size() / k);
  bool isLog = call.attrs().get<bool>("is_log");
  for (int64_t row = 0; row < rows; ++row) {
    double sum = 0, value = 0;
    for (int64_t i = 0; i < k; ++i) {
      double a = numberAt(alpha, row / each * k + i);
      sum += a;
      value += (a - 1) * std::log(numberAt(sample, row * k + i)) - std::lgamma(a);
    }
    value += std::lgamma(sum);
    setNumber(call.out(), row, isLog ? value : std::exp(value));
  }
}

void differentiateDirichlet(Call& call) {
  const Tensor &sample = call.in(2), &alpha = call.in(3);
  int64_t k = alpha.dim(-1), rows = sample.size() / k, each = rows / (alpha.size() / k);
  for (int64_t row = 0; row < rows; ++row) {
    double sum = 0, scale = headScale(call, row);
    for (int64_t i = 0; i < k; ++i) sum += numberAt(alpha, row / each * k + i);
    for (int64_t i = 0; i < k; ++i) {
      double a = numberAt(alpha, row / each * k + i), x = numberAt(sample, row * k + i);
      setNumber(call.out(0), row * k + i, scale * (a - 1) / x);
      setNumber(call.out(1), row * k + i, scale * (std::log(x) - digamma(a) + digamma(sum)));
    }
  }
}

}  // namespace gluonlab
