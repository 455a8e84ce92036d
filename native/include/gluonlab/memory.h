// memory.h: the caching pool that every tensor's bytes come from.
//
//   Block b = pool().allocate(bytes);  ...  pool().release(b);     memoryStats().inUse
//
// Blocks are 64-byte aligned. Any thread may allocate and release. On failure: trim, retry once, then a memory error
// that carries the statistics; the pool stays usable.
#pragma once

#include <cstddef>
#include <cstdint>

namespace gluonlab {

struct Block {
  void* data = nullptr;
  size_t bytes = 0;  // capacity of the size class, >= what was asked
};

struct MemoryStats {
  size_t inUse = 0;                // bytes of blocks handed out
  size_t cached = 0;               // bytes of blocks kept for reuse
  size_t peak = 0;                 // highest inUse
  uint64_t allocations = 0;        // blocks handed out so far
  uint64_t systemAllocations = 0;  // of them, taken from the operating system
  size_t limit = 0;                // soft limit in bytes, 0 = none
};

Block allocateBlock(size_t bytes);
void releaseBlock(Block block) noexcept;
/// Gives cached memory back to the operating system.
void trimMemory();
/// inUse above `bytes` becomes a memory error. 0 = no limit.
void setMemoryLimit(size_t bytes);
MemoryStats memoryStats();

}  // namespace gluonlab
