// loops.h: the table of a list's loops, compiled inside namespace GLUONLAB_ISA.
//
//   PointwiseLoop loop(int position) { return loopOf(formula::Functions{}, position); }
#pragma once

#include "kernels/pointwise.h"
#include "kernels/simd/dispatch.h"
#include "kernels/simd/vector_math.h"

namespace gluonlab::GLUONLAB_ISA {

template <class... F>
PointwiseLoop loopOf(FormulaList<F...>, int position) {
  static constexpr PointwiseLoop table[] = {pointwiseLoop<F, VectorMath, float>...};
  return table[position];
}

}  // namespace gluonlab::GLUONLAB_ISA
