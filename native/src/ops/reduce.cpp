// Reductions along axes: sum, mean, prod, max, min, their NaN-skipping forms, norm, and the positions of extremes.
#include "kernels/reduce.h"

#include "gluonlab/invoke.h"

namespace gluonlab {

namespace {

bool needsElements(const std::string& op) { return op == "max" || op == "min"; }

void inferReduce(Inference& inference) {
  const Shape& shape = inference.shape(0);
  Dims axes = reducedAxes(inference.attrs, int64_t(shape.size()));
  if (needsElements(inference.attrs.op().name))
    for (int64_t axis : axes)
      check(shape[size_t(axis)] != 0, ErrorCode::shape, "axis ", axis, " of shape ", shape, " has no elements");
  Shape out = keepReduced(shape, axes);
  if (!inference.attrs.get<bool>("keepdims"))
    for (size_t i = axes.size(); i-- > 0;) out.erase(size_t(axes[i]));
  inference.output(out, inference.dtype(0));
}

Dims axesOf(Grad& g) { return reducedAxes(g.attrs(), int64_t(g.inInfo(0).shape.size())); }

/// An array of the output's elements, seen in the input's shape.
Tensor spread(Grad& g, const Tensor& y) {
  const Shape& shape = g.inInfo(0).shape;
  Dims axes = axesOf(g), sizes;
  for (int64_t axis : axes) sizes.push_back(shape[size_t(axis)]);
  return invoke("broadcast_axis", {reshape(y, keepReduced(shape, axes))}, {{"axis", axes}, {"size", sizes}});
}

Tensor mask(const char* op, const Tensor& a, const Tensor& b) { return invoke(op, {a, b}); }

void sumGradient(Grad& g) { g.set(0, spread(g, g.dy())); }
void meanGradient(Grad& g) {
  double count = double(sizeOf(g.inInfo(0).shape)) / double(std::max<int64_t>(1, sizeOf(g.outInfo(0).shape)));
  g.set(0, spread(g, g.dy() * (1 / count)));
}
// Every element that equals the extreme gets the full gradient.
void extremeGradient(Grad& g) { g.set(0, spread(g, g.dy()) * mask("broadcast_equal", g.in(0), spread(g, g.out(0)))); }
void prodGradient(Grad& g) { g.set(0, spread(g, g.dy()) * (spread(g, g.out(0)) / g.in(0))); }
void nansumGradient(Grad& g) { g.set(0, spread(g, g.dy()) * mask("broadcast_equal", g.in(0), g.in(0))); }
void nanprodGradient(Grad& g) {
  Tensor isNumber = mask("broadcast_equal", g.in(0), g.in(0));
  Tensor gradient = spread(g, g.dy()) * (spread(g, g.out(0)) / g.in(0));
  g.set(0, invoke("where", {isNumber, gradient, zeros(g.inInfo(0).shape, g.inInfo(0).dtype)}));
}
void normGradient(Grad& g) {
  Tensor dy = spread(g, cast(g.dy(), g.inInfo(0).dtype));
  if (g.attrs().get<int64_t>("ord") == 1) {
    g.set(0, dy * invoke("sign", {g.in(0)}));
  } else {
    g.set(0, dy * (g.in(0) / spread(g, cast(g.out(0), g.inInfo(0).dtype))));
  }
}

template <bool (*reduction)(Call&, Reduction)>
bool normKernel(Call& call) {
  return reduction(call, call.attrs().get<int64_t>("ord") == 1 ? Reduction::norm1 : Reduction::norm2);
}

std::vector<Sample> reduceSamples(double low, double high, bool distinct, bool emptyToo) {
  auto of = [&](Shape shape, NamedAttrs attrs) {
    return Sample{{{shape, DType::float32, low, high, distinct}}, std::move(attrs)};
  };
  std::vector<Sample> samples{
      of({2, 3, 4}, {}),
      of({2, 3, 4}, {{"axis", int64_t{1}}}),
      of({2, 3, 4}, {{"axis", int64_t{-1}}, {"keepdims", true}}),
      of({2, 3, 4}, {{"axis", Dims{0, 2}}}),
      of({33}, {{"axis", int64_t{0}}}),
      of({5, 67}, {{"axis", int64_t{1}}}),
      of({5, 67}, {{"axis", int64_t{0}}}),
      of({2, 2, 3, 2}, {{"axis", Dims{1, 3}}}),
      of({2, 2, 3, 2, 2}, {{"axis", Dims{0, 2, 4}}, {"keepdims", true}}),
      of({}, {}),
      of({0, 3}, {{"axis", int64_t{1}}}),
  };
  if (emptyToo) samples.push_back(of({0, 3}, {{"axis", int64_t{0}}}));
  return samples;
}

template <Reduction kind>
OpDef& reduceOp(OpTable& table, const char* name, const char* doc) {
  return table.op(name)
      .doc(doc)
      .optional<Dims>("axis", "axes to reduce; None or an empty tuple: all")
      .param<bool>("keepdims", false, "keep reduced axes with extent 1")
      .inputs({"data"})
      .infer(inferReduce)
      .kernel(Backend::reference, reduceReference<kind>)
      .kernel(Backend::simd, reduceFast<kind>)
      .method()
      .refuses({{{{{{2, 3}}}, {{"axis", int64_t{2}}}}, "axis 2 is outside [-2, 2)"},
                {{{{{2, 3}}}, {{"axis", Dims{0, -2}}}}, "axis 0 is given twice"}});
}

template <Reduction kind>
OpDef& reduceWithExclude(OpTable& table, const char* name, const char* doc) {
  return reduceOp<kind>(table, name, doc)
      .template param<bool>("exclude", false, "reduce the axes that are not named")
      .samples({{{{{2, 3, 4}, DType::float32, 0.5, 2, true}}, {{"axis", Dims{1}}, {"exclude", true}}}});
}

void inferPosition(Inference& inference, std::optional<int64_t> axis, bool keepdims) {
  const Shape& shape = inference.shape(0);
  check(sizeOf(shape) != 0, ErrorCode::shape, "shape ", shape, " has no elements");
  Shape out(axis || keepdims ? shape.size() : 0, 1);
  if (axis) {
    int64_t along = normalizeAxis(*axis, int64_t(shape.size()));
    out = keepReduced(shape, {along});
    if (!keepdims) out.erase(size_t(along));
  }
  inference.output(out, inference.dtype(0));
}

std::optional<int64_t> axisOf(const Attrs& attrs) {
  return attrs.isNone("axis") ? std::nullopt : std::optional(attrs.get<int64_t>("axis"));
}

template <bool largest>
void argOp(OpTable& table, const char* name, const char* doc) {
  table.op(name)
      .doc(doc)
      .optional<int64_t>("axis", "axis to search; None: the flattened array")
      .param<bool>("keepdims", false, "keep the searched axis with extent 1")
      .inputs({"data"})
      .infer([](Inference& inference) {
        inferPosition(inference, axisOf(inference.attrs), inference.attrs.get<bool>("keepdims"));
      })
      .zeroGradient()
      .kernel(Backend::reference, [](Call& call) { return argExtreme(call, largest, axisOf(call.attrs())); })
      .method()
      .samples({{{{{2, 3, 4}}}, {}},
                {{{{2, 3, 4}}}, {{"axis", int64_t{1}}}},
                {{{{5, 33}}}, {{"axis", int64_t{-1}}, {"keepdims", true}}},
                {{{{4, 3}, DType::int32, -9, 9}}, {{"axis", int64_t{0}}}}})
      .refuses({{{{{{2, 3}}}, {{"axis", int64_t{2}}}}, "axis 2 is outside [-2, 2)"},
                {{{{{0, 3}}}, {}}, "shape (0, 3) has no elements"}});
}

const OpFamily family([](OpTable& table) {
  reduceWithExclude<Reduction::sum>(table, "sum", "The sum of the elements along axes.")
      .alias({"_sparse_sum", "sum_axis"})
      .gradient(sumGradient)
      .samples(reduceSamples(-2, 2, false, true));
  reduceWithExclude<Reduction::mean>(table, "mean", "The mean of the elements along axes; of integers it is truncated.")
      .alias({"_sparse_mean"})
      .gradient(meanGradient)
      .samples(reduceSamples(-2, 2, false, true));
  reduceWithExclude<Reduction::prod>(table, "prod", "The product of the elements along axes.")
      .gradient(prodGradient, saves({0}, {0}))
      .samples(reduceSamples(0.8, 1.2, false, true));
  reduceWithExclude<Reduction::max>(table, "max",
                                    "The largest element along axes; NaN wins. Ties all get the full gradient.")
      .alias({"max_axis"})
      .gradient(extremeGradient, saves({0}, {0}))
      .samples(reduceSamples(-2, 2, true, false));
  reduceWithExclude<Reduction::min>(table, "min",
                                    "The smallest element along axes; NaN wins. Ties all get the full gradient.")
      .alias({"min_axis"})
      .gradient(extremeGradient, saves({0}, {0}))
      .samples(reduceSamples(-2, 2, true, false));
  reduceWithExclude<Reduction::nansum>(table, "nansum", "The sum of the elements along axes; NaN counts as 0.")
      .gradient(nansumGradient, saves({0}))
      .samples(reduceSamples(-2, 2, false, true));
  reduceWithExclude<Reduction::nanprod>(table, "nanprod", "The product of the elements along axes; NaN counts as 1.")
      .gradient(nanprodGradient, saves({0}, {0}))
      .samples(reduceSamples(0.8, 1.2, false, true));
  table.op("norm")
      .alias({"_sparse_norm"})
      .doc("The norm of the elements along axes: the sum of magnitudes (ord 1) or the Euclidean length (ord 2).")
      .param<int64_t>("ord", 2, "1 or 2")
      .range(1, 2)
      .optional<Dims>("axis", "axes to reduce; None or an empty tuple: all")
      .optional<std::string>("out_dtype", "dtype of the result; None: data's")
      .choices({"float16", "float32", "float64", "int64", "int32", "int8"})
      .param<bool>("keepdims", false, "keep reduced axes with extent 1")
      .inputs({"data"})
      .infer([](Inference& inference) {
        inferReduce(inference);
        if (!inference.attrs.isNone("out_dtype"))
          inference.outputs[0].dtype = dtypeFromName(inference.attrs.get<std::string>("out_dtype"));
      })
      .gradient(normGradient, saves({0}, {0}))
      .kernel(Backend::reference, normKernel<reduce>)
      .kernel(Backend::simd, normKernel<reduceSimd>)
      .method()
      .samples(reduceSamples(0.5, 2, false, false))
      .samples({{{{{5, 33}}}, {{"ord", int64_t{1}}, {"axis", int64_t{1}}}},
                {{{{4, 3}}}, {{"out_dtype", std::string("float64")}}}})
      .refuses({{{{{{2, 3}}}, {{"ord", int64_t{3}}}}, "ord is 3"}});
  argOp<true>(table, "argmax", "Position of the first largest element, in data's dtype; NaN is the largest.");
  argOp<false>(table, "argmin", "Position of the first smallest element, in data's dtype; NaN is the smallest.");
  table.op("argmax_channel")
      .doc("Position of the first largest element along axis 1, in data's dtype.")
      .inputs({"data"})
      .infer([](Inference& inference) { inferPosition(inference, 1, false); })
      .zeroGradient()
      .kernel(Backend::reference, [](Call& call) { return argExtreme(call, true, 1); })
      .samples({{{{{3, 5}}}, {}}, {{{{2, 33, 2}}}, {}}})
      .refuses({{{{{{3}}}, {}}, "axis 1 is outside [-1, 1)"}});
});

}  // namespace
}  // namespace gluonlab
