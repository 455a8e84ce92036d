// Optimizer updates of one weight: SGD and its relatives, Adam's family, RMSProp, FTRL, FTML, LAMB's two phases.
#include "ops/update_op.h"

namespace gluonlab {

namespace {

using Inputs = std::vector<SampleInput>;
using Shared = UpdateLayout::Shared;

constexpr DType kHalf = DType::float16;

/// Weight and gradient of `shape`, then `states` arrays of positive numbers.
Inputs arrays(const Shape& shape, int states, DType dtype = DType::float32) {
  Inputs inputs{{shape, dtype}, {shape, dtype}};
  for (int i = 0; i < states; ++i) inputs.push_back({shape, DType::float32, 0.1, 1.0});
  return inputs;
}

Inputs with(Inputs inputs, SampleInput more) {
  inputs.push_back(more);
  return inputs;
}

/// Samples every update has: odd sizes, matrices, zero size, clipping. `also`: attributes it requires.
std::vector<Sample> updateSamples(int states, const NamedAttrs& also, const NamedAttrs& scaled) {
  NamedAttrs both = also;
  both.insert(both.end(), scaled.begin(), scaled.end());
  return {{arrays({3, 4}, states), also},
          {arrays({33}, states), both},
          {arrays({0, 3}, states), also},
          {arrays({4099}, states), both}};
}

std::vector<Refusal> updateRefusals(int states, const NamedAttrs& also) {
  Inputs wrong = arrays({3}, states);
  wrong[1].shape = {4};
  return {{{wrong, also}, "grad has shape (4,), expected (3,) as the weight"}};
}

const NamedAttrs kScaled{{"wd", 0.01}, {"rescale_grad", 0.5}, {"clip_gradient", 0.4}};

void defineGradientDescent(OpTable& table) {
  const NamedAttrs lr{{"lr", 0.1}}, momentum{{"lr", 0.1}, {"momentum", 0.9}};
  auto lazy = [](OpDef& op) -> OpDef& {
    return op.param<bool>("lazy_update", true, "with a row-sparse gradient, touch only its rows");
  };
  auto withMomentum = [](OpDef& op) -> OpDef& {
    return op.param<double>("momentum", 0.0, "decay of the accumulated step");
  };
  {
    OpDef& op = table.op("sgd_update").alias({"_sparse_sgd_update"}).inputs({"weight", "grad"});
    op.doc("weight - lr * (clip(rescale_grad * grad) + wd * weight)");
    lazy(withGradientScale(withLearningRate(op)));
    defineUpdate(op, {.rule = Rule::sgd}).samples(updateSamples(0, lr, kScaled)).refuses(updateRefusals(0, lr));
  }
  {
    OpDef& op = table.op("sgd_mom_update").alias({"_sparse_sgd_mom_update"}).inputs({"weight", "grad", "mom"});
    op.doc("mom = momentum * mom - lr * (clip(rescale_grad * grad) + wd * weight); weight + mom");
    lazy(withGradientScale(withMomentum(withLearningRate(op))));
    defineUpdate(op, {.rule = Rule::sgdMomentum})
        .samples(updateSamples(1, momentum, kScaled))
        .refuses(updateRefusals(1, lr));
  }
  {
    OpDef& op = table.op("nag_mom_update").inputs({"weight", "grad", "mom"});
    op.doc("SGD with Nesterov's momentum: the gradient is taken as if the momentum step had been made");
    withGradientScale(withMomentum(withLearningRate(op)));
    defineUpdate(op, {.rule = Rule::nag}).samples(updateSamples(1, momentum, kScaled)).refuses(updateRefusals(1, lr));
  }
  {
    OpDef& op = table.op("signsgd_update").inputs({"weight", "grad"});
    op.doc("weight - lr * (sign(grad) + wd * weight)");
    withGradientScale(withLearningRate(op));
    defineUpdate(op, {.rule = Rule::signSgd}).samples(updateSamples(0, lr, kScaled)).refuses(updateRefusals(0, lr));
  }
  {
    OpDef& op = table.op("signum_update").inputs({"weight", "grad", "mom"});
    op.doc("A step of length lr along the sign of the momentum");
    withGradientScale(withMomentum(withLearningRate(op)))
        .param<double>("wd_lh", 0.0, "weight decay outside the momentum");
    defineUpdate(op, {.rule = Rule::signum})
        .samples(updateSamples(1, momentum, kScaled))
        .refuses(updateRefusals(1, lr));
  }
  {
    OpDef& op = table.op("mp_sgd_update").inputs({"weight", "grad", "weight32"});
    op.doc("sgd_update computed in the float32 copy of the weight");
    lazy(withGradientScale(withLearningRate(op)));
    defineUpdate(op, {.rule = Rule::sgd, .master = true}).samples({{arrays({3, 5}, 1, kHalf), lr}});
  }
  {
    OpDef& op = table.op("mp_sgd_mom_update").inputs({"weight", "grad", "mom", "weight32"});
    op.doc("sgd_mom_update computed in the float32 copy of the weight");
    lazy(withGradientScale(withMomentum(withLearningRate(op))));
    defineUpdate(op, {.rule = Rule::sgdMomentum, .master = true}).samples({{arrays({3, 5}, 2, kHalf), momentum}});
  }
  {
    OpDef& op = table.op("mp_nag_mom_update").inputs({"weight", "grad", "mom", "weight32"});
    op.doc("nag_mom_update computed in the float32 copy of the weight");
    withGradientScale(withMomentum(withLearningRate(op)));
    defineUpdate(op, {.rule = Rule::nag, .master = true}).samples({{arrays({3, 5}, 2, kHalf), momentum}});
  }
}

void defineAdaptive(OpTable& table) {
  const NamedAttrs lr{{"lr", 0.01}}, step{{"lr", 0.01}, {"t", int64_t{3}}},
      eta{{"lr", 0.01}, {"eta", 0.5}, {"wd", 0.1}};
  const SampleInput scale{{1}, DType::float32, 0.5, 1.0};
  {
    OpDef& op = table.op("adam_update").alias({"_sparse_adam_update"}).inputs({"weight", "grad", "mean", "var"});
    op.doc("Adam (Kingma and Ba 2015); the caller folds the bias correction into lr");
    withGradientScale(withBetas(withLearningRate(op), 1e-8))
        .param<bool>("lazy_update", true, "with a row-sparse gradient, touch only its rows");
    defineUpdate(op, {.rule = Rule::adam}).samples(updateSamples(2, lr, kScaled)).refuses(updateRefusals(2, lr));
  }
  for (bool master : {false, true}) {
    OpDef& op = table.op(master ? "_mp_adamw_update" : "_adamw_update");
    if (master) {
      op.inputs({"weight", "grad", "mean", "var", "weight32", "rescale_grad"});
      op.doc("_adamw_update computed in the float32 copy of the weight");
    } else {
      op.inputs({"weight", "grad", "mean", "var", "rescale_grad"});
      op.doc("Adam with decoupled weight decay; left out when the rescale_grad array holds zero or no finite number");
    }
    withBetas(withLearningRate(op), 1e-8)
        .required<double>("eta", "multiplies the whole step: the schedule")
        .param<double>("clip_gradient", -1.0, "the gradient is clipped to this magnitude; negative: not clipped");
    defineUpdate(op, {.rule = Rule::adamW, .master = master, .shared = Shared::rescale});
    if (master) {
      op.samples({{with(arrays({3, 5}, 3, kHalf), scale), eta}});
    } else {
      op.samples({{with(arrays({33}, 2), scale), eta}, {with(arrays({3, 4}, 2), {{1}, DType::float32, 0, 0}), eta}});
    }
  }
  {
    OpDef& op = table.op("rmsprop_update").inputs({"weight", "grad", "n"});
    op.doc("RMSProp: the gradient over the root of its mean square (Tieleman and Hinton 2012)");
    withGradientScale(withLearningRate(op)
                          .param<double>("gamma1", 0.95, "decay of the mean square")
                          .param<double>("epsilon", 1e-8, "added under the root"))
        .param<double>("clip_weights", -1.0, "the new weight is clipped to this magnitude; negative: not clipped");
    defineUpdate(op, {.rule = Rule::rmsProp}).samples(updateSamples(1, lr, kScaled)).refuses(updateRefusals(1, lr));
  }
  {
    OpDef& op = table.op("rmspropalex_update").inputs({"weight", "grad", "n", "g", "delta"});
    op.doc("RMSProp with the variance in place of the mean square, and momentum (Graves 2013)");
    withGradientScale(withLearningRate(op)
                          .param<double>("gamma1", 0.95, "decay of mean and mean square")
                          .param<double>("gamma2", 0.9, "momentum")
                          .param<double>("epsilon", 1e-8, "added under the root"))
        .param<double>("clip_weights", -1.0, "the new weight is clipped to this magnitude; negative: not clipped");
    std::vector<Sample> samples;
    for (Sample& sample : updateSamples(3, lr, kScaled)) {
      sample.inputs[2].low = 1.5;  // a mean square is at least the squared mean
      sample.inputs[2].high = 2;
      samples.push_back(sample);
    }
    defineUpdate(op, {.rule = Rule::rmsPropAlex}).samples(samples).refuses(updateRefusals(3, lr));
  }
  {
    OpDef& op = table.op("ftrl_update").alias({"_sparse_ftrl_update"}).inputs({"weight", "grad", "z", "n"});
    op.doc("FTRL-proximal: sparse weights by the penalty lamda1 (McMahan et al. 2013)");
    op.required<double>("lr", "learning rate")
        .param<double>("lamda1", 0.01, "L1 penalty")
        .param<double>("beta", 1.0, "smooths the learning rate of rare features")
        .param<double>("wd", 0.0, "L2 penalty");
    withGradientScale(op);
    defineUpdate(op, {.rule = Rule::ftrl}).samples(updateSamples(2, lr, kScaled)).refuses(updateRefusals(2, lr));
  }
  {
    OpDef& op = table.op("ftml_update").inputs({"weight", "grad", "d", "v", "z"});
    op.doc("Follow the moving leader (Zheng and Kwok 2017)");
    op.required<double>("lr", "learning rate")
        .param<double>("beta1", 0.6, "decay of the gradient's sums")
        .range(0, 1)
        .param<double>("beta2", 0.999, "decay of the mean of squared gradients")
        .range(0, 1)
        .param<double>("epsilon", 1e-8, "added to the root")
        .required<int64_t>("t", "number of this step, from 1")
        .param<double>("wd", 0.0, "weight decay")
        .param<double>("rescale_grad", 1.0, "the gradient is multiplied by this first")
        .param<double>("clip_grad", -1.0, "gradient with decay is clipped to this magnitude; negative: not clipped");
    defineUpdate(op, {.rule = Rule::ftml})
        .samples(updateSamples(3, step, {{"wd", 0.01}, {"clip_grad", 0.4}}))
        .refuses(updateRefusals(3, step));
  }
  for (bool master : {false, true}) {
    OpDef& op = table.op(master ? "mp_lamb_update_phase1" : "lamb_update_phase1");
    if (master) {
      op.inputs({"weight", "grad", "mean", "var", "weight32"});
      op.doc("lamb_update_phase1 computed in the float32 copy of the weight");
    } else {
      op.inputs({"weight", "grad", "mean", "var"});
      op.doc("The direction of LAMB, before the trust ratio (You et al. 2020)");
    }
    withGradientScale(withBetas(op, 1e-6)
                          .required<int64_t>("t", "number of this step, from 1")
                          .param<bool>("bias_correction", true, "divide the means by 1 - beta^t")
                          .required<double>("wd", "weight decay"));
    defineUpdate(op, {.rule = Rule::lambDirection, .master = master});
    const NamedAttrs first{{"t", int64_t{2}}, {"wd", 0.01}};
    if (master) {
      op.samples({{arrays({3, 5}, 3, kHalf), first}});
    } else {
      op.samples(updateSamples(2, first, {{"rescale_grad", 0.5}, {"clip_gradient", 0.4}}))
          .refuses(updateRefusals(2, first));
    }
  }
}

const OpFamily family([](OpTable& table) {
  defineGradientDescent(table);
  defineAdaptive(table);
});

}  // namespace

}  // namespace gluonlab
