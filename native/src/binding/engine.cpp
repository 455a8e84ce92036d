// The engine's controls from JavaScript: waiting, threads, back ends, statistics, the interrupt flag.
#include <napi.h>

#include "base/cpuid.h"
#include "binding/environment.h"
#include "engine/stream.h"

namespace gluonlab::binding {

namespace {

// waitAll(): void
napi_value wait(napi_env env, napi_callback_info) {
  return guarded(env, [&](Environment&) -> napi_value {
    waitAll();
    return nullptr;
  });
}

// whenReady(handle): Promise<void> | undefined   undefined: it is ready now
napi_value ready(napi_env env, napi_callback_info info) {
  return guarded(env, [&](Environment& environment) -> napi_value {
    Args<1> args(env, info);
    const Tensor& x = environment.get(args.integer(0));
    if (isReady(x)) return nullptr;
    auto deferred = Napi::Promise::Deferred::New(env);
    auto notify = Napi::ThreadSafeFunction::New(env, Napi::Function(), "gluonlab read", 0, 1);
    whenReady(x, [notify, deferred]() mutable {
      notify.BlockingCall([deferred](Napi::Env e, Napi::Function) { deferred.Resolve(e.Undefined()); });
      notify.Release();
    });
    return deferred.Promise();
  });
}

// setThreads(count): void, threads(): number
napi_value setThreadCount(napi_env env, napi_callback_info info) {
  return guarded(env, [&](Environment&) -> napi_value {
    Args<1> args(env, info);
    setThreads(args.integer(0));
    return nullptr;
  });
}
napi_value getThreadCount(napi_env env, napi_callback_info) {
  return guarded(env, [&](Environment&) { return toJs(env, int32_t(threads())); });
}

// setBackend(name): void, backend(): string
napi_value chooseBackend(napi_env env, napi_callback_info info) {
  return guarded(env, [&](Environment&) -> napi_value {
    Args<1> args(env, info);
    std::string name = args.text(0);
    for (Backend b : {Backend::reference, Backend::simd, Backend::onednn}) {
      if (name != backendName(b)) continue;
      setBackend(b);
      return nullptr;
    }
    fail(ErrorCode::value, "setBackend: '", name, "', allowed are reference, simd, onednn");
  });
}
napi_value currentBackend(napi_env env, napi_callback_info) {
  return guarded(env, [&](Environment&) { return toJs(env, std::string(backendName(backend()))); });
}

// seed(value): void
napi_value seed(napi_env env, napi_callback_info info) {
  return guarded(env, [&](Environment&) -> napi_value {
    Args<1> args(env, info);
    seedRandom(uint64_t(args.number(0)));
    return nullptr;
  });
}

// setInterruptFlag(flag: Int32Array on a SharedArrayBuffer): void
napi_value interruptFlag(napi_env env, napi_callback_info info) {
  return guarded(env, [&](Environment&) -> napi_value {
    Args<1> args(env, info);
    napi_typedarray_type type;
    size_t length = 0, offset = 0;
    void* data = nullptr;
    napi_value buffer;
    bool ok = napi_get_typedarray_info(env, args.values[0], &type, &length, &data, &buffer, &offset) == napi_ok &&
              type == napi_int32_array && length >= 1;
    check(ok, ErrorCode::value, "setInterruptFlag: expected an Int32Array of at least one element");
    napi_ref keep;  // for the life of the process: the engine reads it at any time
    napi_create_reference(env, args.values[0], 1, &keep);
    setInterruptFlag(static_cast<const volatile int32_t*>(data));
    return nullptr;
  });
}

// memoryLimit(bytes): void, trim(): void
napi_value memoryLimit(napi_env env, napi_callback_info info) {
  return guarded(env, [&](Environment&) -> napi_value {
    Args<1> args(env, info);
    setMemoryLimit(size_t(args.number(0)));
    return nullptr;
  });
}
napi_value trim(napi_env env, napi_callback_info) {
  return guarded(env, [&](Environment&) -> napi_value {
    trimMemory();
    return nullptr;
  });
}

// stats(): {...}
napi_value stats(napi_env env, napi_callback_info) {
  return guarded(env, [&](Environment& environment) -> napi_value {
    MemoryStats memory = memoryStats();
    EngineStats engine = engineStats();
    Napi::Object out = Napi::Object::New(env);
    out.Set("bytesInUse", double(memory.inUse));
    out.Set("bytesCached", double(memory.cached));
    out.Set("bytesPeak", double(memory.peak));
    out.Set("allocations", double(memory.allocations));
    out.Set("systemAllocations", double(memory.systemAllocations));
    out.Set("memoryLimit", double(memory.limit));
    out.Set("inlineCalls", double(engine.inlineCalls));
    out.Set("queuedCalls", double(engine.queuedCalls));
    out.Set("liveArrays", double(environment.liveArrays()));
    out.Set("simd", simdLevelName(simdLevel()));
    return out;
  });
}

}  // namespace

std::vector<Function> engineFunctions() {
  return {{"waitAll", wait},
          {"whenReady", ready},
          {"setThreads", setThreadCount},
          {"threads", getThreadCount},
          {"setBackend", chooseBackend},
          {"backend", currentBackend},
          {"seed", seed},
          {"setInterruptFlag", interruptFlag},
          {"setMemoryLimit", memoryLimit},
          {"trimMemory", trim},
          {"stats", stats}};
}

}  // namespace gluonlab::binding
