// SIMD loops of formula::Arithmetic.
#include "kernels/simd/loops.h"

namespace gluonlab::GLUONLAB_ISA {
PointwiseLoop arithmeticLoop(int position) { return loopOf(formula::Arithmetic{}, position); }
}  // namespace gluonlab::GLUONLAB_ISA

GLUONLAB_SIMD_ENTRY(PointwiseLoop, arithmeticSimd, (int position), arithmeticLoop, (position))
