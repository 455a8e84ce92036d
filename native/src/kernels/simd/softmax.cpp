// Softmax of float32: rows where the axis is the innermost one, else tiles of columns.
#include "kernels/softmax.h"

#include <algorithm>
#include <cstring>

#include "gluonlab/parallel.h"
#include "kernels/simd/dispatch.h"
#include "kernels/simd/vector_math.h"

namespace gluonlab::GLUONLAB_ISA {

namespace {

constexpr int64_t kLanes = 32;     // partial sums kept apart, so that the additions do not wait for each other
constexpr int64_t kColumns = 512;  // columns worked on together: their maxima and sums stay in cache
constexpr int64_t kGrain = 8192;

// Sums, or takes the maximum of, n terms in kLanes partial results that the compiler keeps in registers.
template <class Add>
[[gnu::always_inline]] inline float fold(int64_t n, float first, Add add) {
  float lanes[kLanes];
  std::fill_n(lanes, kLanes, first);
  int64_t i = 0;
  for (; i + kLanes <= n; i += kLanes)
    for (int64_t lane = 0; lane < kLanes; ++lane) lanes[lane] = add(lanes[lane], i + lane);
  float total = first;
  for (; i < n; ++i) total = add(total, i);
  for (int64_t half = kLanes / 2; half > 0; half /= 2)
    for (int64_t lane = 0; lane < half; ++lane)
      lanes[lane] = first == 0 ? lanes[lane] + lanes[lane + half] : std::max(lanes[lane], lanes[lane + half]);
  return first == 0 ? total + lanes[0] : std::max(total, lanes[0]);
}

/// Fewer elements than lanes: one block, filled up with what adds nothing.
template <bool isLog>
void softmaxShortRow(const float* x, float* y, int64_t n, float scale) {
  float z[kLanes], e[kLanes], largest = -std::numeric_limits<float>::infinity(), sum = 0;
  std::fill_n(z, kLanes, largest);
  for (int64_t i = 0; i < n; ++i) {
    z[i] = scale * x[i];
    largest = z[i] > largest ? z[i] : largest;
  }
  for (int64_t i = 0; i < kLanes; ++i) {
    z[i] -= largest;
    e[i] = VectorMath::exp(z[i]);
  }
  for (int64_t i = 0; i < n; ++i) sum += e[i];
  float shift = isLog ? std::log(sum) : 1.0f / sum;
  for (int64_t i = 0; i < n; ++i) y[i] = isLog ? z[i] - shift : e[i] * shift;
}

template <bool isLog>
void softmaxRow(const float* x, float* y, int64_t n, float scale) {
  if (n < kLanes) return softmaxShortRow<isLog>(x, y, n, scale);
  float largest = fold(n, -std::numeric_limits<float>::infinity(),
                       [&](float a, int64_t i) { return scale * x[i] > a ? scale * x[i] : a; });
  if constexpr (isLog) {
    float sum = fold(n, 0, [&](float a, int64_t i) { return a + VectorMath::exp(scale * x[i] - largest); });
    float shift = std::log(sum);
    for (int64_t i = 0; i < n; ++i) y[i] = scale * x[i] - largest - shift;
  } else {
#pragma GCC ivdep
    for (int64_t i = 0; i < n; ++i) y[i] = VectorMath::exp(scale * x[i] - largest);
    float inverse = 1.0f / fold(n, 0, [&](float a, int64_t i) { return a + y[i]; });
    for (int64_t i = 0; i < n; ++i) y[i] *= inverse;
  }
}

template <bool isLog>
void softmaxColumns(const float* x, float* y, int64_t n, int64_t stride, int64_t columns, float scale) {
  alignas(64) float largest[kColumns], sum[kColumns];
  std::fill_n(largest, columns, -std::numeric_limits<float>::infinity());
  std::fill_n(sum, columns, 0.0f);
  for (int64_t i = 0; i < n; ++i)
    for (int64_t c = 0; c < columns; ++c) {
      float z = scale * x[i * stride + c];
      largest[c] = z > largest[c] ? z : largest[c];
    }
  for (int64_t i = 0; i < n; ++i) {
    const float* from = x + i * stride;
    float* to = y + i * stride;
#pragma GCC ivdep
    for (int64_t c = 0; c < columns; ++c) {
      float z = scale * from[c] - largest[c], e = VectorMath::exp(z);
      sum[c] += e;
      to[c] = isLog ? z : e;
    }
  }
  for (int64_t c = 0; c < columns; ++c) sum[c] = isLog ? VectorMath::log(sum[c]) : 1.0f / sum[c];
  for (int64_t i = 0; i < n; ++i)
    for (int64_t c = 0; c < columns; ++c) {
      float& v = y[i * stride + c];
      v = isLog ? v - sum[c] : v * sum[c];
    }
}

template <bool isLog>
void backwardRow(const float* dy, const float* y, float* dx, int64_t n, float scale) {
  if constexpr (isLog) {
    float sum = fold(n, 0, [&](float a, int64_t i) { return a + dy[i]; });
#pragma GCC ivdep
    for (int64_t i = 0; i < n; ++i) dx[i] = scale * (dy[i] - VectorMath::exp(y[i]) * sum);
  } else {
    float sum = fold(n, 0, [&](float a, int64_t i) { return a + dy[i] * y[i]; });
#pragma GCC ivdep
    for (int64_t i = 0; i < n; ++i) dx[i] = scale * (y[i] * (dy[i] - sum));
  }
}

template <bool isLog>
void backwardColumns(const float* dy, const float* y, float* dx, int64_t n, int64_t stride, int64_t columns,
                     float scale) {
  alignas(64) float sum[kColumns];
  std::fill_n(sum, columns, 0.0f);
  for (int64_t i = 0; i < n; ++i)
    for (int64_t c = 0; c < columns; ++c) sum[c] += isLog ? dy[i * stride + c] : dy[i * stride + c] * y[i * stride + c];
  for (int64_t i = 0; i < n; ++i) {
    const float *head = dy + i * stride, *output = y + i * stride;
    float* to = dx + i * stride;
#pragma GCC ivdep
    for (int64_t c = 0; c < columns; ++c)
      to[c] = scale * (isLog ? head[c] - VectorMath::exp(output[c]) * sum[c] : output[c] * (head[c] - sum[c]));
  }
}

/// Calls row(offset) for every row, or columns(offset, count) for every group of adjacent columns.
template <class Row, class Columns>
void forEachPart(const Softmax& task, Row row, Columns columns) {
  int64_t groups = task.inner == 1 ? 1 : (task.inner + kColumns - 1) / kColumns;
  int64_t elements = task.inner == 1 ? task.n : task.n * std::min(task.inner, kColumns);
  parallelFor(task.outer * groups, std::max<int64_t>(1, kGrain / elements), [&](int64_t begin, int64_t end) {
    for (int64_t part = begin; part < end; ++part) {
      int64_t offset = part / groups * task.n * task.inner, column = part % groups * kColumns;
      if (task.inner == 1) {
        row(offset);
      } else {
        columns(offset + column, std::min(kColumns, task.inner - column));
      }
    }
  });
}

bool isFloat(const Softmax& task, const Tensor& a, const Tensor& b) {
  return a.dtype() == DType::float32 && b.dtype() == DType::float32 && !task.lengths;
}

template <bool isLog>
void softmaxAll(const Softmax& task, const float* x, float* y) {
  float scale = float(task.scale);
  forEachPart(
      task, [&](int64_t at) { softmaxRow<isLog>(x + at, y + at, task.n, scale); },
      [&](int64_t at, int64_t columns) { softmaxColumns<isLog>(x + at, y + at, task.n, task.inner, columns, scale); });
}

template <bool isLog>
void backwardAll(const Softmax& task, const float* dy, const float* y, float* dx) {
  float scale = float(task.scale);
  forEachPart(
      task, [&](int64_t at) { backwardRow<isLog>(dy + at, y + at, dx + at, task.n, scale); },
      [&](int64_t at, int64_t columns) {
        backwardColumns<isLog>(dy + at, y + at, dx + at, task.n, task.inner, columns, scale);
      });
}

}  // namespace

bool softmax(const Softmax& task, const Tensor& from, const Tensor& to) {
  if (!isFloat(task, from, to)) return false;
  auto run = task.isLog ? &softmaxAll<true> : &softmaxAll<false>;
  run(task, from.data<float>(), to.data<float>());
  return true;
}

bool softmaxBackward(const Softmax& task, const Tensor& head, const Tensor& output, const Tensor& gradient) {
  if (!isFloat(task, output, gradient)) return false;
  auto run = task.isLog ? &backwardAll<true> : &backwardAll<false>;
  run(task, head.data<float>(), output.data<float>(), gradient.data<float>());
  return true;
}

}  // namespace gluonlab::GLUONLAB_ISA

GLUONLAB_SIMD_ENTRY(bool, softmaxSimd, (const Softmax& task, const Tensor& from, const Tensor& to), softmax,
                    (task, from, to))
GLUONLAB_SIMD_ENTRY(bool, softmaxBackwardSimd,
                    (const Softmax& task, const Tensor& head, const Tensor& output, const Tensor& gradient),
                    softmaxBackward, (task, head, output, gradient))
