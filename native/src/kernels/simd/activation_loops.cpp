// SIMD loops of formula::Activations.
#include "kernels/simd/loops.h"

namespace gluonlab::GLUONLAB_ISA {
PointwiseLoop activationLoop(int position) { return loopOf(formula::Activations{}, position); }
}  // namespace gluonlab::GLUONLAB_ISA

GLUONLAB_SIMD_ENTRY(PointwiseLoop, activationSimd, (int position), activationLoop, (position))
