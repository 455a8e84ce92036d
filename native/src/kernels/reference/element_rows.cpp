#include "kernels/element_rows.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "kernels/convert.h"

namespace gluonlab {

namespace {

template <class C, class T>
C converted(T v) {
  if constexpr (std::is_integral_v<C> && std::is_floating_point_v<Compute<T>>) {
    return toInteger(double(v));
  } else {
    return C(static_cast<Compute<T>>(v));
  }
}

template <class T, class C>
T stored(C v) {
  if constexpr (std::is_same_v<T, bool>) {
    return v != C(0);
  } else if constexpr (std::is_integral_v<T> && std::is_floating_point_v<C>) {
    // As x86-64 converts: what int32 cannot hold is its lowest value, of which narrower types keep the low bits.
    int64_t i = toInteger(double(v));
    if constexpr (sizeof(T) < 8) i = i == int32_t(i) ? i : std::numeric_limits<int32_t>::min();
    return T(i);
  } else {
    return T(static_cast<Compute<T>>(v));
  }
}

}  // namespace

template <class C>
void loadRow(DType from, const void* source, int64_t stride, int64_t n, C* target) {
  dispatch(from, [&]<class T>() {
    const T* x = static_cast<const T*>(source);
    if (stride == 0) {
      std::fill_n(target, n, converted<C>(*x));
    } else if (stride == 1) {
      if constexpr (std::is_same_v<T, C>) {
        std::memcpy(target, x, size_t(n) * sizeof(T));
      } else if constexpr (std::is_same_v<T, Half> && std::is_same_v<C, float>) {
        halfToFloatSimd(x, n, target);
      } else {
        for (int64_t i = 0; i < n; ++i) target[i] = converted<C>(x[i]);
      }
    } else {
      for (int64_t i = 0; i < n; ++i) target[i] = converted<C>(x[i * stride]);
    }
  });
}

template <class C>
void storeRow(const C* source, DType to, void* target, int64_t stride, int64_t n) {
  dispatch(to, [&]<class T>() {
    T* y = static_cast<T*>(target);
    if (stride == 1) {
      if constexpr (std::is_same_v<T, Half> && std::is_same_v<C, float>) {
        floatToHalfSimd(source, n, y);
      } else {
        for (int64_t i = 0; i < n; ++i) y[i] = stored<T>(source[i]);
      }
    } else {
      for (int64_t i = 0; i < n; ++i) y[i * stride] = stored<T>(source[i]);
    }
  });
}

template void loadRow<float>(DType, const void*, int64_t, int64_t, float*);
template void loadRow<double>(DType, const void*, int64_t, int64_t, double*);
template void loadRow<int64_t>(DType, const void*, int64_t, int64_t, int64_t*);
template void storeRow<float>(const float*, DType, void*, int64_t, int64_t);
template void storeRow<double>(const double*, DType, void*, int64_t, int64_t);
template void storeRow<int64_t>(const int64_t*, DType, void*, int64_t, int64_t);

}  // namespace gluonlab
