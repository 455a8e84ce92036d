// The float32 matrix product: blocks of A and B are packed into panels that a kernel of registers multiplies.
// Method: Goto and van de Geijn, "Anatomy of high-performance matrix multiplication", TOMS 2008.
#include "kernels/matmul.h"

#include <algorithm>
#include <cstring>

#include "gluonlab/parallel.h"
#include "gluonlab/tensor.h"
#include "kernels/simd/dispatch.h"

namespace gluonlab::GLUONLAB_ISA {

namespace {

#if defined(GLUONLAB_ISA_avx512)
constexpr int kLanes = 16, kRows = 12;
#elif defined(GLUONLAB_ISA_avx2)
constexpr int kLanes = 8, kRows = 6;
#else
constexpr int kLanes = 4, kRows = 4;
#endif
constexpr int kCols = 2 * kLanes;
// A block of A (kBlockM x kBlockK) stays in the second-level cache, a panel of B (kBlockK x kCols) in the first.
constexpr int64_t kBlockM = 10 * kRows, kBlockK = 256, kBlockN = 64 * kCols;

typedef float Vector __attribute__((vector_size(kLanes * sizeof(float)), aligned(alignof(float)), may_alias));

/// acc = sum over k of a's column times b's row; both packed, padded with zeros.
void multiplyPanels(int64_t depth, const float* a, const float* b, float (&result)[kRows * kCols]) {
  Vector acc[kRows][2] = {};
  for (int64_t k = 0; k < depth; ++k, a += kRows, b += kCols) {
    Vector left = *reinterpret_cast<const Vector*>(b), right = *reinterpret_cast<const Vector*>(b + kLanes);
#pragma GCC unroll 16
    for (int i = 0; i < kRows; ++i) {
      acc[i][0] += a[i] * left;
      acc[i][1] += a[i] * right;
    }
  }
#pragma GCC unroll 16
  for (int i = 0; i < kRows; ++i) {
    *reinterpret_cast<Vector*>(result + i * kCols) = acc[i][0];
    *reinterpret_cast<Vector*>(result + i * kCols + kLanes) = acc[i][1];
  }
}

/// Panels of `width` lines: panel after panel, in each one position of the depth after the other.
void pack(const float* source, int64_t lines, int64_t depth, int64_t lineStride, int64_t depthStride, int width,
          float* target) {
  for (int64_t first = 0; first < lines; first += width) {
    int64_t count = std::min<int64_t>(width, lines - first);
    const float* from = source + first * lineStride;
    if (count < width) std::memset(target, 0, size_t(width * depth) * sizeof(float));
    if (lineStride == 1) {
      for (int64_t k = 0; k < depth; ++k)
        for (int64_t i = 0; i < count; ++i) target[k * width + i] = from[k * depthStride + i];
    } else {
      for (int64_t i = 0; i < count; ++i)
        for (int64_t k = 0; k < depth; ++k) target[k * width + i] = from[i * lineStride + k * depthStride];
    }
    target += width * depth;
  }
}

int64_t roundUp(int64_t value, int64_t unit) { return (value + unit - 1) / unit * unit; }

struct Block {
  int64_t depth, firstN, countN;
  const float* packedB;
  bool isFirst;  // of the depth: bias or what was there before is still to be added
};

void writeTile(const MatMul& t, const Block& b, int64_t row, int64_t col, const float* tile) {
  const int64_t cRow = t.cRow ? t.cRow : t.n, rows = std::min<int64_t>(kRows, t.m - row),
                cols = std::min<int64_t>(kCols, t.n - col);
  float* c = static_cast<float*>(t.c) + row * cRow + col;
  const float* bias = t.bias ? static_cast<const float*>(t.bias) + col : nullptr;
  for (int64_t i = 0; i < rows; ++i, c += cRow, tile += kCols) {
    if (!b.isFirst || t.accumulate)
      for (int64_t j = 0; j < cols; ++j) c[j] += tile[j];
    else if (bias)
      for (int64_t j = 0; j < cols; ++j) c[j] = tile[j] + bias[j];
    else
      for (int64_t j = 0; j < cols; ++j) c[j] = tile[j];
  }
}

void multiplyRows(const MatMul& t, const Block& b, const float* a, int64_t begin, int64_t end) {
  Tensor scratch = Tensor::empty({kBlockM * b.depth}, DType::float32);
  float tile[kRows * kCols];
  for (int64_t first = begin; first < end; first += kBlockM) {
    int64_t count = std::min(kBlockM, end - first);
    float* packedA = scratch.data<float>();
    pack(a + first * t.aRow, count, b.depth, t.aRow, t.aCol, kRows, packedA);
    for (int64_t j = 0; j < b.countN; j += kCols)
      for (int64_t i = 0; i < count; i += kRows) {
        multiplyPanels(b.depth, packedA + i * b.depth, b.packedB + j * b.depth, tile);
        writeTile(t, b, first + i, b.firstN + j, tile);
      }
  }
}

void multiplyMatrix(const MatMul& t) {
  const float* a = static_cast<const float*>(t.a);
  const float* b = static_cast<const float*>(t.b);
  Tensor scratch = Tensor::empty({std::min(kBlockK, t.k) * roundUp(std::min(kBlockN, t.n), kCols)}, DType::float32);
  float* packedB = scratch.data<float>();
  for (int64_t n = 0; n < t.n; n += kBlockN) {
    int64_t countN = std::min(kBlockN, t.n - n);
    for (int64_t k = 0; k < t.k; k += kBlockK) {
      int64_t depth = std::min(kBlockK, t.k - k);
      int64_t panels = (countN + kCols - 1) / kCols;
      parallelFor(panels, std::max<int64_t>(1, 32768 / (depth * kCols)), [&](int64_t begin, int64_t end) {
        pack(b + k * t.bRow + (n + begin * kCols) * t.bCol, std::min(end * kCols, countN) - begin * kCols, depth,
             t.bCol, t.bRow, kCols, packedB + begin * kCols * depth);
      });
      Block block{depth, n, countN, packedB, k == 0};
      int64_t tiles = (t.m + kRows - 1) / kRows;
      int64_t grain = std::max<int64_t>(1, 400000 / (depth * countN * kRows));
      parallelFor(tiles, grain, [&](int64_t begin, int64_t end) {
        multiplyRows(t, block, a + k * t.aCol, begin * kRows, std::min(end * kRows, t.m));
      });
    }
  }
}

}  // namespace

bool multiply(const MatMul& task) {
  if (task.dtype != DType::float32 || task.k == 0) return false;
  const int64_t cBatch = task.m * (task.cRow ? task.cRow : task.n);
  for (int64_t i = 0; i < task.batch; ++i) {
    MatMul one = task;
    one.a = static_cast<const float*>(task.a) + i * task.aBatch;
    one.b = static_cast<const float*>(task.b) + i * task.bBatch;
    one.c = static_cast<float*>(task.c) + i * cBatch;
    multiplyMatrix(one);
  }
  return true;
}

}  // namespace gluonlab::GLUONLAB_ISA

GLUONLAB_SIMD_ENTRY(bool, matmulSimd, (const MatMul& task), multiply, (task))
