// Whole rows chosen or replaced: _contrib_boolean_mask, _contrib_index_copy; and the coordinates of an array's
// elements, _contrib_index_array.
#include "gluonlab/invoke.h"
#include "kernels/convert.h"
#include "kernels/gather.h"
#include "kernels/strided_copy.h"

namespace gluonlab {

namespace {

// --- boolean_mask
// ------------------------------------------------------------------------------------------------------------------

std::vector<int64_t> chosenRows(const Tensor& mask) {
  std::vector<int64_t> rows;
  dispatch(mask.dtype(), [&]<class T>() {
    for (int64_t i = 0; i < mask.size(); ++i)
      if (mask.data<T>()[i] != T(0)) rows.push_back(i);
  });
  return rows;
}

void checkMask(const Attrs& attrs, const Shape& data, const Shape& mask) {
  check(attrs.get<int64_t>("axis") == 0, ErrorCode::value, "axis is ", attrs.get<int64_t>("axis"),
        ", only 0 is allowed");
  check(!data.empty() && mask == Shape{data[0]}, ErrorCode::shape, "index has shape ", mask,
        ", expected one value for each row of data ", data);
}

void inferMask(Inference& inference) {
  checkMask(inference.attrs, inference.shape(0), inference.shape(1));
  Shape shape = inference.shape(0);
  shape[0] = int64_t(chosenRows(inference.values(1)).size());
  inference.output(shape, inference.dtype(0));
}

bool maskKernel(Call& call) {
  takeRows(call.in(0), aroundAxis(call.in(0).shape(), 0), chosenRows(call.in(1)), call.out());
  return true;
}

void maskGradient(Grad& g) {
  if (g.needs(0)) g.set(0, invoke("_backward_contrib_boolean_mask", {g.dy(), g.in(1)}));
  if (g.needs(1)) g.set(1, zeros(g.inInfo(1).shape, g.inInfo(1).dtype));
}

void inferMaskGradient(Inference& inference) {
  const Shape &dy = inference.shape(0), &mask = inference.shape(1);
  check(!dy.empty() && mask.size() == 1 && dy[0] <= mask[0], ErrorCode::shape, "data has shape ", dy, " and index ",
        mask, ", expected a row of data for each chosen one");
  Shape shape = dy;
  shape[0] = mask[0];
  inference.output(shape, inference.dtype(0));
}

bool maskGradientKernel(Call& call) {
  const Tensor &dy = call.in(0), &y = call.out();
  std::vector<int64_t> rows = chosenRows(call.in(1));
  check(int64_t(rows.size()) == dy.dim(0), ErrorCode::shape, "index chooses ", rows.size(), " rows, data has ",
        dy.dim(0));
  fill(y, 0);
  setRows(dy, aroundAxis(y.shape(), 0).inner, rows, y);
  return true;
}

void maskGradientGradient(Grad& g) {
  if (g.needs(0)) g.set(0, invoke("_contrib_boolean_mask", {g.dy(), g.in(1)}));
  if (g.needs(1)) g.set(1, zeros(g.inInfo(1).shape, g.inInfo(1).dtype));
}

// --- index_copy
// --------------------------------------------------------------------------------------------------------------------

void inferIndexCopy(Inference& inference) {
  const Shape &old = inference.shape(0), &index = inference.shape(1), &rows = inference.shape(2);
  check(!old.empty() && index.size() == 1, ErrorCode::shape, "old_tensor has shape ", old, " and index_vector ", index,
        ", expected at least one axis and exactly one");
  Shape expected = old;
  expected[0] = index[0];
  check(rows == expected, ErrorCode::shape, "new_tensor has shape ", rows, ", expected ", expected);
  check(inference.dtype(0) == inference.dtype(2), ErrorCode::dtype, "new_tensor has dtype ",
        dtypeName(inference.dtype(2)), ", expected ", dtypeName(inference.dtype(0)), " as old_tensor has");
  inference.output(old, inference.dtype(0));
}

bool indexCopyKernel(Call& call) {
  const Tensor &old = call.in(0), &y = call.out();
  AxisView view = aroundAxis(y.shape(), 0);
  std::vector<int64_t> positions = positionsOn(call.in(1), view.extent, OutOfRange::raise);
  if (y.raw() != old.raw()) copyStrided(y.shape(), itemSize(y.dtype()), areaOf(old), areaOf(y));
  setRows(call.in(2), view.inner, positions, y);
  return true;
}

void indexCopyGradient(Grad& g) {
  const TensorInfo& rows = g.inInfo(2);
  if (g.needs(0)) g.set(0, invoke("_contrib_index_copy", {g.dy(), g.in(1), zeros(rows.shape, rows.dtype)}));
  if (g.needs(1)) g.set(1, zeros(g.inInfo(1).shape, g.inInfo(1).dtype));
  if (g.needs(2)) g.set(2, invoke("take", {g.dy(), g.in(1)}));
}

// --- index_array
// -------------------------------------------------------------------------------------------------------------------

/// The axes whose coordinates are asked for.
Dims coordinateAxes(const Attrs& attrs, const Shape& x) {
  Dims axes;
  if (attrs.isNone("axes")) {
    for (size_t i = 0; i < x.size(); ++i) axes.push_back(int64_t(i));
    return axes;
  }
  for (int64_t axis : attrs.get<Dims>("axes")) axes.push_back(normalizeAxis(axis, int64_t(x.size())));
  return axes;
}

void inferIndexArray(Inference& inference) {
  Shape shape = inference.shape(0);
  shape.push_back(int64_t(coordinateAxes(inference.attrs, inference.shape(0)).size()));
  inference.output(shape, DType::int64);
}

bool indexArrayKernel(Call& call) {
  const Shape& x = call.in().shape();
  Strides strides = contiguousStrides(x);
  Dims axes = coordinateAxes(call.attrs(), x);
  int64_t* out = call.out().data<int64_t>();
  for (int64_t flat = 0; flat < sizeOf(x); ++flat)
    for (int64_t axis : axes) *out++ = flat / strides[size_t(axis)] % x[size_t(axis)];
  return true;
}

const OpFamily family([](OpTable& table) {
  DType f = DType::float32, i = DType::int32;
  table.op("_contrib_boolean_mask")
      .alias({"_npi_boolean_mask"})
      .doc("The rows of data where index is not 0. Their number depends on values: the call waits for index.")
      .param<int64_t>("axis", 0, "must be 0")
      .inputs({"data", "index"})
      .infer(inferMask)
      .gradient(maskGradient, saves({1}))
      .kernel(Backend::reference, maskKernel)
      .samples({{{{{5, 3}}, {{5}, i, 0, 2}}},
                {{{{33}}, {{33}, DType::boolean}}},
                {{{{4, 2, 2}}, {{4}, f, 1, 2}}},
                {{{{3}}, {{3}, i, 0, 1}}}})
      .refuses({{{{{{3, 4}}, {{4}, i}}, {{"axis", int64_t{1}}}}, "axis is 1, only 0 is allowed"},
                {{{{{3, 4}}, {{4}, i}}}, "index has shape (4,), expected one value for each row of data (3, 4)"}});
  table.op("_backward_contrib_boolean_mask")
      .doc("Zeros with the input's rows where index is not 0: the gradient of boolean_mask.")
      .inputs({"data", "index"})
      .infer(inferMaskGradient)
      .gradient(maskGradientGradient, saves({1}))
      .kernel(Backend::reference, maskGradientKernel)
      .samples({{{{{5, 3}}, {{5}, i, 1, 3}}}, {{{{0, 3}}, {{4}, i, 0, 1}}}})
      .refuses({{{{{{5, 3}}, {{4}, i, 1, 2}}}, "expected a row of data for each chosen one"},
                {{{{{2, 3}}, {{4}, i, 1, 2}}}, "index chooses 4 rows, data has 2"}});
  table.op("_contrib_index_copy")
      .doc("old_tensor with the rows of new_tensor at the positions in index_vector.")
      .inputs({"old_tensor", "index_vector", "new_tensor"})
      .infer(inferIndexCopy)
      .gradient(indexCopyGradient, saves({1}))
      .kernel(Backend::reference, indexCopyKernel)
      .inPlace()
      .samples({{{{{4, 3}}, {{1}, i, 0, 4}, {{1, 3}}}},
                {{{{33}}, {{1}, DType::int64, 0, 33}, {{1}}}},
                {{{{4, 2}}, {{0}, i}, {{0, 2}}}}})
      .refuses({{{{{{4, 2}}, {{1}, i, 0, 4}, {{2, 2}}}}, "new_tensor has shape (2, 2), expected (1, 2)"},
                {{{{{4, 2}}, {{1}, i, 4, 5}, {{1, 2}}}}, "index 4 at position 0 of indices is outside [0, 4)"}});
  table.op("_contrib_index_array")
      .doc("The coordinates of each element of the input, along a new last axis.")
      .optional<Dims>("axes", "the axes whose coordinates to give; None: all")
      .inputs({"data"})
      .infer(inferIndexArray)
      .zeroGradient()
      .kernel(Backend::reference, indexArrayKernel)
      .strided()
      .samples({{{{{2, 3}}}}, {{{{2, 3, 2}}}, {{"axes", Dims{2, 0}}}}, {{{{33}}}, {{"axes", Dims{-1}}}}, {{{{0, 3}}}}})
      .refuses({{{{{{2, 3}}}, {{"axes", Dims{2}}}}, "axis 2 is outside [-2, 2)"}});
});

}  // namespace

}  // namespace gluonlab
