// Matrix products: dot (last axis of one with the first of the other) and batch_dot.
#include "gluonlab/invoke.h"
#include "kernels/matmul.h"
#include "kernels/packed.h"
#include "ops/matrix_product.h"

namespace gluonlab {

namespace {

/// How an operand of dot reads as a matrix: (all axes but one) x (the summed axis), or the other way round.
struct MatrixExtents {
  int64_t rows = 1, cols = 1;
};
MatrixExtents leftExtents(const Shape& s, bool transposed) {
  int64_t size = sizeOf(s);
  if (s.size() == 1) return {1, s[0]};
  int64_t edge = transposed ? s[0] : s[s.size() - 1];
  int64_t rest = edge ? size / edge : sizeOf(Shape(s.begin() + transposed, s.end() - !transposed));
  return transposed ? MatrixExtents{edge, rest} : MatrixExtents{rest, edge};
}
MatrixExtents rightExtents(const Shape& s, bool transposed) {
  if (s.size() == 1) return {s[0], 1};
  return leftExtents(s, !transposed);
}

void inferDot(Inference& inference) {
  const Shape &a = inference.shape(0), &b = inference.shape(1);
  bool ta = inference.attrs.get<bool>("transpose_a"), tb = inference.attrs.get<bool>("transpose_b");
  check(!a.empty() && !b.empty(), ErrorCode::shape, "lhs has shape ", a, " and rhs ", b,
        ", expected at least one axis each");
  check(inference.dtype(0) == inference.dtype(1), ErrorCode::dtype, "rhs has dtype ", dtypeName(inference.dtype(1)),
        ", expected ", dtypeName(inference.dtype(0)), " as lhs has");
  bool vectorA = a.size() == 1, vectorB = b.size() == 1;
  int64_t left = vectorA || ta ? a[0] : a[a.size() - 1];
  int64_t right = vectorB || !tb ? b[0] : b[b.size() - 1];
  check(left == right, ErrorCode::shape, "lhs ", a, ta ? " transposed" : "", " and rhs ", b, tb ? " transposed" : "",
        " do not fit: ", left, " values of lhs meet ", right, " of rhs");
  Shape out;
  if (!vectorA) out = ta ? Shape(a.begin() + 1, a.end()) : Shape(a.begin(), a.end() - 1);
  if (!vectorB)
    for (size_t i = tb ? 0 : 1; i < b.size() - (tb ? 1 : 0); ++i) out.push_back(b[i]);
  inference.output(out, inference.dtype(0));
}

void inferBatchDot(Inference& inference) {
  const Shape &a = inference.shape(0), &b = inference.shape(1);
  bool ta = inference.attrs.get<bool>("transpose_a"), tb = inference.attrs.get<bool>("transpose_b");
  check(a.size() == b.size() && a.size() >= 3, ErrorCode::shape, "lhs has shape ", a, " and rhs ", b,
        ", expected the same number of axes, at least 3");
  check(inference.dtype(0) == inference.dtype(1), ErrorCode::dtype, "rhs has dtype ", dtypeName(inference.dtype(1)),
        ", expected ", dtypeName(inference.dtype(0)), " as lhs has");
  size_t n = a.size();
  for (size_t i = 0; i + 2 < n; ++i)
    check(a[i] == b[i], ErrorCode::shape, "lhs ", a, " and rhs ", b, " differ on batch axis ", i);
  int64_t left = ta ? a[n - 2] : a[n - 1], right = tb ? b[n - 1] : b[n - 2];
  check(left == right, ErrorCode::shape, "lhs ", a, ta ? " transposed" : "", " and rhs ", b, tb ? " transposed" : "",
        " do not fit: ", left, " columns of lhs meet ", right, " rows of rhs");
  Shape out(a.begin(), a.end() - 2);
  out.push_back(ta ? a[n - 1] : a[n - 2]);
  out.push_back(tb ? b[n - 2] : b[n - 1]);
  inference.output(out, inference.dtype(0));
}

/// Element strides of a tensor read as rows x cols. Matrices keep their strides; anything else is packed first.
struct MatrixView {
  Tensor tensor;
  int64_t row, col;
};
MatrixView matrixView(const Tensor& x, MatrixExtents e) {
  if (x.ndim() == 2) return {x, e.rows == 1 ? e.cols : x.strides()[0], e.cols == 1 ? 1 : x.strides()[1]};
  return {packed(x), e.cols, 1};
}

template <bool (*multiply)(const MatMul&)>
bool dotKernel(Call& call) {
  bool ta = call.attrs().get<bool>("transpose_a"), tb = call.attrs().get<bool>("transpose_b");
  ta = ta && call.in(0).ndim() > 1;
  tb = tb && call.in(1).ndim() > 1;
  MatrixExtents left = leftExtents(call.in(0).shape(), ta), right = rightExtents(call.in(1).shape(), tb);
  MatrixView a = matrixView(call.in(0), left), b = matrixView(call.in(1), right);
  MatMul task;
  task.dtype = call.out().dtype();
  task.m = ta ? left.cols : left.rows;
  task.k = ta ? left.rows : left.cols;
  task.n = tb ? right.rows : right.cols;
  task.a = a.tensor.raw();
  task.aRow = ta ? a.col : a.row;
  task.aCol = ta ? a.row : a.col;
  task.b = b.tensor.raw();
  task.bRow = tb ? b.col : b.row;
  task.bCol = tb ? b.row : b.col;
  task.c = call.out().raw();
  return multiply(task);
}

template <bool (*multiply)(const MatMul&)>
bool batchDotKernel(Call& call) {
  bool ta = call.attrs().get<bool>("transpose_a"), tb = call.attrs().get<bool>("transpose_b");
  const Tensor &a = call.in(0), &b = call.in(1);
  MatMul task;
  task.dtype = call.out().dtype();
  task.m = call.out().dim(-2);
  task.n = call.out().dim(-1);
  task.k = ta ? a.dim(-2) : a.dim(-1);
  task.batch = call.out().size() / (task.m * task.n);
  int64_t aCols = a.dim(-1), bCols = b.dim(-1);
  task.a = a.raw();
  task.aRow = ta ? 1 : aCols;
  task.aCol = ta ? aCols : 1;
  task.aBatch = task.m * task.k;
  task.b = b.raw();
  task.bRow = tb ? 1 : bCols;
  task.bCol = tb ? bCols : 1;
  task.bBatch = task.k * task.n;
  task.c = call.out().raw();
  return multiply(task);
}

// Y = op(A) op(B), both as matrices; the four cases of transposition.
template <class Product>
void productGradient(Grad& g, bool ta, bool tb, const Tensor& a, const Tensor& b, const Tensor& dy, Product product) {
  if (g.needs(0)) g.set(0, reshape(ta ? product(b, dy, tb, true) : product(dy, b, false, !tb), g.inInfo(0).shape));
  if (g.needs(1)) g.set(1, reshape(tb ? product(dy, a, true, ta) : product(a, dy, !ta, false), g.inInfo(1).shape));
}

void dotGradient(Grad& g) {
  const Shape &left = g.inInfo(0).shape, &right = g.inInfo(1).shape;
  bool ta = g.attrs().get<bool>("transpose_a") && left.size() > 1,
       tb = g.attrs().get<bool>("transpose_b") && right.size() > 1;
  MatrixExtents l = leftExtents(left, ta), r = rightExtents(right, tb);
  Tensor a = reshape(g.in(0), {l.rows, l.cols}), b = reshape(g.in(1), {r.rows, r.cols});
  Tensor dy = reshape(g.dy(), {ta ? l.cols : l.rows, tb ? r.rows : r.cols});
  productGradient(g, ta, tb, a, b, dy, dot);
}

void batchDotGradient(Grad& g) {
  bool ta = g.attrs().get<bool>("transpose_a"), tb = g.attrs().get<bool>("transpose_b");
  productGradient(g, ta, tb, g.in(0), g.in(1), g.dy(), batchDot);
}

double productFlops(const Attrs& attrs, const InfoList& inputs, const InfoList& outputs) {
  const Shape& a = inputs[0].shape;
  bool ta = attrs.get<bool>("transpose_a");
  bool isBatched = attrs.op().name == "batch_dot";
  int64_t k = a.size() == 1 ? a[0] : isBatched ? a[a.size() - (ta ? 2 : 1)] : ta ? a[0] : a[a.size() - 1];
  return 2.0 * double(sizeOf(outputs[0].shape)) * double(k);
}

const OpFamily family([](OpTable& table) {
  NamedAttrs ta{{"transpose_a", true}}, tb{{"transpose_b", true}}, both{{"transpose_a", true}, {"transpose_b", true}};
  OpDef& dot = table.op("dot")
                   .alias({"_sparse_dot"})
                   .doc("Sum of products over the last axis of lhs and the first axis of rhs.")
                   .param<bool>("transpose_a", false, "sum over the first axis of lhs instead")
                   .param<bool>("transpose_b", false, "sum over the last axis of rhs instead")
                   .optional<std::string>("forward_stype",
                                          "storage type of the result in MXNet's graph files; results here are dense")
                   .choices({"default", "row_sparse", "csr"})
                   .inputs({"lhs", "rhs"})
                   .infer(inferDot)
                   .gradient(dotGradient, saves({0, 1}))
                   .kernel(Backend::reference, dotKernel<matmulReference>)
                   .kernel(Backend::simd, dotKernel<matmulSimd>)
                   .flops(productFlops)
                   .strided()
                   .method()
                   .samples({{{{{3, 4}}, {{4, 2}}}},
                             {{{{4, 3}}, {{4, 2}}}, ta},
                             {{{{3, 4}}, {{2, 4}}}, tb},
                             {{{{4, 3}}, {{2, 4}}}, both},
                             {{{{5}}, {{5}}}},
                             {{{{3, 5}}, {{5}}}},
                             {{{{5}}, {{5, 3}}}},
                             {{{{2, 3, 4}}, {{4, 2, 3}}}},
                             {{{{4, 2, 3}}, {{4, 5}}}, ta},
                             {{{{2, 4}}, {{3, 5, 4}}}, tb},
                             {{{{33, 17}}, {{17, 31}}}},
                             {{{{1, 1}}, {{1, 1}}}},
                             {{{{0, 3}}, {{3, 2}}}},
                             {{{{2, 0}}, {{0, 3}}}}})
                   .refuses({{{{{{3, 4}}, {{3, 4}}}}, "do not fit: 4 values of lhs meet 3 of rhs"},
                             {{{{{3, 4}}, {{4, 2}, DType::float64}}}, "rhs has dtype float64, expected float32"}});
  OpDef& batched = table.op("batch_dot")
                       .alias({"_npx_batch_dot"})
                       .doc("The matrix product of each pair of matrices in two batches.")
                       .param<bool>("transpose_a", false, "read the matrices of lhs transposed")
                       .param<bool>("transpose_b", false, "read the matrices of rhs transposed")
                       .optional<std::string>(
                           "forward_stype", "storage type of the result in MXNet's graph files; results here are dense")
                       .choices({"default", "row_sparse", "csr"})
                       .inputs({"lhs", "rhs"})
                       .infer(inferBatchDot)
                       .gradient(batchDotGradient, saves({0, 1}))
                       .kernel(Backend::reference, batchDotKernel<matmulReference>)
                       .kernel(Backend::simd, batchDotKernel<matmulSimd>)
                       .flops(productFlops)
                       .method()
                       .samples({{{{{2, 3, 4}}, {{2, 4, 5}}}},
                                 {{{{2, 4, 3}}, {{2, 4, 5}}}, ta},
                                 {{{{2, 3, 4}}, {{2, 5, 4}}}, tb},
                                 {{{{2, 4, 3}}, {{2, 5, 4}}}, both},
                                 {{{{2, 3, 4, 5}}, {{2, 3, 5, 2}}}},
                                 {{{{1, 1, 6}}, {{1, 6, 1}}}},
                                 {{{{0, 3, 4}}, {{0, 4, 2}}}}})
                       .refuses({{{{{{3, 4}}, {{4, 5}}}}, "expected the same number of axes, at least 3"},
                                 {{{{{2, 3, 4}}, {{3, 4, 5}}}}, "differ on batch axis 0"},
                                 {{{{{2, 3, 4}}, {{2, 3, 5}}}}, "do not fit: 4 columns of lhs meet 3 rows of rhs"}});
#ifdef GLUONLAB_WITH_ONEDNN
  dot.kernel(Backend::onednn, dotKernel<matmulOneDnn>);
  batched.kernel(Backend::onednn, batchDotKernel<matmulOneDnn>);
#endif
});

}  // namespace

Tensor dot(const Tensor& a, const Tensor& b, bool transposeA, bool transposeB) {
  static const OpDef& op = findOp("dot");
  static const AttrsRef attrs[4] = {op.defaults, op.parse({{"transpose_b", true}}), op.parse({{"transpose_a", true}}),
                                    op.parse({{"transpose_a", true}, {"transpose_b", true}})};
  return invoke(op, attrs[2 * transposeA + transposeB], {a, b})[0];
}

Tensor batchDot(const Tensor& a, const Tensor& b, bool transposeA, bool transposeB) {
  static const OpDef& op = findOp("batch_dot");
  static const AttrsRef attrs[4] = {op.defaults, op.parse({{"transpose_b", true}}), op.parse({{"transpose_a", true}}),
                                    op.parse({{"transpose_a", true}, {"transpose_b", true}})};
  return invoke(op, attrs[2 * transposeA + transposeB], {a, b})[0];
}

}  // namespace gluonlab
