// Batch normalisation by its definition, channel by channel, in double.
#include "kernels/batch_norm.h"

#include <cmath>
#include <vector>

#include "gluonlab/parallel.h"
#include "kernels/packed.h"

namespace gluonlab {

std::optional<Channels> channelsOf(const Tensor& x, int64_t axis) {
  Channels c;
  c.count = x.dim(axis);
  if (x.isContiguous()) {
    for (int64_t d = 0; d < x.ndim(); ++d)
      (d < axis ? c.outer : d > axis ? c.inner : c.count) *= d == axis ? 1 : x.dim(d);
    return c;
  }
  if (axis != 1 || x.ndim() < 3 || x.strides() != channelsLastStrides(x.shape())) return std::nullopt;
  for (int64_t d = 0; d < x.ndim(); ++d) c.outer *= d == axis ? 1 : x.dim(d);
  return c;
}

namespace {

std::vector<double> valuesOf(const Tensor& x) {
  std::vector<double> values(size_t(x.size()));
  dispatchFloating(x.dtype(), [&]<class T>() {
    for (size_t i = 0; i < values.size(); ++i) values[i] = double(Compute<T>(x.data<T>()[i]));
  });
  return values;
}

void store(const std::vector<double>& values, const Tensor& x) {
  dispatchFloating(x.dtype(), [&]<class T>() {
    for (size_t i = 0; i < values.size(); ++i) x.data<T>()[i] = T(Compute<T>(values[i]));
  });
}

template <class T, class F>
void forEachOf(const Channels& c, int64_t channel, const T* x, F&& f) {
  for (int64_t o = 0; o < c.outer; ++o)
    for (int64_t i = 0; i < c.inner; ++i) f(double(Compute<T>(x[(o * c.count + channel) * c.inner + i])));
}

struct Statistics {
  std::vector<double> mean, variance;
};

template <class T>
Statistics batchStatistics(const Channels& c, const T* x) {
  Statistics s{std::vector<double>(size_t(c.count)), std::vector<double>(size_t(c.count))};
  double n = double(c.outer * c.inner);
  parallelFor(c.count, 1, [&](int64_t begin, int64_t end) {
    for (int64_t k = begin; k < end; ++k) {
      double sum = 0, squares = 0;
      forEachOf(c, k, x, [&](double v) { sum += v; });
      double mean = sum / n;
      forEachOf(c, k, x, [&](double v) { squares += (v - mean) * (v - mean); });
      s.mean[size_t(k)] = mean;
      s.variance[size_t(k)] = squares / n;
    }
  });
  return s;
}

void moveTowards(const Tensor& moving, const std::vector<double>& batch, double momentum) {
  std::vector<double> values = valuesOf(moving);
  for (size_t i = 0; i < values.size(); ++i) values[i] = values[i] * momentum + batch[i] * (1 - momentum);
  store(values, moving);
}

}  // namespace

bool batchNormReference(const BatchNorm& b, const BatchNormArrays& t) {
  Tensor x = packed(t.x);
  Tensor y = t.y.isContiguous() ? t.y : Tensor::empty(t.y.shape(), t.y.dtype());
  Channels c = *channelsOf(x, b.axis);
  dispatchFloating(x.dtype(), [&]<class T>() {
    Statistics s =
        b.usesBatch ? batchStatistics(c, x.data<T>()) : Statistics{valuesOf(t.movingMean), valuesOf(t.movingVar)};
    std::vector<double> gamma = valuesOf(t.gamma), beta = valuesOf(t.beta), invStd(size_t(c.count));
    for (size_t k = 0; k < invStd.size(); ++k) invStd[k] = 1 / std::sqrt(s.variance[k] + b.eps);
    parallelFor(c.outer * c.count, 1, [&](int64_t begin, int64_t end) {
      for (int64_t line = begin; line < end; ++line) {
        size_t k = size_t(line % c.count);
        double scale = b.fixGamma ? 1 : gamma[k];
        for (int64_t i = line * c.inner; i < (line + 1) * c.inner; ++i)
          y.data<T>()[i] =
              T(Compute<T>((double(Compute<T>(x.data<T>()[i])) - s.mean[k]) * invStd[k] * scale + beta[k]));
      }
    });
    store(s.mean, t.mean);
    store(invStd, t.invStd);
    if (!b.usesBatch) return;
    moveTowards(t.movingMean, s.mean, b.momentum);
    moveTowards(t.movingVar, s.variance, b.momentum);
  });
  if (&y.storage() != &t.y.storage()) copyElements(y, t.y);
  return true;
}

bool batchNormGradientReference(const BatchNorm& b, const BatchNormGradient& t) {
  Tensor x = packed(t.x), dy = packed(t.dy);
  Tensor dx = t.dx.isContiguous() ? t.dx : Tensor::empty(t.dx.shape(), t.dx.dtype());
  Channels c = *channelsOf(x, b.axis);
  dispatchFloating(x.dtype(), [&]<class T>() {
    std::vector<double> gamma = valuesOf(t.gamma), mean = valuesOf(t.mean), invStd = valuesOf(t.invStd);
    std::vector<double> dgamma(gamma.size()), dbeta(gamma.size());
    double n = double(c.outer * c.inner);
    parallelFor(c.count, 1, [&](int64_t begin, int64_t end) {
      for (int64_t line = begin; line < end; ++line) {
        size_t k = size_t(line);
        double sum = 0, product = 0, scale = (b.fixGamma ? 1 : gamma[k]) * invStd[k];
        auto each = [&](auto f) {
          for (int64_t o = 0; o < c.outer; ++o)
            for (int64_t i = 0; i < c.inner; ++i) {
              int64_t at = (o * c.count + line) * c.inner + i;
              f(at, double(Compute<T>(dy.data<T>()[at])), (double(Compute<T>(x.data<T>()[at])) - mean[k]) * invStd[k]);
            }
        };
        each([&](int64_t, double d, double normal) { sum += d, product += d * normal; });
        each([&](int64_t at, double d, double normal) {
          double centred = b.usesBatch ? d - sum / n - normal * product / n : d;
          dx.data<T>()[at] = T(Compute<T>(centred * scale));
        });
        dbeta[k] = sum;
        dgamma[k] = b.fixGamma ? 0 : product;
      }
    });
    store(dgamma, t.dgamma);
    store(dbeta, t.dbeta);
  });
  if (&dx.storage() != &t.dx.storage()) copyElements(dx, t.dx);
  return true;
}

}  // namespace gluonlab
