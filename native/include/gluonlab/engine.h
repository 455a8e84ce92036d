// engine.h: when and where work runs. One compute thread (the stream) executes queued calls in order; small ready calls
// run on the calling thread. Only the stream's thread ever runs a parallel region, so there is one OpenMP team.
//
//   setThreads(2);  waitAll();  setInterruptFlag(&flag);
#pragma once

#include <cstdint>
#include <functional>

#include "gluonlab/op.h"

namespace gluonlab {

/// Blocks until every queued call has run; throws the first error kept since the last waitAll.
void waitAll();
/// True when everything queued has run.
bool isIdle();
/// True when `tensor` can be read without waiting.
bool isReady(const Tensor& tensor);
/// Calls `done` (from the engine thread, or at once) when `tensor` can be read.
void whenReady(const Tensor& tensor, std::function<void()> done);

/// Threads of the compute team. Default: the number of cores this process may use (GLUONLAB_THREADS overrides).
void setThreads(int count);
int threads();

/// Preferred back end; kernels fall through onednn -> simd -> reference. Default: the best that is built in, or
/// GLUONLAB_BACKEND.
Backend backend();
void setBackend(Backend backend);
const char* backendName(Backend backend);

/// Every wait polls *flag (null: none) and throws ErrorCode::interrupted while it is non-zero.
void setInterruptFlag(const volatile int32_t* flag);

/// Stops the compute thread after the call it runs; queued calls are dropped. For process exit.
void shutDownEngine();

/// Counters that tests may assert.
struct EngineStats {
  uint64_t inlineCalls = 0;
  uint64_t queuedCalls = 0;
};
EngineStats engineStats();

}  // namespace gluonlab
