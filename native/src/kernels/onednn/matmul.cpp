// The matrix product by oneDNN's matmul primitive.
#include "kernels/matmul.h"

#include "kernels/onednn/plan.h"

namespace gluonlab {

namespace {

using namespace onednn;
using Desc = dnnl::memory::desc;

// Rows or columns lie next to each other and lines do not overlap: what a GEMM can read.
bool isLine(int64_t row, int64_t col, int64_t rows, int64_t cols) {
  return (col == 1 && row >= cols) || (row == 1 && col >= rows);
}

void build(Plan& plan, const MatMul& t) {
  auto type = dataType(t.dtype);
  dnnl::memory::dims a{t.batch, t.m, t.k}, b{t.batch, t.k, t.n}, c{t.batch, t.m, t.n}, bias{1, 1, t.n};
  dnnl::memory::dims as{t.aBatch, t.aRow, t.aCol}, bs{t.bBatch, t.bRow, t.bCol}, cs{t.m * t.n, t.n, 1},
      biasStrides{t.n, t.n, 1};
  size_t first = t.batch == 1 ? 1 : 0;  // plain products as two-dimensional ones: those have the best kernels
  auto desc = [&](const dnnl::memory::dims& d, const dnnl::memory::dims& s) {
    return Desc(dnnl::memory::dims(d.begin() + long(first), d.end()), type,
                dnnl::memory::dims(s.begin() + long(first), s.end()));
  };
  Desc aDesc = desc(a, as), bDesc = desc(b, bs), cDesc = desc(c, cs);
  int x = plan.given(aDesc), w = plan.given(bDesc), y = plan.given(cDesc);
  if (t.bias) {
    Desc biasDesc = desc(bias, biasStrides);
    int add = plan.given(biasDesc);
    auto pd = describe<dnnl::matmul>(ownScratchpad(), aDesc, bDesc, biasDesc, cDesc);
    plan.add(dnnl::matmul(pd), pd, {{DNNL_ARG_SRC, x}, {DNNL_ARG_WEIGHTS, w}, {DNNL_ARG_BIAS, add}, {DNNL_ARG_DST, y}});
  } else {
    auto pd = describe<dnnl::matmul>(ownScratchpad(), aDesc, bDesc, cDesc);
    plan.add(dnnl::matmul(pd), pd, {{DNNL_ARG_SRC, x}, {DNNL_ARG_WEIGHTS, w}, {DNNL_ARG_DST, y}});
  }
}

}  // namespace

bool matmulOneDnn(const MatMul& t) {
  if (t.dtype != DType::float32 && t.dtype != DType::bfloat16) return false;
  if (t.k == 0 || t.accumulate || t.cRow || (t.batch > 1 && (t.aBatch == 0 || t.bBatch == 0))) return false;
  if (!isLine(t.aRow, t.aCol, t.m, t.k) || !isLine(t.bRow, t.bCol, t.k, t.n)) return false;
  PlanKey key{'m',    int64_t(t.dtype), t.batch,          t.m, t.n, t.k, t.aRow, t.aCol, t.aBatch, t.bRow,
              t.bCol, t.bBatch,         t.bias != nullptr};
  Plan* plan = cachedPlan(key, [&](Plan& p) { build(p, t); });
  if (!plan) return false;
  if (t.bias)
    plan->run({t.a, t.b, t.c, t.bias});
  else
    plan->run({t.a, t.b, t.c});
  return true;
}

}  // namespace gluonlab
