// vector_math.h: functions of mathematics on float, without branches, so that the compiler turns loops over them into
// vector code. Errors are 1 to 3 units in the last place (vector_math_test.cpp). What is not here comes from the
// standard library.
//
// Polynomials: S. Moshier's Cephes (expf, logf, tanhf); erf: the rational fit of Eigen and XLA.
#pragma once

#include <bit>
#include <cmath>
#include <limits>

#include "kernels/std_math.h"

namespace gluonlab::GLUONLAB_ISA {

#define GLUONLAB_INLINE [[gnu::always_inline]] static inline

struct VectorMath : StdMath {
  GLUONLAB_INLINE float bits(int32_t b) { return std::bit_cast<float>(b); }
  GLUONLAB_INLINE int32_t bits(float f) { return std::bit_cast<int32_t>(f); }

  GLUONLAB_INLINE float exp(float x) {
    x = x > 89.0f ? 89.0f : x;
    x = x < -104.0f ? -104.0f : x;         // NaN passes both
    constexpr float kShift = 12582912.0f;  // 1.5 * 2^23: adding it rounds to the nearest integer
    float shifted = x * 1.44269504088896341f + kShift;
    int32_t n = bits(shifted) - bits(kShift);
    float k = shifted - kShift;
    float r = (x - k * 0.693359375f) - k * -2.12194440e-4f;
    float p = 1.9875691500e-4f;
    p = p * r + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    p = p * (r * r) + r + 1.0f;
    int32_t half = n >> 1;  // two factors: each stays a normal number
    return p * bits((half + 127) << 23) * bits((n - half + 127) << 23);
  }

  GLUONLAB_INLINE float log(float x) {
    bool tiny = x < 1.17549435e-38f;
    float scaled = tiny ? x * 8388608.0f : x;
    uint32_t b = uint32_t(bits(scaled));
    int32_t e = int32_t(b - 0x3f3504f3u) >> 23;  // so that the mantissa lies in [sqrt(1/2), sqrt(2))
    float m = bits(int32_t(b - (uint32_t(e) << 23))) - 1.0f;
    float k = float(e) - (tiny ? 23.0f : 0.0f);
    float z = m * m;
    float p = 7.0376836292e-2f;
    p = p * m - 1.1514610310e-1f;
    p = p * m + 1.1676998740e-1f;
    p = p * m - 1.2420140846e-1f;
    p = p * m + 1.4249322787e-1f;
    p = p * m - 1.6668057665e-1f;
    p = p * m + 2.0000714765e-1f;
    p = p * m - 2.4999993993e-1f;
    p = p * m + 3.3333331174e-1f;
    float y = p * m * z + k * -2.12194440e-4f - 0.5f * z;
    float result = m + y + k * 0.693359375f;
    result = x == std::numeric_limits<float>::infinity() ? x : result;
    result = x == 0.0f ? -std::numeric_limits<float>::infinity() : result;
    return x >= 0.0f ? result : std::numeric_limits<float>::quiet_NaN();
  }
  GLUONLAB_INLINE float log2(float x) { return log(x) * 1.44269504088896341f; }
  GLUONLAB_INLINE float log10(float x) { return log(x) * 0.43429448190325183f; }
  GLUONLAB_INLINE float log1p(float x) {
    float u = 1.0f + x;
    float rest = x - (u - 1.0f);  // what rounding u lost
    float result = log(u) + rest / u;
    result = u == 1.0f ? x : result;
    return x == std::numeric_limits<float>::infinity() || u == 0.0f ? log(u) : result;
  }

  GLUONLAB_INLINE float tanhNearZero(float x) {
    float z = x * x;
    float p = -5.70498872745e-3f;
    p = p * z + 2.06390887954e-2f;
    p = p * z - 5.37397155531e-2f;
    p = p * z + 1.33314422036e-1f;
    p = p * z - 3.33332819422e-1f;
    return p * z * x + x;
  }
  GLUONLAB_INLINE float tanh(float x) {
    float a = x < 0.0f ? -x : x;
    float far = 1.0f - 2.0f / (exp(a + a) + 1.0f);
    far = x < 0.0f ? -far : far;
    return a < 0.625f ? tanhNearZero(x) : far;
  }
  GLUONLAB_INLINE float expm1(float x) {
    float a = x < 0.0f ? -x : x;
    float t = tanhNearZero(0.5f * x);
    float near = 2.0f * t / (1.0f - t);
    return a < 1.0f ? near : exp(x) - 1.0f;
  }

  GLUONLAB_INLINE float erf(float x) {
    float c = x > 4.0f ? 4.0f : x;
    c = c < -4.0f ? -4.0f : c;
    float z = c * c;
    float p = -2.72614225801306e-10f;
    p = p * z + 2.77068142495902e-08f;
    p = p * z - 2.10102402082508e-06f;
    p = p * z - 5.69250639462346e-05f;
    p = p * z - 7.34990630326855e-04f;
    p = p * z - 2.95459980854025e-03f;
    p = p * z - 1.60960333262415e-02f;
    float q = -1.45660718464996e-05f;
    q = q * z - 2.13374055278905e-04f;
    q = q * z - 1.68282697438203e-03f;
    q = q * z - 7.37332916720468e-03f;
    q = q * z - 1.42647390514189e-02f;
    float result = c * p / q;
    result = x > 3.92f ? 1.0f : result;  // where the fit stops a unit short of 1
    return x < -3.92f ? -1.0f : result;
  }

  GLUONLAB_INLINE float floor(float x) { return std::floor(x); }
  GLUONLAB_INLINE float ceil(float x) { return std::ceil(x); }
  GLUONLAB_INLINE float trunc(float x) { return std::trunc(x); }
  GLUONLAB_INLINE float sqrt(float x) { return std::sqrt(x); }
  GLUONLAB_INLINE float div(float a, float b) { return a / b; }
};

#undef GLUONLAB_INLINE

}  // namespace gluonlab::GLUONLAB_ISA
