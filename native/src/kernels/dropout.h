// dropout.h: draws a mask of 0 and 1 / keep and multiplies by it. Element i of the mask depends on (random.seed,
// random.offset, i) alone, so the result is the same on any number of threads.
#pragma once

#include "gluonlab/op.h"

namespace gluonlab {

struct Dropout {
  double keep = 0.5;  // probability that an element stays
  RandomStart random;
};

/// x and y are contiguous; the mask broadcasts to their shape.
bool dropoutReference(const Dropout& d, const Tensor& x, const Tensor& y, const Tensor& mask);
/// float32 with a mask of x's shape. The same mask as the reference.
bool dropoutSimd(const Dropout& d, const Tensor& x, const Tensor& y, const Tensor& mask);

/// A word below this keeps its element.
inline uint64_t dropoutThreshold(double keep) { return uint64_t(keep * 4294967296.0); }

}  // namespace gluonlab
