// element_rows.h: rows of elements from one dtype to another: what stands between memory and the type a kernel computes
// in.
//
//   loadRow(DType::float16, half, 1, 100, floats);        // floats[i] = half[i]
//   storeRow(doubles, DType::int32, ints, 1, 100);        // truncates; what the target cannot hold wraps
//
// Compute types are float, double and int64_t. Strides count elements; 0 repeats one element.
#pragma once

#include "gluonlab/dtype.h"

namespace gluonlab {

template <class C>
void loadRow(DType from, const void* source, int64_t stride, int64_t n, C* target);
template <class C>
void storeRow(const C* source, DType to, void* target, int64_t stride, int64_t n);

/// Adjacent half-precision elements, by the CPU's own instructions where it has them.
void halfToFloatSimd(const Half* source, int64_t n, float* target);
void floatToHalfSimd(const float* source, int64_t n, Half* target);

}  // namespace gluonlab
