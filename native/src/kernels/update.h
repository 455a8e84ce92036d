// update.h: one optimizer step of one weight, in a single pass over its elements.
//
//   Update u{.rule = Rule::adam, .hyper = h, .dtype = DType::float32, .size = n, .weight = w, .grad = g, .out = w,
//   .states = {m, v}}; updateReference(u);
//
// `out` may be `weight` itself; states are read and written in place. With a master copy (float32), the weight is
// computed in it and rounded into `out`, and the states are float32 too (so is LAMB's direction). Element-wise
// throughout, so any thread may take any range.
#pragma once

#include <array>

#include "gluonlab/dtype.h"

namespace gluonlab {

enum class Rule {
  sgd,
  sgdMomentum,
  nag,
  signSgd,
  signum,
  adam,
  adamW,
  lambDirection,
  ftml,
  ftrl,
  rmsProp,
  rmsPropAlex
};

/// Numbers that steer a rule, named as MXNet names them; a rule reads those it knows. A negative clip is no clip.
struct Hyper {
  double lr = 0, wd = 0, rescale = 1, clip = -1, momentum = 0;
  double beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, eta = 1, t = 1;
  double gamma1 = 0.95, gamma2 = 0.9, clipWeights = -1;
  double lamda1 = 0.01, beta = 1, wdLh = 0;
  bool biasCorrection = true;
};

struct Update {
  Rule rule = Rule::sgd;
  Hyper hyper;
  DType dtype = DType::float32;
  int64_t size = 0;
  const void* weight = nullptr;
  const void* grad = nullptr;
  void* out = nullptr;
  std::array<void*, 3> states{};
  float* master = nullptr;
};

/// How many states a rule keeps per element.
int stateCount(Rule rule);
void updateReference(const Update& update);

/// float32 without master copy, on the instruction set the file was compiled for.
namespace baseline {
void updateFloats(const Update& update);
}
namespace avx2 {
void updateFloats(const Update& update);
}
namespace avx512 {
void updateFloats(const Update& update);
}

}  // namespace gluonlab
