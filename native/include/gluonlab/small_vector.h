// small_vector.h: a vector that keeps its first N elements inside itself, so that shapes and argument lists cost no
// allocation.
//
//   SmallVector<int64_t, 6> dims{2, 3};   dims.push_back(4);   for (auto d : dims) ...
//
// Invariant: data_ points at inline_ exactly while size() <= N was never exceeded. Not thread-safe, like std::vector.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <memory>
#include <new>
#include <span>
#include <utility>

namespace gluonlab {

template <class T, size_t N>
class SmallVector {
 public:
  using value_type = T;

  SmallVector() {}  // not `= default`: value-initialization would then zero the inline buffer on every call
  SmallVector(std::initializer_list<T> values) : SmallVector(values.begin(), values.end()) {}
  explicit SmallVector(size_t count, const T& value = T()) { assign(count, value); }
  template <class It>
    requires requires(It it) { *it; }
  SmallVector(It first, It last) {
    append(first, last);
  }
  explicit SmallVector(std::span<const T> values) : SmallVector(values.begin(), values.end()) {}
  SmallVector(const SmallVector& other) : SmallVector(other.begin(), other.end()) {}
  SmallVector(SmallVector&& other) noexcept { take(other); }
  SmallVector& operator=(const SmallVector& other) {
    if (this != &other) {
      clear();
      append(other.begin(), other.end());
    }
    return *this;
  }
  SmallVector& operator=(SmallVector&& other) noexcept {
    if (this != &other) {
      destroy();
      take(other);
    }
    return *this;
  }
  ~SmallVector() { destroy(); }

  size_t size() const noexcept { return size_; }
  bool empty() const noexcept { return size_ == 0; }
  T* data() noexcept { return data_; }
  const T* data() const noexcept { return data_; }
  T* begin() noexcept { return data_; }
  T* end() noexcept { return data_ + size_; }
  const T* begin() const noexcept { return data_; }
  const T* end() const noexcept { return data_ + size_; }
  T& operator[](size_t i) noexcept { return data_[i]; }
  const T& operator[](size_t i) const noexcept { return data_[i]; }
  T& front() noexcept { return data_[0]; }
  const T& front() const noexcept { return data_[0]; }
  T& back() noexcept { return data_[size_ - 1]; }
  const T& back() const noexcept { return data_[size_ - 1]; }
  operator std::span<const T>() const noexcept { return {data_, size_}; }

  void reserve(size_t capacity) {
    if (capacity <= capacity_) return;
    T* bigger = static_cast<T*>(::operator new(capacity * sizeof(T), std::align_val_t(alignof(T))));
    std::uninitialized_move(begin(), end(), bigger);
    std::destroy(begin(), end());
    freeHeap();
    data_ = bigger;
    capacity_ = capacity;
  }
  void push_back(T value) {
    if (size_ == capacity_) [[unlikely]]
      reserve(capacity_ * 2);
    new (data_ + size_++) T(std::move(value));
  }
  template <class... Args>
  T& emplace_back(Args&&... args) {
    if (size_ == capacity_) [[unlikely]]
      reserve(capacity_ * 2);
    if constexpr (sizeof...(Args) == 0) {
      return *new (data_ + size_++) T;  // not T(): that would zero the inline buffers of an aggregate's members first
    } else {
      return *new (data_ + size_++) T(std::forward<Args>(args)...);
    }
  }
  template <class It>
  void append(It first, It last) {
    size_t count = size_t(last - first);
    reserve(size_ + count);
    std::uninitialized_copy(first, last, data_ + size_);
    size_ += count;
  }
  void pop_back() { std::destroy_at(data_ + --size_); }
  void clear() {
    std::destroy(begin(), end());
    size_ = 0;
  }
  void assign(size_t count, const T& value) {
    clear();
    resize(count, value);
  }
  void resize(size_t count, const T& value = T()) {
    while (size_ > count) pop_back();
    reserve(count);
    while (size_ < count) new (data_ + size_++) T(value);
  }
  void insert(size_t at, T value) {
    push_back(std::move(value));
    for (size_t i = size_ - 1; i > at; --i) std::swap(data_[i], data_[i - 1]);
  }
  void erase(size_t at) {
    for (size_t i = at; i + 1 < size_; ++i) data_[i] = std::move(data_[i + 1]);
    pop_back();
  }

  friend bool operator==(const SmallVector& a, const SmallVector& b) {
    if (a.size_ != b.size_) return false;
    for (size_t i = 0; i < a.size_; ++i)
      if (!(a[i] == b[i])) return false;
    return true;
  }

 private:
  T* inlineData() noexcept { return reinterpret_cast<T*>(inline_); }
  void freeHeap() noexcept {
    if (data_ != inlineData()) ::operator delete(data_, std::align_val_t(alignof(T)));
  }
  void destroy() noexcept {
    std::destroy(begin(), end());
    freeHeap();
  }
  void take(SmallVector& other) noexcept {
    if (other.data_ == other.inlineData()) {
      data_ = inlineData();
      capacity_ = N;
      std::uninitialized_move(other.begin(), other.end(), data_);
      size_ = other.size_;
      other.clear();
    } else {
      data_ = std::exchange(other.data_, other.inlineData());
      capacity_ = std::exchange(other.capacity_, N);
      size_ = std::exchange(other.size_, 0);
    }
  }

  alignas(T) unsigned char inline_[N * sizeof(T)];
  T* data_ = inlineData();
  size_t size_ = 0;
  size_t capacity_ = N;
};

}  // namespace gluonlab
