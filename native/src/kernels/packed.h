// packed.h: a row-major copy of a strided tensor, for kernels that read only adjacent elements. Inside kernels only: it
// neither queues nor records.
#pragma once

#include "gluonlab/tensor.h"

namespace gluonlab {

/// `x` itself when it is contiguous.
Tensor packed(const Tensor& x);
/// A row-major copy of `x`, whatever its layout.
Tensor duplicate(const Tensor& x);
/// Copies the elements of `from` to those of `to`; same shape and dtype, any strides.
void copyElements(const Tensor& from, const Tensor& to);

}  // namespace gluonlab
