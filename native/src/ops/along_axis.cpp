// One element per lane along an axis, chosen by an index: pick, batch_take; several per lane: _take_along_axis; and the
// gradient of them all.
#include "gluonlab/invoke.h"
#include "kernels/gather.h"

namespace gluonlab {

namespace {

OutOfRange ruleOf(const Attrs& attrs) {
  return attrs.get<std::string>("mode") == "wrap" ? OutOfRange::wrap : OutOfRange::clip;
}

size_t axisOf(const Attrs& attrs, const Shape& data) {
  return size_t(normalizeAxis(attrs.get<int64_t>("axis"), int64_t(data.size())));
}

bool takeAlongKernel(Call& call) {
  const Tensor& x = call.in(0);
  AxisView view = aroundAxis(x.shape(), axisOf(call.attrs(), x.shape()));
  takeAlong(x, view, positionsOn(call.in(1), view.extent, ruleOf(call.attrs())), call.out());
  return true;
}

void setLaneGradient(Grad& g) {
  if (g.needs(0))
    g.set(0, invoke("_backward_take_along_axis", {g.dy(), g.in(1)},
                    {{"axis", g.attrs().get<int64_t>("axis")},
                     {"mode", g.attrs().get<std::string>("mode")},
                     {"shape", g.inInfo(0).shape}}));
  if (g.needs(1)) g.set(1, zeros(g.inInfo(1).shape, g.inInfo(1).dtype));
}

// --- pick
// ----------------------------------------------------------------------------------------------------------------------

void inferPick(Inference& inference) {
  const Shape &data = inference.shape(0), &index = inference.shape(1);
  size_t axis = axisOf(inference.attrs, data);
  Shape kept = data, dropped = data;
  kept[axis] = 1;
  dropped.erase(axis);
  check(index == kept || index == dropped, ErrorCode::shape, "index has shape ", index, ", expected ", dropped, " or ",
        kept, " for data ", data, " and axis ", axis);
  check(data[axis] > 0 || sizeOf(index) == 0, ErrorCode::shape, "nothing can be picked from axis ", axis, " of ", data);
  inference.output(inference.attrs.get<bool>("keepdims") ? kept : dropped, inference.dtype(0));
}

// --- batch_take
// ------------------------------------------------------------------------------------------------------------------

void inferBatchTake(Inference& inference) {
  const Shape &a = inference.shape(0), &indices = inference.shape(1);
  check(!a.empty() && indices == Shape(a.begin(), a.end() - 1), ErrorCode::shape, "indices have shape ", indices,
        ", expected the shape of a ", a, " without its last axis");
  check(a.back() > 0 || sizeOf(indices) == 0, ErrorCode::shape, "nothing can be taken from the last axis of ", a);
  inference.output(indices, inference.dtype(0));
}

bool batchTakeKernel(Call& call) {
  const Tensor& a = call.in(0);
  AxisView view = aroundAxis(a.shape(), size_t(a.ndim()) - 1);
  takeAlong(a, view, positionsOn(call.in(1), view.extent, OutOfRange::clip), call.out());
  return true;
}

void batchTakeGradient(Grad& g) {
  if (g.needs(0))
    g.set(0, invoke("_backward_take_along_axis", {g.dy(), g.in(1)},
                    {{"axis", int64_t{-1}}, {"shape", g.inInfo(0).shape}}));
  if (g.needs(1)) g.set(1, zeros(g.inInfo(1).shape, g.inInfo(1).dtype));
}

// --- several per lane
// --------------------------------------------------------------------------------------------------------------

void inferTakeAlong(Inference& inference) {
  const Shape &data = inference.shape(0), &index = inference.shape(1);
  size_t axis = axisOf(inference.attrs, data);
  bool fits = index.size() == data.size();
  for (size_t i = 0; fits && i < data.size(); ++i) fits = i == axis || data[i] == index[i];
  check(fits, ErrorCode::shape, "index has shape ", index, ", expected that of data ", data, " but for axis ", axis);
  check(data[axis] > 0 || sizeOf(index) == 0, ErrorCode::shape, "nothing can be taken from axis ", axis, " of ", data);
  inference.output(index, inference.dtype(0));
}

void inferTakeAlongGradient(Inference& inference) {
  const Shape& shape = inference.attrs.get<Dims>("shape");
  AxisView view = aroundAxis(shape, axisOf(inference.attrs, shape));
  int64_t lanes = view.outer * view.inner, size = sizeOf(inference.shape(0));
  bool fits = size == sizeOf(inference.shape(1)) && (lanes ? size % lanes == 0 : size == 0);
  check(fits, ErrorCode::shape, "data has shape ", inference.shape(0), " and index ", inference.shape(1),
        ", expected the same number of elements for each lane of ", shape);
  inference.output(shape, inference.dtype(0));
}

bool addAlongKernel(Call& call) {
  const Tensor& y = call.out();
  AxisView view = aroundAxis(y.shape(), axisOf(call.attrs(), y.shape()));
  addAlong(call.in(0), view, positionsOn(call.in(1), view.extent, ruleOf(call.attrs())), y);
  return true;
}

void addAlongGradient(Grad& g) {
  if (g.needs(0)) {
    const Shape& shape = g.attrs().get<Dims>("shape");
    size_t axis = axisOf(g.attrs(), shape);
    AxisView view = aroundAxis(shape, axis);
    Shape indexShape = shape;
    int64_t lanes = view.outer * view.inner;
    indexShape[axis] = lanes ? sizeOf(g.inInfo(1).shape) / lanes : 0;
    Tensor index = invoke("_backward_reshape", {g.in(1)}, {{"shape", indexShape}});
    Tensor taken = invoke("_take_along_axis", {g.dy(), index},
                          {{"axis", int64_t(axis)}, {"mode", g.attrs().get<std::string>("mode")}});
    g.set(0, invoke("_backward_reshape", {taken}, {{"shape", g.inInfo(0).shape}}));
  }
  if (g.needs(1)) g.set(1, zeros(g.inInfo(1).shape, g.inInfo(1).dtype));
}

OpDef& withAxis(OpDef& op) {
  return op.param<int64_t>("axis", -1, "axis to choose along; negative counts from the end")
      .param<std::string>("mode", "clip", "an index outside the axis: clip it, or count it modulo the extent (wrap)")
      .choices({"clip", "wrap"});
}

const OpFamily family([](OpTable& table) {
  auto along = [](int64_t axis, const char* mode = "clip") {
    return NamedAttrs{{"axis", axis}, {"mode", std::string(mode)}};
  };
  auto keep = [](int64_t axis) { return NamedAttrs{{"axis", axis}, {"keepdims", true}}; };
  auto into = [](int64_t axis, Shape shape) { return NamedAttrs{{"axis", axis}, {"shape", shape}}; };
  DType f = DType::float32, i = DType::int32;
  withAxis(table.op("pick"))
      .alias({"choose_element_0index", "_npx_pick"})
      .doc("One element of each lane along an axis, at the position that index gives for the lane.")
      .param<bool>("keepdims", false, "keep the axis, with extent 1")
      .inputs({"data", "index"})
      .infer(inferPick)
      .gradient(setLaneGradient, saves({1}))
      .kernel(Backend::reference, takeAlongKernel)
      .method()
      .samples({{{{{3, 4}}, {{3}, f, -1, 6}}},
                {{{{3, 4}}, {{4}, i, -4, 8}}, along(0, "wrap")},
                {{{{2, 3, 4}}, {{2, 1, 4}, i, 0, 3}}, keep(1)},
                {{{{33, 17}}, {{33, 1}, DType::int64, 0, 17}}},
                {{{{5}}, {{}, f, 0, 5}}},
                {{{{0, 3}}, {{0}}}}})
      .refuses({{{{{{3, 4}}, {{2}}}}, "index has shape (2,), expected (3,) or (3, 1) for data (3, 4) and axis 1"},
                {{{{{3, 0}}, {{3}}}}, "nothing can be picked from axis 1 of (3, 0)"},
                {{{{{3, 4}}, {{3}}}, along(2)}, "axis 2 is outside [-2, 2)"}});
  table.op("batch_take")
      .doc("Element indices[i] of each row i of a.")
      .inputs({"a", "indices"})
      .infer(inferBatchTake)
      .gradient(batchTakeGradient, saves({1}))
      .kernel(Backend::reference, batchTakeKernel)
      .samples({{{{{3, 4}}, {{3}, i, -1, 6}}}, {{{{33, 2}}, {{33}, f, 0, 2}}}, {{{{0, 3}}, {{0}, i}}}})
      .refuses(
          {{{{{{3, 4}}, {{4}, i}}}, "indices have shape (4,), expected the shape of a (3, 4) without its last axis"}});
  withAxis(table.op("_take_along_axis"))
      .doc("Elements of each lane along an axis, at the positions that index gives for the lane.")
      .inputs({"data", "index"})
      .infer(inferTakeAlong)
      .gradient(setLaneGradient, saves({1}))
      .kernel(Backend::reference, takeAlongKernel)
      .samples({{{{{3, 4}}, {{3, 2}, i, 0, 4}}},
                {{{{3, 4, 2}}, {{3, 9, 2}, i, -2, 6}}, along(1, "wrap")},
                {{{{0, 3}}, {{0, 2}, i}}},
                {{{{3, 4}}, {{3, 0}, i}}}})
      .refuses({{{{{{3, 4}}, {{2, 2}, i}}}, "index has shape (2, 2), expected that of data (3, 4) but for axis 1"}});
  withAxis(table.op("_backward_take_along_axis").required<Dims>("shape", "shape of the array that was taken from"))
      .doc("Sums of the input's elements at the positions they were taken from: the gradient of pick, topk and sort.")
      .inputs({"data", "index"})
      .infer(inferTakeAlongGradient)
      .gradient(addAlongGradient, saves({1}))
      .kernel(Backend::reference, addAlongKernel)
      .samples({{{{{3}}, {{3}, f, 0, 4}}, into(-1, {3, 4})},
                {{{{3, 9, 2}}, {{3, 9, 2}, i, 0, 4}}, into(1, {3, 4, 2})},
                {{{{0}}, {{0}, i}}, into(0, {4, 0})},
                {{{{33, 1}}, {{33}, i, 0, 5}}, into(1, {33, 5})}})
      .refuses(
          {{{{{{4}}, {{4}, i}}, into(1, {3, 4})}, "expected the same number of elements for each lane of (3, 4)"}});
});

}  // namespace

}  // namespace gluonlab
