// invoke.h: run an operator now. The one door through which every imperative call goes.
//
//   Tensor y = invoke("softmax", {x}, {{"axis", int64_t{1}}});          // convenient, parses attributes
//   TensorList ys = invoke(op, attrs, inputs);                          // hot path
//
// Infers (errors are thrown here, with the operator's name), allocates, runs small ready work on the calling thread and
// queues the rest, and records a tape node when recording.
#pragma once

#include "gluonlab/op.h"

namespace gluonlab {

/// `outputs`, if not empty, are written in place of fresh ones; they must have the inferred shapes and dtypes.
TensorList invoke(const OpDef& op, const AttrsRef& attrs, TensorList inputs, const TensorList& outputs = {});
/// First output of the operator called `name`.
Tensor invoke(const char* name, TensorList inputs, const NamedAttrs& attrs = {});

// Arithmetic for gradient functions: broadcasting operators of the table.
Tensor operator+(const Tensor& a, const Tensor& b);
Tensor operator-(const Tensor& a, const Tensor& b);
Tensor operator*(const Tensor& a, const Tensor& b);
Tensor operator/(const Tensor& a, const Tensor& b);
Tensor operator+(const Tensor& a, double b);
Tensor operator-(const Tensor& a, double b);
Tensor operator*(const Tensor& a, double b);
Tensor operator/(const Tensor& a, double b);
Tensor operator-(double a, const Tensor& b);
Tensor operator/(double a, const Tensor& b);
Tensor operator-(const Tensor& a);

/// `x` summed over the axes that broadcasting from `shape` repeated: the gradient of a broadcast.
Tensor sumTo(const Tensor& x, const Shape& shape);
/// `x` itself when contiguous, else a contiguous copy.
Tensor contiguous(const Tensor& x);
Tensor reshape(const Tensor& x, const Shape& shape);
Tensor cast(const Tensor& x, DType dtype);
Tensor zeros(const Shape& shape, DType dtype);
Tensor ones(const Shape& shape, DType dtype);

}  // namespace gluonlab
