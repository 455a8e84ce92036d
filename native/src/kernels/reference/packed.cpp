#include "kernels/packed.h"

#include <cstring>

#include "gluonlab/parallel.h"

namespace gluonlab {

namespace {

template <class T>
void copyLines(const Tensor& from, const Tensor& to) {
  const Shape& shape = from.shape();
  size_t ndim = shape.size();
  int64_t length = ndim ? shape[ndim - 1] : 1;
  int64_t fromStep = ndim ? from.strides()[ndim - 1] : 1, toStep = ndim ? to.strides()[ndim - 1] : 1;
  int64_t lines = length ? from.size() / length : 0;
  const T* source = static_cast<const T*>(from.raw());
  T* target = static_cast<T*>(to.raw());
  parallelFor(lines, std::max<int64_t>(1, 16384 / std::max<int64_t>(1, length)), [&](int64_t begin, int64_t end) {
    for (int64_t line = begin; line < end; ++line) {
      int64_t rest = line, fromAt = 0, toAt = 0;
      for (size_t d = ndim - (ndim > 0); d-- > 0;) {
        int64_t i = rest % shape[d];
        rest /= shape[d];
        fromAt += i * from.strides()[d];
        toAt += i * to.strides()[d];
      }
      for (int64_t i = 0; i < length; ++i) target[toAt + i * toStep] = source[fromAt + i * fromStep];
    }
  });
}

}  // namespace

void copyElements(const Tensor& from, const Tensor& to) {
  switch (itemSize(from.dtype())) {
    case 1:
      return copyLines<uint8_t>(from, to);
    case 2:
      return copyLines<uint16_t>(from, to);
    case 4:
      return copyLines<uint32_t>(from, to);
    default:
      return copyLines<uint64_t>(from, to);
  }
}

Tensor packed(const Tensor& x) {
  if (x.isContiguous()) return x;
  Tensor y = Tensor::empty(x.shape(), x.dtype());
  copyElements(x, y);
  return y;
}

}  // namespace gluonlab
