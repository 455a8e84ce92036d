// The matrix product by its definition, row by row; B is unpacked once so that the inner loop walks adjacent values.
#include "kernels/matmul.h"

#include <algorithm>
#include <vector>

#include "gluonlab/parallel.h"

namespace gluonlab {

namespace {

template <class T>
void multiply(const MatMul& t, int64_t batch) {
  using Sum = Accumulate<T>;
  const T* a = static_cast<const T*>(t.a) + batch * t.aBatch;
  const T* b = static_cast<const T*>(t.b) + batch * t.bBatch;
  const int64_t cRow = t.cRow ? t.cRow : t.n;
  T* c = static_cast<T*>(t.c) + batch * t.m * cRow;
  const T* bias = static_cast<const T*>(t.bias);

  std::vector<Sum> right(size_t(t.k * t.n));
  for (int64_t k = 0; k < t.k; ++k)
    for (int64_t j = 0; j < t.n; ++j) right[size_t(k * t.n + j)] = Sum(Compute<T>(b[k * t.bRow + j * t.bCol]));

  int64_t grain = std::max<int64_t>(1, 65536 / std::max<int64_t>(1, t.k * t.n));
  parallelFor(t.m, grain, [&](int64_t begin, int64_t end) {
    std::vector<Sum> row(size_t(t.n));
    for (int64_t i = begin; i < end; ++i) {
      for (int64_t j = 0; j < t.n; ++j)
        row[size_t(j)] = t.accumulate ? Sum(Compute<T>(c[i * cRow + j])) : bias ? Sum(Compute<T>(bias[j])) : Sum(0);
      for (int64_t k = 0; k < t.k; ++k) {
        Sum left = Sum(Compute<T>(a[i * t.aRow + k * t.aCol]));
        const Sum* line = right.data() + k * t.n;
        for (int64_t j = 0; j < t.n; ++j) row[size_t(j)] += left * line[j];
      }
      for (int64_t j = 0; j < t.n; ++j) c[i * cRow + j] = T(Compute<T>(row[size_t(j)]));
    }
  });
}

}  // namespace

bool matmulReference(const MatMul& task) {
  dispatch(task.dtype, [&]<class T>() {
    for (int64_t i = 0; i < task.batch; ++i) multiply<T>(task, i);
  });
  return true;
}

}  // namespace gluonlab
