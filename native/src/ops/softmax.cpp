// softmax, log_softmax, softmin and SoftmaxActivation, and the fused backward operators that their gradients call.
#include "kernels/softmax.h"

#include "gluonlab/invoke.h"
#include "kernels/convert.h"

namespace gluonlab {

namespace {

enum class Kind { soft, log, min };

Softmax taskFor(const Shape& shape, int64_t axis, double scale, bool isLog) {
  Softmax task;
  task.scale = scale;
  task.isLog = isLog;
  if (shape.empty()) return task;
  axis = normalizeAxis(axis, int64_t(shape.size()));
  task.n = shape[size_t(axis)];
  for (int64_t i = 0; i < axis; ++i) task.outer *= shape[size_t(i)];
  for (size_t i = size_t(axis) + 1; i < shape.size(); ++i) task.inner *= shape[i];
  return task;
}

double scaleOf(const Attrs& attrs, Kind kind) {
  return (kind == Kind::min ? -1.0 : 1.0) / attrs.getOr<double>("temperature", 1.0);
}

bool usesLength(const Attrs& attrs) { return attrs.getOr<bool>("use_length", false); }

void inferSoftmax(Inference& inference) {
  const Attrs& attrs = inference.attrs;
  const Shape& shape = inference.shape(0);
  check(isFloating(inference.dtype(0)), ErrorCode::dtype, "data has dtype ", dtypeName(inference.dtype(0)),
        ", allowed are float32, float64, float16, bfloat16");
  check(attrs.getOr<double>("temperature", 1.0) != 0, ErrorCode::value, "temperature is 0");
  int64_t axis = attrs.get<int64_t>("axis");
  if (!shape.empty() || (axis != 0 && axis != -1)) axis = normalizeAxis(axis, int64_t(shape.size()));
  if (usesLength(attrs)) {
    check(!isFloating(inference.dtype(1)), ErrorCode::dtype, "length has dtype ", dtypeName(inference.dtype(1)),
          ", expected an integer one");
    Shape expected = shape;
    if (!expected.empty()) expected.erase(size_t(axis));
    check(inference.shape(1) == expected, ErrorCode::shape, "length has shape ", inference.shape(1), ", expected ",
          expected, ": data's without axis ", axis);
  }
  DType dtype = attrs.isNone("dtype") ? inference.dtype(0) : dtypeFromName(attrs.get<std::string>("dtype"));
  inference.output(shape, dtype);
}

template <Kind kind, bool (*kernel)(const Softmax&, const Tensor&, const Tensor&)>
bool softmaxKernel(Call& call) {
  const Attrs& attrs = call.attrs();
  Softmax task = taskFor(call.in().shape(), attrs.get<int64_t>("axis"), scaleOf(attrs, kind), kind == Kind::log);
  std::vector<int64_t> lengths;
  if (usesLength(attrs)) {
    lengths = toIntegers(call.in(1));
    task.lengths = &lengths;
  }
  return kernel(task, call.in(), call.out());
}

/// dx for the fused backward operators: inputs head, output[, length].
TensorList backwardInputs(Grad& g) {
  TensorList inputs{g.dy(), g.out(0)};
  if (g.inputCount() > 1) inputs.push_back(g.in(1));
  return inputs;
}

template <Kind kind>
void softmaxGradient(Grad& g) {
  const char* name = kind == Kind::log ? "_backward_log_softmax" : "_backward_softmax";
  Tensor dx = invoke(name, backwardInputs(g),
                     {{"axis", g.attrs().get<int64_t>("axis")},
                      {"scale", scaleOf(g.attrs(), kind)},
                      {"use_length", g.inputCount() > 1}});
  g.set(0, cast(dx, g.inInfo(0).dtype));
  if (g.inputCount() > 1 && g.needs(1)) g.set(1, zeros(g.inInfo(1).shape, g.inInfo(1).dtype));
}

std::vector<Sample> softmaxSamples() {
  auto at = [](int64_t axis) { return NamedAttrs{{"axis", axis}}; };
  NamedAttrs lengths{{"axis", int64_t{1}}, {"use_length", true}};
  return {{{{{2, 3}}}, {}},
          {{{{4, 1, 5}}}, at(1)},
          {{{{3, 33}}}, {}},
          {{{{2, 7, 300}}}, at(1)},
          {{{{5, 64}}}, at(0)},
          {{{{0, 3}}}, {}},
          {{{{4}}}, at(0)},
          {{{{}}}, {}},
          {{{{2, 3, 4}}}, {{"axis", int64_t{-2}}, {"temperature", 2.5}}},
          {{{{3, 4}}}, {{"dtype", std::string("float64")}}},
          {{{{2, 5}}, {{2}, DType::int32, 1, 6}}, lengths},
          {{{{2, 4, 3}}, {{2, 3}, DType::int32, 1, 5}}, lengths}};
}

template <Kind kind>
void defineSoftmax(OpTable& table, const char* name, const char* alias, const char* doc) {
  OpDef& op = table.op(name)
                  .doc(doc)
                  .param<int64_t>("axis", -1, "axis that sums to one; negative counts from the end")
                  .optional<double>("temperature", "divides the data first; None: 1")
                  .optional<std::string>("dtype", "dtype of the result; None: data's")
                  .choices({"float16", "float32", "float64"})
                  .optional<bool>("use_length", "take a second input: how many positions of each line take part")
                  .inputs({"data", "length"})
                  .inputCount([](const Attrs& attrs) -> size_t { return usesLength(attrs) ? 2 : 1; })
                  .infer(inferSoftmax)
                  .inPlace()
                  .gradient(softmaxGradient<kind>, saves({1}, {0}))
                  .kernel(Backend::reference, softmaxKernel<kind, softmaxReference>)
                  .kernel(Backend::simd, softmaxKernel<kind, softmaxSimd>)
                  .method()
                  .samples(softmaxSamples())
                  .refuses({{{{{{2, 3}}}, {{"axis", int64_t{7}}}}, "axis 7 is outside [-2, 2)"},
                            {{{{{2, 5}}, {{2}}}, {{"use_length", true}}}, "length has dtype float32"}});
  if (*alias) op.alias({alias});
}

template <bool isLog, bool (*kernel)(const Softmax&, const Tensor&, const Tensor&, const Tensor&)>
bool backwardKernel(Call& call) {
  const Attrs& attrs = call.attrs();
  Softmax task = taskFor(call.out().shape(), attrs.get<int64_t>("axis"), attrs.get<double>("scale"), isLog);
  std::vector<int64_t> lengths;
  if (call.inputs.size() > 2) {
    lengths = toIntegers(call.in(2));
    task.lengths = &lengths;
  }
  return kernel(task, call.in(0), call.in(1), call.out());
}

Tensor sumAlong(const Tensor& x, int64_t axis) {
  return x.ndim() == 0 ? x : invoke("sum", {x}, {{"axis", Dims{axis}}, {"keepdims", true}});
}

/// 1 at the positions that take part, else 0.
Tensor partMask(const Tensor& y, const Tensor& length, int64_t axis) {
  size_t along = size_t(normalizeAxis(axis, y.ndim()));
  Shape line(y.shape().size(), 1), kept = y.shape();
  line[along] = y.shape()[along];
  kept[along] = 1;
  NamedAttrs range{{"start", 0.0}, {"stop", double(line[along])}, {"dtype", std::string(dtypeName(y.dtype()))}};
  Tensor positions = reshape(invoke("_arange", {}, range), line);
  return invoke("broadcast_lesser", {positions, reshape(cast(length, y.dtype()), kept)});
}

// The Jacobian of softmax is symmetric, so the gradient with respect to head is the operator itself.
void softmaxSecond(Grad& g) {
  int64_t axis = g.attrs().get<int64_t>("axis");
  double scale = g.attrs().get<double>("scale");
  Tensor head = g.in(0), y = g.in(1);
  if (g.needs(0)) {
    TensorList inputs{g.dy(), y};
    if (g.inputCount() > 2) inputs.push_back(g.in(2));
    g.set(0,
          invoke("_backward_softmax", inputs, {{"axis", axis}, {"scale", scale}, {"use_length", inputs.size() > 2}}));
  }
  if (g.needs(1)) g.set(1, (g.dy() * (head - sumAlong(head * y, axis)) - head * sumAlong(g.dy() * y, axis)) * scale);
}
void logSoftmaxSecond(Grad& g) {
  int64_t axis = g.attrs().get<int64_t>("axis");
  double scale = g.attrs().get<double>("scale");
  Tensor head = g.in(0), p = invoke("exp", {g.in(1)}), upper = g.dy(), part;
  if (g.inputCount() > 2) {
    part = partMask(g.in(1), g.in(2), axis);
    head = head * part;
    upper = upper * part;
  }
  if (g.needs(0)) {
    Tensor gradient = (upper - sumAlong(p * upper, axis)) * scale;
    g.set(0, part.defined() ? gradient * part : gradient);
  }
  if (g.needs(1)) g.set(1, upper * p * sumAlong(head, axis) * -scale);
}

void defineBackward(OpTable& table) {
  auto shared = [](OpDef& op) -> OpDef& {
    return op.param<int64_t>("axis", -1, "axis that sums to one")
        .param<double>("scale", 1.0, "factor of the data")
        .param<bool>("use_length", false, "take a third input: how many positions of each line take part")
        .inputs({"head", "output", "length"})
        .inputCount([](const Attrs& attrs) -> size_t { return usesLength(attrs) ? 3 : 2; })
        .samples({{{{{2, 3}}, {{2, 3}, DType::float32, -2, 0}}, {}},
                  {{{{2, 5, 3}}, {{2, 5, 3}, DType::float32, -2, 0}}, {{"axis", int64_t{1}}, {"scale", -0.5}}},
                  {{{{3, 33}}, {{3, 33}, DType::float32, -2, 0}}, {}}});
  };
  auto infer = [](Inference& inference) { inference.output(inference.shape(1), inference.dtype(1)); };
  shared(table.op("_backward_softmax").doc("scale * y * (head - sum(head * y))."))
      .infer(infer)
      .gradient(softmaxSecond, saves({0, 1, 2}))
      .kernel(Backend::reference, backwardKernel<false, softmaxBackwardReference>)
      .kernel(Backend::simd, backwardKernel<false, softmaxBackwardSimd>);
  shared(table.op("_backward_log_softmax").doc("scale * (head - exp(y) * sum(head))."))
      .infer(infer)
      .gradient(logSoftmaxSecond, saves({0, 1, 2}))
      .kernel(Backend::reference, backwardKernel<true, softmaxBackwardReference>)
      .kernel(Backend::simd, backwardKernel<true, softmaxBackwardSimd>);
}

bool isChannelMode(const Attrs& attrs) { return attrs.get<std::string>("mode") == "channel"; }

/// Channel mode: (batch, channels, the rest). Instance mode: the last axis, as MXNet computes it, whatever its name
/// promises.
Softmax activationTask(const Attrs& attrs, const Shape& shape) {
  return taskFor(shape, isChannelMode(attrs) ? 1 : -1, 1, false);
}

template <bool (*kernel)(const Softmax&, const Tensor&, const Tensor&)>
bool activationKernel(Call& call) {
  return kernel(activationTask(call.attrs(), call.in().shape()), call.in(), call.out());
}

void defineSoftmaxActivation(OpTable& table) {
  table.op("SoftmaxActivation")
      .doc("softmax over axis 1 (mode channel) or over the last axis (mode instance).")
      .param<std::string>("mode", "instance", "which elements sum to one")
      .choices({"instance", "channel"})
      .inputs({"data"})
      .infer([](Inference& inference) {
        size_t least = isChannelMode(inference.attrs) ? 3 : 1;
        check(inference.shape(0).size() >= least, ErrorCode::shape, "data has shape ", inference.shape(0),
              ", expected at least ", least, " axes");
        check(isFloating(inference.dtype(0)), ErrorCode::dtype, "data has dtype ", dtypeName(inference.dtype(0)),
              ", allowed are float32, float64, float16, bfloat16");
        inference.output(inference.shape(0), inference.dtype(0));
      })
      .inPlace()
      .gradient(
          [](Grad& g) {
            int64_t axis = isChannelMode(g.attrs()) ? 1 : -1;
            g.set(0, invoke("_backward_softmax", {g.dy(), g.out(0)}, {{"axis", axis}}));
          },
          saves({}, {0}))
      .kernel(Backend::reference, activationKernel<softmaxReference>)
      .kernel(Backend::simd, activationKernel<softmaxSimd>)
      .samples({{{{{2, 3, 2, 2}}}, {}}, {{{{2, 3, 2, 2}}}, {{"mode", std::string("channel")}}}, {{{{3, 33}}}, {}}})
      .refuses({{{{{{3}}}, {{"mode", std::string("channel")}}}, "expected at least 3 axes"}});
}

const OpFamily family([](OpTable& table) {
  defineSoftmax<Kind::soft>(table, "softmax", "_npx_softmax", "exp(x - max x) / sum, along one axis.");
  defineSoftmax<Kind::log>(table, "log_softmax", "_npx_log_softmax",
                           "The logarithm of softmax, computed without overflow.");
  defineSoftmax<Kind::min>(table, "softmin", "", "softmax of -data.");
  defineBackward(table);
  defineSoftmaxActivation(table);
});

}  // namespace
}  // namespace gluonlab
