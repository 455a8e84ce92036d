// tensor.h: a typed, strided view of shared storage. Tensor is a handle: copying it shares, never copies elements.
//
//   Tensor x = Tensor::empty({2, 3}, DType::float32);
//   float* p = x.data<float>();                  // only inside kernels, or after x.wait()
//   Tensor t = x.view({3, 2}, {1, 3});           // transposed view of the same storage
//
// Owners: a Tensor owns its TensorImpl, which owns the Storage, which owns a pool block. JS handles, the tape and
// queued calls each hold a Tensor of their own, so memory outlives every pending use.
#pragma once

#include <atomic>
#include <exception>
#include <memory>

#include "gluonlab/dtype.h"
#include "gluonlab/intrusive_ptr.h"
#include "gluonlab/memory.h"
#include "gluonlab/object_cache.h"
#include "gluonlab/shape.h"

namespace gluonlab {

struct Device {
  enum class Kind : uint8_t { cpu = 1, gpu = 2 } kind = Kind::cpu;
  int id = 0;
  friend bool operator==(const Device&, const Device&) = default;
};

/// Bytes that one or more tensors look at, and what the engine must know about their use.
struct Storage : RefCounted<Storage>, CachedObject<Storage> {
  explicit Storage(size_t bytes) : block(allocateBlock(bytes)), bytes(bytes) {}
  ~Storage() { releaseBlock(block); }

  Block block;
  size_t bytes;
  uint32_t version = 0;      // counts in-place writes; the tape compares it
  uint64_t lastWrite = 0;    // sequence number of the queued call that writes it last (0: none)
  uint64_t lastUse = 0;      // the same for any use
  std::exception_ptr error;  // set when that call failed; thrown at the next read
};

struct AutogradMeta;  // src/autograd
struct TensorImpl : RefCounted<TensorImpl>, CachedObject<TensorImpl> {
  TensorImpl();
  ~TensorImpl();
  IntrusivePtr<Storage> storage;
  Shape shape;
  Strides strides;
  int64_t offset = 0;  // in elements
  DType dtype = DType::float32;
  bool contiguous = true;
  std::unique_ptr<AutogradMeta> autograd;
};

class Tensor {
 public:
  Tensor() = default;
  explicit Tensor(IntrusivePtr<TensorImpl> impl) : impl_(std::move(impl)) {}
  /// New contiguous storage, elements undefined.
  static Tensor empty(const Shape& shape, DType dtype);
  static Tensor emptyStrided(const Shape& shape, const Strides& strides, DType dtype);
  /// Zero-dim tensor holding `value` converted to `dtype`.
  static Tensor scalar(double value, DType dtype);

  bool defined() const { return bool(impl_); }
  const Shape& shape() const { return impl_->shape; }
  const Strides& strides() const { return impl_->strides; }
  int64_t dim(int64_t axis) const { return impl_->shape[axis < 0 ? axis + ndim() : axis]; }
  int64_t ndim() const { return int64_t(impl_->shape.size()); }
  int64_t size() const { return sizeOf(impl_->shape); }
  size_t bytes() const { return size_t(size()) * itemSize(dtype()); }
  DType dtype() const { return impl_->dtype; }
  Device device() const { return {}; }
  bool isContiguous() const { return impl_->contiguous; }

  void* raw() const {
    return static_cast<char*>(impl_->storage->block.data) + impl_->offset * int64_t(itemSize(dtype()));
  }
  template <class T>
  T* data() const {
    return static_cast<T*>(raw());
  }

  /// Same storage seen with another shape and strides; `offset` (elements) is added to this tensor's offset.
  Tensor view(const Shape& shape, const Strides& strides, int64_t offset = 0) const;
  /// View with a new shape of the same size. Requires isContiguous().
  Tensor reshaped(const Shape& shape) const;
  /// Alias without autograd history.
  Tensor detach() const;

  Storage& storage() const { return *impl_->storage; }
  TensorImpl* impl() const { return impl_.get(); }
  /// Blocks until queued writes have run; throws their error if they failed, and `interrupted` when the interrupt flag
  /// is set.
  void wait() const;

 private:
  IntrusivePtr<TensorImpl> impl_;
};

using TensorList = SmallVector<Tensor, 4>;

}  // namespace gluonlab
