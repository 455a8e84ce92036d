// update_op.h: what the optimizer operators share. An update is described by its rule and how its arrays lie among the
// inputs: for each weight [weight, gradient, states..., master copy], then inputs that all weights share.
//
//   defineUpdate(table.op("adam_update").inputs({"weight", "grad", "mean", "var"}), {.rule = Rule::adam});
//
// Output k is the new weight k, given as out= or not; states and master copies are changed in place.
#pragma once

#include "gluonlab/op.h"
#include "kernels/update.h"

namespace gluonlab {

struct UpdateLayout {
  Rule rule = Rule::sgd;
  bool master = false;  // a float32 copy of each weight follows its states
  bool many = false;    // any number of weights, else one
  /// Inputs after the last weight's: none, the gradient's scale, or learning rates and weight decays.
  enum class Shared { none, rescale, rates } shared = Shared::none;

  size_t sharedInputs() const { return size_t(shared); }
  size_t perWeight() const { return 2 + size_t(stateCount(rule)) + (master ? 1 : 0); }
  size_t weights(size_t inputs) const { return many ? (inputs - sharedInputs()) / perWeight() : 1; }
};

/// Adds inference, mutated inputs, in-place writing and kernels.
OpDef& defineUpdate(OpDef& op, UpdateLayout layout);

/// The hyperparameters of weight `k` by their names among the attributes: lr, or the k-th of lrs.
Hyper hyperOf(const Attrs& attrs, size_t k);

// Parameters that many updates have.
OpDef& withGradientScale(OpDef& op);  // rescale_grad, clip_gradient
OpDef& withBetas(OpDef& op, double epsilon);
OpDef& withLearningRate(OpDef& op);   // lr, wd
OpDef& withLearningRates(OpDef& op);  // lrs, wds

}  // namespace gluonlab
