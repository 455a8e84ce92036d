// per_axis.h: parameters of windows with one number per spatial axis: stride, dilate, pad.
#pragma once

#include "gluonlab/attrs.h"

namespace gluonlab {

/// The parameter's values, as many as `axes`; empty means `fallback` everywhere. None may be below `low`.
inline Dims perAxis(const Attrs& attrs, const char* name, size_t axes, int64_t fallback, int64_t low) {
  Dims values = attrs.get<Dims>(name);
  if (values.empty()) values.assign(axes, fallback);
  check(values.size() == axes, ErrorCode::value, name, " is ", values, ", expected ", axes, " values as kernel has");
  for (int64_t v : values)
    check(v >= low, ErrorCode::value, name, " is ", values, ", allowed are values of at least ", low);
  return values;
}

}  // namespace gluonlab
