// Arrays in and out: creation from typed arrays, reading, metadata, life and death.
#include <cstring>

#include "binding/environment.h"

namespace gluonlab::binding {

namespace {

struct Bytes {
  void* data = nullptr;
  size_t size = 0;
};

Bytes bytesOf(napi_env env, napi_value typedArray) {
  napi_typedarray_type type;
  size_t length = 0, offset = 0;
  void* data = nullptr;
  napi_value buffer;
  check(napi_get_typedarray_info(env, typedArray, &type, &length, &data, &buffer, &offset) == napi_ok, ErrorCode::value,
        "expected a typed array");
  size_t width = type == napi_int8_array || type == napi_uint8_array || type == napi_uint8_clamped_array ? 1
                 : type == napi_int16_array || type == napi_uint16_array                                 ? 2
                 : type == napi_int32_array || type == napi_uint32_array || type == napi_float32_array   ? 4
                                                                                                         : 8;
  return {data, length * width};
}

// create(data: TypedArray, dtype: number, ndim: number): number   shape in dims[0..ndim)
napi_value create(napi_env env, napi_callback_info info) {
  return guarded(env, [&](Environment& environment) {
    Args<3> args(env, info);
    auto dtype = DType(args.integer(1));
    Shape shape = shapeFromDims(environment, args.integer(2));
    Bytes bytes = bytesOf(env, args.values[0]);
    check(bytes.size == size_t(sizeOf(shape)) * itemSize(dtype), ErrorCode::shape, "shape ", shape, " of ",
          dtypeName(dtype), " takes ", size_t(sizeOf(shape)) * itemSize(dtype), " bytes, the data has ", bytes.size);
    Tensor x = Tensor::empty(shape, dtype);
    if (dtype == DType::boolean) {
      for (size_t i = 0; i < bytes.size; ++i) x.data<uint8_t>()[i] = static_cast<const uint8_t*>(bytes.data)[i] != 0;
    } else if (bytes.size) {
      std::memcpy(x.raw(), bytes.data, bytes.size);
    }
    return toJs(env, environment.add(std::move(x)));
  });
}

// empty(dtype: number, ndim: number): number
napi_value empty(napi_env env, napi_callback_info info) {
  return guarded(env, [&](Environment& environment) {
    Args<2> args(env, info);
    return toJs(env,
                environment.add(Tensor::empty(shapeFromDims(environment, args.integer(1)), DType(args.integer(0)))));
  });
}

// read(handle, into: TypedArray): void   waits; elements in row-major order
napi_value read(napi_env env, napi_callback_info info) {
  return guarded(env, [&](Environment& environment) -> napi_value {
    Args<2> args(env, info);
    Tensor x = environment.get(args.integer(0));
    if (!x.isContiguous()) {
      RecordScope scope(false, isTraining());
      x = contiguous(x);
    }
    x.wait();
    // After the wait: it may have taken long, and only now is the destination looked at.
    Bytes bytes = bytesOf(env, args.values[1]);
    check(bytes.size == x.bytes(), ErrorCode::value, "read: the array has ", x.bytes(), " bytes, the destination ",
          bytes.size);
    if (bytes.size) std::memcpy(bytes.data, x.raw(), bytes.size);
    return nullptr;
  });
}

// item(handle): number   the only element, as a number
napi_value item(napi_env env, napi_callback_info info) {
  return guarded(env, [&](Environment& environment) {
    Args<1> args(env, info);
    const Tensor& x = environment.get(args.integer(0));
    check(x.size() == 1, ErrorCode::value, "item: the array of shape ", x.shape(), " has ", x.size(),
          " elements, expected 1");
    x.wait();
    double value = dispatch(x.dtype(), [&]<class T>() { return double(static_cast<Compute<T>>(*x.data<T>())); });
    return toJs(env, value);
  });
}

// info(handle): number   ndim | dtype << 8; shape in dims[0..ndim)
napi_value info(napi_env env, napi_callback_info callbackInfo) {
  return guarded(env, [&](Environment& environment) {
    Args<1> args(env, callbackInfo);
    const Tensor& x = environment.get(args.integer(0));
    check(x.ndim() <= kMaxDims, ErrorCode::shape, "an array has ", x.ndim(), " axes, at most ", kMaxDims);
    for (int64_t i = 0; i < x.ndim(); ++i) environment.dims[i] = double(x.shape()[size_t(i)]);
    return toJs(env, int32_t(x.ndim()) | int32_t(x.dtype()) << 8);
  });
}

// release(handle): void
napi_value release(napi_env env, napi_callback_info callbackInfo) {
  return guarded(env, [&](Environment& environment) -> napi_value {
    Args<1> args(env, callbackInfo);
    environment.release(args.integer(0));
    return nullptr;
  });
}

// alias(handle): number   the same memory without history
napi_value alias(napi_env env, napi_callback_info callbackInfo) {
  return guarded(env, [&](Environment& environment) {
    Args<1> args(env, callbackInfo);
    return toJs(env, environment.add(environment.get(args.integer(0)).detach()));
  });
}

// watchToken(token: object): void
napi_value watchToken(napi_env env, napi_callback_info callbackInfo) {
  return guarded(env, [&](Environment& environment) -> napi_value {
    Args<1> args(env, callbackInfo);
    environment.watchToken(args.values[0]);
    return nullptr;
  });
}

// watchBig(wrapper: object, handle): void
napi_value watchBig(napi_env env, napi_callback_info callbackInfo) {
  return guarded(env, [&](Environment& environment) -> napi_value {
    Args<2> args(env, callbackInfo);
    environment.watchBig(args.values[0], args.integer(1));
    return nullptr;
  });
}

// sweep(): void
napi_value sweep(napi_env env, napi_callback_info) {
  return guarded(env, [&](Environment& environment) -> napi_value {
    environment.sweep(true);
    return nullptr;
  });
}

// setCollector(collect: (everything: boolean) => void): void
napi_value setCollector(napi_env env, napi_callback_info callbackInfo) {
  return guarded(env, [&](Environment& environment) -> napi_value {
    Args<1> args(env, callbackInfo);
    napi_create_reference(env, args.values[0], 1, &environment.collector);
    return nullptr;
  });
}

}  // namespace

std::vector<Function> arrayFunctions() {
  return {{"create", create},
          {"empty", empty},
          {"read", read},
          {"item", item},
          {"info", info},
          {"release", release},
          {"alias", alias},
          {"watchToken", watchToken},
          {"watchBig", watchBig},
          {"sweep", sweep},
          {"setCollector", setCollector}};
}

}  // namespace gluonlab::binding
