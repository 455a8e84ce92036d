// Dropout: in training, a random part of the elements becomes 0 and the rest grows to keep the expected sum.
#include "kernels/dropout.h"

#include "gluonlab/autograd.h"
#include "gluonlab/invoke.h"

namespace gluonlab {

namespace {

bool drops(const Attrs& attrs, bool training) {
  return (training || attrs.get<std::string>("mode") == "always") && attrs.get<double>("p") > 0;
}

void inferDropout(Inference& inference) {
  check(isFloating(inference.dtype(0)), ErrorCode::dtype, "data has dtype ", dtypeName(inference.dtype(0)),
        ", allowed are float32, float64, float16, bfloat16");
  const Shape& data = inference.shape(0);
  Shape mask = data;
  for (int64_t axis : inference.attrs.get<Dims>("axes")) mask[size_t(normalizeAxis(axis, int64_t(data.size())))] = 1;
  inference.output(data, inference.dtype(0));
  inference.output(mask, inference.dtype(0));
}

template <bool (*dropout)(const Dropout&, const Tensor&, const Tensor&, const Tensor&)>
bool dropoutKernel(Call& call) {
  double p = drops(call.attrs(), call.training) ? call.attrs().get<double>("p") : 0;
  return dropout({1 - p, call.random}, call.in(), call.out(0), call.out(1));
}

const OpFamily family([](OpTable& table) {
  table.op("Dropout")
      .alias({"_npx_dropout"})
      .doc(
          "Sets each element to 0 with probability p and scales the others by 1 / (1 - p); the identity outside "
          "training.")
      .param<double>("p", 0.5, "probability that an element becomes 0")
      .range(0, 1)
      .param<std::string>("mode", "training", "when to drop: in training only, or always")
      .choices({"training", "always"})
      .param<Dims>("axes", Dims{}, "axes along which elements share their fate")
      .optional<bool>("cudnn_off", "keeps MXNet from using cuDNN; has no effect here")
      .inputs({"data"})
      .outputs({"output", "mask"})
      .visibleOutputs([](const Attrs&) -> size_t { return 1; })
      .infer(inferDropout)
      .aliases([](const Attrs& attrs, const TensorList& inputs, const TensorInfo&) {
        return drops(attrs, isTraining()) ? Tensor() : inputs[0].detach();
      })
      .gradient([](Grad& g) { g.set(0, drops(g.attrs(), g.training()) ? g.dy() * g.out(1) : g.dy()); }, saves({}, {1}))
      .kernel(Backend::reference, dropoutKernel<dropoutReference>)
      .kernel(Backend::simd, dropoutKernel<dropoutSimd>)
      .random([](const InfoList& outputs) { return uint64_t(sizeOf(outputs[1].shape) + 3) / 4; })
      .method()
      .samples({{{{{4, 33}}}, {}, true},
                {{{{4, 5, 6}}}, {{"p", 0.3}, {"axes", Dims{0, 2}}}, true},
                {{{{4, 5}}}, {{"mode", std::string("always")}}, false},
                {{{{4, 5}}}, {}, false},
                {{{{3, 7}}}, {{"p", 1.0}}, true},
                {{{{0, 3}}}, {}, true}})
      .refuses({{{{{{4, 5}}}, {{"p", 1.5}}}, "p is 1.5, allowed is [0, 1]"},
                {{{{{4, 5}}}, {{"axes", Dims{2}}}}, "axis 2 is outside [-2, 2)"}});
});

}  // namespace

}  // namespace gluonlab
