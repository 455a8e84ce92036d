// Scheduling: small work at once, big work queued in order, errors at the read, interrupts.
#include <gtest/gtest.h>

#include "sample_call.h"

namespace gluonlab {

namespace {

Tensor filled(double value, const Shape& shape) {
  return invoke("_full", {}, {{"shape", shape}, {"value", value}, {"dtype", std::string("float32")}});
}

constexpr int64_t kBig = 1 << 20;

}  // namespace

TEST(Engine, SmallWorkRunsOnTheCallingThread) {
  Tensor x = filled(1, {10});
  waitAll();
  EngineStats before = engineStats();
  Tensor y = x + 1.0;
  EXPECT_EQ(engineStats().inlineCalls, before.inlineCalls + 1);
  EXPECT_EQ(engineStats().queuedCalls, before.queuedCalls);
  EXPECT_EQ(y.data<float>()[9], 2);
}

TEST(Engine, BigWorkIsQueuedAndReadAfterwards) {
  EngineStats before = engineStats();
  Tensor y = filled(3, {kBig}) * 2.0;
  EXPECT_GE(engineStats().queuedCalls, before.queuedCalls + 2);
  y.wait();
  EXPECT_EQ(y.data<float>()[kBig - 1], 6);
}

TEST(Engine, SmallWorkOnAQueuedResultWaitsForIt) {
  Tensor big = filled(1, {kBig});
  for (int i = 0; i < 20; ++i) big = big + 1.0;
  Tensor first = big.view({1}, {1}) * 2.0;
  EXPECT_EQ(valuesOf(first)[0], 42);
}

TEST(Engine, AWriteWaitsForEarlierReaders) {
  Tensor x = filled(1, {kBig});
  Tensor sum = x + x;
  invoke(findOp("_full"),
         findOp("_full").parse({{"shape", Shape{kBig}}, {"value", 9.0}, {"dtype", std::string("float32")}}), {}, {x});
  EXPECT_EQ(valuesOf(sum)[kBig - 1], 2);
  EXPECT_EQ(valuesOf(x)[0], 9);
}

TEST(Engine, AWrongCallThrowsAtOnceAndNamesTheOperator) {
  try {
    invoke("dot", {filled(1, {2, 3}), filled(1, {2, 3})});
    FAIL() << "accepted";
  } catch (const Error& e) {
    EXPECT_EQ(e.op(), "dot");
    EXPECT_EQ(e.code(), ErrorCode::shape);
  }
}

TEST(Engine, AnUnknownOperatorOrParameterIsAnError) {
  EXPECT_THROW(invoke("no_such_operator", {}), Error);
  EXPECT_THROW(invoke("_full", {}, {{"shpae", Shape{2}}}), Error);
}

TEST(Engine, AQueuedFailureIsKeptForTheRead) {
  Tensor table = filled(1, {512, 1024});
  Tensor index = filled(600, {1024});
  Tensor rows = invoke("take", {table, index}, {{"mode", std::string("raise")}});
  EXPECT_THROW(rows.wait(), Error);
  EXPECT_THROW(valuesOf(rows + 1.0), Error) << "what was computed from it fails too";
  EXPECT_THROW(waitAll(), Error);
  EXPECT_NO_THROW(waitAll()) << "an error is told once";
}

TEST(Engine, AnInterruptEndsAWait) {
  volatile int32_t flag = 1;
  Tensor x = filled(1, {kBig * 4});
  for (int i = 0; i < 10; ++i) x = x + 1.0;
  setInterruptFlag(&flag);
  bool interrupted = false;
  try {
    x.wait();
  } catch (const Error& e) {
    interrupted = e.code() == ErrorCode::interrupted;
  }
  setInterruptFlag(nullptr);
  EXPECT_TRUE(interrupted);
  EXPECT_EQ(valuesOf(x)[0], 11) << "the work itself goes on";
}

TEST(Engine, ParallelForCoversEveryElementOnce) {
  for (int64_t n : {0, 1, 7, 1000}) {
    std::vector<int> seen(static_cast<size_t>(n));
    parallelFor(n, 10, [&](int64_t begin, int64_t end) {
      for (int64_t i = begin; i < end; ++i) ++seen[size_t(i)];
    });
    for (int count : seen) EXPECT_EQ(count, 1);
  }
}

}  // namespace gluonlab
