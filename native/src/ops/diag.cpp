// diag: a matrix with the input on a diagonal, or the diagonal of a matrix or of a stack of matrices.
#include <algorithm>
#include <cstdlib>

#include "gluonlab/invoke.h"
#include "kernels/strided_copy.h"

namespace gluonlab {

namespace {

/// A diagonal in an array: its two axes and how many elements from the main diagonal it lies, to the right or
/// (negative) down.
struct Diagonal {
  size_t rows, cols;
  int64_t offset;
};

Diagonal diagonalOf(const Attrs& attrs, const Shape& x) {
  int64_t ndim = int64_t(x.size());
  size_t rows = size_t(normalizeAxis(attrs.get<int64_t>("axis1"), ndim)),
         cols = size_t(normalizeAxis(attrs.get<int64_t>("axis2"), ndim));
  check(rows != cols, ErrorCode::value, "axis1 and axis2 are both axis ", rows);
  return {rows, cols, attrs.get<int64_t>("k")};
}

/// `dims` without the two axes of the diagonal, then `last`.
Dims withoutAxes(const Dims& dims, Diagonal d, int64_t last) {
  Dims out;
  for (size_t i = 0; i < dims.size(); ++i)
    if (i != d.rows && i != d.cols) out.push_back(dims[i]);
  out.push_back(last);
  return out;
}

Shape diagonalShape(const Shape& x, Diagonal d) {
  int64_t rows = x[d.rows] + std::min<int64_t>(d.offset, 0), cols = x[d.cols] - std::max<int64_t>(d.offset, 0);
  return withoutAxes(x, d, std::max<int64_t>(0, std::min(rows, cols)));
}

Strides diagonalStrides(const Strides& s, Diagonal d) { return withoutAxes(s, d, s[d.rows] + s[d.cols]); }

/// Elements from the array's first to the diagonal's first.
int64_t diagonalStart(const Strides& s, Diagonal d) {
  return d.offset > 0 ? d.offset * s[d.cols] : -d.offset * s[d.rows];
}

void inferDiag(Inference& inference) {
  const Shape& x = inference.shape(0);
  check(!x.empty(), ErrorCode::shape, "data has shape (), expected at least one axis");
  if (x.size() == 1) {
    int64_t n = x[0] + std::abs(inference.attrs.get<int64_t>("k"));
    return inference.output({n, n}, inference.dtype(0));
  }
  inference.output(diagonalShape(x, diagonalOf(inference.attrs, x)), inference.dtype(0));
}

StridedArea areaOf(const Tensor& x, Diagonal d) {
  return {elementAt(x.raw(), diagonalStart(x.strides(), d), itemSize(x.dtype())), diagonalStrides(x.strides(), d)};
}

bool diagKernel(Call& call) {
  const Tensor &x = call.in(), &y = call.out();
  if (x.ndim() == 1) {
    fill(y, 0);
    copyStrided(x.shape(), itemSize(x.dtype()), areaOf(x), areaOf(y, {0, 1, call.attrs().get<int64_t>("k")}));
  } else {
    copyStrided(y.shape(), itemSize(x.dtype()), areaOf(x, diagonalOf(call.attrs(), x.shape())), areaOf(y));
  }
  return true;
}

Tensor diagView(const Attrs& attrs, const TensorList& inputs, const TensorInfo& output) {
  const Tensor& x = inputs[0];
  if (x.ndim() == 1 || sizeOf(output.shape) == 0) return {};
  Diagonal d = diagonalOf(attrs, x.shape());
  return x.view(output.shape, diagonalStrides(x.strides(), d), diagonalStart(x.strides(), d));
}

NamedAttrs diagonalAttrs(const Attrs& attrs) {
  return {
      {"k", attrs.get<int64_t>("k")}, {"axis1", attrs.get<int64_t>("axis1")}, {"axis2", attrs.get<int64_t>("axis2")}};
}

void diagGradient(Grad& g) {
  NamedAttrs attrs = diagonalAttrs(g.attrs());
  if (g.inInfo(0).shape.size() == 1) return g.set(0, invoke("diag", {g.dy()}, attrs));
  attrs.push_back({"shape", g.inInfo(0).shape});
  g.set(0, invoke("_backward_diag", {g.dy()}, attrs));
}

bool diagGradientKernel(Call& call) {
  const Tensor &x = call.in(), &y = call.out();
  fill(y, 0);
  copyStrided(x.shape(), itemSize(x.dtype()), areaOf(x), areaOf(y, diagonalOf(call.attrs(), y.shape())));
  return true;
}

OpDef& withDiagonal(OpDef& op) {
  return op.param<int64_t>("k", 0, "which diagonal: above (positive) or below (negative) the main one")
      .param<int64_t>("axis1", 0, "axis of the rows")
      .param<int64_t>("axis2", 1, "axis of the columns");
}

const OpFamily family([](OpTable& table) {
  auto at = [](int64_t k, int64_t axis1 = 0, int64_t axis2 = 1) {
    return NamedAttrs{{"k", k}, {"axis1", axis1}, {"axis2", axis2}};
  };
  auto into = [&](Shape shape, int64_t k, int64_t axis1 = 0, int64_t axis2 = 1) {
    NamedAttrs attrs = at(k, axis1, axis2);
    attrs.push_back({"shape", shape});
    return attrs;
  };
  withDiagonal(table.op("diag"))
      .doc(
          "The matrix with a vector on its diagonal, or the diagonal of an array along two axes, which becomes its "
          "last axis.")
      .inputs({"data"})
      .infer(inferDiag)
      .gradient(diagGradient)
      .kernel(Backend::reference, diagKernel)
      .aliases(diagView)
      .strided()
      .method()
      .samples({{{{{4}}}},
                {{{{3}}}, at(-2)},
                {{{{3, 4}}}},
                {{{{3, 4}}}, at(2)},
                {{{{2, 3, 4}}}, at(1, -1, 0)},
                {{{{33, 33}}}, at(-3)},
                {{{{2, 3}}}, at(5)},
                {{{{0, 3}}}}})
      .refuses(
          {{{{{{}}}}, "expected at least one axis"}, {{{{{2, 3}}}, at(0, 1, 1)}, "axis1 and axis2 are both axis 1"}});
  withDiagonal(table.op("_backward_diag").required<Dims>("shape", "shape of the array that the diagonal came from"))
      .doc("Zeros with the input on a diagonal: the gradient of diag.")
      .inputs({"data"})
      .infer([](Inference& inference) {
        const Shape& shape = inference.attrs.get<Dims>("shape");
        Shape diagonal = diagonalShape(shape, diagonalOf(inference.attrs, shape));
        check(diagonal == inference.shape(0), ErrorCode::shape, "data has shape ", inference.shape(0),
              ", the diagonal has ", diagonal);
        inference.output(shape, inference.dtype(0));
      })
      .gradient([](Grad& g) { g.set(0, invoke("diag", {g.dy()}, diagonalAttrs(g.attrs()))); })
      .kernel(Backend::reference, diagGradientKernel)
      .strided()
      .samples({{{{{3}}}, into({3, 4}, 0)}, {{{{3, 1}}}, into({2, 3, 4}, 1, -1, 0)}, {{{{0}}}, into({2, 3}, 5)}})
      .refuses({{{{{{2}}}, into({3, 4}, 0)}, "data has shape (2,), the diagonal has (3,)"}});
});

}  // namespace

}  // namespace gluonlab
