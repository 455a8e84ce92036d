// Optimizer steps of float32 weights: the loops of the reference with everything known at compile time, so that they
// vectorize.
#include <type_traits>

#include "gluonlab/parallel.h"
#include "kernels/update_rules.h"

namespace gluonlab::GLUONLAB_ISA {

void updateFloats(const Update& u) {
  withRule<float>(u.rule, u.hyper, [&](auto formula) {
    using Formula = decltype(formula);
    parallelFor(u.size, 16384, [&](int64_t begin, int64_t end) {
      const float* w = static_cast<const float*>(u.weight);
      const float* g = static_cast<const float*>(u.grad);
      float* out = static_cast<float*>(u.out);
      float* a = static_cast<float*>(u.states[0]);
      float* b = static_cast<float*>(u.states[1]);
      float* c = static_cast<float*>(u.states[2]);
      const Formula f = formula;
      // ivdep: arrays are the same or do not overlap, so no element depends on another.
      if constexpr (std::is_invocable_v<Formula, float, float, float&, float&, float&>) {
#pragma GCC ivdep
        for (int64_t i = begin; i < end; ++i) out[i] = f(w[i], g[i], a[i], b[i], c[i]);
      } else if constexpr (std::is_invocable_v<Formula, float, float, float&, float&>) {
#pragma GCC ivdep
        for (int64_t i = begin; i < end; ++i) out[i] = f(w[i], g[i], a[i], b[i]);
      } else if constexpr (std::is_invocable_v<Formula, float, float, float&>) {
#pragma GCC ivdep
        for (int64_t i = begin; i < end; ++i) out[i] = f(w[i], g[i], a[i]);
      } else {
#pragma GCC ivdep
        for (int64_t i = begin; i < end; ++i) out[i] = f(w[i], g[i]);
      }
    });
  });
}

}  // namespace gluonlab::GLUONLAB_ISA
