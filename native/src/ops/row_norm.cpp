// LayerNorm, GroupNorm and InstanceNorm: rows of data normalised by their own mean and deviation.
#include "kernels/row_norm.h"

#include "gluonlab/invoke.h"

namespace gluonlab {

namespace {

/// What the three operators differ in.
struct Plan {
  RowNorm rows;
  Shape parameters;  // of gamma and beta
  Shape statistics;  // of mean and std
};

Plan layerNorm(const Attrs& attrs, const Shape& data) {
  int64_t axis = normalizeAxis(attrs.get<int64_t>("axis"), int64_t(data.size()));
  Plan p;
  p.statistics = data;
  p.statistics[size_t(axis)] = 1;
  for (int64_t d = 0; d < int64_t(data.size()); ++d)
    (d < axis ? p.rows.outer : d > axis ? p.rows.inner : p.rows.length) *= data[size_t(d)];
  p.parameters = {p.rows.length};
  return p;
}

Plan groupNorm(const Attrs& attrs, const Shape& data) {
  int64_t groups = attrs.get<int64_t>("num_groups");
  check(data.size() >= 3, ErrorCode::shape, "data has shape ", data, ", expected at least 3 axes");
  check(data[1] % groups == 0, ErrorCode::shape, "num_groups is ", groups, ", it must divide the ", data[1],
        " channels of data ", data);
  Plan p;
  p.rows.outer = data[0] * groups;
  p.rows.length = data[1] / groups * sizeOf(Shape(data.begin() + 2, data.end()));
  p.rows.period = groups;
  p.parameters = {groups};
  p.statistics = {data[0], groups};
  return p;
}

Plan instanceNorm(const Attrs&, const Shape& data) {
  check(data.size() >= 3, ErrorCode::shape, "data has shape ", data, ", expected at least 3 axes");
  Plan p;
  p.rows.outer = data[0] * data[1];
  p.rows.length = sizeOf(Shape(data.begin() + 2, data.end()));
  p.rows.period = data[1];
  p.parameters = {data[1]};
  p.statistics = {data[0], data[1]};
  return p;
}

using MakePlan = Plan (*)(const Attrs&, const Shape&);

template <MakePlan makePlan>
void inferNorm(Inference& inference) {
  const Shape& data = inference.shape(0);
  check(isFloating(inference.dtype(0)), ErrorCode::dtype, "data has dtype ", dtypeName(inference.dtype(0)),
        ", allowed are float32, float64, float16, bfloat16");
  Plan p = makePlan(inference.attrs, data);
  const char* names[] = {"data", "gamma", "beta"};
  for (size_t i = 1; i < 3; ++i) {
    check(inference.shape(i) == p.parameters, ErrorCode::shape, names[i], " has shape ", inference.shape(i),
          ", expected ", p.parameters, " for data ", data);
    check(inference.dtype(i) == inference.dtype(0), ErrorCode::dtype, names[i], " has dtype ",
          dtypeName(inference.dtype(i)), ", expected ", dtypeName(inference.dtype(0)), " as data has");
  }
  inference.output(data, inference.dtype(0));
  inference.output(p.statistics, inference.dtype(0));
  inference.output(p.statistics, inference.dtype(0));
}

template <MakePlan makePlan, auto normalize>
bool normKernel(Call& call) {
  RowNorm rows = makePlan(call.attrs(), call.in().shape()).rows;
  rows.eps = call.attrs().get<double>("eps");
  return normalize(rows, call.in(0), call.in(1), call.in(2), call.out(0), call.out(1), call.out(2));
}

template <MakePlan makePlan>
void normGradient(Grad& g) {
  RowNorm rows = makePlan(g.attrs(), g.inInfo(0).shape).rows;
  static const OpDef& op = findOp("_backward_row_norm");
  NamedAttrs attrs{{"rows", Dims{rows.outer, rows.length, rows.inner, rows.period}}};
  TensorList gradients = invoke(op, op.parse(attrs), {g.dy(), g.in(0), g.in(1), g.out(1), g.out(2)});
  for (size_t i = 0; i < 3; ++i)
    if (g.needs(i)) g.set(i, gradients[i]);
}

template <auto normalize>
bool rowNormGradientKernel(Call& call) {
  const Dims& d = call.attrs().get<Dims>("rows");
  return normalize({d[0], d[1], d[2], d[3], 0},
                   {call.in(0), call.in(1), call.in(2), call.in(3), call.in(4), call.out(0), call.out(1), call.out(2)});
}

void inferRowNormGradient(Inference& inference) {
  check(inference.shape(0) == inference.shape(1), ErrorCode::shape, "dy has shape ", inference.shape(0), ", expected ",
        inference.shape(1));
  check(inference.attrs.get<Dims>("rows").size() == 4, ErrorCode::value, "rows is ", inference.attrs.get<Dims>("rows"),
        ", expected 4 values");
  inference.output(inference.shape(1), inference.dtype(1));
  inference.output(inference.shape(2), inference.dtype(2));
  inference.output(inference.shape(2), inference.dtype(2));
}

template <MakePlan makePlan>
OpDef& finish(OpDef& op) {
  return op.inputs({"data", "gamma", "beta"})
      .outputs({"output", "mean", "std"})
      .infer(inferNorm<makePlan>)
      .gradient(normGradient<makePlan>, saves({0, 1}, {1, 2}))
      .kernel(Backend::reference, normKernel<makePlan, rowNormReference>)
      .kernel(Backend::simd, normKernel<makePlan, rowNormSimd>)
      .gradientTolerance(1e-4);
}

size_t visibleOutputs(const Attrs& attrs) { return attrs.get<bool>("output_mean_var") ? 3 : 1; }

const OpFamily family([](OpTable& table) {
  using I = int64_t;
  OpDef& layer = table.op("LayerNorm")
                     .alias({"_npx_layer_norm"})
                     .doc("Normalises along one axis to mean 0 and variance 1, then scales by gamma and adds beta.")
                     .param<I>("axis", -1, "axis to normalise along")
                     .param<double>("eps", 1e-5, "added to the variance")
                     .param<bool>("output_mean_var", false, "return the mean and the standard deviation, too")
                     .visibleOutputs(visibleOutputs);
  finish<layerNorm>(layer)
      .samples({{{{{2, 3, 4}}, {{4}}, {{4}}}},
                {{{{2, 3, 4}}, {{3}}, {{3}}}, {{"axis", I{1}}}},
                {{{{3, 33}}, {{33}}, {{33}}}},
                {{{{6}}, {{6}}, {{6}}}, {{"axis", I{0}}}},
                {{{{0, 4}}, {{4}}, {{4}}}}})
      .refuses({{{{{{3, 4}}, {{3}}, {{4}}}}, "gamma has shape (3,), expected (4,) for data (3, 4)"},
                {{{{{3, 4}}, {{4}}, {{4}}}, {{"axis", I{2}}}}, "axis 2 is outside [-2, 2)"}});
  OpDef& group = table.op("GroupNorm")
                     .doc("Normalises each group of channels of each sample; gamma and beta have one value per group.")
                     .param<I>("num_groups", 1, "number of groups the channels are split into")
                     .range(1, 1e15)
                     .param<double>("eps", 1e-5, "added to the variance")
                     .param<bool>("output_mean_var", false, "return the mean and the standard deviation, too")
                     .visibleOutputs(visibleOutputs);
  finish<groupNorm>(group)
      .samples({{{{{2, 4, 3}}, {{2}}, {{2}}}, {{"num_groups", I{2}}}},
                {{{{2, 6, 3, 5}}, {{3}}, {{3}}}, {{"num_groups", I{3}}}}})
      .refuses(
          {{{{{{2, 4, 3}}, {{3}}, {{3}}}, {{"num_groups", I{3}}}}, "num_groups is 3, it must divide the 4 channels"}});
  OpDef& instance = table.op("InstanceNorm")
                        .doc("Normalises each channel of each sample over its spatial axes.")
                        .param<double>("eps", 1e-3, "added to the variance")
                        .visibleOutputs([](const Attrs&) -> size_t { return 1; });
  finish<instanceNorm>(instance)
      .samples({{{{{2, 3, 7}}, {{3}}, {{3}}}}, {{{{1, 2, 3, 5}}, {{2}}, {{2}}}, {{"eps", 0.01}}}})
      .refuses({{{{{{2, 3}}, {{3}}, {{3}}}}, "data has shape (2, 3), expected at least 3 axes"}});
  table.op("_backward_row_norm")
      .doc("The gradients of LayerNorm, GroupNorm and InstanceNorm for data, gamma and beta.")
      .required<Dims>(
          "rows",
          "outer, length, inner extents of the rows, and after how many rows gamma repeats (0: it runs along them)")
      .inputs({"dy", "data", "gamma", "mean", "std"})
      .outputs({"ddata", "dgamma", "dbeta"})
      .infer(inferRowNormGradient)
      .kernel(Backend::reference, rowNormGradientKernel<rowNormGradientReference>)
      .kernel(Backend::simd, rowNormGradientKernel<rowNormGradientSimd>)
      .samples({{{{{3, 4}}, {{3, 4}}, {{4}}, {{3}}, {{3}, DType::float32, 0.5, 2}}, {{"rows", Dims{3, 4, 1, 0}}}}})
      .refuses({{{{{{3, 5}}, {{3, 4}}, {{4}}, {{3}}, {{3}}}, {{"rows", Dims{3, 4, 1, 0}}}},
                 "dy has shape (3, 5), expected (3, 4)"}});
});

}  // namespace

}  // namespace gluonlab
