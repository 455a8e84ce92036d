// SIMD loops of formula::Functions.
#include "kernels/simd/loops.h"

namespace gluonlab::GLUONLAB_ISA {
PointwiseLoop functionLoop(int position) { return loopOf(formula::Functions{}, position); }
}  // namespace gluonlab::GLUONLAB_ISA

GLUONLAB_SIMD_ENTRY(PointwiseLoop, functionSimd, (int position), functionLoop, (position))
