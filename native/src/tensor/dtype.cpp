#include "gluonlab/dtype.h"

namespace gluonlab {

namespace {

struct Entry {
  DType dtype;
  const char* name;
};
constexpr Entry kEntries[] = {
    {DType::float32, "float32"},   {DType::float64, "float64"}, {DType::float16, "float16"},
    {DType::bfloat16, "bfloat16"}, {DType::uint8, "uint8"},     {DType::int8, "int8"},
    {DType::int32, "int32"},       {DType::int64, "int64"},     {DType::boolean, "bool"},
};

const Entry& entry(DType dtype) {
  for (const Entry& e : kEntries)
    if (e.dtype == dtype) return e;
  fail(ErrorCode::internal, "unknown dtype number ", int(dtype));
}

}  // namespace

const char* dtypeName(DType dtype) { return entry(dtype).name; }

DType dtypeFromName(std::string_view name) {
  std::string allowed;
  for (const Entry& e : kEntries) {
    if (name == e.name) return e.dtype;
    allowed += (allowed.empty() ? "" : ", ") + std::string(e.name);
  }
  fail(ErrorCode::dtype, "dtype is '", name, "', allowed are ", allowed);
}

bool isFloating(DType dtype) {
  return dtype == DType::float32 || dtype == DType::float64 || dtype == DType::float16 || dtype == DType::bfloat16;
}

bool isInteger(DType dtype) { return !isFloating(dtype) && dtype != DType::boolean; }

DType promote(DType a, DType b) {
  if (a == b) return a;
  auto kind = [](DType d) { return isFloating(d) ? 2 : isInteger(d) ? 1 : 0; };
  if (kind(a) != kind(b)) return kind(a) > kind(b) ? a : b;
  if (itemSize(a) != itemSize(b)) return itemSize(a) > itemSize(b) ? a : b;
  // Same width, different types: float16 with bfloat16, int8 with uint8.
  return isFloating(a) ? DType::float32 : DType::int32;
}

}  // namespace gluonlab
