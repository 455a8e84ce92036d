#include "gluonlab/tensor.h"

#include "autograd/meta.h"

namespace gluonlab {

TensorImpl::TensorImpl() = default;
TensorImpl::~TensorImpl() = default;

namespace {

// Storage holds every element that shape and strides reach.
size_t reachedBytes(const Shape& shape, const Strides& strides, DType dtype) {
  int64_t last = 0;
  for (size_t i = 0; i < shape.size(); ++i) {
    if (shape[i] == 0) return 0;
    last += (shape[i] - 1) * strides[i];
  }
  return size_t(last + 1) * itemSize(dtype);
}

}  // namespace

Tensor Tensor::emptyStrided(const Shape& shape, const Strides& strides, DType dtype) {
  auto impl = makeIntrusive<TensorImpl>();
  impl->storage = makeIntrusive<Storage>(reachedBytes(shape, strides, dtype));
  impl->shape = shape;
  impl->strides = strides;
  impl->dtype = dtype;
  impl->contiguous = gluonlab::isContiguous(shape, strides);
  return Tensor(std::move(impl));
}

Tensor Tensor::empty(const Shape& shape, DType dtype) {
  for (int64_t d : shape) check(d >= 0, ErrorCode::shape, "shape ", shape, " has a negative extent");
  auto impl = makeIntrusive<TensorImpl>();
  impl->storage = makeIntrusive<Storage>(size_t(sizeOf(shape)) * itemSize(dtype));
  impl->shape = shape;
  impl->strides = contiguousStrides(shape);
  impl->dtype = dtype;
  return Tensor(std::move(impl));
}

Tensor Tensor::scalar(double value, DType dtype) {
  Tensor x = empty({}, dtype);
  dispatch(dtype, [&]<class T>() { *x.data<T>() = static_cast<T>(static_cast<Compute<T>>(value)); });
  return x;
}

Tensor Tensor::view(const Shape& shape, const Strides& strides, int64_t offset) const {
  auto impl = makeIntrusive<TensorImpl>();
  impl->storage = impl_->storage;
  impl->shape = shape;
  impl->strides = strides;
  impl->offset = impl_->offset + offset;
  impl->dtype = impl_->dtype;
  impl->contiguous = gluonlab::isContiguous(shape, strides);
  size_t end = size_t(impl->offset) * itemSize(impl->dtype) + reachedBytes(shape, strides, impl->dtype);
  check(end <= impl->storage->bytes, ErrorCode::internal, "a view of shape ", shape, " reaches beyond its storage");
  return Tensor(std::move(impl));
}

Tensor Tensor::reshaped(const Shape& shape) const {
  check(isContiguous() && sizeOf(shape) == size(), ErrorCode::shape, "cannot see ", this->shape(), " as ", shape);
  return view(shape, contiguousStrides(shape));
}

Tensor Tensor::detach() const { return view(shape(), strides()); }

}  // namespace gluonlab
