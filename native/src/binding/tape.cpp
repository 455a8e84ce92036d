// Autograd from JavaScript.
#include "binding/environment.h"

namespace gluonlab::binding {

namespace {

// setRecording(on): boolean, setTraining(on): boolean   return the former value
template <bool (*Set)(bool)>
napi_value setFlag(napi_env env, napi_callback_info info) {
  return guarded(env, [&](Environment&) {
    Args<1> args(env, info);
    napi_value out;
    napi_get_boolean(env, Set(args.boolean(0)), &out);
    return out;
  });
}

template <bool (*Get)()>
napi_value getFlag(napi_env env, napi_callback_info) {
  napi_value out;
  napi_get_boolean(env, Get(), &out);
  return out;
}

// attachGrad(handle, request: 0 null | 1 write | 2 add): number   handle of the gradient, 0 when forgotten
napi_value attach(napi_env env, napi_callback_info info) {
  return guarded(env, [&](Environment& environment) {
    Args<2> args(env, info);
    Tensor x = environment.get(args.integer(0));
    attachGrad(x, GradReq(args.integer(1)));
    Tensor grad = gradOf(x);
    return toJs(env, grad.defined() ? environment.add(grad) : int32_t(0));
  });
}

// takeFreshGrad(handle): boolean   true once after each backward pass that wrote the gradient
napi_value takeFresh(napi_env env, napi_callback_info info) {
  return guarded(env, [&](Environment& environment) {
    Args<1> args(env, info);
    napi_value out;
    napi_get_boolean(env, takeFreshGrad(environment.get(args.integer(0))), &out);
    return out;
  });
}

BackwardOptions optionsFrom(int32_t flags) { return {bool(flags & 1), bool(flags & 2), bool(flags & 4)}; }

// backward(heads: number, headGrads: number, flags): void   handles in io[0..]; flags 1 retain, 2 train, 4 create graph
napi_value runBackward(napi_env env, napi_callback_info info) {
  return guarded(env, [&](Environment& environment) -> napi_value {
    Args<3> args(env, info);
    size_t heads = size_t(args.integer(0)), grads = size_t(args.integer(1));
    backward(tensorsFromIo(environment, 0, heads), tensorsFromIo(environment, heads, grads),
             optionsFrom(args.integer(2)));
    return nullptr;
  });
}

// gradients(heads, variables, headGrads, flags): number   handles in io[0..], results as a call's
napi_value runGradients(napi_env env, napi_callback_info info) {
  return guarded(env, [&](Environment& environment) {
    Args<4> args(env, info);
    size_t heads = size_t(args.integer(0)), variables = size_t(args.integer(1)), grads = size_t(args.integer(2));
    TensorList results = gradients(tensorsFromIo(environment, 0, heads), tensorsFromIo(environment, heads, variables),
                                   tensorsFromIo(environment, heads + variables, grads), optionsFrom(args.integer(3)));
    size_t count = results.size();
    return handlesToJs(environment, std::move(results), count);
  });
}

// A JavaScript function owned by a tape node. The node may die on any thread; the reference is deleted by its own.
struct Callback {
  Environment* environment;
  napi_ref ref;
  Callback(Environment* environment, napi_ref ref) : environment(environment), ref(ref) {}
  Callback(const Callback&) = delete;
  ~Callback() {
    std::lock_guard lock(environment->deadMutex);
    environment->deadCallbacks.push_back(ref);
  }
};

TensorList callJs(const Callback& callback, const TensorList& headGrads, size_t inputs) {
  Environment& environment = *callback.environment;
  napi_env env = environment.env;
  napi_handle_scope scope;
  napi_open_handle_scope(env, &scope);
  napi_value function, global, result, list;
  napi_get_reference_value(env, callback.ref, &function);
  napi_get_global(env, &global);
  napi_create_array(env, &list);
  for (size_t i = 0; i < headGrads.size(); ++i)
    napi_set_element(env, list, uint32_t(i), toJs(env, environment.add(headGrads[i])));
  napi_status status = napi_call_function(env, global, function, 1, &list, &result);
  TensorList out;
  if (status == napi_ok) {
    for (size_t i = 0; i < inputs; ++i) {
      napi_value item;
      int32_t handle = 0;
      napi_get_element(env, result, uint32_t(i), &item);
      napi_get_value_int32(env, item, &handle);
      out.push_back(handle == 0 ? Tensor() : environment.get(handle));
    }
  }
  napi_close_handle_scope(env, scope);
  check(status == napi_ok, ErrorCode::autograd, "Function: backward threw");
  return out;
}

// recordCustom(inputs: number, outputs: number, backward: (handles: number[]) => number[]): void   handles in io[0..]
napi_value recordFunction(napi_env env, napi_callback_info info) {
  return guarded(env, [&](Environment& environment) -> napi_value {
    Args<3> args(env, info);
    size_t inputs = size_t(args.integer(0)), outputs = size_t(args.integer(1));
    napi_ref ref;
    napi_create_reference(env, args.values[2], 1, &ref);
    auto callback = std::make_shared<Callback>(&environment, ref);
    recordCustom(tensorsFromIo(environment, 0, inputs), tensorsFromIo(environment, inputs, outputs),
                 [callback, inputs](const TensorList& headGrads) { return callJs(*callback, headGrads, inputs); });
    return nullptr;
  });
}

}  // namespace

std::vector<Function> tapeFunctions() {
  return {{"setRecording", setFlag<setRecording>},
          {"setTraining", setFlag<setTraining>},
          {"isRecording", getFlag<isRecording>},
          {"isTraining", getFlag<isTraining>},
          {"attachGrad", attach},
          {"backward", runBackward},
          {"gradients", runGradients},
          {"recordCustom", recordFunction},
          {"takeFreshGrad", takeFresh}};
}

}  // namespace gluonlab::binding
