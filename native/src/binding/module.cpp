// The addon's entry: one Environment per Node environment, its shared buffers, and the functions by name.
#include <atomic>

#include "binding/environment.h"

namespace gluonlab::binding {

namespace {

std::atomic<int> environments{0};

// A process that exits with the compute thread running would hang or crash; the last environment stops it.
void leave(void*) {
  if (environments.fetch_sub(1) == 1) shutDownEngine();
}

template <class T>
T* sharedBuffer(napi_env env, napi_value exports, const char* name, napi_typedarray_type type, size_t length) {
  napi_value buffer, view;
  void* data = nullptr;
  napi_create_arraybuffer(env, length * sizeof(T), &data, &buffer);
  napi_create_typedarray(env, type, length, buffer, 0, &view);
  napi_set_named_property(env, exports, name, view);
  napi_ref keep;
  napi_create_reference(env, view, 1, &keep);
  return static_cast<T*>(data);
}

// setErrorClass(constructor): void
napi_value setErrorClass(napi_env env, napi_callback_info info) {
  return guarded(env, [&](Environment& environment) -> napi_value {
    Args<1> args(env, info);
    napi_create_reference(env, args.values[0], 1, &environment.errorClass);
    return nullptr;
  });
}

}  // namespace

napi_value initialize(napi_env env, napi_value exports) {
  auto* environment = new Environment(env);
  napi_set_instance_data(env, environment, nullptr,
                         nullptr);  // leaky: tape nodes on other threads may outlive the environment
  environments.fetch_add(1);
  napi_add_env_cleanup_hook(env, leave, nullptr);
  environment->io = sharedBuffer<int32_t>(env, exports, "io", napi_int32_array, kIoSlots);
  environment->dims = sharedBuffer<double>(env, exports, "dims", napi_float64_array, kMaxDims);

  std::vector<Function> functions{{"setErrorClass", setErrorClass}};
  for (auto& list : {callFunctions(), arrayFunctions(), tapeFunctions(), engineFunctions()})
    functions.insert(functions.end(), list.begin(), list.end());
  for (auto [name, callback] : functions) {
    napi_value function;
    napi_create_function(env, name, NAPI_AUTO_LENGTH, callback, nullptr, &function);
    napi_set_named_property(env, exports, name, function);
  }
  return exports;
}

}  // namespace gluonlab::binding

NAPI_MODULE_INIT() { return gluonlab::binding::initialize(env, exports); }
