// dtype.h: the element types, their names, sizes and promotion, and the step from a run-time dtype to a C++ type.
//
//   dispatch(x.dtype(), [&]<class T>() { T* p = x.data<T>(); ... });
//
// The numbers are MXNet's type flags, as `.params` files store them.
#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

#include "gluonlab/error.h"

namespace gluonlab {

enum class DType : uint8_t {
  float32 = 0,
  float64 = 1,
  float16 = 2,
  uint8 = 3,
  int32 = 4,
  int8 = 5,
  int64 = 6,
  boolean = 7,
  bfloat16 = 12,
};

/// IEEE half precision. Storage only: arithmetic happens in float.
struct Half {
  uint16_t bits = 0;
  Half() = default;
  Half(float v) : bits(std::bit_cast<uint16_t>(static_cast<_Float16>(v))) {}
  operator float() const { return static_cast<float>(std::bit_cast<_Float16>(bits)); }
};

/// The upper half of a float, rounded to nearest even. Storage only.
struct BFloat16 {
  uint16_t bits = 0;
  BFloat16() = default;
  BFloat16(float v) {
    uint32_t u = std::bit_cast<uint32_t>(v);
    if ((u & 0x7fffffffu) > 0x7f800000u) {
      bits = static_cast<uint16_t>((u >> 16) | 0x40);  // keep NaN a NaN
    } else {
      bits = static_cast<uint16_t>((u + 0x7fffu + ((u >> 16) & 1)) >> 16);
    }
  }
  operator float() const { return std::bit_cast<float>(static_cast<uint32_t>(bits) << 16); }
};

/// "float32", "bool", ...
const char* dtypeName(DType dtype);
/// The dtype of that name; throws a dtype error that lists the allowed names.
DType dtypeFromName(std::string_view name);
/// Bytes of one element.
inline size_t itemSize(DType dtype) {
  constexpr unsigned char bytes[] = {4, 8, 2, 1, 4, 1, 8, 1, 0, 0, 0, 0, 2};  // by type flag
  return bytes[size_t(dtype)];
}
bool isFloating(DType dtype);
bool isInteger(DType dtype);  // bool is not an integer
/// Result type of mixing two arrays: the wider of the same kind; float beats integer beats bool; float16 with bfloat16
/// gives float32.
DType promote(DType a, DType b);

template <class T>
struct DTypeOf;
template <>
struct DTypeOf<float> {
  static constexpr DType value = DType::float32;
};
template <>
struct DTypeOf<double> {
  static constexpr DType value = DType::float64;
};
template <>
struct DTypeOf<Half> {
  static constexpr DType value = DType::float16;
};
template <>
struct DTypeOf<BFloat16> {
  static constexpr DType value = DType::bfloat16;
};
template <>
struct DTypeOf<uint8_t> {
  static constexpr DType value = DType::uint8;
};
template <>
struct DTypeOf<int8_t> {
  static constexpr DType value = DType::int8;
};
template <>
struct DTypeOf<int32_t> {
  static constexpr DType value = DType::int32;
};
template <>
struct DTypeOf<int64_t> {
  static constexpr DType value = DType::int64;
};
template <>
struct DTypeOf<bool> {
  static constexpr DType value = DType::boolean;
};

/// The type a kernel computes in: float for the half types, T itself otherwise.
template <class T>
using Compute = std::conditional_t<std::is_same_v<T, Half> || std::is_same_v<T, BFloat16>, float, T>;
/// The type a sum over T runs in: double for float types, int64 for integers.
template <class T>
using Accumulate = std::conditional_t<std::is_integral_v<T>, int64_t, double>;

/// Calls fn.template operator()<T>() with the C++ type of `dtype`.
template <class F>
decltype(auto) dispatch(DType dtype, F&& fn) {
  switch (dtype) {
    case DType::float32:
      return fn.template operator()<float>();
    case DType::float64:
      return fn.template operator()<double>();
    case DType::float16:
      return fn.template operator()<Half>();
    case DType::bfloat16:
      return fn.template operator()<BFloat16>();
    case DType::uint8:
      return fn.template operator()<uint8_t>();
    case DType::int8:
      return fn.template operator()<int8_t>();
    case DType::int32:
      return fn.template operator()<int32_t>();
    case DType::int64:
      return fn.template operator()<int64_t>();
    case DType::boolean:
      return fn.template operator()<bool>();
  }
  fail(ErrorCode::internal, "unknown dtype number ", int(dtype));
}

/// The same for the four floating types; anything else is a dtype error.
template <class F>
decltype(auto) dispatchFloating(DType dtype, F&& fn) {
  switch (dtype) {
    case DType::float32:
      return fn.template operator()<float>();
    case DType::float64:
      return fn.template operator()<double>();
    case DType::float16:
      return fn.template operator()<Half>();
    case DType::bfloat16:
      return fn.template operator()<BFloat16>();
    default:
      fail(ErrorCode::dtype, "dtype is ", dtypeName(dtype), ", allowed are float32, float64, float16, bfloat16");
  }
}

}  // namespace gluonlab
