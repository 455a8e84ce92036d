// Joining arrays along an axis and taking them apart again: Concat, stack, SliceChannel (split), _split_v2.
#include "gluonlab/invoke.h"
#include "kernels/strided_copy.h"

namespace gluonlab {

namespace {

// --- joining
// -----------------------------------------------------------------------------------------------------------------

void checkAlike(const Inference& inference, int64_t exceptAxis) {
  const Shape& first = inference.shape(0);
  for (size_t i = 1; i < inference.inputs.size(); ++i) {
    const Shape& shape = inference.shape(i);
    bool fits = shape.size() == first.size();
    for (size_t axis = 0; fits && axis < first.size(); ++axis)
      fits = int64_t(axis) == exceptAxis || shape[axis] == first[axis];
    check(
        fits, ErrorCode::shape, "input ", i, " has shape ", shape, ", input 0 has ", first,
        exceptAxis < 0 ? std::string(", expected the same") : concat(", expected the same but for axis ", exceptAxis));
    check(inference.dtype(i) == inference.dtype(0), ErrorCode::dtype, "input ", i, " has dtype ",
          dtypeName(inference.dtype(i)), ", expected ", dtypeName(inference.dtype(0)), " as input 0 has");
  }
}

void inferConcat(Inference& inference) {
  Shape shape = inference.shape(0);
  int64_t axis = normalizeAxis(inference.attrs.get<int64_t>("dim"), int64_t(shape.size()));
  checkAlike(inference, axis);
  shape[size_t(axis)] = 0;
  for (const TensorInfo& x : inference.inputs) shape[size_t(axis)] += x.shape[size_t(axis)];
  inference.output(shape, inference.dtype(0));
}

bool concatKernel(Call& call) {
  const Tensor& y = call.out();
  size_t axis = size_t(normalizeAxis(call.attrs().get<int64_t>("dim"), y.ndim())), item = itemSize(y.dtype());
  int64_t at = 0;
  for (const Tensor& x : call.inputs) {
    copyStrided(x.shape(), item, areaOf(x), {elementAt(y.raw(), at * y.strides()[axis], item), y.strides()});
    at += x.shape()[axis];
  }
  return true;
}

void concatGradient(Grad& g) {
  int64_t axis = normalizeAxis(g.attrs().get<int64_t>("dim"), int64_t(g.outInfo(0).shape.size()));
  Tensor dy = g.dy();
  int64_t at = 0;
  for (size_t i = 0; i < g.inputCount(); ++i) {
    int64_t end = at + g.inInfo(i).shape[size_t(axis)];
    if (g.needs(i)) g.set(i, invoke("slice_axis", {dy}, {{"axis", axis}, {"begin", at}, {"end", end}}));
    at = end;
  }
}

void inferStack(Inference& inference) {
  Shape shape = inference.shape(0);
  checkAlike(inference, -1);
  size_t axis = size_t(normalizeAxis(inference.attrs.get<int64_t>("axis"), int64_t(shape.size()) + 1));
  shape.insert(axis, int64_t(inference.inputs.size()));
  inference.output(shape, inference.dtype(0));
}

bool stackKernel(Call& call) {
  const Tensor& y = call.out();
  size_t axis = size_t(normalizeAxis(call.attrs().get<int64_t>("axis"), y.ndim())), item = itemSize(y.dtype());
  Strides rest = y.strides();
  rest.erase(axis);
  for (size_t i = 0; i < call.inputs.size(); ++i) {
    const Tensor& x = call.in(i);
    copyStrided(x.shape(), item, areaOf(x), {elementAt(y.raw(), int64_t(i) * y.strides()[axis], item), rest});
  }
  return true;
}

void stackGradient(Grad& g) {
  int64_t axis = normalizeAxis(g.attrs().get<int64_t>("axis"), int64_t(g.outInfo(0).shape.size()));
  Tensor dy = g.dy();
  for (size_t i = 0; i < g.inputCount(); ++i) {
    if (!g.needs(i)) continue;
    Tensor slab = invoke("slice_axis", {dy}, {{"axis", axis}, {"begin", int64_t(i)}, {"end", int64_t(i) + 1}});
    g.set(i, invoke("squeeze", {slab}, {{"axis", Dims{axis}}}));
  }
}

// --- taking apart
// ------------------------------------------------------------------------------------------------------------

size_t partCount(const Attrs& attrs) {
  if (attrs.op().name == "SliceChannel") return size_t(attrs.get<int64_t>("num_outputs"));
  int64_t sections = attrs.get<int64_t>("sections");
  return sections > 0 ? size_t(sections) : attrs.get<Dims>("indices").size();
}

/// Where the parts begin along the split axis, and behind them the axis' extent.
Dims partBounds(const Attrs& attrs, int64_t extent) {
  Dims bounds;
  int64_t parts = int64_t(partCount(attrs));
  if (attrs.op().name == "SliceChannel" || attrs.get<int64_t>("sections") > 0) {
    check(extent % parts == 0, ErrorCode::shape, "an extent of ", extent, " does not split into ", parts,
          " equal parts");
    for (int64_t i = 0; i <= parts; ++i) bounds.push_back(extent / parts * i);
    return bounds;
  }
  bounds = attrs.get<Dims>("indices");
  bounds.push_back(extent);
  for (size_t i = 0; i + 1 < bounds.size(); ++i)
    check(bounds[i] >= 0 && bounds[i] <= bounds[i + 1], ErrorCode::value, "indices ", attrs.get<Dims>("indices"),
          " must rise within [0, ", extent, "]");
  return bounds;
}

void inferSplit(Inference& inference) {
  const Attrs& attrs = inference.attrs;
  const Shape& x = inference.shape(0);
  size_t axis = size_t(normalizeAxis(attrs.get<int64_t>("axis"), int64_t(x.size())));
  Dims bounds = partBounds(attrs, x[axis]);
  bool squeezes = attrs.get<bool>("squeeze_axis");
  for (size_t i = 0; i + 1 < bounds.size(); ++i) {
    Shape shape = x;
    shape[axis] = bounds[i + 1] - bounds[i];
    check(!squeezes || shape[axis] == 1, ErrorCode::shape, "squeeze_axis drops axis ", axis, " where part ", i,
          " has extent ", shape[axis], ", expected 1");
    if (squeezes) shape.erase(axis);
    inference.output(shape, inference.dtype(0));
  }
}

bool splitKernel(Call& call) {
  const Tensor& x = call.in();
  size_t axis = size_t(normalizeAxis(call.attrs().get<int64_t>("axis"), x.ndim())), item = itemSize(x.dtype());
  Dims bounds = partBounds(call.attrs(), x.shape()[axis]);
  for (size_t i = 0; i < call.outputs.size(); ++i) {
    Shape shape = x.shape();
    shape[axis] = bounds[i + 1] - bounds[i];
    copyStrided(shape, item, {elementAt(x.raw(), bounds[i] * x.strides()[axis], item), x.strides()},
                {call.out(i).raw(), contiguousStrides(shape)});
  }
  return true;
}

void splitGradient(Grad& g) {
  const Attrs& attrs = g.attrs();
  int64_t axis = normalizeAxis(attrs.get<int64_t>("axis"), int64_t(g.inInfo(0).shape.size()));
  int64_t unused = partBounds(attrs, g.inInfo(0).shape[size_t(axis)])[0];  // positions before the first index
  TensorList parts;
  if (unused > 0) {
    Shape shape = g.inInfo(0).shape;
    shape[size_t(axis)] = unused;
    parts.push_back(zeros(shape, g.inInfo(0).dtype));
  }
  for (size_t i = 0; i < g.outputCount(); ++i)
    parts.push_back(attrs.get<bool>("squeeze_axis") ? invoke("expand_dims", {g.dy(i)}, {{"axis", axis}}) : g.dy(i));
  g.set(0, invoke("Concat", parts, {{"dim", axis}}));
}

const OpFamily family([](OpTable& table) {
  auto dim = [](int64_t axis) { return NamedAttrs{{"dim", axis}}; };
  auto axis = [](int64_t at) { return NamedAttrs{{"axis", at}}; };
  auto split = [](int64_t parts, int64_t at, bool squeeze = false) {
    return NamedAttrs{{"num_outputs", parts}, {"axis", at}, {"squeeze_axis", squeeze}};
  };
  auto cut = [](Dims indices, int64_t at, int64_t sections = 0, bool squeeze = false) {
    return NamedAttrs{{"indices", indices}, {"axis", at}, {"sections", sections}, {"squeeze_axis", squeeze}};
  };
  table.op("Concat")
      .alias({"concat", "_sparse_concat", "_rnn_param_concat", "_npi_rnn_param_concat"})
      .doc("The inputs one behind the other along an existing axis.")
      .variadic("num_args")
      .param<int64_t>("dim", 1, "axis to join along; negative counts from the end")
      .infer(inferConcat)
      .gradient(concatGradient)
      .kernel(Backend::reference, concatKernel)
      .strided()
      .samples({{{{{2, 3}}, {{2, 1}}}},
                {{{{2, 3}}, {{1, 3}}, {{3, 3}}}, dim(0)},
                {{{{2, 1, 2}}, {{2, 33, 2}}}, dim(-2)},
                {{{{2, 3}}}},
                {{{{0, 2}}, {{3, 2}}}, dim(0)},
                {{{{2, 0}}, {{2, 0}}}},
                {{{{5}}, {{4}}}, dim(0)}})
      .refuses(
          {{{{{{2, 3}}, {{3, 3}}}}, "input 1 has shape (3, 3), input 0 has (2, 3), expected the same but for axis 1"},
           {{{{{2, 3}}, {{2, 3}}}, dim(2)}, "axis 2 is outside [-2, 2)"},
           {{{{{2, 3}}, {{2, 3}, DType::float64}}}, "input 1 has dtype float64, expected float32"}});
  table.op("stack")
      .doc("The inputs side by side along a new axis.")
      .variadic("num_args")
      .param<int64_t>("axis", 0, "where the new axis stands in the result; negative counts from the end")
      .infer(inferStack)
      .gradient(stackGradient)
      .kernel(Backend::reference, stackKernel)
      .strided()
      .samples({{{{{2, 3}}, {{2, 3}}}},
                {{{{2, 33}}, {{2, 33}}, {{2, 33}}}, axis(-1)},
                {{{{2, 3}}}, axis(1)},
                {{{{0, 3}}, {{0, 3}}}},
                {{{{4}}, {{4}}}, axis(1)}})
      .refuses({{{{{{2, 3}}, {{2, 4}}}}, "input 1 has shape (2, 4), input 0 has (2, 3), expected the same"},
                {{{{{2, 3}}}, axis(3)}, "axis 3 is outside [-3, 3)"}});
  table.op("SliceChannel")
      .alias({"split"})
      .doc("Equal parts of the input along one axis.")
      .required<int64_t>("num_outputs", "number of parts")
      .range(1, 1e6)
      .param<int64_t>("axis", 1, "axis to split; negative counts from the end")
      .param<bool>("squeeze_axis", false, "drop the axis, whose parts then must have extent 1")
      .inputs({"data"})
      .outputCount(partCount)
      .infer(inferSplit)
      .gradient(splitGradient)
      .kernel(Backend::reference, splitKernel)
      .strided()
      .method()
      .samples({{{{{2, 6}}}, split(3, 1)},
                {{{{4, 3}}}, split(2, 0)},
                {{{{2, 3}}}, split(3, -1, true)},
                {{{{2, 3}}}, split(1, 1)},
                {{{{0, 4}}}, split(2, 1)}})
      .refuses({{{{{{2, 5}}}, split(3, 1)}, "an extent of 5 does not split into 3 equal parts"},
                {{{{{2, 6}}}, split(3, 1, true)}, "part 0 has extent 2, expected 1"},
                {{{{{2, 6}}}, split(0, 1)}, "num_outputs is 0"}});
  table.op("_split_v2")
      .alias({"_npi_split"})
      .doc("Parts of the input along one axis, from each given index to the next, or a number of equal sections.")
      .required<Dims>("indices", "where the parts begin")
      .param<int64_t>("axis", 1, "axis to split; negative counts from the end")
      .param<bool>("squeeze_axis", false, "drop the axis, whose parts then must have extent 1")
      .param<int64_t>("sections", 0, "number of equal parts; 0: use indices")
      .inputs({"data"})
      .outputCount(partCount)
      .infer(inferSplit)
      .gradient(splitGradient)
      .kernel(Backend::reference, splitKernel)
      .strided()
      .samples({{{{{5, 2}}}, cut({0, 1, 3}, 0)},
                {{{{3, 2}}}, cut({}, 0, 3, true)},
                {{{{2, 33}}}, cut({0, 4}, -1)},
                {{{{2, 5}}}, cut({1, 4}, 1)},
                {{{{0, 4}}}, cut({0, 2}, 1)}})
      .refuses({{{{{{5, 2}}}, cut({0, 6}, 0)}, "indices (0, 6) must rise within [0, 5]"},
                {{{{{5, 2}}}, cut({}, 0, 2)}, "an extent of 5 does not split into 2 equal parts"}});
});

}  // namespace

}  // namespace gluonlab
