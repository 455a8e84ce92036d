// Elements and slabs addressed by several coordinates at once: gather_nd, scatter_nd, _scatter_set_nd.
#include "gluonlab/invoke.h"
#include "kernels/convert.h"
#include "kernels/gather.h"
#include "kernels/strided_copy.h"

namespace gluonlab {

namespace {

// `indices` has shape (m, points...): column p holds the first m coordinates of a slab of the array.

/// Shape of the slabs of `shape` that `indices` address, one after the other.
Shape slabsShape(const Shape& indices, const Shape& shape) {
  check(!indices.empty() && indices[0] <= int64_t(shape.size()), ErrorCode::shape, "indices have shape ", indices,
        ", expected at most ", shape.size(), " coordinates on their first axis for an array ", shape);
  Shape out(indices.begin() + 1, indices.end());
  for (size_t i = size_t(indices[0]); i < shape.size(); ++i) out.push_back(shape[i]);
  return out;
}

/// The array as rows: how many slabs it has and how large each is.
AxisView slabsOf(const Shape& shape, int64_t coordinates) {
  AxisView view;
  for (size_t i = 0; i < shape.size(); ++i) (int64_t(i) < coordinates ? view.extent : view.inner) *= shape[i];
  return view;
}

/// Which slab of `shape` each point addresses. Negative coordinates count from the end.
std::vector<int64_t> slabPositions(const Tensor& indices, const Shape& shape) {
  std::vector<int64_t> coordinates = toIntegers(indices);
  size_t m = size_t(indices.dim(0)), points = m ? coordinates.size() / m : 0;
  std::vector<int64_t> positions(points, 0);
  for (size_t axis = 0; axis < m; ++axis) {
    int64_t extent = shape[axis];
    for (size_t p = 0; p < points; ++p) {
      int64_t at = coordinates[axis * points + p];
      check(at >= -extent && at < extent, ErrorCode::value, "index ", at, " for axis ", axis, " at position ", p,
            " of indices is outside [", -extent, ", ", extent, ")");
      positions[p] = positions[p] * extent + (at < 0 ? at + extent : at);
    }
  }
  return positions;
}

void checkSlabs(const Shape& data, const Shape& indices, const Shape& shape) {
  Shape expected = slabsShape(indices, shape);
  check(data == expected, ErrorCode::shape, "data has shape ", data, ", expected ", expected, " for indices ", indices,
        " into ", shape);
}

// --- gather_nd
// -------------------------------------------------------------------------------------------------------------------

void inferGather(Inference& inference) {
  inference.output(slabsShape(inference.shape(1), inference.shape(0)), inference.dtype(0));
}

bool gatherKernel(Call& call) {
  const Tensor &data = call.in(0), &indices = call.in(1);
  takeRows(data, slabsOf(data.shape(), indices.dim(0)), slabPositions(indices, data.shape()), call.out());
  return true;
}

void setZeroForIndices(Grad& g, size_t i) {
  if (g.needs(i)) g.set(i, zeros(g.inInfo(i).shape, g.inInfo(i).dtype));
}

void gatherGradient(Grad& g) {
  if (g.needs(0)) g.set(0, invoke("_backward_gather_nd", {g.dy(), g.in(1)}, {{"shape", g.inInfo(0).shape}}));
  setZeroForIndices(g, 1);
}

// --- scatter
// ---------------------------------------------------------------------------------------------------------------------

void inferScatter(Inference& inference) {
  const Shape& shape = inference.attrs.get<Dims>("shape");
  checkSlabs(inference.shape(0), inference.shape(1), shape);
  inference.output(shape, inference.dtype(0));
}

bool scatterKernel(Call& call) {
  const Tensor &data = call.in(0), &indices = call.in(1), &y = call.out();
  fill(y, 0);
  setRows(data, slabsOf(y.shape(), indices.dim(0)).inner, slabPositions(indices, y.shape()), y);
  return true;
}

bool scatterAddKernel(Call& call) {
  const Tensor &data = call.in(0), &indices = call.in(1), &y = call.out();
  addRows(data, slabsOf(y.shape(), indices.dim(0)), slabPositions(indices, y.shape()), y);
  return true;
}

void scatterGradient(Grad& g) {
  if (g.needs(0)) g.set(0, invoke("gather_nd", {g.dy(), g.in(1)}));
  setZeroForIndices(g, 1);
}

void inferScatterSet(Inference& inference) {
  const Shape& lhs = inference.shape(0);
  check(lhs == inference.attrs.get<Dims>("shape"), ErrorCode::shape, "lhs has shape ", lhs, ", shape says ",
        inference.attrs.get<Dims>("shape"));
  check(inference.dtype(0) == inference.dtype(1), ErrorCode::dtype, "rhs has dtype ", dtypeName(inference.dtype(1)),
        ", expected ", dtypeName(inference.dtype(0)), " as lhs has");
  checkSlabs(inference.shape(1), inference.shape(2), lhs);
  inference.output(lhs, inference.dtype(0));
}

bool scatterSetKernel(Call& call) {
  const Tensor &lhs = call.in(0), &rhs = call.in(1), &indices = call.in(2), &y = call.out();
  std::vector<int64_t> positions = slabPositions(indices, y.shape());
  if (y.raw() != lhs.raw()) copyStrided(y.shape(), itemSize(y.dtype()), areaOf(lhs), areaOf(y));
  setRows(rhs, slabsOf(y.shape(), indices.dim(0)).inner, positions, y);
  return true;
}

void scatterSetGradient(Grad& g) {
  const TensorInfo& rhs = g.inInfo(1);
  if (g.needs(0))
    g.set(0, invoke("_scatter_set_nd", {g.dy(), zeros(rhs.shape, rhs.dtype), g.in(2)}, {{"shape", g.inInfo(0).shape}}));
  if (g.needs(1)) g.set(1, invoke("gather_nd", {g.dy(), g.in(2)}));
  setZeroForIndices(g, 2);
}

OpDef& withShape(OpDef& op) { return op.required<Dims>("shape", "shape of the result"); }

const OpFamily family([](OpTable& table) {
  auto shape = [](Dims extents) { return NamedAttrs{{"shape", extents}}; };
  DType f = DType::float32, i = DType::int32;
  table.op("gather_nd")
      .alias({"_npi_gather_nd", "_npx_gather_nd"})
      .doc(
          "The elements or slabs of data whose leading coordinates are the columns of indices; negative ones count "
          "from the end.")
      .inputs({"data", "indices"})
      .infer(inferGather)
      .gradient(gatherGradient, saves({1}))
      .kernel(Backend::reference, gatherKernel)
      .method()
      .samples({{{{{3, 4}}, {{2, 3}, f, -3, 3}}},
                {{{{2, 3, 4}}, {{2, 5}, i, -2, 2}}},
                {{{{3, 4}}, {{2, 2, 2}, i, 0, 3}}},
                {{{{5}}, {{1, 33}, DType::int64, 0, 5}}},
                {{{{3, 4}}, {{1, 0}, i}}}})
      .refuses({{{{{{3, 4}}, {{3, 2}, i, 0, 3}}}, "indices have shape (3, 2), expected at most 2 coordinates"},
                {{{{{3, 4}}, {{1, 2}, i, 3, 4}}}, "index 3 for axis 0 at position 0 of indices is outside [-3, 3)"}});
  withShape(table.op("_backward_gather_nd"))
      .doc("Sums of the input's slabs at the coordinates they were gathered from: the gradient of gather_nd.")
      .inputs({"data", "indices"})
      .infer(inferScatter)
      .gradient(scatterGradient, saves({1}))
      .kernel(Backend::reference, scatterAddKernel)
      .samples({{{{{3}}, {{2, 3}, i, 0, 2}}, shape({3, 4})},
                {{{{5, 4}}, {{2, 5}, i, -2, 2}}, shape({2, 3, 4})},
                {{{{0, 4}}, {{1, 0}, i}}, shape({3, 4})}})
      .refuses({{{{{{4}}, {{2, 3}, i, 0, 3}}, shape({3, 4})},
                 "data has shape (4,), expected (3,) for indices (2, 3) into (3, 4)"}});
  withShape(table.op("scatter_nd"))
      .doc("Zeros with the slabs of data at the coordinates in indices; of equal coordinates the last one wins.")
      .inputs({"data", "indices"})
      .infer(inferScatter)
      .gradient(scatterGradient, saves({1}))
      .kernel(Backend::reference, scatterKernel)
      .samples({{{{{1}}, {{2, 1}, f, 0, 3}}, shape({3, 4})},
                {{{{1, 4}}, {{1, 1}, i, -3, 3}}, shape({3, 4})},
                {{{{0, 4}}, {{1, 0}, i}}, shape({3, 4})}})
      .refuses({{{{{{4}}, {{2, 3}, i, 0, 3}}, shape({3, 4})},
                 "data has shape (4,), expected (3,) for indices (2, 3) into (3, 4)"},
                {{{{{2}}, {{1, 2}, i, 7, 8}}, shape({5})},
                 "index 7 for axis 0 at position 0 of indices is outside [-5, 5)"}});
  withShape(table.op("_scatter_set_nd"))
      .alias({"_npi_scatter_set_nd"})
      .doc("lhs with the slabs of rhs at the coordinates in indices; of equal coordinates the last one wins.")
      .inputs({"lhs", "rhs", "indices"})
      .infer(inferScatterSet)
      .gradient(scatterSetGradient, saves({2}))
      .kernel(Backend::reference, scatterSetKernel)
      .inPlace()
      .samples({{{{{3, 4}}, {{1}}, {{2, 1}, f, 0, 3}}, shape({3, 4})},
                {{{{3, 4}}, {{1, 4}}, {{1, 1}, i, -3, 3}}, shape({3, 4})},
                {{{{3, 4}}, {{0, 4}}, {{1, 0}, i}}, shape({3, 4})}})
      .refuses({{{{{{3, 4}}, {{2}}, {{2, 3}, i, 0, 3}}, shape({3, 4})}, "data has shape (2,), expected (3,)"},
                {{{{{3, 4}}, {{3}}, {{2, 3}, i, 0, 3}}, shape({4, 4})}, "lhs has shape (3, 4), shape says (4, 4)"}});
});

}  // namespace

}  // namespace gluonlab
