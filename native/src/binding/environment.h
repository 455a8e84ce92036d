// environment.h: what the addon keeps per Node environment (main thread or worker): handles, bound operators, shared
// buffers.
//
// Handles. JavaScript holds arrays as small integers: bits 0-21 index a slot, bits 22-29 are the low bits of the slot's
// generation, bit 30 says that the array is big. 0 is never a handle. A stale handle throws, it never crashes.
//
// Reclaim. Ordinary finalizers run only when the event loop turns, so a plain `for` loop would never free. Instead
// every JavaScript wrapper is watched by a weak reference which the addon polls after each garbage collection: big
// arrays have a reference of their own, small ones share a token object. When the bytes that JavaScript holds have
// grown by some tens of megabytes, a collection is asked for: V8 sees only small objects. See reclaim.cpp.
#pragma once

#include <node_api.h>

#include <deque>
#include <memory>
#include <mutex>
#include <vector>

#include "gluonlab/gluonlab.h"

namespace gluonlab::binding {

constexpr int kIndexBits = 22;
constexpr int32_t kBig = 1 << 30;
constexpr size_t kBigBytes = 4096;  // from here on an array has a weak reference of its own
constexpr int kIoSlots = 4096;      // integers in the shared argument buffer
constexpr int kMaxDims = 64;

struct Slot {
  Tensor tensor;
  uint32_t generation = 1;
  int64_t bytes = 0;  // reported to the garbage collector
};

/// An operator with its attributes: what a hot call names by one integer.
struct BoundOp {
  const OpDef* op;
  AttrsRef attrs;
};

/// Arrays whose wrappers share one weakly held object.
struct Watch {
  napi_ref weak = nullptr;
  std::vector<std::pair<uint32_t, uint32_t>> slots;  // index, generation
};

class Environment {
 public:
  explicit Environment(napi_env env) : env(env) {}
  static Environment& of(napi_env env);

  // --- handles (reclaim.cpp) ---
  int32_t add(Tensor tensor);
  const Tensor& get(int32_t handle) const;
  void release(int32_t handle);
  /// Closes the group of small arrays made since the last call: `token` is what their wrappers hold.
  void watchToken(napi_value token);
  /// Watches the wrapper of one big array.
  void watchBig(napi_value wrapper, int32_t handle);
  /// Frees what the garbage collector has found dead. `force`: look even when no collection was noticed.
  void sweep(bool force);
  size_t liveArrays() const { return live_; }

  napi_env env;
  int32_t* io = nullptr;   // shared Int32Array: handles in and out of calls with many
  double* dims = nullptr;  // shared Float64Array: shapes
  std::vector<BoundOp> bound;
  napi_ref errorClass = nullptr;
  napi_ref collector = nullptr;  // JavaScript function that runs a garbage collection

  // --- users' functions of the tape (tape.cpp) ---
  std::mutex deadMutex;
  std::vector<napi_ref> deadCallbacks;  // released by other threads, deleted by this one
  void deleteDeadCallbacks();

 private:
  uint32_t indexOf(int32_t handle) const;
  void releaseSlot(uint32_t index);
  void reportBytes(int64_t change);
  void collectIfGrown();
  void collect(bool everything);
  void sweepList(std::vector<Watch>& watches, std::vector<Watch>* survivors);

  std::vector<Slot> slots_{1};
  std::deque<uint32_t> free_;
  std::vector<std::pair<uint32_t, uint32_t>> pending_;  // small arrays not yet under a token
  std::vector<Watch> young_, old_;
  napi_ref sentinel_ = nullptr;
  uint32_t collections_ = 0;
  uint32_t sinceCheck_ = 0;
  int64_t unreported_ = 0;
  int64_t bytes_ = 0;            // of arrays that JavaScript holds
  int64_t bytesAfterSweep_ = 0;  // of them, left by the last collection that was asked for
  int64_t bytesAfterFull_ = 0;   // and by the last one of everything
  size_t live_ = 0;
};

/// Throws `error` into JavaScript as the class the loader registered: (message, code, op).
void throwToJs(napi_env env, const std::exception& error);

/// Runs a binding's body; a C++ exception becomes a JavaScript one.
template <class Body>
napi_value guarded(napi_env env, Body&& body) {
  try {
    return body(Environment::of(env));
  } catch (const std::exception& error) {
    throwToJs(env, error);
    return nullptr;
  }
}

template <size_t N>
struct Args {
  napi_value values[N];
  size_t count = N;
  Args(napi_env env, napi_callback_info info) : env_(env) {
    napi_get_cb_info(env, info, &count, values, nullptr, nullptr);
  }
  int32_t integer(size_t i) const {
    int32_t v = 0;
    napi_get_value_int32(env_, values[i], &v);
    return v;
  }
  double number(size_t i) const {
    double v = 0;
    napi_get_value_double(env_, values[i], &v);
    return v;
  }
  bool boolean(size_t i) const {
    bool v = false;
    napi_get_value_bool(env_, values[i], &v);
    return v;
  }
  std::string text(size_t i) const;

 private:
  napi_env env_;
};

napi_value toJs(napi_env env, int32_t value);
napi_value toJs(napi_env env, double value);
napi_value toJs(napi_env env, const std::string& value);
/// The number of `tensors` into io[0]; several: their handles into io[1..]. Returns the first handle.
napi_value handlesToJs(Environment& environment, TensorList&& tensors, size_t count);
TensorList tensorsFromIo(const Environment& environment, size_t from, size_t count);
/// {name: value} arrays of JavaScript as attributes.
NamedAttrs attrsFromJs(napi_env env, napi_value names, napi_value values);
Shape shapeFromDims(const Environment& environment, int32_t ndim);

using Function = std::pair<const char*, napi_callback>;
std::vector<Function> callFunctions();
std::vector<Function> arrayFunctions();
std::vector<Function> tapeFunctions();
std::vector<Function> engineFunctions();

}  // namespace gluonlab::binding
