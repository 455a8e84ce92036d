// random.h: kernels of the random operators. All draw from call.random by element index (distributions.h).
#pragma once

#include "gluonlab/op.h"

namespace gluonlab {

enum class Distribution { uniform, normal, exponential, gamma, poisson, negativeBinomial, generalizedNegativeBinomial };

/// Every element with parameters a and b.
void fillRandom(Distribution distribution, double a, double b, RandomStart start, Tensor& out);
/// Philox blocks that fillRandom and drawForEach use up.
uint64_t fillBlocks(Distribution distribution, const TensorInfo& out);
uint64_t drawBlocks(const TensorInfo& out);
/// out = one row of draws for each element of the parameter arrays; `b` may be undefined.
void drawForEach(Distribution distribution, const Tensor& a, const Tensor& b, RandomStart start, Tensor& out);

/// Whole numbers in [low, high).
void fillIntegers(int64_t low, int64_t high, RandomStart start, Tensor& out);
/// Class numbers drawn by the probabilities in the rows of `data`; their logarithms where `logProbability` is not null.
void drawClasses(const Tensor& data, RandomStart start, Tensor& out, Tensor* logProbability);
/// Rows of `x` in random order.
void shuffleRows(const Tensor& x, RandomStart start, Tensor& out);

}  // namespace gluonlab
