#include "engine/stream.h"

#include <chrono>
#include <cstdlib>

#include "engine/team.h"
#include "gluonlab/engine.h"

namespace gluonlab {

namespace {

using Clock = std::chrono::steady_clock;

// Waking a sleeping thread costs 6-50 us, so both sides look a little longer before they sleep. The waiter looks
// briefly: on a machine with as many cores as team threads, its looking takes a core from the work it waits for.
constexpr auto kLookForWork = std::chrono::microseconds(50);
constexpr auto kLookForResult = std::chrono::microseconds(5);
constexpr auto kPollInterrupt = std::chrono::milliseconds(1);

std::atomic<const volatile int32_t*> interruptFlag{nullptr};

template <class Ready>
bool lookFor(Ready ready, Clock::duration time) {
  auto end = Clock::now() + time;
  do {
    for (int i = 0; i < 32; ++i) {
      if (ready()) return true;
#if defined(__x86_64__)
      __builtin_ia32_pause();
#endif
    }
  } while (Clock::now() < end);
  return false;
}

size_t resultBytes(const Call& call) {
  size_t bytes = 0;
  for (const Tensor& y : call.outputs) bytes += y.storage().bytes;
  return bytes;
}

constexpr int kMostThreads = 1024;

int defaultThreads() {
  const char* text = std::getenv("GLUONLAB_THREADS");
  if (!text || !*text) return int(std::max(1u, std::thread::hardware_concurrency()));
  char* end = nullptr;
  long count = std::strtol(text, &end, 10);
  check(*end == 0 && count >= 1 && count <= kMostThreads, ErrorCode::value, "GLUONLAB_THREADS is '", text,
        "', allowed are whole numbers in [1, ", kMostThreads, "]");
  return int(count);
}

}  // namespace

void setInterruptFlag(const volatile int32_t* flag) { interruptFlag.store(flag); }

void pollInterrupt() {
  const volatile int32_t* flag = interruptFlag.load(std::memory_order_relaxed);
  if (flag && *flag) fail(ErrorCode::interrupted, "interrupted while waiting for the engine");
}

// Leaky on purpose: a static destructor would join a thread that other statics still use.
Stream& Stream::instance() {
  static Stream* stream = new Stream;
  return *stream;
}

Stream::Stream() : threads_(defaultThreads()) {
  thread_ = std::thread([this] { run(); });
}

// The caller has announced itself in waiters_; it is taken back however the wait ends.
template <class Ready>
void Stream::waitUntil(std::unique_lock<std::mutex>& lock, Ready ready) {
  struct Leave {
    std::atomic<int>& waiters;
    ~Leave() { --waiters; }
  } leave{waiters_};
  while (!ready()) {
    pollInterrupt();
    progress_.wait_for(lock, kPollInterrupt);
  }
}

uint64_t Stream::submit(Call&& call) {
  size_t bytes = resultBytes(call);
  std::unique_lock lock(mutex_);
  auto isFull = [&] {
    return queue_.size() >= kCapacity || (!queue_.empty() && queuedBytes_ + bytes > kCapacityBytes);
  };
  if (isFull()) {
    ++waiters_;
    waitUntil(lock, [&] { return !isFull(); });
  }
  queue_.push_back(std::move(call));
  queuedBytes_ += bytes;
  uint64_t sequence = submitted_.fetch_add(1, std::memory_order_release) + 1;
  lock.unlock();
  work_.notify_one();
  return sequence;
}

void Stream::wait(uint64_t sequence) {
  if (completed() >= sequence) return;
  if (lookFor([&] { return completed() >= sequence; }, kLookForResult)) return;
  ++waiters_;
  std::unique_lock lock(mutex_);
  waitUntil(lock, [&] { return completed() >= sequence; });
}

void Stream::whenDone(uint64_t sequence, std::function<void()> done) {
  {
    std::lock_guard lock(mutex_);
    hasCallbacks_ = true;
    if (completed() < sequence) {
      callbacks_.emplace(sequence, std::move(done));
      return;
    }
  }
  done();
}

std::exception_ptr Stream::takeError() {
  std::lock_guard lock(mutex_);
  return std::exchange(error_, nullptr);
}

void Stream::setThreads(int count) {
  check(count >= 1 && count <= kMostThreads, ErrorCode::value, "setThreads: ", count, " is outside [1, ", kMostThreads,
        "]");
  wait(submitted());
  threads_ = count;
}

void Stream::stop() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
    queue_.clear();  // nobody will read what is still queued
  }
  work_.notify_all();
  if (thread_.joinable()) thread_.join();
}

bool Stream::awaitWork(std::unique_lock<std::mutex>& lock) {
  if (queue_.empty() && !stopping_) {
    lock.unlock();
    bool found = lookFor([&] { return submitted() > completed() || stopping_; }, kLookForWork);
    lock.lock();
    if (!found) work_.wait(lock, [&] { return !queue_.empty() || stopping_; });
  }
  return !queue_.empty();
}

void Stream::run() {
  enterComputeThread();
  std::unique_lock lock(mutex_);
  while (awaitWork(lock)) {
    Call call = std::move(queue_.front());
    queue_.pop_front();
    queuedBytes_ -= resultBytes(call);
    lock.unlock();
    std::exception_ptr failure = execute(call);
    call = Call();  // its tensors go before the waiters wake
    uint64_t done = completed_.fetch_add(1, std::memory_order_seq_cst) + 1;
    if (!failure && waiters_.load(std::memory_order_seq_cst) == 0 && !hasCallbacks_) {
      lock.lock();
      continue;
    }
    lock.lock();
    if (failure && !error_) error_ = failure;
    std::vector<std::function<void()>> ready;
    while (!callbacks_.empty() && callbacks_.begin()->first <= done) {
      ready.push_back(std::move(callbacks_.begin()->second));
      callbacks_.erase(callbacks_.begin());
    }
    hasCallbacks_ = !callbacks_.empty();
    progress_.notify_all();
    if (!ready.empty()) {
      lock.unlock();
      for (auto& callback : ready) callback();
      lock.lock();
    }
  }
}

}  // namespace gluonlab
