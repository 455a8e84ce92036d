// element.h: one element of a tensor as a double, whatever its type: the reference kernels compute in double.
#pragma once

#include "gluonlab/tensor.h"

namespace gluonlab {

template <class T>
double get(const Tensor& x, int64_t i) {
  return double(Compute<T>(x.data<T>()[i]));
}
template <class T>
void put(const Tensor& x, int64_t i, double v) {
  x.data<T>()[i] = T(Compute<T>(v));
}

}  // namespace gluonlab
