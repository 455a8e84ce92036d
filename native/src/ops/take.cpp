// Rows by position: take, Embedding, their gradient, and one_hot.
#include "gluonlab/invoke.h"
#include "gluonlab/parallel.h"
#include "kernels/convert.h"
#include "kernels/gather.h"
#include "kernels/strided_copy.h"

namespace gluonlab {

namespace {

OutOfRange ruleOf(const Attrs& attrs) {
  const std::string& mode = attrs.get<std::string>("mode");
  return mode == "wrap" ? OutOfRange::wrap : mode == "raise" ? OutOfRange::raise : OutOfRange::clip;
}

void checkNotEmpty(int64_t extent, const Shape& indices) {
  check(extent > 0 || sizeOf(indices) == 0, ErrorCode::shape,
        "nothing can be taken from an axis of extent 0, indices have shape ", indices);
}

/// `shape` with the extents of `indices` in place of `axis`.
Shape takenShape(const Shape& shape, size_t axis, const Shape& indices) {
  Shape out(shape.begin(), shape.begin() + axis);
  for (int64_t extent : indices) out.push_back(extent);
  for (size_t i = axis + 1; i < shape.size(); ++i) out.push_back(shape[i]);
  return out;
}

// --- take
// --------------------------------------------------------------------------------------------------------------------

void inferTake(Inference& inference) {
  const Shape &a = inference.shape(0), &indices = inference.shape(1);
  size_t axis = size_t(normalizeAxis(inference.attrs.get<int64_t>("axis"), int64_t(a.size())));
  checkNotEmpty(a[axis], indices);
  inference.output(takenShape(a, axis, indices), inference.dtype(0));
}

bool takeKernel(Call& call) {
  const Tensor& a = call.in(0);
  AxisView view = aroundAxis(a.shape(), size_t(normalizeAxis(call.attrs().get<int64_t>("axis"), a.ndim())));
  takeRows(a, view, positionsOn(call.in(1), view.extent, ruleOf(call.attrs())), call.out());
  return true;
}

void takeGradient(Grad& g) {
  const Shape& a = g.inInfo(0).shape;
  int64_t axis = normalizeAxis(g.attrs().get<int64_t>("axis"), int64_t(a.size()));
  if (g.needs(0))
    g.set(0, invoke("_backward_take", {g.dy(), g.in(1)},
                    {{"axis", axis}, {"mode", g.attrs().get<std::string>("mode")}, {"extent", a[size_t(axis)]}}));
  if (g.needs(1)) g.set(1, zeros(g.inInfo(1).shape, g.inInfo(1).dtype));
}

// --- its gradient
// --------------------------------------------------------------------------------------------------------------

void inferTakeGradient(Inference& inference) {
  const Shape &dy = inference.shape(0), &indices = inference.shape(1);
  size_t axis = size_t(inference.attrs.get<int64_t>("axis")), behind = axis + indices.size();
  bool fits = behind <= dy.size() && Shape(dy.begin() + axis, dy.begin() + behind) == indices;
  check(fits, ErrorCode::shape, "data has shape ", dy, ", expected the extents of indices ", indices, " from axis ",
        axis, " on");
  Shape out(dy.begin(), dy.begin() + axis);
  out.push_back(inference.attrs.get<int64_t>("extent"));
  for (size_t i = behind; i < dy.size(); ++i) out.push_back(dy[i]);
  inference.output(out, inference.dtype(0));
}

bool takeGradientKernel(Call& call) {
  const Tensor& y = call.out();
  AxisView view = aroundAxis(y.shape(), size_t(call.attrs().get<int64_t>("axis")));
  addRows(call.in(0), view, positionsOn(call.in(1), view.extent, ruleOf(call.attrs())), y);
  return true;
}

void takeGradientGradient(Grad& g) {
  if (g.needs(0))
    g.set(0, invoke("take", {g.dy(), g.in(1)},
                    {{"axis", g.attrs().get<int64_t>("axis")}, {"mode", g.attrs().get<std::string>("mode")}}));
  if (g.needs(1)) g.set(1, zeros(g.inInfo(1).shape, g.inInfo(1).dtype));
}

// --- Embedding
// -------------------------------------------------------------------------------------------------------------------

void inferEmbedding(Inference& inference) {
  Shape expected{inference.attrs.get<int64_t>("input_dim"), inference.attrs.get<int64_t>("output_dim")};
  check(inference.shape(1) == expected, ErrorCode::shape, "weight has shape ", inference.shape(1),
        ", expected (input_dim, output_dim) = ", expected);
  Shape out = inference.shape(0);
  out.push_back(expected[1]);
  inference.output(out, inference.dtype(1));
}

bool embeddingKernel(Call& call) {
  const Tensor& weight = call.in(1);
  AxisView view = aroundAxis(weight.shape(), 0);
  takeRows(weight, view, positionsOn(call.in(0), view.extent, OutOfRange::clip), call.out());
  return true;
}

void embeddingGradient(Grad& g) {
  if (g.needs(0)) g.set(0, zeros(g.inInfo(0).shape, g.inInfo(0).dtype));
  if (g.needs(1))
    g.set(1, invoke("_backward_take", {g.dy(), g.in(0)},
                    {{"axis", int64_t{0}}, {"mode", std::string("clip")}, {"extent", g.inInfo(1).shape[0]}}));
}

// --- one_hot
// ---------------------------------------------------------------------------------------------------------------------

void inferOneHot(Inference& inference) {
  Shape shape = inference.shape(0);
  shape.push_back(inference.attrs.get<int64_t>("depth"));
  inference.output(shape, dtypeFromName(inference.attrs.get<std::string>("dtype")));
}

bool oneHotKernel(Call& call) {
  const Tensor& y = call.out();
  int64_t depth = y.dim(-1);
  std::vector<int64_t> positions = toIntegers(call.in());
  fill(y, call.attrs().get<double>("off_value"));
  dispatch(y.dtype(), [&]<class T>() {
    T on = toElement<T>(call.attrs().get<double>("on_value"));
    for (size_t row = 0; row < positions.size(); ++row)
      if (positions[row] >= 0 && positions[row] < depth) y.data<T>()[int64_t(row) * depth + positions[row]] = on;
  });
  return true;
}

OpDef& withMode(OpDef& op) {
  return op
      .param<std::string>("mode", "clip",
                          "an index outside the axis: clip it, count it modulo the extent (wrap), or raise")
      .choices({"clip", "wrap", "raise"});
}

const OpFamily family([](OpTable& table) {
  auto take = [](int64_t axis, const char* mode = "clip") {
    return NamedAttrs{{"axis", axis}, {"mode", std::string(mode)}};
  };
  auto back = [&](int64_t axis, int64_t extent) { return NamedAttrs{{"axis", axis}, {"extent", extent}}; };
  auto dims = [](int64_t rows, int64_t cols) { return NamedAttrs{{"input_dim", rows}, {"output_dim", cols}}; };
  auto depth = [](int64_t n) { return NamedAttrs{{"depth", n}}; };
  DType f = DType::float32;
  withMode(table.op("take").param<int64_t>("axis", 0, "axis to take along; negative counts from the end"))
      .alias({"_npi_take"})
      .doc("The slabs of `a` at the positions `indices` along one axis.")
      .inputs({"a", "indices"})
      .infer(inferTake)
      .gradient(takeGradient, saves({1}))
      .kernel(Backend::reference, takeKernel)
      .method()
      .samples({{{{{4, 3}}, {{4}, f, -2, 6}}},
                {{{{4, 3}}, {{2, 2}, DType::int32, -5, 9}}, take(0, "wrap")},
                {{{{2, 3, 4}}, {{1, 2}, DType::int64, 0, 4}}, take(-1, "raise")},
                {{{{3, 5, 2}}, {{33}, f, 0, 5}}, take(1)},
                {{{{5}}, {{3}, f, 0, 5}}},
                {{{{4, 3}}, {{0}}}},
                {{{{4, 0}}, {{2}}}},
                {{{{4, 3}}, {{}, f, 0, 4}}}})
      .refuses({{{{{{4, 3}}, {{1}}}, take(2)}, "axis 2 is outside [-2, 2)"},
                {{{{{4, 3}}, {{2}, DType::int32, 4, 5}}, take(0, "raise")},
                 "index 4 at position 0 of indices is outside [0, 4)"},
                {{{{{4, 3}}, {{2}, DType::int32, -1, 0}}, take(0, "raise")}, "index -1 at position 0"},
                {{{{{0, 3}}, {{2}}}}, "nothing can be taken from an axis of extent 0"}});
  withMode(table.op("_backward_take")
               .required<int64_t>("axis", "axis that take took along, not negative")
               .required<int64_t>("extent", "its extent in the array that was taken from"))
      .doc("Sums of the input's slabs at the positions they were taken from: the gradient of take and Embedding.")
      .inputs({"data", "indices"})
      .infer(inferTakeGradient)
      .gradient(takeGradientGradient, saves({1}))
      .kernel(Backend::reference, takeGradientKernel)
      .samples({{{{{4, 3}}, {{4}, f, 0, 5}}, back(0, 5)},
                {{{{2, 2, 2, 3}}, {{2, 2}, DType::int32, 0, 4}}, back(1, 4)},
                {{{{33, 5}}, {{33}, f, 0, 3}}, back(0, 3)},
                {{{{0, 3}}, {{0}}}, back(0, 4)}})
      .refuses({{{{{{4, 3}}, {{3}}}, back(0, 5)},
                 "data has shape (4, 3), expected the extents of indices (3,) from axis 0 on"}});
  table.op("Embedding")
      .alias({"_sparse_Embedding", "_npx_embedding", "_contrib_SparseEmbedding"})
      .doc("The rows of weight at the positions in data; positions outside the table are clipped to it.")
      .required<int64_t>("input_dim", "rows of weight: size of the vocabulary")
      .range(1, 9e15)
      .required<int64_t>("output_dim", "columns of weight: length of a vector")
      .range(1, 9e15)
      .param<std::string>("dtype", "float32", "accepted for MXNet's graph files; the result has weight's dtype")
      .dtypes()
      .param<bool>("sparse_grad", false, "accepted for MXNet's graph files; the gradient is dense")
      .inputs({"data", "weight"})
      .infer(inferEmbedding)
      .gradient(embeddingGradient, saves({0}))
      .kernel(Backend::reference, embeddingKernel)
      .samples({{{{{4}, f, -1, 6}, {{5, 3}}}, dims(5, 3)},
                {{{{2, 2}, DType::int64, 0, 4}, {{4, 33}}}, dims(4, 33)},
                {{{{0}}, {{4, 3}}}, dims(4, 3)},
                {{{{}, f, 0, 2}, {{2, 1}}}, dims(2, 1)}})
      .refuses({{{{{{4}}, {{5, 3}}}, dims(4, 3)}, "weight has shape (5, 3), expected (input_dim, output_dim) = (4, 3)"},
                {{{{{4}}, {{5, 3}}}, dims(0, 3)}, "input_dim is 0"}});
  table.op("one_hot")
      .alias({"_npx_one_hot"})
      .doc("A new last axis that holds on_value at the position in indices and off_value elsewhere.")
      .required<int64_t>("depth", "extent of the new axis")
      .range(0, 9e15)
      .param<double>("on_value", 1, "value at the position")
      .param<double>("off_value", 0, "value elsewhere, and everywhere for a position outside the axis")
      .param<std::string>("dtype", "float32", "dtype of the result")
      .dtypes()
      .inputs({"indices"})
      .infer(inferOneHot)
      .zeroGradient()
      .kernel(Backend::reference, oneHotKernel)
      .method()
      .samples({{{{{3}, f, -1, 4}}, depth(3)},
                {{{{2, 2}, DType::int32, 0, 4}}, depth(4)},
                {{{{33}, f, 0, 9}}, depth(9)},
                {{{{2}, f, 0, 2}},
                 {{"depth", int64_t{2}}, {"on_value", 5.0}, {"off_value", -1.0}, {"dtype", std::string("int32")}}},
                {{{{0}}}, depth(3)},
                {{{{}, f, 0, 3}}, depth(3)}})
      .refuses({{{{{{3}}}}, "parameter depth is required"}});
});

}  // namespace

}  // namespace gluonlab
