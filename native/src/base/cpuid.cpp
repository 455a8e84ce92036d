#include "base/cpuid.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "gluonlab/error.h"

namespace gluonlab {

namespace {

SimdLevel detect() {
#if defined(__x86_64__)
  __builtin_cpu_init();
  bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  bool avx512 = avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
  return avx512 ? SimdLevel::avx512 : avx2 ? SimdLevel::avx2 : SimdLevel::baseline;
#else
  return SimdLevel::baseline;
#endif
}

SimdLevel cap() {
  const char* wanted = std::getenv("GLUONLAB_SIMD");
  if (!wanted || !*wanted) return SimdLevel::avx512;
  for (SimdLevel level : {SimdLevel::baseline, SimdLevel::avx2, SimdLevel::avx512})
    if (std::string_view(wanted) == simdLevelName(level)) return level;
  fail(ErrorCode::value, "GLUONLAB_SIMD is '", wanted, "', allowed are baseline, avx2, avx512");
}

}  // namespace

SimdLevel simdLevel() {
  static const SimdLevel level = std::min(detect(), cap());
  return level;
}

const char* simdLevelName(SimdLevel level) {
  switch (level) {
    case SimdLevel::avx512:
      return "avx512";
    case SimdLevel::avx2:
      return "avx2";
    default:
      return "baseline";
  }
}

}  // namespace gluonlab
