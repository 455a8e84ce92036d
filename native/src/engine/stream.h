// stream.h: the in-order queue of calls and the one thread that runs them.
//
// Owners: a queued call owns its tensors until it has run. Thread rules: any thread may submit and wait; only the
// stream's thread executes and enters parallel regions. Sequence numbers count submitted calls from 1; a call with
// number n has run when completed() >= n.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

#include "gluonlab/op.h"

namespace gluonlab {

/// Runs a call's kernel on this thread. Failures of inputs and of the kernel are kept on the outputs; returns the
/// failure.
std::exception_ptr execute(Call& call);

class Stream {
 public:
  static Stream& instance();

  /// Queues a call; blocks while the queue is full, in calls or in bytes of waiting results. Returns its sequence
  /// number.
  uint64_t submit(Call&& call);
  uint64_t submitted() const { return submitted_.load(std::memory_order_acquire); }
  uint64_t completed() const { return completed_.load(std::memory_order_acquire); }
  /// Blocks until call `sequence` has run; throws `interrupted` when the interrupt flag is set.
  void wait(uint64_t sequence);
  void whenDone(uint64_t sequence, std::function<void()> done);
  std::exception_ptr takeError();
  void setThreads(int count);
  int threads() const { return threads_.load(); }
  void stop();
  bool isStreamThread() const { return std::this_thread::get_id() == thread_.get_id(); }

 private:
  Stream();
  void run();
  bool awaitWork(std::unique_lock<std::mutex>& lock);
  template <class Ready>
  void waitUntil(std::unique_lock<std::mutex>& lock, Ready ready);

  static constexpr size_t kCapacity = 4096;
  // Enough to keep the compute thread busy; what waits here is memory that a loop holds beside its own arrays.
  static constexpr size_t kCapacityBytes = size_t{64} << 20;

  std::mutex mutex_;
  std::condition_variable work_, progress_;
  std::deque<Call> queue_;
  size_t queuedBytes_ = 0;
  std::multimap<uint64_t, std::function<void()>> callbacks_;
  std::atomic<uint64_t> submitted_{0}, completed_{0};
  std::atomic<int> waiters_{0};
  std::atomic<int> threads_{1};
  std::atomic<bool> hasCallbacks_{false}, stopping_{false};
  std::exception_ptr error_;
  std::thread thread_;
};

/// Throws `interrupted` when the interrupt flag is set.
void pollInterrupt();

}  // namespace gluonlab
