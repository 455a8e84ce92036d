// formulas.h: every element-wise formula, written once as arithmetic on one element; all loops over elements are made
// from it.
//
//   struct Sigmoid : Formula<1> { template <class M, class T> static T value(T x) { return T(1) / (T(1) + M::exp(-x));
//   } };
//
// M supplies the functions of mathematics (std_math.h for reference kernels, simd/vector_math.h for SIMD ones), T is
// float, double or, where the formula says so, int64_t. Comparisons give 0 or 1. Edge cases follow MXNet.
#pragma once

#include <cmath>
#include <cstdint>
#include <type_traits>

namespace gluonlab {

/// `integersExact`: arrays of integers compute in int64_t; otherwise in double, and results are truncated.
template <int inputs, bool integersExact = false>
struct Formula {
  static constexpr int arity = inputs;
  static constexpr bool integers = integersExact;
};

template <class... F>
struct FormulaList {};

namespace formula {

#define GLUONLAB_ALWAYS_INLINE [[gnu::always_inline]] static inline
#define GLUONLAB_FORMULA1(Name, exact, ...) \
  struct Name : Formula<1, exact> {         \
    template <class M, class T>             \
    GLUONLAB_ALWAYS_INLINE T value(T x) {   \
      return __VA_ARGS__;                   \
    }                                       \
  };
#define GLUONLAB_FORMULA2(Name, exact, ...)    \
  struct Name : Formula<2, exact> {            \
    template <class M, class T>                \
    GLUONLAB_ALWAYS_INLINE T value(T a, T b) { \
      return __VA_ARGS__;                      \
    }                                          \
  };
#define GLUONLAB_FORMULA3(Name, exact, ...)         \
  struct Name : Formula<3, exact> {                 \
    template <class M, class T>                     \
    GLUONLAB_ALWAYS_INLINE T value(T a, T b, T c) { \
      return __VA_ARGS__;                           \
    }                                               \
  };
#define GLUONLAB_FORMULA4(Name, exact, ...)              \
  struct Name : Formula<4, exact> {                      \
    template <class M, class T>                          \
    GLUONLAB_ALWAYS_INLINE T value(T a, T b, T c, T d) { \
      return __VA_ARGS__;                                \
    }                                                    \
  };

// --- arithmetic of two arrays, or of an array and a number
GLUONLAB_FORMULA2(Add, true, a + b)
GLUONLAB_FORMULA2(Sub, true, a - b)
GLUONLAB_FORMULA2(ReverseSub, true, b - a)
GLUONLAB_FORMULA2(Mul, true, a* b)
GLUONLAB_FORMULA2(Div, true, M::div(a, b))
GLUONLAB_FORMULA2(ReverseDiv, true, M::div(b, a))
GLUONLAB_FORMULA2(Mod, true, M::mod(a, b))
GLUONLAB_FORMULA2(ReverseMod, true, M::mod(b, a))
GLUONLAB_FORMULA2(Power, true, M::pow(a, b))
GLUONLAB_FORMULA2(ReversePower, true, M::pow(b, a))
GLUONLAB_FORMULA2(Maximum, true, a != a ? a : (b > a || b != b ? b : a))
GLUONLAB_FORMULA2(Minimum, true, a != a ? a : (b < a || b != b ? b : a))
GLUONLAB_FORMULA2(Hypot, false, M::hypot(a, b))
GLUONLAB_FORMULA2(Equal, true, a == b ? T(1) : T(0))
GLUONLAB_FORMULA2(NotEqual, true, a != b ? T(1) : T(0))
GLUONLAB_FORMULA2(Greater, true, a > b ? T(1) : T(0))
GLUONLAB_FORMULA2(GreaterEqual, true, a >= b ? T(1) : T(0))
GLUONLAB_FORMULA2(Lesser, true, a < b ? T(1) : T(0))
GLUONLAB_FORMULA2(LesserEqual, true, a <= b ? T(1) : T(0))
GLUONLAB_FORMULA2(LogicalAnd, true, a != T(0) && b != T(0) ? T(1) : T(0))
GLUONLAB_FORMULA2(LogicalOr, true, a != T(0) || b != T(0) ? T(1) : T(0))
GLUONLAB_FORMULA2(LogicalXor, true, (a != T(0)) != (b != T(0)) ? T(1) : T(0))
GLUONLAB_FORMULA3(Where, true, a != T(0) ? b : c)

using Arithmetic = FormulaList<Add, Sub, ReverseSub, Mul, Div, ReverseDiv, Mod, ReverseMod, Power, ReversePower,
                               Maximum, Minimum, Hypot, Equal, NotEqual, Greater, GreaterEqual, Lesser, LesserEqual,
                               LogicalAnd, LogicalOr, LogicalXor, Where>;

// --- functions of one array
GLUONLAB_FORMULA1(Identity, true, x)
GLUONLAB_FORMULA1(Abs, true, x < T(0) ? -x : (x == T(0) ? T(0) : x))
GLUONLAB_FORMULA1(Sign, true, x > T(0) ? T(1) : (x < T(0) ? T(-1) : T(0)))
GLUONLAB_FORMULA1(Negative, true, -x)
GLUONLAB_FORMULA1(Square, true, x* x)
GLUONLAB_FORMULA1(LogicalNot, true, x == T(0) ? T(1) : T(0))
GLUONLAB_FORMULA1(Round, true, M::round(x))
GLUONLAB_FORMULA1(Rint, true, M::rint(x))
GLUONLAB_FORMULA1(Ceil, true, M::ceil(x))
GLUONLAB_FORMULA1(Floor, true, M::floor(x))
GLUONLAB_FORMULA1(Trunc, true, M::trunc(x))
GLUONLAB_FORMULA1(Sqrt, false, M::sqrt(x))
GLUONLAB_FORMULA1(Rsqrt, false, T(1) / M::sqrt(x))
GLUONLAB_FORMULA1(Cbrt, false, M::cbrt(x))
GLUONLAB_FORMULA1(Rcbrt, false, T(1) / M::cbrt(x))
GLUONLAB_FORMULA1(Reciprocal, false, T(1) / x)
GLUONLAB_FORMULA1(Exp, false, M::exp(x))
GLUONLAB_FORMULA1(Expm1, false, M::expm1(x))
GLUONLAB_FORMULA1(Log, false, M::log(x))
GLUONLAB_FORMULA1(Log2, false, M::log2(x))
GLUONLAB_FORMULA1(Log10, false, M::log10(x))
GLUONLAB_FORMULA1(Log1p, false, M::log1p(x))
GLUONLAB_FORMULA1(Sin, false, M::sin(x))
GLUONLAB_FORMULA1(Cos, false, M::cos(x))
GLUONLAB_FORMULA1(Tan, false, M::tan(x))
GLUONLAB_FORMULA1(Arcsin, false, M::asin(x))
GLUONLAB_FORMULA1(Arccos, false, M::acos(x))
GLUONLAB_FORMULA1(Arctan, false, M::atan(x))
GLUONLAB_FORMULA1(Sinh, false, M::sinh(x))
GLUONLAB_FORMULA1(Cosh, false, M::cosh(x))
GLUONLAB_FORMULA1(Tanh, false, M::tanh(x))
GLUONLAB_FORMULA1(Arcsinh, false, M::asinh(x))
GLUONLAB_FORMULA1(Arccosh, false, M::acosh(x))
GLUONLAB_FORMULA1(Arctanh, false, M::atanh(x))
GLUONLAB_FORMULA1(Degrees, false, x* T(57.295779513082320876798154814105))
GLUONLAB_FORMULA1(Radians, false, x* T(0.017453292519943295769236907684886))
GLUONLAB_FORMULA1(Gamma, false, M::gamma(x))
GLUONLAB_FORMULA1(GammaLn, false, M::gammaln(x))
GLUONLAB_FORMULA1(Digamma, false, M::digamma(x))
GLUONLAB_FORMULA1(Trigamma, false, M::trigamma(x))
GLUONLAB_FORMULA1(Erf, false, M::erf(x))
GLUONLAB_FORMULA1(ErfInv, false, M::erfinv(x))

using Functions = FormulaList<Identity, Abs, Sign, Negative, Square, LogicalNot, Round, Rint, Ceil, Floor, Trunc, Sqrt,
                              Rsqrt, Cbrt, Rcbrt, Reciprocal, Exp, Expm1, Log, Log2, Log10, Log1p, Sin, Cos, Tan,
                              Arcsin, Arccos, Arctan, Sinh, Cosh, Tanh, Arcsinh, Arccosh, Arctanh, Degrees, Radians,
                              Gamma, GammaLn, Digamma, Trigamma, Erf, ErfInv>;

// --- activations
inline constexpr double kSeluAlpha = 1.6732632423543772848170429916717;
inline constexpr double kSeluLambda = 1.0507009873554804934193349852946;
inline constexpr double kSqrtHalf = 0.70710678118654752440084436210485;
inline constexpr double kInvSqrt2Pi = 0.39894228040143267793994605993438;

GLUONLAB_FORMULA1(Relu, true, x > T(0) || x != x ? x : T(0))
GLUONLAB_FORMULA1(Sigmoid, false, T(1) / (T(1) + M::exp(-x)))
GLUONLAB_FORMULA1(Softsign, false, x / (T(1) + (x < T(0) ? -x : x)))
GLUONLAB_FORMULA1(Softrelu, false, (x < T(0) ? T(0) : x) + M::log1p(M::exp(x < T(0) ? x : -x)))
GLUONLAB_FORMULA1(Gelu, false, T(0.5) * x * (T(1) + M::erf(x * T(kSqrtHalf))))
GLUONLAB_FORMULA1(Selu, false, T(kSeluLambda) * (x > T(0) ? x : T(kSeluAlpha) * M::expm1(x)))
GLUONLAB_FORMULA2(Leaky, false, a > T(0) ? a : a * b)                        // x, slope
GLUONLAB_FORMULA2(Elu, false, a > T(0) ? a : b * M::expm1(a))                // x, slope
GLUONLAB_FORMULA3(Clip, true, a > c ? c : (a < b ? b : a))                   // x, low, high
GLUONLAB_FORMULA3(HardSigmoid, false, Clip::value<M>(b* a + c, T(0), T(1)))  // x, alpha, beta

// Gradients of activations: the head gradient comes first, then the output y or the input x.
GLUONLAB_FORMULA2(ReluGradient, false, b > T(0) ? a : (b != b ? a * b : T(0)))                                 // y
GLUONLAB_FORMULA2(SigmoidGradient, false, a * b * (T(1) - b))                                                  // y
GLUONLAB_FORMULA2(TanhGradient, false, a*(T(1) - b * b))                                                       // y
GLUONLAB_FORMULA2(SoftsignGradient, false, a / ((T(1) + (b < T(0) ? -b : b)) * (T(1) + (b < T(0) ? -b : b))))  // x
GLUONLAB_FORMULA2(GeluGradient, false,
                  a*(T(0.5) * (T(1) + M::erf(b * T(kSqrtHalf))) + b * T(kInvSqrt2Pi) * M::exp(T(-0.5) * b * b)))  // x
GLUONLAB_FORMULA2(SeluGradient, false, b > T(0) ? a * T(kSeluLambda) : a * (b + T(kSeluLambda * kSeluAlpha)))     // y
GLUONLAB_FORMULA3(LeakyGradient, false, b > T(0) ? a : a * c)                                      // x, slope
GLUONLAB_FORMULA2(LeakySlopeGradient, false, b > T(0) ? T(0) : a * b)                              // x
GLUONLAB_FORMULA3(EluGradient, false, b <= T(0) ? a * (b + c) : a)                                 // y, slope
GLUONLAB_FORMULA4(ClipGradient, false, b<c || b> d ? T(0) : a)                                     // x, low, high
GLUONLAB_FORMULA4(HardSigmoidGradient, false, c* b + d > T(0) && c * b + d < T(1) ? a * c : T(0))  // x, alpha, beta

using Activations =
    FormulaList<Relu, Sigmoid, Softsign, Softrelu, Gelu, Selu, Leaky, Elu, Clip, HardSigmoid, ReluGradient,
                SigmoidGradient, TanhGradient, SoftsignGradient, GeluGradient, SeluGradient, LeakyGradient,
                LeakySlopeGradient, EluGradient, ClipGradient, HardSigmoidGradient>;

#undef GLUONLAB_FORMULA1
#undef GLUONLAB_FORMULA2
#undef GLUONLAB_FORMULA3
#undef GLUONLAB_FORMULA4

}  // namespace formula
}  // namespace gluonlab
