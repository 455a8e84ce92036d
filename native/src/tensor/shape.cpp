#include "gluonlab/shape.h"

#include "gluonlab/attrs.h"

namespace gluonlab {

void failTooManyElements(const Shape& shape) {
  fail(ErrorCode::shape, "shape ", shape, " has more than 2^56 elements");
}

Strides contiguousStrides(const Shape& shape) {
  Strides strides(shape.size(), 1);
  for (size_t i = shape.size(); i-- > 1;) strides[i - 1] = strides[i] * std::max<int64_t>(shape[i], 1);
  return strides;
}

Strides channelsLastStrides(const Shape& shape) {
  if (shape.size() < 3) return contiguousStrides(shape);
  Strides strides(shape.size(), 1);
  int64_t step = shape[1];
  for (size_t i = shape.size(); i-- > 2;) {
    strides[i] = step;
    step *= shape[i];
  }
  strides[0] = step;
  return strides;
}

bool isContiguous(const Shape& shape, const Strides& strides) {
  int64_t expected = 1;
  for (size_t i = shape.size(); i-- > 0;) {
    if (shape[i] == 0) return true;
    if (shape[i] == 1) continue;
    if (strides[i] != expected) return false;
    expected *= shape[i];
  }
  return true;
}

Shape broadcastShapes(const Shape& a, const Shape& b) {
  const Shape& longer = a.size() >= b.size() ? a : b;
  const Shape& shorter = a.size() >= b.size() ? b : a;
  Shape out = longer;
  size_t lead = longer.size() - shorter.size();
  for (size_t i = 0; i < shorter.size(); ++i) {
    int64_t& d = out[lead + i];
    int64_t s = shorter[i];
    if (d == s || s == 1) continue;
    check(d == 1, ErrorCode::shape, "shapes ", a, " and ", b, " do not broadcast: ", d, " against ", s,
          " (extents must be equal or 1, counted from the last axis)");
    d = s;
  }
  return out;
}

Strides broadcastStrides(const Shape& shape, const Strides& strides, const Shape& target) {
  Strides out(target.size(), 0);
  size_t lead = target.size() - shape.size();
  for (size_t i = 0; i < shape.size(); ++i) out[lead + i] = shape[i] == 1 ? 0 : strides[i];
  return out;
}

int64_t normalizeAxis(int64_t axis, int64_t ndim) {
  check(axis >= -ndim && axis < ndim, ErrorCode::value, "axis ", axis, " is outside [", -ndim, ", ", ndim, ")");
  return axis < 0 ? axis + ndim : axis;
}

std::string str(const Dims& dims) {
  std::string out = "(";
  for (size_t i = 0; i < dims.size(); ++i)
    out += (i ? ", " : "") + (dims[i] == kNone ? std::string("None") : std::to_string(dims[i]));
  return out + (dims.size() == 1 ? ",)" : ")");
}

}  // namespace gluonlab
