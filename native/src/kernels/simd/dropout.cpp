// float32 dropout: sixteen blocks of the counter-based stream at a time, in lanes.
#include "kernels/dropout.h"

#include <algorithm>

#include "gluonlab/parallel.h"
#include "gluonlab/random.h"
#include "kernels/simd/dispatch.h"

namespace gluonlab::GLUONLAB_ISA {

namespace {

constexpr int64_t kBlocks = 16;  // Philox blocks of four words drawn together

/// The words of blocks [first, first + kBlocks), block after block: what philox(start, first + i) gives, computed in
/// lanes.
void draw(RandomStart start, uint64_t first, uint32_t (&words)[4 * kBlocks]) {
  uint32_t c0[kBlocks], c1[kBlocks], c2[kBlocks] = {}, c3[kBlocks] = {};
  for (int64_t i = 0; i < kBlocks; ++i) {
    uint64_t counter = start.offset + first + uint64_t(i);
    c0[i] = uint32_t(counter);
    c1[i] = uint32_t(counter >> 32);
  }
  uint32_t k0 = uint32_t(start.seed), k1 = uint32_t(start.seed >> 32);
  for (int round = 0; round < 10; ++round, k0 += 0x9E3779B9u, k1 += 0xBB67AE85u)
    for (int64_t i = 0; i < kBlocks; ++i) {
      uint64_t p0 = uint64_t{0xD2511F53u} * c0[i], p1 = uint64_t{0xCD9E8D57u} * c2[i];
      uint32_t n0 = uint32_t(p1 >> 32) ^ c1[i] ^ k0, n2 = uint32_t(p0 >> 32) ^ c3[i] ^ k1;
      c1[i] = uint32_t(p1);
      c3[i] = uint32_t(p0);
      c0[i] = n0;
      c2[i] = n2;
    }
  for (int64_t i = 0; i < kBlocks; ++i) {
    words[4 * i] = c0[i];
    words[4 * i + 1] = c1[i];
    words[4 * i + 2] = c2[i];
    words[4 * i + 3] = c3[i];
  }
}

}  // namespace

bool dropout(const Dropout& d, const Tensor& x, const Tensor& y, const Tensor& mask) {
  if (x.dtype() != DType::float32 || mask.size() != x.size() || d.keep <= 0 || d.keep >= 1) return false;
  const uint32_t threshold = uint32_t(dropoutThreshold(d.keep));
  const float scale = float(1 / d.keep);
  const int64_t size = x.size(), step = 4 * kBlocks;
  parallelFor((size + step - 1) / step, 64, [&](int64_t begin, int64_t end) {
    uint32_t words[4 * kBlocks];
    for (int64_t i = begin; i < end; ++i) {
      draw(d.random, uint64_t(i * kBlocks), words);
      int64_t first = i * step, count = std::min(step, size - first);
      const float* from = x.data<float>() + first;
      float *to = y.data<float>() + first, *m = mask.data<float>() + first;
#pragma GCC ivdep
      for (int64_t k = 0; k < count; ++k) {
        m[k] = words[k] < threshold ? scale : 0.0f;
        to[k] = from[k] * m[k];
      }
    }
  });
  return true;
}

}  // namespace gluonlab::GLUONLAB_ISA

GLUONLAB_SIMD_ENTRY(bool, dropoutSimd, (const Dropout& d, const Tensor& x, const Tensor& y, const Tensor& mask),
                    dropout, (d, x, y, mask))
