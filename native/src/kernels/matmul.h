// matmul.h: one matrix product, or a batch of them, on raw memory: C = A B + bias, rows and columns by strides.
//
//   matmulReference({.dtype = DType::float32, .m = 2, .n = 3, .k = 4, .a = x, .aRow = 4, .b = w, .bCol = 4, .bRow = 1,
//   .c = y});
//
// A transposed operand is one whose row and column strides are swapped. C's columns are adjacent.
#pragma once

#include "gluonlab/dtype.h"

namespace gluonlab {

struct MatMul {
  DType dtype = DType::float32;
  int64_t batch = 1, m = 0, n = 0, k = 0;
  const void* a = nullptr;
  int64_t aRow = 0, aCol = 1, aBatch = 0;  // strides in elements
  const void* b = nullptr;
  int64_t bRow = 0, bCol = 1, bBatch = 0;
  void* c = nullptr;
  int64_t cRow = 0;            // 0: n
  bool accumulate = false;     // C += A B instead; then there is no bias
  const void* bias = nullptr;  // n values added to every row; null: none
  double flops() const { return 2.0 * double(batch) * double(m) * double(n) * double(k); }
};

/// Any dtype but bool, any strides; sums in Accumulate<T>.
bool matmulReference(const MatMul& task);
/// float32, any strides: a packed, blocked product.
bool matmulSimd(const MatMul& task);
/// float32 and bfloat16 whose operands have adjacent rows or columns.
bool matmulOneDnn(const MatMul& task);

}  // namespace gluonlab
