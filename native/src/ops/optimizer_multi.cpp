// Optimizer updates of any number of weights in one call: inputs [weight, gradient, states..., master copy] for each.
#include "ops/update_op.h"

namespace gluonlab {

namespace {

using Shared = UpdateLayout::Shared;

/// Inputs of two weights, then `shared` small arrays.
std::vector<SampleInput> twoWeights(int states, bool master, std::vector<SampleInput> shared = {}) {
  DType dtype = master ? DType::float16 : DType::float32;
  std::vector<SampleInput> inputs;
  for (const Shape& shape : {Shape{3, 2}, Shape{33}}) {
    inputs.push_back({shape, dtype});
    inputs.push_back({shape, dtype});
    for (int i = 0; i < states + master; ++i) inputs.push_back({shape, DType::float32, 0.1, 1});
  }
  inputs.insert(inputs.end(), shared.begin(), shared.end());
  return inputs;
}

const NamedAttrs kRates{{"lrs", std::vector<double>{0.1, 0.05}}, {"wds", std::vector<double>{0.0, 0.1}}};

NamedAttrs ratesAnd(NamedAttrs more) {
  more.insert(more.end(), kRates.begin(), kRates.end());
  return more;
}

OpDef& countedByRates(OpDef& op) {
  return op.variadic("num_weights").outputCount([](const Attrs& attrs) {
    return attrs.get<std::vector<double>>("lrs").size();
  });
}

void defineGradientDescent(OpTable& table) {
  for (bool master : {false, true}) {
    for (bool momentum : {false, true}) {
      Rule rule = momentum ? Rule::sgdMomentum : Rule::sgd;
      OpDef& op = countedByRates(table.op(momentum ? (master ? "multi_mp_sgd_mom_update" : "multi_sgd_mom_update")
                                                   : (master ? "multi_mp_sgd_update" : "multi_sgd_update")));
      op.doc(momentum ? "sgd_mom_update of any number of weights" : "sgd_update of any number of weights");
      withLearningRates(op);
      if (momentum) op.param<double>("momentum", 0.0, "decay of the accumulated step");
      withGradientScale(op);
      std::vector<SampleInput> inputs = twoWeights(momentum, master);
      defineUpdate(op, {.rule = rule, .master = master, .many = true})
          .samples({{inputs, kRates}, {inputs, ratesAnd({{"rescale_grad", 0.5}, {"clip_gradient", 0.4}})}})
          .refuses({{{inputs, {{"lrs", std::vector<double>{0.1}}, {"wds", std::vector<double>{0.1}}}},
                     "lrs has 1 numbers, expected 2, one for each weight"}});
    }
  }
}

// Learning rates and weight decays arrive as the last two arrays.
void definePreloaded(OpTable& table) {
  for (bool master : {false, true}) {
    for (bool momentum : {false, true}) {
      Rule rule = momentum ? Rule::sgdMomentum : Rule::sgd;
      OpDef& op = table.op(momentum ? (master ? "preloaded_multi_mp_sgd_mom_update" : "preloaded_multi_sgd_mom_update")
                                    : (master ? "preloaded_multi_mp_sgd_update" : "preloaded_multi_sgd_update"));
      op.variadic("").outputCount([](const Attrs& attrs) { return size_t(attrs.get<int64_t>("num_weights")); });
      op.doc("As the update without preloaded_, with the arrays lrs and wds as the last two inputs");
      if (momentum) op.param<double>("momentum", 0.0, "decay of the accumulated step");
      withGradientScale(op).param<int64_t>("num_weights", 1, "number of weights");
      SampleInput rates{{2}, DType::float32, 0.01, 0.1};
      defineUpdate(op, {.rule = rule, .master = master, .many = true, .shared = Shared::rates})
          .samples({{twoWeights(momentum, master, {rates, rates}), {{"num_weights", int64_t{2}}}}});
    }
  }
}

void defineAdam(OpTable& table) {
  {
    OpDef& op = countedByRates(table.op("_multi_adam_update"));
    op.doc("adam_update of any number of weights: [weight, grad, mean, var] for each");
    withGradientScale(withBetas(withLearningRates(op), 1e-8));
    defineUpdate(op, {.rule = Rule::adam, .many = true}).samples({{twoWeights(2, false), kRates}});
  }
  for (bool master : {false, true}) {
    OpDef& op = countedByRates(table.op(master ? "_multi_mp_adamw_update" : "_multi_adamw_update"));
    op.doc("_adamw_update of any number of weights; the last input is the gradients' scale");
    withBetas(withLearningRates(op), 1e-8)
        .required<std::vector<double>>("etas", "multiplies the step of each weight")
        .param<double>("clip_gradient", -1.0, "gradients are clipped to this magnitude; negative: not clipped");
    SampleInput scale{{1}, DType::float32, 0.5, 1.0};
    defineUpdate(op, {.rule = Rule::adamW, .master = master, .many = true, .shared = Shared::rescale})
        .samples({{twoWeights(2, master, {scale}), ratesAnd({{"etas", std::vector<double>{1.0, 0.5}}})}});
  }
}

const OpFamily family([](OpTable& table) {
  defineGradientDescent(table);
  definePreloaded(table);
  defineAdam(table);
});

}  // namespace

}  // namespace gluonlab
