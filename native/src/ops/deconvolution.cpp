// Deconvolution (transposed convolution): the data gradient of a convolution, used forward.
#include "gluonlab/invoke.h"
#include "kernels/packed.h"
#include "ops/convolution_shape.h"

namespace gluonlab {

namespace {

using Product = bool (*)(const Convolution&, const Tensor&, const Tensor&, const Tensor&, const Tensor&);

void inferDeconvolution(Inference& inference) {
  checkSameDTypes(inference);
  int64_t filters = inference.attrs.get<int64_t>("num_filter");
  Convolution c = deconvolutionOf(inference.attrs, inference.shape(0), filters);
  check(inference.shape(1) == weightShape(c), ErrorCode::shape, "weight has shape ", inference.shape(1), ", expected ",
        weightShape(c), ": data ", inference.shape(0), " has ", c.filters, " channels, num_filter is ", filters, " in ",
        c.groups, c.groups == 1 ? " group" : " groups", ", kernel is ", c.kernel);
  checkBias(inference, 2, filters);
  convolutionOutput(inference, dataShape(c));
}

template <Product product>
bool deconvolutionKernel(Call& call) {
  Convolution c = deconvolutionOf(call.attrs(), call.in(0).shape(), call.out().dim(1));
  return product(c, call.in(0), call.in(1), call.inputs.size() > 2 ? packed(call.in(2)) : Tensor(), call.out());
}

void deconvolutionGradient(Grad& g) {
  const Attrs& attrs = g.attrs();
  Convolution c = deconvolutionOf(attrs, g.inInfo(0).shape, attrs.get<int64_t>("num_filter"));
  NamedAttrs window{{"kernel", c.kernel}, {"stride", c.stride},    {"dilate", c.dilate},
                    {"pad", c.pad},       {"num_group", c.groups}, {"no_bias", true}};
  Tensor dy = g.dy();
  if (g.needs(1)) g.set(1, invoke("_backward_Convolution_weight", {g.in(0), dy}, window));
  if (g.needs(0)) {
    window.push_back({"num_filter", c.filters});
    g.set(0, invoke("Convolution", {dy, g.in(1)}, window));
  }
  if (g.inputCount() > 2 && g.needs(2)) {
    Dims others{0};
    for (int64_t d = 2; d < dy.ndim(); ++d) others.push_back(d);
    g.set(2, invoke("sum", {dy}, {{"axis", others}}));
  }
}

const OpFamily family([](OpTable& table) {
  using I = int64_t;
  OpDef& op = table.op("Deconvolution").alias({"_npx_deconvolution"});
  op.doc(
      "Spreads every value of data over a kernel's extent and sums where they overlap: the transpose of Convolution.");
  declareWindow(op);
  op.param<Dims>("adj", Dims{}, "cells added at the end of each axis of the result; below stride")
      .param<Dims>("target_shape", Dims{}, "wanted spatial extents of the result; pad and adj follow from it")
      .required<int64_t>("num_filter", "number of result channels")
      .range(1, 1e15)
      .param<int64_t>("num_group", 1, "channels are split into this many groups that do not mix")
      .range(1, 1e15);
  declareTuning(op, 512);
  op.inputs({"data", "weight", "bias"})
      .inputCount([](const Attrs& attrs) -> size_t { return attrs.get<bool>("no_bias") ? 2 : 3; })
      .infer(inferDeconvolution)
      .gradient(deconvolutionGradient, saves({0, 1}))
      .kernel(Backend::reference, deconvolutionKernel<convolveDataReference>)
      .kernel(Backend::simd, deconvolutionKernel<convolveDataSimd>)
      .flops([](const Attrs&, const InfoList& inputs, const InfoList&) {
        return 2.0 * double(sizeOf(inputs[0].shape)) * double(sizeOf(inputs[1].shape)) /
               double(std::max<I>(1, inputs[1].shape[0]));
      })
      .strided()
      .samples({
          {{{{2, 3, 4, 4}}, {{3, 2, 3, 3}}}, {{"kernel", Dims{3, 3}}, {"num_filter", I{2}}}},
          {{{{1, 3, 4, 5}}, {{3, 2, 3, 2}}},
           {{"kernel", Dims{3, 2}}, {"stride", Dims{2, 3}}, {"pad", Dims{1, 0}}, {"num_filter", I{2}}}},
          {{{{1, 2, 4, 4}}, {{2, 2, 3, 3}}}, {{"kernel", Dims{3, 3}}, {"dilate", Dims{2, 2}}, {"num_filter", I{2}}}},
          {{{{1, 2, 3, 3}}, {{2, 2, 3, 3}}},
           {{"kernel", Dims{3, 3}}, {"stride", Dims{2, 2}}, {"target_shape", Dims{6, 6}}, {"num_filter", I{2}}}},
          {{{{2, 3, 5}}, {{3, 2, 3}}},
           {{"kernel", Dims{3}}, {"stride", Dims{2}}, {"pad", Dims{1}}, {"adj", Dims{1}}, {"num_filter", I{2}}}},
          {{{{1, 2, 3, 2, 3}}, {{2, 2, 2, 2, 2}}, {{2}}},
           {{"kernel", Dims{2, 2, 2}}, {"stride", Dims{2, 1, 1}}, {"no_bias", false}, {"num_filter", I{2}}}},
          {{{{1, 4, 3, 3}}, {{4, 3, 2, 2}}, {{6}}},
           {{"kernel", Dims{2, 2}}, {"num_group", I{2}}, {"no_bias", false}, {"num_filter", I{6}}}},
          {{{{0, 3, 4, 4}}, {{3, 2, 3, 3}}}, {{"kernel", Dims{3, 3}}, {"num_filter", I{2}}}},
      })
      .refuses(
          {{{{{{1, 2, 3, 3}}, {{3, 2, 3, 3}}}, {{"kernel", Dims{3, 3}}, {"num_filter", I{2}}}},
            "weight has shape (3, 2, 3, 3), expected (2, 2, 3, 3)"},
           {{{{{1, 2, 3, 3}}, {{2, 2, 3, 3}}}, {{"kernel", Dims{3, 3}}, {"num_filter", I{2}}, {"adj", Dims{1, 1}}}},
            "adj is (1, 1), allowed are values below stride (1, 1)"}});
#ifdef GLUONLAB_WITH_ONEDNN
  op.kernel(Backend::onednn, deconvolutionKernel<convolveDataOneDnn>);
#endif
});

}  // namespace

}  // namespace gluonlab
