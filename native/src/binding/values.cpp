// Values across the border: errors, texts, attributes, lists of handles.
#include <cmath>

#include "binding/environment.h"

namespace gluonlab::binding {

Environment& Environment::of(napi_env env) {
  void* data = nullptr;
  napi_get_instance_data(env, &data);
  return *static_cast<Environment*>(data);
}

template <size_t N>
std::string Args<N>::text(size_t i) const {
  size_t length = 0;
  if (napi_get_value_string_utf8(env_, values[i], nullptr, 0, &length) != napi_ok) return {};
  std::string out(length, '\0');
  napi_get_value_string_utf8(env_, values[i], out.data(), length + 1, &length);
  return out;
}
template struct Args<1>;
template struct Args<2>;
template struct Args<3>;
template struct Args<4>;
template struct Args<5>;

napi_value toJs(napi_env env, int32_t value) {
  napi_value out;
  napi_create_int32(env, value, &out);
  return out;
}
napi_value toJs(napi_env env, double value) {
  napi_value out;
  napi_create_double(env, value, &out);
  return out;
}
napi_value toJs(napi_env env, const std::string& value) {
  napi_value out;
  napi_create_string_utf8(env, value.data(), value.size(), &out);
  return out;
}

void throwToJs(napi_env env, const std::exception& error) {
  bool pending = false;
  napi_is_exception_pending(env, &pending);
  if (pending) return;  // a JavaScript callback threw: its own exception goes on
  const auto* known = dynamic_cast<const Error*>(&error);
  ErrorCode code = known                                         ? known->code()
                   : dynamic_cast<const std::bad_alloc*>(&error) ? ErrorCode::memory
                                                                 : ErrorCode::internal;
  napi_value args[3] = {toJs(env, std::string(error.what())), toJs(env, std::string(errorCodeName(code))),
                        toJs(env, known ? known->op() : std::string())};
  napi_value constructor = nullptr, instance = nullptr;
  Environment& environment = Environment::of(env);
  if (environment.errorClass) napi_get_reference_value(env, environment.errorClass, &constructor);
  if (constructor && napi_new_instance(env, constructor, 3, args, &instance) == napi_ok) {
    napi_throw(env, instance);
  } else {
    napi_throw_error(env, errorCodeName(code), error.what());
  }
}

napi_value handlesToJs(Environment& environment, TensorList&& tensors, size_t count) {
  int32_t first = count == 0 ? 0 : environment.add(std::move(tensors[0]));
  environment.io[0] = int32_t(count);
  if (count > 1) {
    check(count < size_t(kIoSlots), ErrorCode::value, "an operator gave ", count, " results, at most ", kIoSlots - 1);
    environment.io[1] = first;
    for (size_t i = 1; i < count; ++i) environment.io[i + 1] = environment.add(std::move(tensors[i]));
  }
  return toJs(environment.env, first);
}

TensorList tensorsFromIo(const Environment& environment, size_t from, size_t count) {
  check(from + count <= size_t(kIoSlots), ErrorCode::value, "a call has ", from + count, " arrays, at most ", kIoSlots);
  TensorList out;
  for (size_t i = 0; i < count; ++i) {
    int32_t handle = environment.io[from + i];
    out.push_back(handle == 0 ? Tensor() : environment.get(handle));
  }
  return out;
}

Shape shapeFromDims(const Environment& environment, int32_t ndim) {
  Shape shape;
  for (int32_t i = 0; i < ndim; ++i) {
    double d = environment.dims[i];
    check(d >= 0 && std::floor(d) == d && d < 9e15, ErrorCode::shape, "extent ", i, " of the shape is ", d,
          ", allowed are whole numbers from 0");
    shape.push_back(int64_t(d));
  }
  return shape;
}

namespace {

AttrValue attrFromJs(napi_env env, napi_value value);

std::vector<double> numbersFromJs(napi_env env, napi_value list) {
  uint32_t length = 0;
  napi_get_array_length(env, list, &length);
  std::vector<double> out(length);
  for (uint32_t i = 0; i < length; ++i) {
    napi_value item;
    napi_get_element(env, list, i, &item);
    AttrValue one = attrFromJs(env, item);
    if (const auto* d = std::get_if<double>(&one)) {
      out[i] = *d;
    } else if (const auto* b = std::get_if<bool>(&one)) {
      out[i] = *b;
    } else {
      check(std::holds_alternative<std::monostate>(one), ErrorCode::value, "a list holds ", attrText(one),
            ", expected numbers or null");
      out[i] = NAN;  // None
    }
  }
  return out;
}

AttrValue attrFromJs(napi_env env, napi_value value) {
  napi_valuetype type;
  napi_typeof(env, value, &type);
  switch (type) {
    case napi_boolean: {
      bool b;
      napi_get_value_bool(env, value, &b);
      return b;
    }
    case napi_number: {
      double d;
      napi_get_value_double(env, value, &d);
      return d;
    }
    case napi_bigint: {
      int64_t i;
      bool lossless;
      napi_get_value_bigint_int64(env, value, &i, &lossless);
      return i;
    }
    case napi_string: {
      size_t length;
      napi_get_value_string_utf8(env, value, nullptr, 0, &length);
      std::string text(length, '\0');
      napi_get_value_string_utf8(env, value, text.data(), length + 1, &length);
      return text;
    }
    case napi_undefined:
    case napi_null:
      return std::monostate{};
    default: {
      bool isArray = false;
      napi_is_array(env, value, &isArray);
      check(isArray, ErrorCode::value,
            "a parameter is an object, allowed are numbers, booleans, texts, null and lists of numbers");
      return numbersFromJs(env, value);
    }
  }
}

}  // namespace

NamedAttrs attrsFromJs(napi_env env, napi_value names, napi_value values) {
  NamedAttrs out;
  uint32_t length = 0;
  napi_get_array_length(env, names, &length);
  for (uint32_t i = 0; i < length; ++i) {
    napi_value name, value;
    napi_get_element(env, names, i, &name);
    napi_get_element(env, values, i, &value);
    out.emplace_back(std::get<std::string>(attrFromJs(env, name)), attrFromJs(env, value));
  }
  return out;
}

}  // namespace gluonlab::binding
