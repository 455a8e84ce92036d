// Tensor arithmetic for gradient functions: thin calls of table operators, looked up once.
#include "gluonlab/invoke.h"

namespace gluonlab {

namespace {

Tensor binary(const OpDef& op, const Tensor& a, const Tensor& b) { return invoke(op, op.defaults, {a, b})[0]; }

Tensor withScalar(const OpDef& op, const Tensor& a, double scalar) {
  return invoke(op, op.parse({{"scalar", scalar}}), {a})[0];
}

}  // namespace

#define GLUONLAB_BINARY(symbol, name, scalarName)            \
  Tensor operator symbol(const Tensor& a, const Tensor& b) { \
    static const OpDef& op = findOp(name);                   \
    return binary(op, a, b);                                 \
  }                                                          \
  Tensor operator symbol(const Tensor& a, double b) {        \
    static const OpDef& op = findOp(scalarName);             \
    return withScalar(op, a, b);                             \
  }
GLUONLAB_BINARY(+, "broadcast_add", "_plus_scalar")
GLUONLAB_BINARY(-, "broadcast_sub", "_minus_scalar")
GLUONLAB_BINARY(*, "broadcast_mul", "_mul_scalar")
GLUONLAB_BINARY(/, "broadcast_div", "_div_scalar")
#undef GLUONLAB_BINARY

Tensor operator-(double a, const Tensor& b) {
  static const OpDef& op = findOp("_rminus_scalar");
  return withScalar(op, b, a);
}
Tensor operator/(double a, const Tensor& b) {
  static const OpDef& op = findOp("_rdiv_scalar");
  return withScalar(op, b, a);
}
Tensor operator-(const Tensor& a) {
  static const OpDef& op = findOp("negative");
  return invoke(op, op.defaults, {a})[0];
}

Tensor sumTo(const Tensor& x, const Shape& shape) {
  if (x.shape() == shape) return x;
  size_t lead = x.shape().size() - shape.size();
  Dims axes;
  for (size_t i = 0; i < x.shape().size(); ++i)
    if (i < lead || (shape[i - lead] == 1 && x.shape()[i] != 1)) axes.push_back(int64_t(i));
  Tensor summed = axes.empty() ? x : invoke("sum", {x}, {{"axis", axes}, {"keepdims", true}});
  return reshape(summed, shape);
}

Tensor contiguous(const Tensor& x) {
  if (x.isContiguous()) return x;
  static const OpDef& op = findOp("_copy");
  Tensor y = Tensor::empty(x.shape(), x.dtype());
  return invoke(op, op.defaults, {x}, {y})[0];
}

Tensor reshape(const Tensor& x, const Shape& shape) {
  if (x.shape() == shape) return x;
  if (shape.empty()) return invoke("squeeze", {x}, {});
  for (int64_t d : shape)  // a zero extent has another meaning in Reshape's codes
    if (d == 0) return zeros(shape, x.dtype());
  return invoke("Reshape", {x}, {{"shape", shape}});
}

Tensor cast(const Tensor& x, DType dtype) {
  if (x.dtype() == dtype) return x;
  return invoke("Cast", {x}, {{"dtype", std::string(dtypeName(dtype))}});
}

Tensor zeros(const Shape& shape, DType dtype) {
  return invoke("_zeros", {}, {{"shape", shape}, {"dtype", std::string(dtypeName(dtype))}});
}
Tensor ones(const Shape& shape, DType dtype) {
  return invoke("_ones", {}, {{"shape", shape}, {"dtype", std::string(dtypeName(dtype))}});
}

}  // namespace gluonlab
