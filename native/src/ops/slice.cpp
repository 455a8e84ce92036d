// Parts of an array by ranges of positions: slice, slice_axis, slice_like, writing into a part, and the gradient of
// them all.
#include <algorithm>
#include <cstdlib>

#include "gluonlab/invoke.h"
#include "kernels/strided_copy.h"

namespace gluonlab {

namespace {

/// Along each axis of an array: `count` positions from `begin` on, `step` apart.
struct Part {
  Dims begin, step;
  Shape count;
};

Part wholeOf(const Shape& shape) { return {Dims(shape.size(), 0), Dims(shape.size(), 1), shape}; }

/// Positions begin, begin + step, ... before `end` on an axis of that extent, clipped as Python's slices are.
void takeRange(Part& part, size_t axis, int64_t extent, int64_t begin, int64_t end, int64_t step) {
  auto clip = [&](int64_t at, int64_t none) {
    if (at == kNone) return none;
    if (at < 0) at += extent;
    return step > 0 ? std::clamp<int64_t>(at, 0, extent) : std::clamp<int64_t>(at, -1, extent - 1);
  };
  int64_t first = clip(begin, step > 0 ? 0 : extent - 1), last = clip(end, step > 0 ? extent : -1);
  int64_t span = step > 0 ? last - first : first - last;
  int64_t count = span > 0 ? (span + std::abs(step) - 1) / std::abs(step) : 0;
  part.begin[axis] = count ? first : 0;
  part.step[axis] = step;
  part.count[axis] = count;
}

Part partOf(const Attrs& attrs, const Shape& shape) {
  const Dims &begin = attrs.get<Dims>("begin"), &end = attrs.get<Dims>("end"), &step = attrs.get<Dims>("step");
  check(begin.size() == end.size(), ErrorCode::value, "begin has ", begin.size(), " values and end has ", end.size());
  check(begin.size() <= shape.size(), ErrorCode::value, "begin has ", begin.size(), " values, the array ", shape,
        " only ", shape.size(), " axes");
  check(step.empty() || step.size() == begin.size(), ErrorCode::value, "step has ", step.size(), " values, begin has ",
        begin.size());
  Part part = wholeOf(shape);
  for (size_t i = 0; i < begin.size(); ++i) {
    int64_t stride = step.empty() || step[i] == kNone ? 1 : step[i];
    check(stride != 0, ErrorCode::value, "step of axis ", i, " is 0");
    takeRange(part, i, shape[i], begin[i], end[i], stride);
  }
  return part;
}

Part axisPart(const Attrs& attrs, const Shape& shape) {
  size_t axis = size_t(normalizeAxis(attrs.get<int64_t>("axis"), int64_t(shape.size())));
  int64_t extent = shape[axis], begin = attrs.get<int64_t>("begin"), end = attrs.getOr<int64_t>("end", extent);
  check(begin >= -extent && begin <= extent, ErrorCode::value, "begin is ", begin, ", allowed is [", -extent, ", ",
        extent, "]");
  check(end >= -extent && end <= extent, ErrorCode::value, "end is ", end, ", allowed is [", -extent, ", ", extent,
        "]");
  Part part = wholeOf(shape);
  takeRange(part, axis, extent, begin, end, 1);
  return part;
}

Part likePart(const Attrs& attrs, const Shape& shape, const Shape& like) {
  Part part = wholeOf(shape);
  auto cut = [&](int64_t axis) {
    size_t at = size_t(normalizeAxis(axis, int64_t(shape.size()))),
           likeAt = size_t(normalizeAxis(axis, int64_t(like.size())));
    check(like[likeAt] <= shape[at], ErrorCode::shape, "shape_like ", like, " does not fit into data ", shape,
          " along axis ", axis);
    part.count[at] = like[likeAt];
  };
  const Dims& axes = attrs.get<Dims>("axes");
  for (int64_t axis : axes) cut(axis);
  if (axes.empty()) {
    check(shape.size() == like.size(), ErrorCode::shape, "data ", shape, " and shape_like ", like,
          " differ in number of axes");
    for (size_t i = 0; i < shape.size(); ++i) cut(int64_t(i));
  }
  return part;
}

StridedArea areaOf(const Part& part, const Tensor& x) {
  StridedArea area = gluonlab::areaOf(x);
  int64_t offset = 0;
  for (size_t i = 0; i < part.begin.size(); ++i) {
    offset += part.begin[i] * x.strides()[i];
    area.strides[i] = part.step[i] * x.strides()[i];
  }
  area.data = elementAt(area.data, offset, itemSize(x.dtype()));
  return area;
}

/// The part as a view; undefined when it runs backwards.
Tensor viewOf(const Part& part, const Tensor& x) {
  if (sizeOf(part.count) == 0) return x.view(part.count, contiguousStrides(part.count));
  Strides strides = x.strides();
  int64_t offset = 0;
  for (size_t i = 0; i < part.begin.size(); ++i) {
    if (part.step[i] < 0 && part.count[i] > 1) return {};
    offset += part.begin[i] * strides[i];
    strides[i] *= std::abs(part.step[i]);
  }
  return x.view(part.count, strides, offset);
}

bool copyPart(const Part& part, Call& call) {
  copyStrided(part.count, itemSize(call.in().dtype()), areaOf(part, call.in()), gluonlab::areaOf(call.out()));
  return true;
}

/// `dy` inside zeros of shape `shape`: begin, end and step say where, as for `slice`.
Tensor intoZeros(const Tensor& dy, const Part& part, const Shape& shape) {
  Dims end;
  for (size_t i = 0; i < shape.size(); ++i) {
    int64_t last = part.begin[i] + part.count[i] * part.step[i];
    end.push_back(last < 0 ? kNone : last);
  }
  return invoke("_backward_slice", {dy}, {{"begin", part.begin}, {"end", end}, {"step", part.step}, {"shape", shape}});
}

// --- the operators
// -----------------------------------------------------------------------------------------------------------

void inferSlice(Inference& inference) {
  inference.output(partOf(inference.attrs, inference.shape(0)).count, inference.dtype(0));
}
void inferSliceAxis(Inference& inference) {
  inference.output(axisPart(inference.attrs, inference.shape(0)).count, inference.dtype(0));
}
void inferSliceLike(Inference& inference) {
  inference.output(likePart(inference.attrs, inference.shape(0), inference.shape(1)).count, inference.dtype(0));
}

void inferSliceGradient(Inference& inference) {
  const Shape& shape = inference.attrs.get<Dims>("shape");
  Part part = partOf(inference.attrs, shape);
  check(part.count == inference.shape(0), ErrorCode::shape, "data has shape ", inference.shape(0), ", the part has ",
        part.count);
  inference.output(shape, inference.dtype(0));
}

bool sliceGradientKernel(Call& call) {
  const Tensor& y = call.out();
  Part part = partOf(call.attrs(), y.shape());
  if (!(part.count == y.shape())) fill(y, 0);
  copyStrided(part.count, itemSize(y.dtype()), gluonlab::areaOf(call.in()), areaOf(part, y));
  return true;
}

NamedAttrs rangeAttrs(const Attrs& attrs) {
  return {{"begin", attrs.get<Dims>("begin")}, {"end", attrs.get<Dims>("end")}, {"step", attrs.get<Dims>("step")}};
}

void inferAssign(Inference& inference) {
  Part part = partOf(inference.attrs, inference.shape(0));
  const Shape& rhs = inference.shape(1);
  check(inference.dtype(0) == inference.dtype(1), ErrorCode::dtype, "rhs has dtype ", dtypeName(inference.dtype(1)),
        ", expected ", dtypeName(inference.dtype(0)), " as lhs has");
  bool fits = rhs.size() <= part.count.size() && broadcastShapes(rhs, part.count) == part.count;
  check(fits, ErrorCode::shape, "rhs has shape ", rhs, ", the part has ", part.count);
  inference.output(inference.shape(0), inference.dtype(0));
}

/// The output becomes a copy of input 0, unless it is input 0 itself.
void startFromInput(Call& call) {
  if (call.out().raw() == call.in().raw()) return;
  copyStrided(call.out().shape(), itemSize(call.out().dtype()), gluonlab::areaOf(call.in()),
              gluonlab::areaOf(call.out()));
}

bool assignKernel(Call& call) {
  const Tensor &y = call.out(), &value = call.in(1);
  Part part = partOf(call.attrs(), y.shape());
  Tensor source = value;
  if (&value.storage() == &y.storage()) {  // the value may overlap the part: x[::-1] = x
    source = Tensor::empty(value.shape(), value.dtype());
    copyStrided(value.shape(), itemSize(value.dtype()), gluonlab::areaOf(value), gluonlab::areaOf(source));
  }
  startFromInput(call);
  copyStrided(part.count, itemSize(y.dtype()),
              {source.raw(), broadcastStrides(source.shape(), source.strides(), part.count)}, areaOf(part, y));
  return true;
}

bool assignScalarKernel(Call& call) {
  const Tensor& y = call.out();
  Part part = partOf(call.attrs(), y.shape());
  startFromInput(call);
  Tensor value = Tensor::empty({}, y.dtype());
  fill(value, call.attrs().get<double>("scalar"));
  copyStrided(part.count, itemSize(y.dtype()), {value.raw(), Strides(part.count.size(), 0)}, areaOf(part, y));
  return true;
}

Tensor zeroPart(const Tensor& dy, const Attrs& attrs) {
  return invoke("_slice_assign_scalar", {dy}, rangeAttrs(attrs));
}

void assignGradient(Grad& g) {
  if (g.needs(0)) g.set(0, zeroPart(g.dy(), g.attrs()));
  if (g.needs(1)) g.set(1, sumTo(invoke("slice", {g.dy()}, rangeAttrs(g.attrs())), g.inInfo(1).shape));
}

OpDef& withRange(OpDef& op) {
  return op
      .required<Dims>("begin",
                      "first position along each leading axis; None: the first, or the last when step is negative")
      .required<Dims>("end", "position behind the last one; None: to the end")
      .param<Dims>("step", Dims{}, "distance between positions, may be negative; empty: 1");
}

const OpFamily family([](OpTable& table) {
  constexpr int64_t none = kNone;
  auto range = [](Dims begin, Dims end, Dims step = {}) {
    return NamedAttrs{{"begin", begin}, {"end", end}, {"step", step}};
  };
  auto into = [](NamedAttrs attrs, Shape shape) {
    attrs.push_back({"shape", shape});
    return attrs;
  };
  auto along = [](int64_t axis, int64_t begin, AttrValue end) {
    return NamedAttrs{{"axis", axis}, {"begin", begin}, {"end", end}};
  };
  withRange(table.op("slice"))
      .alias({"crop", "_sparse_slice", "_npx_slice", "_npi_slice"})
      .doc("The part of the input between begin and end, by step, along its leading axes.")
      .inputs({"data"})
      .infer(inferSlice)
      .gradient([](Grad& g) { g.set(0, intoZeros(g.dy(), partOf(g.attrs(), g.inInfo(0).shape), g.inInfo(0).shape)); })
      .kernel(Backend::reference, [](Call& call) { return copyPart(partOf(call.attrs(), call.in().shape()), call); })
      .aliases([](const Attrs& attrs, const TensorList& inputs, const TensorInfo&) {
        return viewOf(partOf(attrs, inputs[0].shape()), inputs[0]);
      })
      .strided()
      .method()
      .samples({{{{{4, 5}}}, range({1, 0}, {3, 4})},
                {{{{4, 5}}}, range({none, 1}, {none, -1})},
                {{{{33}}}, range({-10}, {100}, {3})},
                {{{{4, 5}}}, range({none, none}, {none, none}, {-1, 2})},
                {{{{6}}}, range({4}, {1}, {-1})},
                {{{{4, 5}}}, range({2}, {2})},
                {{{{0, 3}}}, range({none, 1}, {none, 2})}})
      .refuses({{{{{{4}}}, range({0, 0}, {2, 2})}, "begin has 2 values, the array (4,) only 1 axes"},
                {{{{{4}}}, range({0}, {2}, {0})}, "step of axis 0 is 0"},
                {{{{{4, 3}}}, range({0, 1}, {2})}, "begin has 2 values and end has 1"}});
  withRange(table.op("_backward_slice"))
      .doc("Zeros with the input in the part that slice would read: the gradient of slice.")
      .required<Dims>("shape", "shape of the result")
      .inputs({"data"})
      .infer(inferSliceGradient)
      .gradient([](Grad& g) { g.set(0, invoke("slice", {g.dy()}, rangeAttrs(g.attrs()))); })
      .kernel(Backend::reference, sliceGradientKernel)
      .strided()
      .samples({{{{{2, 4}}}, into(range({1, 0}, {3, 4}), {4, 5})},
                {{{{3}}}, into(range({4}, {1}, {-1}), {6})},
                {{{{4, 5}}}, into(range({0}, {4}), {4, 5})},
                {{{{0, 5}}}, into(range({2}, {2}), {4, 5})}})
      .refuses({{{{{{2, 3}}}, into(range({1, 0}, {3, 4}), {4, 5})}, "data has shape (2, 3), the part has (2, 4)"}});
  table.op("slice_axis")
      .doc("The part of the input between begin and end along one axis.")
      .required<int64_t>("axis", "axis to cut; negative counts from the end")
      .required<int64_t>("begin", "first position; negative counts from the end")
      .optional<int64_t>("end", "position behind the last one; None: to the end")
      .inputs({"data"})
      .infer(inferSliceAxis)
      .gradient([](Grad& g) { g.set(0, intoZeros(g.dy(), axisPart(g.attrs(), g.inInfo(0).shape), g.inInfo(0).shape)); })
      .kernel(Backend::reference, [](Call& call) { return copyPart(axisPart(call.attrs(), call.in().shape()), call); })
      .aliases([](const Attrs& attrs, const TensorList& inputs, const TensorInfo&) {
        return viewOf(axisPart(attrs, inputs[0].shape()), inputs[0]);
      })
      .strided()
      .method()
      .samples({{{{{3, 4}}}, along(0, 1, int64_t{3})},
                {{{{3, 4}}}, along(1, -3, {})},
                {{{{3, 33}}}, along(-1, 0, int64_t{-1})},
                {{{{3, 4}}}, along(0, 2, int64_t{2})},
                {{{{0, 3}}}, along(1, 1, int64_t{2})}})
      .refuses({{{{{{6}}}, along(0, 2, int64_t{100})}, "end is 100, allowed is [-6, 6]"},
                {{{{{6}}}, along(0, -7, {})}, "begin is -7, allowed is [-6, 6]"},
                {{{{{3, 4}}}, along(2, 0, int64_t{1})}, "axis 2 is outside [-2, 2)"}});
  table.op("slice_like")
      .doc("The leading part of data that has the extents of shape_like.")
      .param<Dims>("axes", Dims{}, "axes to cut; empty: all")
      .inputs({"data", "shape_like"})
      .infer(inferSliceLike)
      .gradient([](Grad& g) {
        const Shape& shape = g.inInfo(0).shape;
        if (g.needs(0)) g.set(0, intoZeros(g.dy(), likePart(g.attrs(), shape, g.inInfo(1).shape), shape));
        if (g.needs(1)) g.set(1, zeros(g.inInfo(1).shape, g.inInfo(1).dtype));
      })
      .kernel(Backend::reference,
              [](Call& call) { return copyPart(likePart(call.attrs(), call.in().shape(), call.in(1).shape()), call); })
      .aliases([](const Attrs& attrs, const TensorList& inputs, const TensorInfo&) {
        return viewOf(likePart(attrs, inputs[0].shape(), inputs[1].shape()), inputs[0]);
      })
      .strided()
      .samples({{{{{4, 5}}, {{2, 3}}}},
                {{{{4, 5}}, {{2, 9}}}, {{"axes", Dims{0}}}},
                {{{{4, 5, 2}}, {{2, 3}}}, {{"axes", Dims{1, 0}}}},
                {{{{4, 5}}, {{0, 3}}}}})
      .refuses({{{{{{4, 5}}, {{2, 6}}}}, "does not fit into data (4, 5) along axis 1"},
                {{{{{4, 5}}, {{2}}}}, "differ in number of axes"}});
  withRange(table.op("_slice_assign"))
      .alias({"_crop_assign", "_npi_slice_assign"})
      .doc("lhs with the part that slice would read replaced by rhs, which broadcasts to it.")
      .inputs({"lhs", "rhs"})
      .infer(inferAssign)
      .gradient(assignGradient)
      .kernel(Backend::reference, assignKernel)
      .strided()
      .inPlace()
      .samples({{{{{4, 5}}, {{2, 4}}}, range({1, 0}, {3, 4})},
                {{{{5}}, {{5}}}, range({none}, {none}, {-1})},
                {{{{4, 3}}, {{3}}}, range({1}, {3})},
                {{{{4, 3}}, {{0, 3}}}, range({1}, {1})}})
      .refuses({{{{{{4, 5}}, {{3, 4}}}, range({1, 0}, {3, 4})}, "(3, 4)"},
                {{{{{4}}, {{2}, DType::float64}}, range({0}, {2})}, "rhs has dtype float64, expected float32"}});
  withRange(table.op("_slice_assign_scalar").param<double>("scalar", 0, "the value written"))
      .alias({"_crop_assign_scalar", "_npi_slice_assign_scalar"})
      .doc("The input with the part that slice would read replaced by a number.")
      .inputs({"data"})
      .infer([](Inference& inference) {
        partOf(inference.attrs, inference.shape(0));
        inference.output(inference.shape(0), inference.dtype(0));
      })
      .gradient([](Grad& g) { g.set(0, zeroPart(g.dy(), g.attrs())); })
      .kernel(Backend::reference, assignScalarKernel)
      .strided()
      .inPlace()
      .samples({{{{{4, 5}}}, range({1, 1}, {3, 4})},
                {{{{33}}}, range({none}, {none}, {-2})},
                {{{{0, 3}}}, range({none}, {none})}})
      .refuses({{{{{{4}}}, range({0}, {2}, {0})}, "step of axis 0 is 0"}});
});

}  // namespace

}  // namespace gluonlab
