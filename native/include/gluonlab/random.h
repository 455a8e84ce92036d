// random.h: Philox4x32-10, a counter-based generator: number i of a stream depends on (seed, i) alone, so results are
// the same on any device and any number of threads. Source: Salmon et al., "Parallel random numbers: as easy as 1, 2,
// 3", SC 2011.
//
//   PhiloxBlock b = philox(start, i);        // four random words for element block i
//   float u = uniform01(b.words[0]);         // in [0, 1)
#pragma once

#include <cstdint>

#include "gluonlab/op.h"

namespace gluonlab {

struct PhiloxBlock {
  uint32_t words[4];
};

inline PhiloxBlock philox(RandomStart start, uint64_t block) {
  uint64_t counter = start.offset + block;
  uint32_t c0 = uint32_t(counter), c1 = uint32_t(counter >> 32), c2 = 0, c3 = 0;
  uint32_t k0 = uint32_t(start.seed), k1 = uint32_t(start.seed >> 32);
  for (int round = 0; round < 10; ++round) {
    uint64_t p0 = uint64_t{0xD2511F53u} * c0;
    uint64_t p1 = uint64_t{0xCD9E8D57u} * c2;
    uint32_t n0 = uint32_t(p1 >> 32) ^ c1 ^ k0;
    uint32_t n2 = uint32_t(p0 >> 32) ^ c3 ^ k1;
    c1 = uint32_t(p1);
    c3 = uint32_t(p0);
    c0 = n0;
    c2 = n2;
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
  return {{c0, c1, c2, c3}};
}

inline float uniform01(uint32_t word) { return float(word >> 8) * 0x1.0p-24f; }
inline double uniform01(uint32_t high, uint32_t low) {
  return double((uint64_t(high) << 21) ^ (low >> 11)) * 0x1.0p-53;
}

/// Restarts the stream of this process.
void seedRandom(uint64_t seed);
/// Takes `blocks` blocks of the stream.
RandomStart reserveRandom(uint64_t blocks);

}  // namespace gluonlab
