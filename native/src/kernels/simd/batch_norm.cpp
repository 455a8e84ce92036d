// float32 batch normalisation. Statistics are taken per chunk of memory that stays in cache and then combined in
// double, so one walk over memory gives accurate variances, the same on any number of threads. Combination: Chan, Golub
// and LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances", 1979.
#include "kernels/batch_norm.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "gluonlab/parallel.h"
#include "kernels/simd/dispatch.h"

namespace gluonlab::GLUONLAB_ISA {

namespace {

constexpr int64_t kChunkFloats = 16 * 1024;
constexpr int64_t kGrain = 32 * 1024;

/// Two sums per channel.
struct Sums {
  std::vector<double> first, second;
  explicit Sums(int64_t channels) : first(size_t(channels)), second(size_t(channels)) {}
};

float sumOf(const float* x, int64_t n) {
  float lanes[16] = {};
  int64_t i = 0;
  for (; i + 16 <= n; i += 16)
    for (int64_t k = 0; k < 16; ++k) lanes[k] += x[i + k];
  float sum = 0;
  for (; i < n; ++i) sum += x[i];
  for (float lane : lanes) sum += lane;
  return sum;
}

/// Sum of (a - p) * (b - q).
float productOf(const float* a, float p, const float* b, float q, int64_t n) {
  float lanes[16] = {};
  int64_t i = 0;
  for (; i + 16 <= n; i += 16)
    for (int64_t k = 0; k < 16; ++k) lanes[k] += (a[i + k] - p) * (b[i + k] - q);
  float sum = 0;
  for (; i < n; ++i) sum += (a[i] - p) * (b[i] - q);
  for (float lane : lanes) sum += lane;
  return sum;
}

/// Adds a chunk of `n` values with this mean and sum of squared differences to what is known of `before` values.
void combine(double before, double n, double chunkMean, double chunkSquares, double& mean, double& squares) {
  double delta = chunkMean - mean, all = before + n;
  mean += delta * n / all;
  squares += chunkSquares + delta * delta * before * n / all;
}

struct Chunks {
  explicit Chunks(const Channels& c)
      : rows(std::max<int64_t>(1, kChunkFloats / c.count)), count((c.outer + rows - 1) / rows) {}
  int64_t rows, count;
};

/// Means and variances of channels that lie next to each other.
Sums statisticsOfRows(const Channels& c, const float* x) {
  Chunks chunks(c);
  std::vector<float> means(size_t(chunks.count * c.count)), squares(means.size());
  parallelFor(chunks.count, std::max<int64_t>(1, kGrain / (chunks.rows * c.count)), [&](int64_t begin, int64_t end) {
    for (int64_t chunk = begin; chunk < end; ++chunk) {
      int64_t first = chunk * chunks.rows, last = std::min(first + chunks.rows, c.outer);
      float *mean = means.data() + chunk * c.count, *square = squares.data() + chunk * c.count;
      for (int64_t r = first; r < last; ++r)
#pragma GCC ivdep
        for (int64_t k = 0; k < c.count; ++k) mean[k] += x[r * c.count + k];
      for (int64_t k = 0; k < c.count; ++k) mean[k] /= float(last - first);
      for (int64_t r = first; r < last; ++r)
#pragma GCC ivdep
        for (int64_t k = 0; k < c.count; ++k)
          square[k] += (x[r * c.count + k] - mean[k]) * (x[r * c.count + k] - mean[k]);
    }
  });
  Sums s(c.count);
  for (int64_t chunk = 0; chunk < chunks.count; ++chunk) {
    int64_t first = chunk * chunks.rows, n = std::min(chunks.rows, c.outer - first);
    for (int64_t k = 0; k < c.count; ++k)
      combine(double(first), double(n), means[size_t(chunk * c.count + k)], squares[size_t(chunk * c.count + k)],
              s.first[size_t(k)], s.second[size_t(k)]);
  }
  for (double& v : s.second) v /= double(c.outer);
  return s;
}

/// The same of channels whose elements lie in runs of c.inner.
Sums statisticsOfRuns(const Channels& c, const float* x) {
  Sums s(c.count);
  parallelFor(c.count, std::max<int64_t>(1, kGrain / (c.outer * c.inner)), [&](int64_t begin, int64_t end) {
    for (int64_t k = begin; k < end; ++k) {
      for (int64_t o = 0; o < c.outer; ++o) {
        const float* run = x + (o * c.count + k) * c.inner;
        float mean = sumOf(run, c.inner) / float(c.inner);
        combine(double(o * c.inner), double(c.inner), mean, productOf(run, mean, run, mean, c.inner),
                s.first[size_t(k)], s.second[size_t(k)]);
      }
      s.second[size_t(k)] /= double(c.outer * c.inner);
    }
  });
  return s;
}

/// Sums of dy and of dy * (x - mean), channels next to each other.
Sums productsOfRows(const Channels& c, const float* dy, const float* x, const float* mean) {
  Chunks chunks(c);
  std::vector<float> sums(size_t(chunks.count * c.count)), products(sums.size());
  parallelFor(chunks.count, std::max<int64_t>(1, kGrain / (chunks.rows * c.count)), [&](int64_t begin, int64_t end) {
    for (int64_t chunk = begin; chunk < end; ++chunk) {
      float *sum = sums.data() + chunk * c.count, *product = products.data() + chunk * c.count;
      for (int64_t r = chunk * chunks.rows; r < std::min((chunk + 1) * chunks.rows, c.outer); ++r)
#pragma GCC ivdep
        for (int64_t k = 0; k < c.count; ++k) {
          sum[k] += dy[r * c.count + k];
          product[k] += dy[r * c.count + k] * (x[r * c.count + k] - mean[k]);
        }
    }
  });
  Sums s(c.count);
  for (int64_t chunk = 0; chunk < chunks.count; ++chunk)
    for (int64_t k = 0; k < c.count; ++k) {
      s.first[size_t(k)] += sums[size_t(chunk * c.count + k)];
      s.second[size_t(k)] += products[size_t(chunk * c.count + k)];
    }
  return s;
}

Sums productsOfRuns(const Channels& c, const float* dy, const float* x, const float* mean) {
  Sums s(c.count);
  parallelFor(c.count, std::max<int64_t>(1, kGrain / (c.outer * c.inner)), [&](int64_t begin, int64_t end) {
    for (int64_t k = begin; k < end; ++k)
      for (int64_t o = 0; o < c.outer; ++o) {
        int64_t at = (o * c.count + k) * c.inner;
        s.first[size_t(k)] += sumOf(dy + at, c.inner);
        s.second[size_t(k)] += productOf(dy + at, 0, x + at, mean[k], c.inner);
      }
  });
  return s;
}

/// out = scale * (a - shiftA) + slope * (b - shiftB) + offset, with values per channel.
struct Affine {
  std::vector<float> scale, shiftA, slope, shiftB, offset;
  explicit Affine(int64_t channels)
      : scale(size_t(channels)),
        shiftA(scale.size()),
        slope(scale.size()),
        shiftB(scale.size()),
        offset(scale.size()) {}
};

void apply(const Channels& c, const Affine& f, const float* a, const float* b, float* out) {
  const float *scale = f.scale.data(), *shiftA = f.shiftA.data(), *slope = f.slope.data(), *shiftB = f.shiftB.data(),
              *offset = f.offset.data();
  const int64_t lines = c.inner == 1 ? c.outer : c.outer * c.count, length = c.inner == 1 ? c.count : c.inner;
  parallelFor(lines, std::max<int64_t>(1, kGrain / length), [&](int64_t begin, int64_t end) {
    for (int64_t line = begin; line < end; ++line) {
      const float *p = a + line * length, *q = b + line * length;
      float* y = out + line * length;
      if (c.inner == 1) {
#pragma GCC ivdep
        for (int64_t k = 0; k < length; ++k)
          y[k] = scale[k] * (p[k] - shiftA[k]) + slope[k] * (q[k] - shiftB[k]) + offset[k];
      } else {
        const int64_t k = line % c.count;
        const float s = scale[k], sa = shiftA[k], m = slope[k], sb = shiftB[k], o = offset[k];
#pragma GCC ivdep
        for (int64_t i = 0; i < length; ++i) y[i] = s * (p[i] - sa) + m * (q[i] - sb) + o;
      }
    }
  });
}

/// out = scale * (a - shiftA) + offset.
void applyOne(const Channels& c, const Affine& f, const float* a, float* out) {
  const float *scale = f.scale.data(), *shift = f.shiftA.data(), *offset = f.offset.data();
  const int64_t lines = c.inner == 1 ? c.outer : c.outer * c.count, length = c.inner == 1 ? c.count : c.inner;
  parallelFor(lines, std::max<int64_t>(1, kGrain / length), [&](int64_t begin, int64_t end) {
    for (int64_t line = begin; line < end; ++line) {
      const float* p = a + line * length;
      float* y = out + line * length;
      if (c.inner == 1) {
#pragma GCC ivdep
        for (int64_t k = 0; k < length; ++k) y[k] = scale[k] * (p[k] - shift[k]) + offset[k];
      } else {
        const int64_t k = line % c.count;
        const float s = scale[k], sa = shift[k], o = offset[k];
#pragma GCC ivdep
        for (int64_t i = 0; i < length; ++i) y[i] = s * (p[i] - sa) + o;
      }
    }
  });
}

std::optional<Channels> handled(const Tensor& x, const Tensor& gamma, const Tensor& y, int64_t axis) {
  if (x.dtype() != DType::float32 || gamma.dtype() != DType::float32 || x.strides() != y.strides()) return std::nullopt;
  return channelsOf(x, axis);
}

}  // namespace

bool normalize(const BatchNorm& b, const BatchNormArrays& t) {
  auto c = handled(t.x, t.gamma, t.y, b.axis);
  if (!c) return false;
  const float* x = t.x.data<float>();
  Sums s(c->count);
  if (b.usesBatch) {
    s = c->inner == 1 ? statisticsOfRows(*c, x) : statisticsOfRuns(*c, x);
  } else {
    std::copy_n(t.movingMean.data<float>(), c->count, s.first.begin());
    std::copy_n(t.movingVar.data<float>(), c->count, s.second.begin());
  }
  Affine f(c->count);
  for (size_t k = 0; k < size_t(c->count); ++k) {
    double invStd = 1 / std::sqrt(s.second[k] + b.eps);
    f.scale[k] = float(invStd * (b.fixGamma ? 1 : t.gamma.data<float>()[k]));
    f.shiftA[k] = t.mean.data<float>()[k] = float(s.first[k]);
    f.offset[k] = t.beta.data<float>()[k];
    t.invStd.data<float>()[k] = float(invStd);
    if (!b.usesBatch) continue;
    float &mean = t.movingMean.data<float>()[k], &variance = t.movingVar.data<float>()[k];
    mean = float(mean * b.momentum + s.first[k] * (1 - b.momentum));
    variance = float(variance * b.momentum + s.second[k] * (1 - b.momentum));
  }
  applyOne(*c, f, x, t.y.data<float>());
  return true;
}

bool normalizeGradient(const BatchNorm& b, const BatchNormGradient& t) {
  auto c = handled(t.x, t.gamma, t.dx, b.axis);
  if (!c || t.dy.strides() != t.x.strides()) return false;
  const float *x = t.x.data<float>(), *dy = t.dy.data<float>(), *mean = t.mean.data<float>(),
              *invStd = t.invStd.data<float>();
  Sums s = c->inner == 1 ? productsOfRows(*c, dy, x, mean) : productsOfRuns(*c, dy, x, mean);
  Affine f(c->count);
  double n = double(c->outer * c->inner);
  for (size_t k = 0; k < size_t(c->count); ++k) {
    t.dbeta.data<float>()[k] = float(s.first[k]);
    t.dgamma.data<float>()[k] = b.fixGamma ? 0 : float(s.second[k] * invStd[k]);
    f.scale[k] = invStd[k] * (b.fixGamma ? 1 : t.gamma.data<float>()[k]);
    f.shiftA[k] = float(s.first[k] / n);
    f.slope[k] = float(-f.scale[k] * invStd[k] * double(invStd[k]) * s.second[k] / n);
    f.shiftB[k] = mean[k];
    if (!b.usesBatch) f.shiftA[k] = 0;
  }
  if (b.usesBatch)
    apply(*c, f, dy, x, t.dx.data<float>());
  else
    applyOne(*c, f, dy, t.dx.data<float>());
  return true;
}

}  // namespace gluonlab::GLUONLAB_ISA

GLUONLAB_SIMD_ENTRY(bool, batchNormSimd, (const BatchNorm& b, const BatchNormArrays& t), normalize, (b, t))
GLUONLAB_SIMD_ENTRY(bool, batchNormGradientSimd, (const BatchNorm& b, const BatchNormGradient& t), normalizeGradient,
                    (b, t))
