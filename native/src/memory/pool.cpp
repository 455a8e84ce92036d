// The caching pool: one free list per size class, filled from 2 MB-aligned arenas with huge pages. A block never moves
// between classes; cached blocks above 1 MB own their mapping and can be given back, smaller ones are carved from
// shared arenas.
#include <sys/mman.h>

#include <atomic>
#include <bit>
#include <mutex>
#include <new>
#include <thread>
#include <vector>

#include "base/switches.h"
#include "gluonlab/error.h"
#include "gluonlab/memory.h"

namespace gluonlab {

namespace {

constexpr size_t kAlign = 64;
constexpr size_t kArena = size_t{2} << 20;
constexpr size_t kLarge = size_t{1} << 20;  // from here on a block is a mapping of its own
constexpr int kStepsPerPower = 4;           // size classes: 4 between two powers of two

// Class of a size: 64 B steps of a quarter power of two, so at most 25 % is wasted.
struct SizeClass {
  int index;
  size_t bytes;
};

SizeClass classOf(size_t bytes) {
  if (bytes <= kAlign) return {0, kAlign};
  size_t units = (bytes + kAlign - 1) / kAlign;
  if (units <= kStepsPerPower) return {int(units) - 1, units * kAlign};
  int power = std::bit_width(units - 1) - 1;  // units in (2^power, 2^(power+1)]
  size_t step = (size_t{1} << power) / kStepsPerPower;
  size_t part = (units - (size_t{1} << power) + step - 1) / step;
  return {(power - 2) * kStepsPerPower + int(part) + kStepsPerPower - 1, ((size_t{1} << power) + part * step) * kAlign};
}

void* mapPages(size_t bytes) {
  // Over-reserve so that the start can be aligned to a huge page, then give the ends back.
  size_t size = (bytes + kArena - 1) / kArena * kArena;
  bool huge = bytes >= kArena;
  size_t reserve = huge ? size + kArena : bytes;
  void* raw = mmap(nullptr, reserve, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (raw == MAP_FAILED) return nullptr;
  if (!huge) return raw;
  auto start = reinterpret_cast<uintptr_t>(raw);
  uintptr_t aligned = (start + kArena - 1) / kArena * kArena;
  if (aligned > start) munmap(raw, aligned - start);
  size_t tail = start + reserve - (aligned + size);
  if (tail) munmap(reinterpret_cast<void*>(aligned + size), tail);
#ifdef MADV_HUGEPAGE
  madvise(reinterpret_cast<void*>(aligned), size, MADV_HUGEPAGE);
#endif
  return reinterpret_cast<void*>(aligned);
}

size_t mappedBytes(size_t bytes) { return bytes >= kArena ? (bytes + kArena - 1) / kArena * kArena : bytes; }

// The pool is locked for some nanoseconds at a time, by two threads at most: looking again is cheaper than a mutex.
class SpinLock {
 public:
  void lock() noexcept {
    while (flag_.test_and_set(std::memory_order_acquire)) std::this_thread::yield();
  }
  void unlock() noexcept { flag_.clear(std::memory_order_release); }

 private:
  std::atomic_flag flag_;
};

class Pool {
 public:
  Block allocate(size_t bytes) {
    SizeClass cls = classOf(bytes);
    std::lock_guard lock(mutex_);
    if (stats_.limit && stats_.inUse + cls.bytes > stats_.limit) failOutOfMemory(bytes, "the memory limit is reached");
    auto& list = freeList(cls.index);
    void* data = nullptr;
    if (!list.empty()) {
      data = list.back();
      list.pop_back();
      stats_.cached -= cls.bytes;
    } else {
      data = fresh(cls);
      if (!data) {
        trimLocked();
        data = fresh(cls);
      }
      if (!data) failOutOfMemory(bytes, "the operating system has no more memory");
      ++stats_.systemAllocations;
    }
    stats_.inUse += cls.bytes;
    stats_.peak = std::max(stats_.peak, stats_.inUse);
    ++stats_.allocations;
    return {data, cls.bytes};
  }

  void release(Block block) noexcept {
    if (!block.data) return;
    std::lock_guard lock(mutex_);
    freeList(classOf(block.bytes).index).push_back(block.data);
    stats_.inUse -= block.bytes;
    stats_.cached += block.bytes;
  }

  void trim() {
    std::lock_guard lock(mutex_);
    trimLocked();
  }
  void setLimit(size_t bytes) {
    std::lock_guard lock(mutex_);
    stats_.limit = bytes;
  }
  MemoryStats stats() {
    std::lock_guard lock(mutex_);
    return stats_;
  }

 private:
  std::vector<void*>& freeList(int index) {
    if (size_t(index) >= free_.size()) free_.resize(size_t(index) + 1);
    return free_[size_t(index)];
  }

  void* fresh(SizeClass cls) {
    if (cls.bytes >= kLarge) {
      logLine(2, concat("map ", cls.bytes, " bytes"));
      return mapPages(cls.bytes);
    }
    if (arenaLeft_ < cls.bytes) {
      char* arena = static_cast<char*>(mapPages(kArena));
      if (!arena) return nullptr;
      arena_ = arena;
      arenaLeft_ = kArena;
    }
    char* data = arena_;
    arena_ += cls.bytes;
    arenaLeft_ -= cls.bytes;
    return data;
  }

  void trimLocked() {
    for (size_t index = 0; index < free_.size(); ++index) {
      auto& list = free_[index];
      if (list.empty()) continue;
      size_t bytes = bytesOfClass(index);
      if (bytes < kLarge) continue;
      for (void* data : list) munmap(data, mappedBytes(bytes));
      stats_.cached -= bytes * list.size();
      list.clear();
    }
  }

  static size_t bytesOfClass(size_t index) {
    if (index < kStepsPerPower) return (index + 1) * kAlign;
    size_t power = (index - kStepsPerPower) / kStepsPerPower + 2;
    size_t part = (index - kStepsPerPower) % kStepsPerPower + 1;
    return ((size_t{1} << power) + part * ((size_t{1} << power) / kStepsPerPower)) * kAlign;
  }

  [[noreturn]] void failOutOfMemory(size_t bytes, const char* why) {
    constexpr double mb = 1.0 / (1 << 20);
    fail(ErrorCode::memory, "cannot allocate ", double(bytes) * mb, " MB: ", why, " (in use ",
         double(stats_.inUse) * mb, " MB, cached ", double(stats_.cached) * mb, " MB, peak ", double(stats_.peak) * mb,
         " MB, limit ", stats_.limit ? concat(double(stats_.limit) * mb, " MB") : std::string("none"), ")");
  }

  SpinLock mutex_;
  std::vector<std::vector<void*>> free_;
  char* arena_ = nullptr;
  size_t arenaLeft_ = 0;
  MemoryStats stats_;
};

// Leaky on purpose: tensors may be released by other threads until the very end of the process.
Pool& pool() {
  static Pool* instance = new Pool;
  return *instance;
}

}  // namespace

Block allocateBlock(size_t bytes) { return pool().allocate(bytes); }
void releaseBlock(Block block) noexcept { pool().release(block); }
void trimMemory() { pool().trim(); }
void setMemoryLimit(size_t bytes) { pool().setLimit(bytes); }
MemoryStats memoryStats() { return pool().stats(); }

}  // namespace gluonlab
