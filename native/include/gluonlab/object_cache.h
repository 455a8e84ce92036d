// object_cache.h: operator new and delete for small objects that are made and dropped by the million.
//
//   struct TensorImpl : CachedObject<TensorImpl> { ... };
//
// Each thread keeps the blocks it freed and hands them out again, up to a bound; the rest goes to the general
// allocator.
#pragma once

#include <cstddef>
#include <new>

namespace gluonlab {

template <class T>
class CachedObject {
 public:
  static void* operator new(size_t) {
    Cache& cache = Cache::ofThread();
    if (!cache.first) return ::operator new(sizeof(T));
    Free* block = cache.first;
    cache.first = block->next;
    --cache.count;
    return block;
  }
  static void operator delete(void* object) noexcept {
    Cache& cache = Cache::ofThread();
    if (cache.count >= kKept) return ::operator delete(object);
    cache.first = new (object) Free{cache.first};
    ++cache.count;
  }

 private:
#ifdef __SANITIZE_ADDRESS__
  static constexpr size_t kKept = 0;  // A block that is handed out again would hide a use after free.
#else
  static constexpr size_t kKept = 8192;
#endif
  struct Free {
    Free* next;
  };
  // No destructor: objects may be freed on a thread after its other thread-locals have gone.
  struct Cache {
    Free* first = nullptr;
    size_t count = 0;
    static Cache& ofThread() {
      static thread_local constinit Cache cache;
      return cache;
    }
  };
};

}  // namespace gluonlab
