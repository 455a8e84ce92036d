// Handles, and the return of arrays that JavaScript has dropped, also inside a loop that never yields.
//
// A throw-away object held by one weak reference is the sentinel: when it is gone, a garbage collection has run, and
// the watches are looked through. Watches that survive a few collections are looked at only now and then.
#include <algorithm>

#include "binding/environment.h"

namespace gluonlab::binding {

namespace {

constexpr uint32_t kCheckEvery = 32;      // new arrays between two looks at the sentinel
constexpr int64_t kReportStep = 1 << 20;  // bytes; a report costs as much as several small operators
constexpr uint32_t kOldEvery = 8;         // collections between two looks at old watches
// A collection of what was made lately takes a millisecond or two, one of everything longer: it comes later, and the
// later the more there is. Between the two numbers lies what a loop that never yields can hold.
constexpr int64_t kYoungGrowth = int64_t{48} << 20;
constexpr int64_t kFullGrowth = int64_t{112} << 20;

bool isAlive(napi_env env, napi_ref weak) {
  napi_value value = nullptr;
  napi_get_reference_value(env, weak, &value);
  return value != nullptr;
}

}  // namespace

int32_t Environment::add(Tensor tensor) {
  uint32_t index;
  if (free_.empty()) {
    check(slots_.size() < (size_t{1} << kIndexBits), ErrorCode::memory, "more than ", (1 << kIndexBits) - 1,
          " arrays are alive");
    index = uint32_t(slots_.size());
    slots_.emplace_back();
  } else {
    index = free_.front();
    free_.pop_front();
  }
  Slot& slot = slots_[index];
  size_t bytes = tensor.storage().bytes;
  // Views and recorded results share storage with others that report it already.
  slot.bytes = tensor.storage().useCount() == 1 ? int64_t(bytes) : 0;
  bool big = bytes >= kBigBytes;
  slot.tensor = std::move(tensor);
  ++live_;
  if (!big) pending_.emplace_back(index, slot.generation);
  int32_t handle = int32_t(index | ((slot.generation & 0xff) << kIndexBits)) | (big ? kBig : 0);
  reportBytes(slot.bytes);
  if (++sinceCheck_ >= kCheckEvery) {
    sinceCheck_ = 0;
    sweep(false);
  }
  return handle;
}

uint32_t Environment::indexOf(int32_t handle) const {
  uint32_t index = uint32_t(handle) & ((1u << kIndexBits) - 1);
  bool alive = handle > 0 && index < slots_.size() && slots_[index].tensor.defined() &&
               (slots_[index].generation & 0xff) == ((uint32_t(handle) >> kIndexBits) & 0xff);
  check(alive, ErrorCode::disposed, "the array has been disposed");
  return index;
}

const Tensor& Environment::get(int32_t handle) const { return slots_[indexOf(handle)].tensor; }

void Environment::release(int32_t handle) { releaseSlot(indexOf(handle)); }

void Environment::releaseSlot(uint32_t index) {
  Slot& slot = slots_[index];
  reportBytes(-slot.bytes);
  slot.bytes = 0;
  slot.tensor = Tensor();
  ++slot.generation;
  --live_;
  free_.push_back(index);
}

void Environment::reportBytes(int64_t change) {
  unreported_ += change;
  if (unreported_ < kReportStep && unreported_ > -kReportStep) return;
  int64_t total;
  napi_adjust_external_memory(env, unreported_, &total);
  bytes_ += unreported_;
  unreported_ = 0;
  if (change > 0) return collectIfGrown();
  bytesAfterSweep_ = std::min(bytesAfterSweep_, bytes_);
  bytesAfterFull_ = std::min(bytesAfterFull_, bytes_);
}

void Environment::collectIfGrown() {
  if (!collector || bytes_ - bytesAfterSweep_ < kYoungGrowth) return;
  collect(false);
  if (bytes_ - bytesAfterFull_ > std::max(kFullGrowth, bytesAfterFull_ / 2)) {
    collect(true);
    bytesAfterFull_ = bytes_;
  }
  bytesAfterSweep_ = bytes_;
}

void Environment::collect(bool everything) {
  napi_handle_scope scope;
  napi_open_handle_scope(env, &scope);
  napi_value function, global, argument;
  napi_get_reference_value(env, collector, &function);
  napi_get_global(env, &global);
  napi_get_boolean(env, everything, &argument);
  napi_call_function(env, global, function, 1, &argument, nullptr);
  napi_close_handle_scope(env, scope);
  sweep(true);
}

void Environment::watchToken(napi_value token) {
  Watch& watch = young_.emplace_back();
  napi_create_reference(env, token, 0, &watch.weak);
  watch.slots.swap(pending_);
}

void Environment::watchBig(napi_value wrapper, int32_t handle) {
  uint32_t index = indexOf(handle);
  Watch& watch = young_.emplace_back();
  napi_create_reference(env, wrapper, 0, &watch.weak);
  watch.slots.emplace_back(index, slots_[index].generation);
}

void Environment::sweep(bool force) {
  if (sentinel_ && !force && isAlive(env, sentinel_)) return;
  if (sentinel_) napi_delete_reference(env, sentinel_);
  napi_handle_scope scope;
  napi_open_handle_scope(env, &scope);
  napi_value sentinel;
  napi_create_object(env, &sentinel);
  napi_create_reference(env, sentinel, 0, &sentinel_);
  napi_close_handle_scope(env, scope);

  deleteDeadCallbacks();
  if (force || ++collections_ % kOldEvery == 0) {
    std::vector<Watch> kept;
    sweepList(old_, &kept);
    old_ = std::move(kept);
    sweepList(young_, &old_);
    young_.clear();
  } else {
    std::vector<Watch> kept;
    sweepList(young_, &kept);
    young_ = std::move(kept);
  }
}

void Environment::sweepList(std::vector<Watch>& watches, std::vector<Watch>* survivors) {
  for (Watch& watch : watches) {
    napi_handle_scope scope;
    napi_open_handle_scope(env, &scope);
    bool alive = isAlive(env, watch.weak);
    napi_close_handle_scope(env, scope);
    if (alive) {
      survivors->push_back(std::move(watch));
      continue;
    }
    napi_delete_reference(env, watch.weak);
    for (auto [index, generation] : watch.slots)
      if (slots_[index].generation == generation && slots_[index].tensor.defined()) releaseSlot(index);
  }
}

void Environment::deleteDeadCallbacks() {
  std::lock_guard lock(deadMutex);
  for (napi_ref ref : deadCallbacks) napi_delete_reference(env, ref);
  deadCallbacks.clear();
}

}  // namespace gluonlab::binding
