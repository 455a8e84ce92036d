// float32 layer, group and instance normalisation of rows that are adjacent in memory.
#include "kernels/row_norm.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "gluonlab/parallel.h"
#include "kernels/simd/dispatch.h"

namespace gluonlab::GLUONLAB_ISA {

namespace {

constexpr int64_t kGrain = 16 * 1024;
constexpr int64_t kLanes = 16;

/// Sum of f(i) for i in [0, n), in independent lanes.
template <class F>
inline float sumOf(int64_t n, F&& f) {
  float lanes[kLanes] = {};
  int64_t i = 0;
  for (; i + kLanes <= n; i += kLanes)
    for (int64_t k = 0; k < kLanes; ++k) lanes[k] += f(i + k);
  float sum = 0;
  for (; i < n; ++i) sum += f(i);
  for (float lane : lanes) sum += lane;
  return sum;
}

bool handles(const RowNorm& r, const Tensor& x) { return x.dtype() == DType::float32 && r.inner == 1; }

void normalizeRow(const RowNorm& r, int64_t row, const float* x, const float* gamma, const float* beta, float* y,
                  float& mean, float& std) {
  mean = sumOf(r.length, [&](int64_t i) { return x[i]; }) / float(r.length);
  const float centre = mean;
  float variance = sumOf(r.length, [&](int64_t i) { return (x[i] - centre) * (x[i] - centre); }) / float(r.length);
  std = std::sqrt(variance + float(r.eps));
  const float inverse = 1 / std;
  if (r.period) {
    const float scale = gamma[row % r.period] * inverse, offset = beta[row % r.period];
#pragma GCC ivdep
    for (int64_t i = 0; i < r.length; ++i) y[i] = (x[i] - centre) * scale + offset;
  } else {
#pragma GCC ivdep
    for (int64_t i = 0; i < r.length; ++i) y[i] = (x[i] - centre) * inverse * gamma[i] + beta[i];
  }
}

/// Per thread: gradients of gamma and beta so far.
struct Sums {
  std::vector<float> dgamma, dbeta;
};

void rowGradient(const RowNorm& r, int64_t row, const float* dy, const float* x, const float* gamma, float mean,
                 float std, float* dx, Sums& sums) {
  const float inverse = 1 / std, n = float(r.length);
  if (r.period) {
    const float scale = gamma[row % r.period];
    float sum = sumOf(r.length, [&](int64_t i) { return dy[i]; });
    float product = sumOf(r.length, [&](int64_t i) { return dy[i] * (x[i] - mean); }) * inverse;
    sums.dbeta[size_t(row % r.period)] += sum;
    sums.dgamma[size_t(row % r.period)] += product;
    const float a = scale * inverse, b = sum / n, c = product / n * inverse;
#pragma GCC ivdep
    for (int64_t i = 0; i < r.length; ++i) dx[i] = a * (dy[i] - b - (x[i] - mean) * c);
    return;
  }
  float sum = sumOf(r.length, [&](int64_t i) { return dy[i] * gamma[i]; });
  float product = sumOf(r.length, [&](int64_t i) { return dy[i] * gamma[i] * (x[i] - mean); }) * inverse;
  const float b = sum / n, c = product / n;
  float *dgamma = sums.dgamma.data(), *dbeta = sums.dbeta.data();
#pragma GCC ivdep
  for (int64_t i = 0; i < r.length; ++i) {
    float normal = (x[i] - mean) * inverse;
    dgamma[i] += dy[i] * normal;
    dbeta[i] += dy[i];
    dx[i] = (dy[i] * gamma[i] - b - normal * c) * inverse;
  }
}

}  // namespace

bool normalizeRows(const RowNorm& r, const Tensor& x, const Tensor& gamma, const Tensor& beta, const Tensor& y,
                   const Tensor& mean, const Tensor& std) {
  if (!handles(r, x)) return false;
  parallelFor(r.outer, std::max<int64_t>(1, kGrain / r.length), [&](int64_t begin, int64_t end) {
    for (int64_t row = begin; row < end; ++row)
      normalizeRow(r, row, x.data<float>() + row * r.length, gamma.data<float>(), beta.data<float>(),
                   y.data<float>() + row * r.length, mean.data<float>()[row], std.data<float>()[row]);
  });
  return true;
}

bool normalizeRowsGradient(const RowNorm& r, const RowNormGradient& t) {
  if (!handles(r, t.x)) return false;
  const int64_t parts = std::clamp<int64_t>(r.outer * r.length / kGrain, 1, teamSize()), values = t.dgamma.size();
  std::vector<Sums> sums(size_t(parts), Sums{std::vector<float>(size_t(values)), std::vector<float>(size_t(values))});
  parallelFor(parts, 1, [&](int64_t begin, int64_t end) {
    for (int64_t part = begin; part < end; ++part)
      for (int64_t row = r.outer * part / parts; row < r.outer * (part + 1) / parts; ++row)
        rowGradient(r, row, t.dy.data<float>() + row * r.length, t.x.data<float>() + row * r.length,
                    t.gamma.data<float>(), t.mean.data<float>()[row], t.std.data<float>()[row],
                    t.dx.data<float>() + row * r.length, sums[size_t(part)]);
  });
  for (int64_t k = 0; k < values; ++k) {
    float dgamma = 0, dbeta = 0;
    for (const Sums& s : sums) dgamma += s.dgamma[size_t(k)], dbeta += s.dbeta[size_t(k)];
    t.dgamma.data<float>()[k] = dgamma;
    t.dbeta.data<float>()[k] = dbeta;
  }
  return true;
}

}  // namespace gluonlab::GLUONLAB_ISA

GLUONLAB_SIMD_ENTRY(bool, rowNormSimd,
                    (const RowNorm& r, const Tensor& x, const Tensor& gamma, const Tensor& beta, const Tensor& y,
                     const Tensor& mean, const Tensor& std),
                    normalizeRows, (r, x, gamma, beta, y, mean, std))
GLUONLAB_SIMD_ENTRY(bool, rowNormGradientSimd, (const RowNorm& r, const RowNormGradient& t), normalizeRowsGradient,
                    (r, t))
