// dispatch.h: one source, one object file per instruction set, the best one picked at run time.
//
//   // softmax.cpp, compiled with GLUONLAB_ISA = baseline, avx2 and avx512 (on x86-64; elsewhere baseline alone)
//   namespace gluonlab::GLUONLAB_ISA { bool softmaxRows(Call& call) { ... } }
//   GLUONLAB_SIMD_ENTRY(bool, softmaxSimd, (Call& call), softmaxRows, (call))     // bool gluonlab::softmaxSimd(Call&)
//
// Rule: everything such a file defines lies in namespace GLUONLAB_ISA. Inline functions it takes from shared headers
// are safe, because the linker keeps the first copy it meets and meets baseline's before avx2's.
#pragma once

#include "base/cpuid.h"

#if defined(__x86_64__)
#define GLUONLAB_SIMD_ENTRY_DEFINED(result, entry, parameters, kernel, arguments)  \
  namespace gluonlab {                                                             \
  namespace avx2 {                                                                 \
  result kernel parameters;                                                        \
  }                                                                                \
  namespace avx512 {                                                               \
  result kernel parameters;                                                        \
  }                                                                                \
  result entry parameters {                                                        \
    static const auto best = simdLevel() == SimdLevel::avx512 ? &avx512::kernel    \
                             : simdLevel() == SimdLevel::avx2 ? &avx2::kernel      \
                                                              : &baseline::kernel; \
    return best arguments;                                                         \
  }                                                                                \
  }
#else
#define GLUONLAB_SIMD_ENTRY_DEFINED(result, entry, parameters, kernel, arguments) \
  namespace gluonlab {                                                            \
  result entry parameters { return baseline::kernel arguments; }                  \
  }
#endif

#ifdef GLUONLAB_ISA_baseline
/// Defines `result gluonlab::entry parameters`, which calls the best copy of `kernel`.
#define GLUONLAB_SIMD_ENTRY(result, entry, parameters, kernel, arguments) \
  GLUONLAB_SIMD_ENTRY_DEFINED(result, entry, parameters, kernel, arguments)
#else
#define GLUONLAB_SIMD_ENTRY(result, entry, parameters, kernel, arguments)
#endif
