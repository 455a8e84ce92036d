// convert.h: numbers of attributes and index arrays as elements and positions, whatever the dtype; never undefined
// behaviour.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "gluonlab/tensor.h"

namespace gluonlab {

/// `value` truncated toward zero; NaN and values no int64 holds become the smallest int64.
inline int64_t toInteger(double value) {
  return std::abs(value) < 9.2e18 ? static_cast<int64_t>(value) : std::numeric_limits<int64_t>::min();
}

/// `value` as an element of type T.
template <class T>
T toElement(double value) {
  if constexpr (std::is_same_v<T, bool>) {
    return value != 0;
  } else if constexpr (std::is_integral_v<T>) {
    return static_cast<T>(toInteger(value));
  } else {
    return static_cast<T>(static_cast<Compute<T>>(value));
  }
}

/// The same for results of arithmetic on integers: rounded to the nearest, and clipped to what T holds.
template <class T>
T toClipped(double value) {
  if constexpr (std::is_integral_v<T> && !std::is_same_v<T, bool>) {
    double low = double(std::numeric_limits<T>::lowest()), high = std::min(double(std::numeric_limits<T>::max()), 9e18);
    return static_cast<T>(toInteger(std::clamp(std::nearbyint(value), low, high)));
  } else {
    return toElement<T>(value);
  }
}

/// The elements of contiguous `x`, of any dtype, as whole numbers: MXNet's index arrays are float32 as often as not.
inline std::vector<int64_t> toIntegers(const Tensor& x) {
  std::vector<int64_t> out(size_t(x.size()));
  dispatch(x.dtype(), [&]<class T>() {
    const T* values = x.data<T>();
    for (size_t i = 0; i < out.size(); ++i) {
      if constexpr (std::is_integral_v<T>) {
        out[i] = int64_t(values[i]);
      } else {
        out[i] = toInteger(double(static_cast<Compute<T>>(values[i])));
      }
    }
  });
  return out;
}

}  // namespace gluonlab
