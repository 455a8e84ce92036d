// ctc.h: connectionist temporal classification.
#pragma once

#include "gluonlab/op.h"

namespace gluonlab {

/// Outputs: the loss of each sequence, and its gradient with respect to the activations.
bool ctcLoss(Call& call);

}  // namespace gluonlab
