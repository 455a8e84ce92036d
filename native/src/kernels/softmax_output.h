// softmax_output.h: softmax with its cross-entropy gradient, and the gradient of the multi-class hinge loss.
#pragma once

#include "gluonlab/op.h"

namespace gluonlab {

/// How SoftmaxOutput reads its data: `rows` samples of `classes` numbers for each of `inner` positions.
struct ClassLayout {
  int64_t rows = 0, classes = 0, inner = 1;
};
ClassLayout classLayoutOf(const Attrs& attrs, const Shape& shape);

bool softmaxOutput(Call& call);
/// Inputs: probabilities, label and, with out_grad, the head gradient.
bool softmaxOutputBackward(Call& call);
/// Inputs: data, label.
bool svmOutputBackward(Call& call);

}  // namespace gluonlab
