// BatchNorm and its gradient. The moving statistics are inputs that a training call writes.
#include "kernels/batch_norm.h"

#include "gluonlab/invoke.h"
#include "kernels/packed.h"

namespace gluonlab {

namespace {

int64_t axisOf(const Attrs& attrs) {
  return attrs.op().name == "_contrib_SyncBatchNorm" ? 1 : attrs.get<int64_t>("axis");
}

bool usesBatch(const Attrs& attrs, bool training) { return training && !attrs.get<bool>("use_global_stats"); }

void inferBatchNorm(Inference& inference) {
  sameAsFloatingInput(inference);
  const Shape& data = inference.shape(0);
  DType dtype = inference.dtype(0);
  bool isHalf = dtype == DType::float16 || dtype == DType::bfloat16;
  DType parameters = inference.dtype(1);
  check(parameters == dtype || (isHalf && parameters == DType::float32), ErrorCode::dtype, "gamma has dtype ",
        dtypeName(parameters), ", expected ", dtypeName(isHalf ? DType::float32 : dtype), " for data of dtype ",
        dtypeName(dtype));
  int64_t axis = normalizeAxis(axisOf(inference.attrs), int64_t(data.size()));
  Shape expected{data[size_t(axis)]};
  const char* names[] = {"data", "gamma", "beta", "moving_mean", "moving_var"};
  for (size_t i = 1; i < 5; ++i) {
    check(inference.shape(i) == expected, ErrorCode::shape, names[i], " has shape ", inference.shape(i), ", expected ",
          expected, ": data ", data, " has ", expected[0], " channels on axis ", axis);
    check(inference.dtype(i) == parameters, ErrorCode::dtype, names[i], " has dtype ", dtypeName(inference.dtype(i)),
          ", expected ", dtypeName(parameters), " as gamma has");
  }
  inference.output(expected, parameters);
  inference.output(expected, parameters);
}

BatchNorm batchNormOf(const Attrs& attrs, const Tensor& x, bool usesBatch) {
  return {normalizeAxis(axisOf(attrs), x.ndim()), attrs.get<double>("eps"), attrs.get<double>("momentum"), usesBatch,
          attrs.get<bool>("fix_gamma")};
}

template <bool (*normalize)(const BatchNorm&, const BatchNormArrays&)>
bool batchNormKernel(Call& call) {
  BatchNorm b = batchNormOf(call.attrs(), call.in(), usesBatch(call.attrs(), call.training));
  return normalize(b, {call.in(0), packed(call.in(1)), packed(call.in(2)), call.in(3), call.in(4), call.out(0),
                       call.out(1), call.out(2)});
}

void batchNormGradient(Grad& g) {
  const Attrs& attrs = g.attrs();
  static const OpDef& op = findOp("_backward_BatchNorm");
  NamedAttrs named{{"eps", attrs.get<double>("eps")},
                   {"fix_gamma", attrs.get<bool>("fix_gamma")},
                   {"axis", axisOf(attrs)},
                   {"uses_batch", usesBatch(attrs, g.training())}};
  TensorList gradients = invoke(op, op.parse(named), {g.dy(), g.in(0), g.in(1), g.out(1), g.out(2)});
  for (size_t i = 0; i < 3; ++i)
    if (g.needs(i)) g.set(i, gradients[i]);
}

void inferBatchNormGradient(Inference& inference) {
  const TensorInfo &data = inference.inputs[1], &gamma = inference.inputs[2];
  check(inference.shape(0) == data.shape, ErrorCode::shape, "dy has shape ", inference.shape(0), ", expected ",
        data.shape);
  inference.output(data.shape, data.dtype);
  if (data.strides == channelsLastStrides(data.shape)) inference.outputs[0].strides = data.strides;
  inference.output(gamma.shape, gamma.dtype);
  inference.output(gamma.shape, gamma.dtype);
}

template <bool (*normalize)(const BatchNorm&, const BatchNormGradient&)>
bool batchNormGradientKernel(Call& call) {
  const Attrs& attrs = call.attrs();
  BatchNorm b{normalizeAxis(attrs.get<int64_t>("axis"), call.in(1).ndim()), attrs.get<double>("eps"), 0,
              attrs.get<bool>("uses_batch"), attrs.get<bool>("fix_gamma")};
  return normalize(b, {call.in(0), call.in(1), packed(call.in(2)), packed(call.in(3)), packed(call.in(4)), call.out(0),
                       call.out(1), call.out(2)});
}

OpDef& declareBatchNorm(OpTable& table, const char* name, const char* doc) {
  auto countOutputs = [](const Attrs& attrs) -> size_t { return attrs.get<bool>("output_mean_var") ? 3 : 1; };
  return table.op(name)
      .doc(doc)
      .param<double>("eps", 1e-3, "added to the variance")
      .param<double>("momentum", 0.9, "how much of the moving statistics a training call keeps")
      .param<bool>("fix_gamma", true, "gamma counts as 1 and gets no gradient")
      .param<bool>("use_global_stats", false, "normalise with the moving statistics in training, too")
      .param<bool>("output_mean_var", false, "return the mean and 1 / sqrt(variance + eps), too")
      .inputs({"data", "gamma", "beta", "moving_mean", "moving_var"})
      .outputs({"output", "mean", "var"})
      .visibleOutputs(countOutputs)
      .mutates({3, 4})
      .infer(inferBatchNorm)
      .gradient(batchNormGradient, saves({0, 1}, {1, 2}))
      .kernel(Backend::reference, batchNormKernel<batchNormReference>)
      .kernel(Backend::simd, batchNormKernel<batchNormSimd>)
      .strided()
      .gradientTolerance(1e-4);
}

std::vector<Sample> batchNormSamples() {
  SampleInput variance{{3}, DType::float32, 0.5, 2};
  SampleInput c3{{3}};
  NamedAttrs free{{"fix_gamma", false}};
  return {{{{{4, 3}}, c3, c3, c3, variance}, free, true},
          {{{{2, 3, 4, 4}}, c3, c3, c3, variance}, {}, true},
          {{{{2, 3, 4, 5}}, c3, c3, c3, variance}, free, true},
          {{{{2, 3, 4, 5}}, c3, c3, c3, variance}, free, false},
          {{{{2, 3, 7}}, c3, c3, c3, variance}, {{"fix_gamma", false}, {"use_global_stats", true}}, true},
          {{{{2, 4, 3}}, c3, c3, c3, variance}, {{"fix_gamma", false}, {"momentum", 0.5}, {"axis", int64_t{-1}}}, true},
          {{{{3, 33, 5}}, {{33}}, {{33}}, {{33}}, {{33}, DType::float32, 0.5, 2}}, free, true},
          {{{{0, 3, 4}}, c3, c3, c3, variance}, free, false}};
}

const OpFamily family([](OpTable& table) {
  declareBatchNorm(table, "BatchNorm",
                   "Normalises every channel to mean 0 and variance 1, then scales by gamma and adds beta.")
      .alias({"_npx_batch_norm", "BatchNorm_v1"})
      .param<int64_t>("axis", 1, "axis of the channels")
      .param<bool>("cudnn_off", false, "keeps MXNet from using cuDNN; has no effect here")
      .optional<double>("min_calib_range", "range for quantisation in MXNet's graph files; has no effect here")
      .optional<double>("max_calib_range", "range for quantisation in MXNet's graph files; has no effect here")
      .samples(batchNormSamples())
      .refuses({{{{{{2, 3, 4}}, {{4}}, {{3}}, {{3}}, {{3}}}},
                 "gamma has shape (4,), expected (3,): data (2, 3, 4) has 3 channels on axis 1"},
                {{{{{2, 3, 4}}, {{3}}, {{3}}, {{3}}, {{3}}}, {{"axis", int64_t{3}}}}, "axis 3 is outside [-3, 3)"}});
  declareBatchNorm(table, "_contrib_SyncBatchNorm",
                   "BatchNorm over all devices; an engine with one device computes BatchNorm.")
      .alias({"SyncBatchNorm"})
      .param<int64_t>("ndev", 1, "number of devices that share the statistics")
      .range(1, 1)
      .param<std::string>("key", "", "name under which devices find each other")
      .samples({{{{{2, 3, 4}}, {{3}}, {{3}}, {{3}}, {{3}, DType::float32, 0.5, 2}}, {{"fix_gamma", false}}, true}});
  table.op("_backward_BatchNorm")
      .doc("The gradients of BatchNorm for data, gamma and beta.")
      .param<double>("eps", 1e-3, "as in BatchNorm")
      .param<bool>("fix_gamma", true, "as in BatchNorm")
      .param<int64_t>("axis", 1, "as in BatchNorm")
      .param<bool>("uses_batch", true, "the statistics are those of data")
      .inputs({"dy", "data", "gamma", "mean", "inv_std"})
      .outputs({"ddata", "dgamma", "dbeta"})
      .infer(inferBatchNormGradient)
      .kernel(Backend::reference, batchNormGradientKernel<batchNormGradientReference>)
      .kernel(Backend::simd, batchNormGradientKernel<batchNormGradientSimd>)
      .strided()
      .samples({{{{{2, 3, 4}}, {{2, 3, 4}}, {{3}}, {{3}}, {{3}}}, {{"fix_gamma", false}}},
                {{{{2, 3, 4}}, {{2, 3, 4}}, {{3}}, {{3}}, {{3}}}, {{"uses_batch", false}}}})
      .refuses({{{{{{2, 3, 5}}, {{2, 3, 4}}, {{3}}, {{3}}, {{3}}}}, "dy has shape (2, 3, 5), expected (2, 3, 4)"}});
});

}  // namespace

}  // namespace gluonlab
