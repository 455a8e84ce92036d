// Half precision to float and back, eight at a time where the instruction set has it.
#include "kernels/element_rows.h"
#include "kernels/simd/dispatch.h"

#ifdef __F16C__
#include <immintrin.h>
#endif

namespace gluonlab::GLUONLAB_ISA {

void halfToFloat(const Half* source, int64_t n, float* target) {
  int64_t i = 0;
#ifdef __F16C__
  for (; i + 8 <= n; i += 8)
    _mm256_storeu_ps(target + i, _mm256_cvtph_ps(_mm_loadu_si128(reinterpret_cast<const __m128i*>(source + i))));
#endif
  for (; i < n; ++i) target[i] = float(source[i]);
}

void floatToHalf(const float* source, int64_t n, Half* target) {
  int64_t i = 0;
#ifdef __F16C__
  for (; i + 8 <= n; i += 8)
    _mm_storeu_si128(reinterpret_cast<__m128i*>(target + i),
                     _mm256_cvtps_ph(_mm256_loadu_ps(source + i), _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC));
#endif
  for (; i < n; ++i) target[i] = Half(source[i]);
}

}  // namespace gluonlab::GLUONLAB_ISA

GLUONLAB_SIMD_ENTRY(void, halfToFloatSimd, (const Half* source, int64_t n, float* target), halfToFloat,
                    (source, n, target))
GLUONLAB_SIMD_ENTRY(void, floatToHalfSimd, (const float* source, int64_t n, Half* target), floatToHalf,
                    (source, n, target))
