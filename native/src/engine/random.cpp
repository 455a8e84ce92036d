#include "gluonlab/random.h"

#include <mutex>

namespace gluonlab {

namespace {
std::mutex mutex;
RandomStart stream;
}  // namespace

void seedRandom(uint64_t seed) {
  std::lock_guard lock(mutex);
  stream = {seed, 0};
}

RandomStart reserveRandom(uint64_t blocks) {
  std::lock_guard lock(mutex);
  RandomStart start = stream;
  stream.offset += blocks;
  return start;
}

}  // namespace gluonlab
