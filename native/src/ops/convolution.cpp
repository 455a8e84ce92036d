// Convolution in one, two and three dimensions, and the two gradients it needs as operators of their own. Each of the
// three is linear in both its arrays, so they are each other's gradients and any order of derivative works.
#include "gluonlab/invoke.h"
#include "kernels/packed.h"
#include "ops/convolution_shape.h"

namespace gluonlab {

namespace {

using Product = bool (*)(const Convolution&, const Tensor&, const Tensor&, const Tensor&, const Tensor&);

NamedAttrs windowAttrs(const Attrs& attrs) {
  NamedAttrs named;
  for (const char* name : {"kernel", "stride", "dilate", "pad"}) named.push_back({name, attrs.get<Dims>(name)});
  named.push_back({"num_group", attrs.get<int64_t>("num_group")});
  return named;
}

Tensor convolve(const Attrs& window, const Tensor& data, const Tensor& weight, const Tensor& bias) {
  static const OpDef& op = findOp("Convolution");
  NamedAttrs attrs = windowAttrs(window);
  attrs.push_back({"num_filter", weight.dim(0)});
  attrs.push_back({"no_bias", !bias.defined()});
  TensorList inputs{data, weight};
  if (bias.defined()) inputs.push_back(bias);
  return invoke(op, op.parse(attrs), inputs)[0];
}

Tensor dataGradient(const Attrs& window, const Tensor& dy, const Tensor& weight, const Shape& dataShape) {
  static const OpDef& op = findOp("_backward_Convolution_data");
  NamedAttrs attrs = windowAttrs(window);
  attrs.push_back({"data_shape", dataShape});
  return invoke(op, op.parse(attrs), {dy, weight})[0];
}

/// {dweight} or {dweight, dbias}.
TensorList weightGradient(const Attrs& window, const Tensor& dy, const Tensor& data, bool noBias) {
  static const OpDef& op = findOp("_backward_Convolution_weight");
  NamedAttrs attrs = windowAttrs(window);
  attrs.push_back({"no_bias", noBias});
  return invoke(op, op.parse(attrs), {dy, data});
}

// --- Convolution
// ---------------------------------------------------------------------------------------------------------

void inferConvolution(Inference& inference) {
  checkSameDTypes(inference);
  int64_t filters = inference.attrs.get<int64_t>("num_filter");
  Convolution c = convolutionOf(inference.attrs, inference.shape(0), filters);
  check(inference.shape(1) == weightShape(c), ErrorCode::shape, "weight has shape ", inference.shape(1), ", expected ",
        weightShape(c), ": data ", inference.shape(0), " has ", c.channels, " channels in ", c.groups,
        c.groups == 1 ? " group" : " groups", ", num_filter is ", filters, ", kernel is ", c.kernel);
  checkBias(inference, 2, filters);
  convolutionOutput(inference, outShape(c));
}

template <Product product>
bool convolutionKernel(Call& call) {
  Convolution c = convolutionOf(call.attrs(), call.in(0).shape(), call.in(1).dim(0));
  return product(c, call.in(0), call.in(1), call.inputs.size() > 2 ? packed(call.in(2)) : Tensor(), call.out());
}

void convolutionGradient(Grad& g) {
  bool hasBias = g.inputCount() > 2 && g.needs(2);
  Tensor dy = g.dy();
  if (g.needs(0)) g.set(0, dataGradient(g.attrs(), dy, g.in(1), g.inInfo(0).shape));
  if (!g.needs(1) && !hasBias) return;
  TensorList gradients = weightGradient(g.attrs(), dy, g.in(0), !hasBias);
  g.set(1, gradients[0]);
  if (hasBias) g.set(2, gradients[1]);
}

/// Two operations per result and tap.
double convolutionFlops(const Shape& out, const Shape& weight) {
  return 2.0 * double(sizeOf(out)) * double(sizeOf(weight)) / double(std::max<int64_t>(1, weight[0]));
}

// --- its gradient for data
// -------------------------------------------------------------------------------------------------

void inferDataGradient(Inference& inference) {
  const Shape &dy = inference.shape(0), &data = inference.attrs.get<Dims>("data_shape");
  Convolution c = convolutionOf(inference.attrs, data, inference.shape(1)[0]);
  check(dy == outShape(c), ErrorCode::shape, "dy has shape ", dy, ", expected ", outShape(c));
  convolutionOutput(inference, data);
}

template <Product product>
bool dataGradientKernel(Call& call) {
  Convolution c = convolutionOf(call.attrs(), call.out().shape(), call.in(1).dim(0));
  return product(c, call.in(0), call.in(1), Tensor(), call.out());
}

void gradientOfDataGradient(Grad& g) {
  if (g.needs(0)) g.set(0, convolve(g.attrs(), g.dy(), g.in(1), Tensor()));
  if (g.needs(1)) g.set(1, weightGradient(g.attrs(), g.in(0), g.dy(), true)[0]);
}

// --- its gradient for weight and bias
// ----------------------------------------------------------------------------------------

void inferWeightGradient(Inference& inference) {
  Convolution c = convolutionOf(inference.attrs, inference.shape(1), inference.shape(0)[1]);
  check(inference.shape(0) == outShape(c), ErrorCode::shape, "dy has shape ", inference.shape(0), ", expected ",
        outShape(c));
  inference.output(weightShape(c), inference.dtype(0));
  if (!inference.attrs.get<bool>("no_bias")) inference.output({c.filters}, inference.dtype(0));
}

template <Product product>
bool weightGradientKernel(Call& call) {
  Convolution c = convolutionOf(call.attrs(), call.in(1).shape(), call.in(0).dim(1));
  return product(c, call.in(1), call.in(0), call.out(0), call.outputs.size() > 1 ? call.out(1) : Tensor());
}

void gradientOfWeightGradient(Grad& g) {
  Tensor bias = g.outputCount() > 1 ? g.dy(1) : Tensor();
  if (g.needs(0)) g.set(0, convolve(g.attrs(), g.in(1), g.dy(0), bias));
  if (g.needs(1)) g.set(1, dataGradient(g.attrs(), g.in(0), g.dy(0), g.inInfo(1).shape));
}

// --- the table
// ---------------------------------------------------------------------------------------------------------------

std::vector<Sample> convolutionSamples() {
  using I = int64_t;
  return {
      {{{{2, 3, 6, 6}}, {{4, 3, 3, 3}}, {{4}}}, {{"kernel", Dims{3, 3}}, {"num_filter", I{4}}}},
      {{{{1, 3, 7, 6}}, {{2, 3, 3, 2}}, {{2}}},
       {{"kernel", Dims{3, 2}}, {"stride", Dims{2, 1}}, {"pad", Dims{1, 0}}, {"num_filter", I{2}}}},
      {{{{2, 2, 7, 7}}, {{3, 2, 3, 3}}, {{3}}},
       {{"kernel", Dims{3, 3}}, {"dilate", Dims{2, 2}}, {"pad", Dims{2, 2}}, {"num_filter", I{3}}}},
      {{{{1, 4, 5, 5}}, {{4, 2, 3, 3}}, {{4}}},
       {{"kernel", Dims{3, 3}}, {"num_group", I{2}}, {"pad", Dims{1, 1}}, {"num_filter", I{4}}}},
      {{{{2, 3, 4, 4}}, {{5, 3, 1, 1}}}, {{"kernel", Dims{1, 1}}, {"no_bias", true}, {"num_filter", I{5}}}},
      {{{{1, 2, 8, 5}}, {{3, 2, 4, 2}}, {{3}}},
       {{"kernel", Dims{4, 2}},
        {"stride", Dims{3, 2}},
        {"pad", Dims{2, 1}},
        {"dilate", Dims{1, 2}},
        {"num_filter", I{3}}}},
      {{{{2, 3, 9}}, {{4, 3, 3}}, {{4}}}, {{"kernel", Dims{3}}, {"num_filter", I{4}}}},
      {{{{1, 4, 4, 4, 4}}, {{2, 2, 2, 2, 2}}},
       {{"kernel", Dims{2, 2, 2}},
        {"stride", Dims{2, 1, 2}},
        {"num_group", I{2}},
        {"no_bias", true},
        {"num_filter", I{2}}}},
      {{{{1, 33, 5, 5}}, {{31, 33, 3, 3}}, {{31}}},
       {{"kernel", Dims{3, 3}}, {"pad", Dims{1, 1}}, {"num_filter", I{31}}}},
      {{{{0, 3, 6, 6}}, {{4, 3, 3, 3}}, {{4}}}, {{"kernel", Dims{3, 3}}, {"num_filter", I{4}}}},
  };
}

const OpFamily family([](OpTable& table) {
  OpDef& forward = table.op("Convolution").alias({"_npx_convolution", "Convolution_v1"});
  forward.doc("Slides a kernel over data and sums the products over its extent and the channels of a group.");
  declareWindow(forward);
  forward.required<int64_t>("num_filter", "number of result channels")
      .range(1, 1e15)
      .param<int64_t>("num_group", 1, "channels are split into this many groups that do not mix")
      .range(1, 1e15);
  declareTuning(forward, 1024);
  forward.inputs({"data", "weight", "bias"})
      .inputCount([](const Attrs& attrs) -> size_t { return attrs.get<bool>("no_bias") ? 2 : 3; })
      .infer(inferConvolution)
      .gradient(convolutionGradient, saves({0, 1}))
      .kernel(Backend::reference, convolutionKernel<convolveReference>)
      .kernel(Backend::simd, convolutionKernel<convolveSimd>)
      .flops([](const Attrs&, const InfoList& inputs, const InfoList& outputs) {
        return convolutionFlops(outputs[0].shape, inputs[1].shape);
      })
      .strided()
      .samples(convolutionSamples())
      .refuses(
          {{{{{{1, 3, 5, 5}}, {{2, 3, 3, 3}}, {{2}}},
             {{"kernel", Dims{3, 3}}, {"num_filter", int64_t{2}}, {"num_group", int64_t{2}}}},
            "num_group is 2, it must divide the 3 channels"},
           {{{{{1, 3, 5, 5}}, {{2, 3, 2, 3}}, {{2}}}, {{"kernel", Dims{3, 3}}, {"num_filter", int64_t{2}}}},
            "weight has shape (2, 3, 2, 3), expected (2, 3, 3, 3)"},
           {{{{{1, 3, 2, 5}}, {{2, 3, 3, 3}}, {{2}}}, {{"kernel", Dims{3, 3}}, {"num_filter", int64_t{2}}}},
            "kernel (3, 3) covers 3 cells of spatial axis 0, data (1, 3, 2, 5) has 2"},
           {{{{{1, 3, 5, 5}}, {{2, 3, 3, 3}}, {{2}}}, {{"num_filter", int64_t{2}}}}, "parameter kernel is required"}});

  OpDef& data = table.op("_backward_Convolution_data");
  data.doc("The gradient of Convolution for its data.");
  declareWindow(data);
  data.param<int64_t>("num_group", 1, "as in Convolution")
      .required<Dims>("data_shape", "shape of the data")
      .inputs({"dy", "weight"})
      .infer(inferDataGradient)
      .gradient(gradientOfDataGradient, saves({0, 1}))
      .kernel(Backend::reference, dataGradientKernel<convolveDataReference>)
      .kernel(Backend::simd, dataGradientKernel<convolveDataSimd>)
      .flops([](const Attrs&, const InfoList& inputs, const InfoList&) {
        return convolutionFlops(inputs[0].shape, inputs[1].shape);
      })
      .strided()
      .samples({{{{{2, 4, 4, 4}}, {{4, 3, 3, 3}}}, {{"kernel", Dims{3, 3}}, {"data_shape", Dims{2, 3, 6, 6}}}}})
      .refuses({{{{{{2, 4, 4, 5}}, {{4, 3, 3, 3}}}, {{"kernel", Dims{3, 3}}, {"data_shape", Dims{2, 3, 6, 6}}}},
                 "dy has shape (2, 4, 4, 5), expected (2, 4, 4, 4)"}});

  OpDef& weight = table.op("_backward_Convolution_weight");
  weight.doc("The gradients of Convolution for its weight and bias.");
  declareWindow(weight);
  weight.param<int64_t>("num_group", 1, "as in Convolution")
      .param<bool>("no_bias", false, "leave the gradient of the bias out")
      .inputs({"dy", "data"})
      .outputs({"dweight", "dbias"})
      .outputCount([](const Attrs& attrs) -> size_t { return attrs.get<bool>("no_bias") ? 1 : 2; })
      .infer(inferWeightGradient)
      .gradient(gradientOfWeightGradient, saves({0, 1}))
      .kernel(Backend::reference, weightGradientKernel<convolveWeightReference>)
      .kernel(Backend::simd, weightGradientKernel<convolveWeightSimd>)
      .flops([](const Attrs&, const InfoList& inputs, const InfoList& outputs) {
        return convolutionFlops(inputs[0].shape, outputs[0].shape);
      })
      .strided()
      .samples({{{{{2, 4, 4, 4}}, {{2, 3, 6, 6}}}, {{"kernel", Dims{3, 3}}}}})
      .refuses({{{{{{2, 4, 4, 5}}, {{2, 3, 6, 6}}}, {{"kernel", Dims{3, 3}}}},
                 "dy has shape (2, 4, 4, 5), expected (2, 4, 4, 4)"}});
#ifdef GLUONLAB_WITH_ONEDNN
  forward.kernel(Backend::onednn, convolutionKernel<convolveOneDnn>);
  data.kernel(Backend::onednn, dataGradientKernel<convolveDataOneDnn>);
  weight.kernel(Backend::onednn, weightGradientKernel<convolveWeightOneDnn>);
#endif
});

}  // namespace

}  // namespace gluonlab
