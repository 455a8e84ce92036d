// Optimizer operators: hyperparameters from attributes, inference, and the call of the update kernels.
#include "ops/update_op.h"

#include <cmath>
#include <cstring>

#include "base/cpuid.h"

namespace gluonlab {

namespace {

using Shared = UpdateLayout::Shared;

struct HyperName {
  const char* attribute;
  double Hyper::* field;
};
constexpr HyperName kHyperNames[] = {
    {"lr", &Hyper::lr},
    {"lrs", &Hyper::lr},
    {"learning_rates", &Hyper::lr},
    {"wd", &Hyper::wd},
    {"wds", &Hyper::wd},
    {"eta", &Hyper::eta},
    {"etas", &Hyper::eta},
    {"rescale_grad", &Hyper::rescale},
    {"clip_gradient", &Hyper::clip},
    {"clip_grad", &Hyper::clip},
    {"momentum", &Hyper::momentum},
    {"beta1", &Hyper::beta1},
    {"beta2", &Hyper::beta2},
    {"epsilon", &Hyper::epsilon},
    {"t", &Hyper::t},
    {"step_count", &Hyper::t},
    {"gamma1", &Hyper::gamma1},
    {"gamma2", &Hyper::gamma2},
    {"clip_weights", &Hyper::clipWeights},
    {"lamda1", &Hyper::lamda1},
    {"beta", &Hyper::beta},
    {"wd_lh", &Hyper::wdLh},
};

double numberAt(const AttrValue& value, size_t k) {
  if (const auto* list = std::get_if<std::vector<double>>(&value)) return (*list)[k];
  if (const auto* list = std::get_if<Dims>(&value)) return double((*list)[k]);
  if (const auto* whole = std::get_if<int64_t>(&value)) return double(*whole);
  return std::get<double>(value);
}

std::string inputName(const Attrs& attrs, const UpdateLayout& layout, size_t i) {
  if (!layout.many) return attrs.op().inputNames[i];
  return concat("input ", i);
}

void checkLists(const Attrs& attrs, size_t weights) {
  for (size_t p = 0; p < attrs.values().size(); ++p) {
    size_t length = weights;
    if (const auto* list = std::get_if<std::vector<double>>(&attrs.values()[p])) length = list->size();
    if (const auto* list = std::get_if<Dims>(&attrs.values()[p])) length = list->size();
    check(length == weights, ErrorCode::value, attrs.op().params[p].name, " has ", length, " numbers, expected ",
          weights, ", one for each weight");
  }
}

void inferUpdate(Inference& inference, const UpdateLayout& layout) {
  size_t per = layout.perWeight(), inputs = inference.inputs.size(), shared = layout.sharedInputs();
  if (layout.many) {
    check(inputs > shared && (inputs - shared) % per == 0, ErrorCode::value, inputs, " inputs given, expected ", per,
          " for each weight", shared ? concat(" and ", shared, " for all") : "");
  }
  size_t weights = layout.weights(inputs);
  checkLists(inference.attrs, weights);
  for (size_t k = 0; k < weights; ++k) {
    const TensorInfo& weight = inference.inputs[k * per];
    check(isFloating(weight.dtype), ErrorCode::dtype, inputName(inference.attrs, layout, k * per), " is ",
          dtypeName(weight.dtype), ", allowed are float32, float64, float16, bfloat16");
    for (size_t i = 1; i < per; ++i) {
      const TensorInfo& other = inference.inputs[k * per + i];
      std::string name = inputName(inference.attrs, layout, k * per + i);
      check(other.shape == weight.shape, ErrorCode::shape, name, " has shape ", other.shape, ", expected ",
            weight.shape, " as the weight");
      DType expected = layout.master && i > 1 ? DType::float32 : weight.dtype;
      check(other.dtype == expected, ErrorCode::dtype, name, " is ", dtypeName(other.dtype), ", expected ",
            dtypeName(expected));
    }
    inference.output(weight.shape, layout.master && layout.rule == Rule::lambDirection ? DType::float32 : weight.dtype);
  }
  for (size_t i = inputs - shared; i < inputs; ++i) {
    const TensorInfo& x = inference.inputs[i];
    int64_t expected = layout.shared == Shared::rates ? int64_t(weights) : 1;
    check(sizeOf(x.shape) == expected, ErrorCode::shape, inputName(inference.attrs, layout, i), " has shape ", x.shape,
          ", expected ", expected, expected == 1 ? " number" : " numbers, one for each weight");
    check(isFloating(x.dtype), ErrorCode::dtype, inputName(inference.attrs, layout, i), " is ", dtypeName(x.dtype),
          ", allowed are float32, float64, float16, bfloat16");
  }
}

std::vector<int> statesOf(const UpdateLayout& layout, size_t inputs) {
  std::vector<int> list;
  // LAMB's first phase only reads the master copy.
  size_t end = layout.perWeight() - (layout.master && layout.rule == Rule::lambDirection ? 1 : 0);
  for (size_t k = 0; k < layout.weights(inputs); ++k)
    for (size_t i = 2; i < end; ++i) list.push_back(int(k * layout.perWeight() + i));
  return list;
}

double element(const Tensor& x, size_t i) {
  return dispatchFloating(x.dtype(), [&]<class T>() { return double(Compute<T>(x.data<T>()[i])); });
}

Update updateOf(Call& call, const UpdateLayout& layout, size_t k) {
  size_t first = k * layout.perWeight(), states = size_t(stateCount(layout.rule));
  Update u;
  u.rule = layout.rule;
  u.hyper = hyperOf(call.attrs(), k);
  u.dtype = call.in(first).dtype();
  u.size = call.in(first).size();
  u.weight = call.in(first).raw();
  u.grad = call.in(first + 1).raw();
  u.out = call.out(k).raw();
  for (size_t s = 0; s < states; ++s) u.states[s] = call.in(first + 2 + s).raw();
  if (layout.master) u.master = call.in(first + 2 + states).data<float>();
  size_t last = call.inputs.size() - 1;
  if (layout.shared == Shared::rescale) u.hyper.rescale = element(call.in(last), 0);
  if (layout.shared == Shared::rates) {
    u.hyper.lr = element(call.in(last - 1), k);
    u.hyper.wd = element(call.in(last), k);
  }
  return u;
}

bool runUpdates(Call& call, const UpdateLayout& layout, void (*step)(const Update&)) {
  for (size_t k = 0; k < layout.weights(call.inputs.size()); ++k) {
    Update u = updateOf(call, layout, k);
    // A scale that is zero or not finite says that the gradients overflowed: the step is left out.
    bool skip = layout.shared == Shared::rescale && (!std::isfinite(u.hyper.rescale) || u.hyper.rescale == 0);
    if (!skip) {
      step(u);
    } else if (u.out != u.weight) {
      std::memcpy(u.out, u.weight, size_t(u.size) * itemSize(u.dtype));
    }
  }
  return true;
}

bool allFloats(const Call& call, const UpdateLayout& layout) {
  for (size_t k = 0; k < layout.weights(call.inputs.size()); ++k)
    if (call.in(k * layout.perWeight()).dtype() != DType::float32) return false;
  return true;
}

void (*simdStep())(const Update&) {
#ifdef GLUONLAB_X86
  if (simdLevel() == SimdLevel::avx512) return avx512::updateFloats;
  if (simdLevel() == SimdLevel::avx2) return avx2::updateFloats;
#endif
  return baseline::updateFloats;
}

}  // namespace

// MXNet keeps hyperparameters in float32, which 1 - beta2 shows: trajectories agree only if we do.
Hyper hyperOf(const Attrs& attrs, size_t k) {
  Hyper hyper;
  const std::vector<ParamDef>& params = attrs.op().params;
  for (size_t p = 0; p < params.size(); ++p) {
    if (params[p].name == "bias_correction") hyper.biasCorrection = std::get<bool>(attrs.values()[p]);
    for (const HyperName& name : kHyperNames)
      if (params[p].name == name.attribute) hyper.*name.field = double(float(numberAt(attrs.values()[p], k)));
  }
  return hyper;
}

OpDef& defineUpdate(OpDef& op, UpdateLayout layout) {
  op.infer([layout](Inference& inference) { inferUpdate(inference, layout); })
      .inPlace()
      .mutates([layout](const Attrs&, size_t inputs) { return statesOf(layout, inputs); })
      .kernel(Backend::reference, [layout](Call& call) { return runUpdates(call, layout, updateReference); });
  if (layout.master) return op;
  return op.kernel(Backend::simd,
                   [layout](Call& call) { return allFloats(call, layout) && runUpdates(call, layout, simdStep()); });
}

OpDef& withGradientScale(OpDef& op) {
  return op.param<double>("rescale_grad", 1.0, "the gradient is multiplied by this first")
      .param<double>("clip_gradient", -1.0, "then clipped to [-clip_gradient, clip_gradient]; negative: not clipped");
}
OpDef& withBetas(OpDef& op, double epsilon) {
  return op.param<double>("beta1", 0.9, "decay of the mean of gradients")
      .param<double>("beta2", 0.999, "decay of the mean of squared gradients")
      .param<double>("epsilon", epsilon, "added to the root, against division by zero");
}
OpDef& withLearningRate(OpDef& op) {
  return op.required<double>("lr", "learning rate").param<double>("wd", 0.0, "weight decay");
}
OpDef& withLearningRates(OpDef& op) {
  return op.required<std::vector<double>>("lrs", "learning rate of each weight")
      .required<std::vector<double>>("wds", "weight decay of each weight");
}

}  // namespace gluonlab
