// Optimizer steps for every floating dtype, with and without a float32 master copy.
#include <type_traits>

#include "gluonlab/parallel.h"
#include "kernels/update_rules.h"

namespace gluonlab {

namespace {

constexpr int64_t kGrain = 16384;

/// T: weight and gradient; S: states; O: result; R: what it is computed in.
template <class T, class S, class O, class R, class Formula>
void run(const Update& u, const Formula& formula) {
  const T* weight = static_cast<const T*>(u.weight);
  const T* grad = static_cast<const T*>(u.grad);
  O* out = static_cast<O*>(u.out);
  bool isDirection = u.rule == Rule::lambDirection;  // not a weight: the master copy stays
  S* s0 = static_cast<S*>(u.states[0]);
  S* s1 = static_cast<S*>(u.states[1]);
  S* s2 = static_cast<S*>(u.states[2]);
  parallelFor(u.size, kGrain, [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i) {
      R w = u.master ? R(u.master[i]) : R(weight[i]);
      R g = R(grad[i]);
      R a = s0 ? R(s0[i]) : R(0), b = s1 ? R(s1[i]) : R(0), c = s2 ? R(s2[i]) : R(0);
      if constexpr (std::is_invocable_v<Formula, R, R, R&, R&, R&>) {
        w = formula(w, g, a, b, c);
      } else if constexpr (std::is_invocable_v<Formula, R, R, R&, R&>) {
        w = formula(w, g, a, b);
      } else if constexpr (std::is_invocable_v<Formula, R, R, R&>) {
        w = formula(w, g, a);
      } else {
        w = formula(w, g);
      }
      if (s0) s0[i] = S(a);
      if (s1) s1[i] = S(b);
      if (s2) s2[i] = S(c);
      if (u.master && !isDirection) u.master[i] = float(w);
      out[i] = O(w);
    }
  });
}

}  // namespace

int stateCount(Rule rule) {
  switch (rule) {
    case Rule::sgd:
    case Rule::signSgd:
      return 0;
    case Rule::sgdMomentum:
    case Rule::nag:
    case Rule::signum:
    case Rule::rmsProp:
      return 1;
    case Rule::ftml:
    case Rule::rmsPropAlex:
      return 3;
    default:
      return 2;
  }
}

void updateReference(const Update& u) {
  dispatchFloating(u.dtype, [&]<class T>() {
    using R = Compute<T>;
    withRule<R>(u.rule, u.hyper, [&](const auto& formula) {
      if (!u.master) {
        run<T, T, T, R>(u, formula);
      } else if (u.rule == Rule::lambDirection) {
        run<T, float, float, R>(u, formula);
      } else {
        run<T, float, T, R>(u, formula);
      }
    });
  });
}

}  // namespace gluonlab
