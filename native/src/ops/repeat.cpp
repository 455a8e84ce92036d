// Elements more than once: tile (whole arrays side by side) and repeat (each element several times).
#include "gluonlab/invoke.h"
#include "kernels/strided_copy.h"

namespace gluonlab {

namespace {

// --- tile
// ----------------------------------------------------------------------------------------------------------------------

/// Input extents and repetitions, both as long as the longer of the two.
struct Tiling {
  Shape extents;
  Dims reps;
};

Tiling tilingOf(const Attrs& attrs, const Shape& x) {
  const Dims& reps = attrs.get<Dims>("reps");
  size_t ndim = std::max(x.size(), reps.size());
  Tiling tiling{Shape(ndim, 1), Dims(ndim, 1)};
  for (size_t i = 0; i < x.size(); ++i) tiling.extents[ndim - x.size() + i] = x[i];
  for (size_t i = 0; i < reps.size(); ++i) {
    check(reps[i] >= 0, ErrorCode::value, "reps ", reps, " has a negative value");
    tiling.reps[ndim - reps.size() + i] = reps[i];
  }
  return tiling;
}

void inferTile(Inference& inference) {
  Tiling tiling = tilingOf(inference.attrs, inference.shape(0));
  Shape out = tiling.extents;
  for (size_t i = 0; i < out.size(); ++i) out[i] *= tiling.reps[i];
  inference.output(out, inference.dtype(0));
}

/// The result's axes, each as (repetition, position within the input).
Shape splitAxes(const Tiling& tiling) {
  Shape shape;
  for (size_t i = 0; i < tiling.reps.size(); ++i) {
    shape.push_back(tiling.reps[i]);
    shape.push_back(tiling.extents[i]);
  }
  return shape;
}

bool tileKernel(Call& call) {
  const Tensor &x = call.in(), &y = call.out();
  Tiling tiling = tilingOf(call.attrs(), x.shape());
  size_t lead = tiling.reps.size() - x.shape().size();
  Strides from;
  for (size_t i = 0; i < tiling.reps.size(); ++i) {
    from.push_back(0);
    from.push_back(i < lead ? 0 : x.strides()[i - lead]);
  }
  Shape shape = splitAxes(tiling);
  copyStrided(shape, itemSize(x.dtype()), {x.raw(), from}, {y.raw(), contiguousStrides(shape)});
  return true;
}

Tensor reshapedTo(const Tensor& x, const Shape& shape) { return invoke("_backward_reshape", {x}, {{"shape", shape}}); }

void tileGradient(Grad& g) {
  const Shape& x = g.inInfo(0).shape;
  Tiling tiling = tilingOf(g.attrs(), x);
  Dims repetitions;
  for (size_t i = 0; i < tiling.reps.size(); ++i)
    if (tiling.reps[i] != 1) repetitions.push_back(int64_t(2 * i));
  if (sizeOf(tiling.reps) == 0) return g.set(0, zeros(x, g.inInfo(0).dtype));
  Tensor dy = reshapedTo(g.dy(), splitAxes(tiling));
  if (!repetitions.empty()) dy = invoke("sum", {dy}, {{"axis", repetitions}, {"keepdims", true}});
  g.set(0, reshapedTo(dy, x));
}

// --- repeat
// ----------------------------------------------------------------------------------------------------------------------

/// Where the repetitions stand as an axis of their own: behind the repeated axis.
size_t repetitionAxis(const Attrs& attrs, const Shape& x) {
  return attrs.isNone("axis") ? x.size() : size_t(normalizeAxis(attrs.get<int64_t>("axis"), int64_t(x.size()))) + 1;
}

/// The result with that axis.
Shape repeatedAxes(const Attrs& attrs, const Shape& x) {
  Shape shape = x;
  shape.insert(repetitionAxis(attrs, x), attrs.get<int64_t>("repeats"));
  return shape;
}

void inferRepeat(Inference& inference) {
  const Attrs& attrs = inference.attrs;
  const Shape& x = inference.shape(0);
  if (attrs.isNone("axis")) return inference.output({sizeOf(x) * attrs.get<int64_t>("repeats")}, inference.dtype(0));
  Shape shape = x;
  shape[size_t(normalizeAxis(attrs.get<int64_t>("axis"), int64_t(x.size())))] *= attrs.get<int64_t>("repeats");
  inference.output(shape, inference.dtype(0));
}

bool repeatKernel(Call& call) {
  const Tensor &x = call.in(), &y = call.out();
  Strides from = x.strides();
  from.insert(repetitionAxis(call.attrs(), x.shape()), 0);
  Shape shape = repeatedAxes(call.attrs(), x.shape());
  copyStrided(shape, itemSize(x.dtype()), {x.raw(), from}, {y.raw(), contiguousStrides(shape)});
  return true;
}

void repeatGradient(Grad& g) {
  const Shape& x = g.inInfo(0).shape;
  if (g.attrs().get<int64_t>("repeats") == 0) return g.set(0, zeros(x, g.inInfo(0).dtype));
  Tensor dy = reshapedTo(g.dy(), repeatedAxes(g.attrs(), x));
  g.set(0, invoke("sum", {dy}, {{"axis", Dims{int64_t(repetitionAxis(g.attrs(), x))}}}));
}

const OpFamily family([](OpTable& table) {
  auto reps = [](Dims counts) { return NamedAttrs{{"reps", counts}}; };
  auto times = [](int64_t count, AttrValue axis = {}) { return NamedAttrs{{"repeats", count}, {"axis", axis}}; };
  table.op("tile")
      .alias({"_npi_tile"})
      .doc("Copies of the input side by side along each axis, as numpy.tile counts them.")
      .required<Dims>("reps", "copies along each axis, counted from the last")
      .inputs({"data"})
      .infer(inferTile)
      .gradient(tileGradient)
      .kernel(Backend::reference, tileKernel)
      .strided()
      .method()
      .samples({{{{{2, 3}}}, reps({2})},
                {{{{2, 3}}}, reps({2, 1})},
                {{{{3}}}, reps({2, 2})},
                {{{{2, 33}}}, reps({3, 1, 2})},
                {{{{2, 2}}}, reps({0, 1})},
                {{{{0, 3}}}, reps({2, 2})},
                {{{{2}}}, reps({1})}})
      .refuses({{{{{{2, 3}}}, reps({-1})}, "reps (-1,) has a negative value"}});
  table.op("repeat")
      .alias({"_np_repeat"})
      .doc("Each element several times in a row, along one axis or of the flattened input.")
      .required<int64_t>("repeats", "how often")
      .range(0, 9e15)
      .optional<int64_t>("axis", "axis to repeat along; None flattens the input")
      .inputs({"data"})
      .infer(inferRepeat)
      .gradient(repeatGradient)
      .kernel(Backend::reference, repeatKernel)
      .strided()
      .method()
      .samples({{{{{2, 3}}}, times(2)},
                {{{{2, 3}}}, times(2, int64_t{0})},
                {{{{2, 33}}}, times(3, int64_t{-1})},
                {{{{2, 1, 2}}}, times(2, int64_t{-2})},
                {{{{0, 3}}}, times(2, int64_t{1})},
                {{{{2, 2}}}, times(0, int64_t{1})}})
      .refuses({{{{{{2, 3}}}, times(2, int64_t{2})}, "axis 2 is outside [-2, 2)"},
                {{{{{2, 3}}}, times(-1)}, "repeats is -1"}});
});

}  // namespace

}  // namespace gluonlab
