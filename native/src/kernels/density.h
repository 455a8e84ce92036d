// density.h: logarithms of probability densities and their derivatives (MXNet: random/pdf_op.h).
//
// One value x and up to two parameters a, b at a time; the Dirichlet, whose values are vectors, has functions of its
// own.
#pragma once

#include "gluonlab/op.h"

namespace gluonlab {

enum class Density { uniform, normal, gamma, exponential, poisson, negativeBinomial, generalizedNegativeBinomial };

/// Output: density (or its logarithm with is_log) of sample under the parameters of its row.
void evaluateDensity(Density density, Call& call);
/// Inputs: head gradient, output, sample, parameters. Outputs, each of the sample's shape: gradients of all of them.
void differentiateDensity(Density density, Call& call);

void evaluateDirichlet(Call& call);
void differentiateDirichlet(Call& call);

}  // namespace gluonlab
