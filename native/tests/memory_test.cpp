// The caching pool: alignment, reuse, the limit.
#include <gtest/gtest.h>

#include <cstdint>
#include <thread>
#include <vector>

#include "gluonlab/gluonlab.h"

namespace gluonlab {

TEST(Memory, BlocksAreAlignedAndAtLeastAsLargeAsAsked) {
  for (size_t bytes : {size_t{0}, size_t{1}, size_t{64}, size_t{65}, size_t{4097}, size_t{3} << 20}) {
    Block block = allocateBlock(bytes);
    EXPECT_EQ(reinterpret_cast<uintptr_t>(block.data) % 64, 0u) << bytes;
    EXPECT_GE(block.bytes, bytes);
    releaseBlock(block);
  }
}

TEST(Memory, AReleasedBlockIsHandedOutAgain) {
  Block first = allocateBlock(5000);
  releaseBlock(first);
  uint64_t before = memoryStats().systemAllocations;
  Block second = allocateBlock(5000);
  EXPECT_EQ(second.data, first.data);
  EXPECT_EQ(memoryStats().systemAllocations, before);
  releaseBlock(second);
}

TEST(Memory, ATensorGivesItsBytesBack) {
  size_t before = memoryStats().inUse;
  {
    Tensor x = Tensor::empty({1000}, DType::float32);
    EXPECT_GE(memoryStats().inUse, before + 4000);
  }
  EXPECT_EQ(memoryStats().inUse, before);
}

TEST(Memory, TrimmingGivesCachedMemoryBack) {
  releaseBlock(allocateBlock(size_t{8} << 20));
  EXPECT_GE(memoryStats().cached, size_t{8} << 20);
  size_t before = memoryStats().cached;
  trimMemory();
  EXPECT_LE(memoryStats().cached + (size_t{8} << 20), before);
}

TEST(Memory, AboveTheLimitIsAMemoryErrorAndTheEngineStaysUsable) {
  setMemoryLimit(memoryStats().inUse + (size_t{1} << 20));
  try {
    Tensor::empty({1 << 20}, DType::float32);
    ADD_FAILURE() << "accepted";
  } catch (const Error& e) {
    EXPECT_EQ(e.code(), ErrorCode::memory);
    EXPECT_NE(std::string(e.what()).find("limit"), std::string::npos) << e.what();
  }
  EXPECT_NO_THROW(Tensor::empty({100}, DType::float32));
  setMemoryLimit(0);
  EXPECT_NO_THROW(Tensor::empty({1 << 20}, DType::float32));
}

TEST(Memory, ThreadsAllocateAndReleaseAtOnce) {
  size_t before = memoryStats().inUse;
  std::vector<std::thread> workers;
  for (int t = 0; t < 4; ++t)
    workers.emplace_back([t] {
      for (size_t i = 1; i < 2000; ++i) {
        Block block = allocateBlock(i * 16 + size_t(t));
        static_cast<char*>(block.data)[0] = char(t);
        releaseBlock(block);
      }
    });
  for (std::thread& worker : workers) worker.join();
  EXPECT_EQ(memoryStats().inUse, before);
}

}  // namespace gluonlab
