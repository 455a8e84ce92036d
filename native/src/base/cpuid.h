// cpuid.h: which instruction set the SIMD kernels may use on this machine.
#pragma once

namespace gluonlab {

enum class SimdLevel { baseline, avx2, avx512 };

/// The best level this CPU has, capped by GLUONLAB_SIMD=baseline|avx2|avx512. Decided once.
SimdLevel simdLevel();
const char* simdLevelName(SimdLevel level);

}  // namespace gluonlab
