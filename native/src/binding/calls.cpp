// Running operators from JavaScript. Hot calls have a fixed number of integer arguments; the rest go through the io
// buffer.
#include "binding/environment.h"

namespace gluonlab::binding {

namespace {

size_t visibleCount(const OpDef& op, const Attrs& attrs, size_t all) {
  return op.visibleOutputsFn ? std::min(op.visibleOutputsFn(attrs), all) : all;
}

napi_value run(Environment& environment, const OpDef& op, const AttrsRef& attrs, TensorList inputs,
               const TensorList& outputs = {}) {
  TensorList results = invoke(op, attrs, std::move(inputs), outputs);
  size_t count = visibleCount(op, *attrs, results.size());
  return handlesToJs(environment, std::move(results), count);
}

const BoundOp& boundAt(const Environment& environment, int32_t index) {
  check(index >= 0 && size_t(index) < environment.bound.size(), ErrorCode::internal, "no bound operator ", index);
  return environment.bound[size_t(index)];
}

const OpDef& opAt(int32_t id) {
  check(id >= 0 && size_t(id) < opTable().size(), ErrorCode::internal, "no operator ", id);
  return opTable().at(id);
}

// bind(opId: number, names: string[], values: unknown[]): number
napi_value bind(napi_env env, napi_callback_info info) {
  return guarded(env, [&](Environment& environment) {
    Args<3> args(env, info);
    const OpDef& op = opAt(args.integer(0));
    environment.bound.push_back({&op, op.parse(attrsFromJs(env, args.values[1], args.values[2]))});
    return toJs(env, int32_t(environment.bound.size() - 1));
  });
}

// call1(bound, a), call2(bound, a, b), call3(bound, a, b, c): number
template <size_t N>
napi_value call(napi_env env, napi_callback_info info) {
  return guarded(env, [&](Environment& environment) {
    Args<N + 1> args(env, info);
    const BoundOp& op = boundAt(environment, args.integer(0));
    TensorList inputs;
    for (size_t i = 1; i <= N; ++i) inputs.push_back(environment.get(args.integer(i)));
    return run(environment, *op.op, op.attrs, std::move(inputs));
  });
}

// callMany(bound, inputs: number, outputs: number): number   handles in io[0..]
napi_value callMany(napi_env env, napi_callback_info info) {
  return guarded(env, [&](Environment& environment) {
    Args<3> args(env, info);
    const BoundOp& op = boundAt(environment, args.integer(0));
    size_t inputs = size_t(args.integer(1)), outputs = size_t(args.integer(2));
    return run(environment, *op.op, op.attrs, tensorsFromIo(environment, 0, inputs),
               tensorsFromIo(environment, inputs, outputs));
  });
}

// callWith(opId, inputs, outputs, names, values): number   like callMany, attributes parsed now
napi_value callWith(napi_env env, napi_callback_info info) {
  return guarded(env, [&](Environment& environment) {
    Args<5> args(env, info);
    const OpDef& op = opAt(args.integer(0));
    size_t inputs = size_t(args.integer(1)), outputs = size_t(args.integer(2));
    AttrsRef attrs = op.parse(attrsFromJs(env, args.values[3], args.values[4]));
    return run(environment, op, attrs, tensorsFromIo(environment, 0, inputs),
               tensorsFromIo(environment, inputs, outputs));
  });
}

// callScalar(opId, a, scalar): number   operators whose first parameter is `scalar`
napi_value callScalar(napi_env env, napi_callback_info info) {
  return guarded(env, [&](Environment& environment) {
    Args<3> args(env, info);
    const OpDef& op = opAt(args.integer(0));
    check(op.defaults != nullptr && op.params[0].name == "scalar", ErrorCode::internal, op.name, " takes no scalar");
    std::vector<AttrValue> values = op.defaults->values();
    values[0] = args.number(2);
    return run(environment, op, std::make_shared<Attrs>(&op, std::move(values)), {environment.get(args.integer(1))});
  });
}

// describeOps(): string
napi_value describe(napi_env env, napi_callback_info) {
  return guarded(env, [&](Environment&) { return toJs(env, describeOps()); });
}

// findOp(name): number   -1: none
napi_value find(napi_env env, napi_callback_info info) {
  return guarded(env, [&](Environment&) {
    Args<1> args(env, info);
    const OpDef* op = opTable().find(args.text(0));
    return toJs(env, op ? int32_t(op->id) : int32_t(-1));
  });
}

}  // namespace

std::vector<Function> callFunctions() {
  return {{"bind", bind},         {"call1", call<1>},     {"call2", call<2>},         {"call3", call<3>},
          {"callMany", callMany}, {"callWith", callWith}, {"callScalar", callScalar}, {"describeOps", describe},
          {"findOp", find}};
}

}  // namespace gluonlab::binding
