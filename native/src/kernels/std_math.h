// std_math.h: the functions of mathematics that formulas call, from the standard library: exact, one element at a time.
//
//   formula::Sigmoid::value<StdMath>(0.5)
//
// For int64_t: division truncates, dividing by zero gives 0, powers are computed in double.
#pragma once

#include <cmath>
#include <cstdint>
#include <type_traits>

#include "kernels/convert.h"

namespace gluonlab {

double digamma(double x);
double trigamma(double x);
double erfinv(double x);
double logGamma(double x);

struct StdMath {
  template <class T>
  static T div(T a, T b) {
    if constexpr (std::is_integral_v<T>) {
      if (b == 0) return 0;
      return b == -1 ? T(-uint64_t(a)) : a / b;
    } else {
      return a / b;
    }
  }
  /// The remainder has the divisor's sign; x mod 0 is 0.
  template <class T>
  static T mod(T a, T b) {
    if (b == T(0)) return T(0);
    T r;
    if constexpr (std::is_integral_v<T>) {
      r = b == -1 ? 0 : a % b;
    } else {
      r = std::fmod(a, b);
    }
    return r != T(0) && (r < T(0)) != (b < T(0)) ? r + b : r;
  }
  template <class T>
  static T pow(T a, T b) {
    if constexpr (std::is_integral_v<T>) {
      return toInteger(std::pow(double(a), double(b)));
    } else {
      return std::pow(a, b);
    }
  }
  template <class T>
  static T round(T x) {
    if constexpr (std::is_integral_v<T>)
      return x;
    else
      return std::round(x);
  }
  /// Halves go to the floor.
  template <class T>
  static T rint(T x) {
    if constexpr (std::is_integral_v<T>) {
      return x;
    } else {
      T low = std::floor(x), high = std::ceil(x);
      return x - low <= high - x ? low : high;
    }
  }
  template <class T>
  static T ceil(T x) {
    if constexpr (std::is_integral_v<T>)
      return x;
    else
      return std::ceil(x);
  }
  template <class T>
  static T floor(T x) {
    if constexpr (std::is_integral_v<T>)
      return x;
    else
      return std::floor(x);
  }
  template <class T>
  static T trunc(T x) {
    if constexpr (std::is_integral_v<T>)
      return x;
    else
      return std::trunc(x);
  }
#define GLUONLAB_STD(name, ...) \
  template <class T>            \
  static T name(T x) {          \
    return __VA_ARGS__;         \
  }
  GLUONLAB_STD(sqrt, std::sqrt(x))
  GLUONLAB_STD(cbrt, std::cbrt(x))
  GLUONLAB_STD(exp, std::exp(x))
  GLUONLAB_STD(expm1, std::expm1(x))
  GLUONLAB_STD(log, std::log(x))
  GLUONLAB_STD(log2, std::log2(x))
  GLUONLAB_STD(log10, std::log10(x))
  GLUONLAB_STD(log1p, std::log1p(x))
  GLUONLAB_STD(sin, std::sin(x))
  GLUONLAB_STD(cos, std::cos(x))
  GLUONLAB_STD(tan, std::tan(x))
  GLUONLAB_STD(asin, std::asin(x))
  GLUONLAB_STD(acos, std::acos(x))
  GLUONLAB_STD(atan, std::atan(x))
  GLUONLAB_STD(sinh, std::sinh(x))
  GLUONLAB_STD(cosh, std::cosh(x))
  GLUONLAB_STD(tanh, std::tanh(x))
  GLUONLAB_STD(asinh, std::asinh(x))
  GLUONLAB_STD(acosh, std::acosh(x))
  GLUONLAB_STD(atanh, std::atanh(x))
  GLUONLAB_STD(erf, std::erf(x))
  GLUONLAB_STD(gamma, std::tgamma(x))
  GLUONLAB_STD(gammaln, T(logGamma(double(x))))
  GLUONLAB_STD(digamma, T(gluonlab::digamma(double(x))))
  GLUONLAB_STD(trigamma, T(gluonlab::trigamma(double(x))))
  GLUONLAB_STD(erfinv, T(gluonlab::erfinv(double(x))))
#undef GLUONLAB_STD
  template <class T>
  static T hypot(T a, T b) {
    return std::hypot(a, b);
  }
};

}  // namespace gluonlab
