// Activations without parameters, Activation, and the fused backward operators that their gradients call.
#include "ops/pointwise_op.h"

namespace gluonlab {

namespace {

Tensor fused(const char* op, const Tensor& dy, const Tensor& y) { return invoke(op, {dy, y}); }

/// dy times the derivative, as one operator: inputs (head gradient, output or input).
template <class F>
OpDef& backwardOp(OpTable& table, const char* name, const char* doc, const char* second) {
  return pointwiseOp<F>(table, name, doc)
      .inputs({"head", second})
      .infer(inferSameShapes)
      .samples(pairSamples(-2, 2, -0.9, 0.9));
}

void defineBackward(OpTable& table) {
  backwardOp<formula::ReluGradient>(table, "_backward_relu", "head where relu's output is positive, else 0.", "output")
      .gradient(
          [](Grad& g) {
            if (g.needs(0)) g.set(0, fused("_backward_relu", g.dy(), g.in(1)));
            if (g.needs(1)) g.set(1, zeros(g.inInfo(1).shape, g.inInfo(1).dtype));
          },
          saves({1}));
  backwardOp<formula::SigmoidGradient>(table, "_backward_sigmoid", "head * y * (1 - y).", "output")
      .gradient(
          [](Grad& g) {
            if (g.needs(0)) g.set(0, fused("_backward_sigmoid", g.dy(), g.in(1)));
            if (g.needs(1)) g.set(1, g.dy() * g.in(0) * (1 - g.in(1) * 2));
          },
          saves({0, 1}));
  backwardOp<formula::TanhGradient>(table, "_backward_tanh", "head * (1 - y * y).", "output")
      .gradient(
          [](Grad& g) {
            if (g.needs(0)) g.set(0, fused("_backward_tanh", g.dy(), g.in(1)));
            if (g.needs(1)) g.set(1, g.dy() * g.in(0) * (g.in(1) * -2));
          },
          saves({0, 1}));
  backwardOp<formula::SoftsignGradient>(table, "_backward_softsign", "head / (1 + |x|)^2.", "data")
      .gradient(
          [](Grad& g) {
            if (g.needs(0)) g.set(0, fused("_backward_softsign", g.dy(), g.in(1)));
            if (g.needs(1)) {
              Tensor base = apply("abs", g.in(1)) + 1;
              g.set(1, g.dy() * g.in(0) * (apply("sign", g.in(1)) * -2 / (base * base * base)));
            }
          },
          saves({0, 1}));
}

void reluGradient(Grad& g) { g.set(0, fused("_backward_relu", g.dy(), g.out(0))); }
void sigmoidGradient(Grad& g) { g.set(0, fused("_backward_sigmoid", g.dy(), g.out(0))); }
void tanhGradient(Grad& g) { g.set(0, fused("_backward_tanh", g.dy(), g.out(0))); }
void softreluGradient(Grad& g) { g.set(0, g.dy() * apply("sigmoid", g.in(0))); }
void softsignGradient(Grad& g) { g.set(0, fused("_backward_softsign", g.dy(), g.in(0))); }

enum class Kind { relu, sigmoid, tanh, softrelu, softsign };

Kind kindOf(const Attrs& attrs) {
  const std::string& type = attrs.get<std::string>("act_type");
  if (type == "relu") return Kind::relu;
  if (type == "sigmoid") return Kind::sigmoid;
  if (type == "tanh") return Kind::tanh;
  return type == "softrelu" ? Kind::softrelu : Kind::softsign;
}

bool activation(Call& call) {
  switch (kindOf(call.attrs())) {
    case Kind::relu:
      return pointwise<formula::Relu>(call);
    case Kind::sigmoid:
      return pointwise<formula::Sigmoid>(call);
    case Kind::tanh:
      return pointwise<formula::Tanh>(call);
    case Kind::softrelu:
      return pointwise<formula::Softrelu>(call);
    case Kind::softsign:
      return pointwise<formula::Softsign>(call);
  }
  return false;
}

bool activationFast(Call& call) {
  switch (kindOf(call.attrs())) {
    case Kind::relu:
      return pointwiseSimd<formula::Relu>(call);
    case Kind::sigmoid:
      return pointwiseSimd<formula::Sigmoid>(call);
    case Kind::tanh:
      return pointwiseSimd<formula::Tanh>(call);
    case Kind::softrelu:
      return pointwiseSimd<formula::Softrelu>(call);
    case Kind::softsign:
      return pointwiseSimd<formula::Softsign>(call);
  }
  return false;
}

// From the output alone, so that the input need not be kept: softrelu' = 1 - e^-y, softsign' = (1 - |y|)^2.
void activationGradient(Grad& g) {
  switch (kindOf(g.attrs())) {
    case Kind::relu:
      return reluGradient(g);
    case Kind::sigmoid:
      return sigmoidGradient(g);
    case Kind::tanh:
      return tanhGradient(g);
    case Kind::softrelu:
      return g.set(0, -(g.dy() * apply("expm1", -g.out(0))));
    case Kind::softsign:
      return g.set(0, g.dy() * apply("square", 1 - apply("abs", g.out(0))));
  }
}

std::vector<Sample> activationSamples() {
  std::vector<Sample> samples;
  for (const char* type : {"relu", "sigmoid", "tanh", "softrelu", "softsign"})
    for (const Sample& s : samplesOver(-3, 3, {{"act_type", std::string(type)}})) samples.push_back(s);
  return samples;
}

const OpFamily family([](OpTable& table) {
  unaryOp<formula::Relu>(table, "relu", "max(x, 0).")
      .alias({"_sparse_relu"})
      .gradient(reluGradient, saves({}, {0}))
      .method()
      .samples(samplesOver(-2, 2));
  unaryOp<formula::Sigmoid>(table, "sigmoid", "1 / (1 + e^-x).")
      .alias({"_sparse_sigmoid"})
      .gradient(sigmoidGradient, saves({}, {0}))
      .method()
      .samples(samplesOver(-4, 4));
  unaryOp<formula::Tanh>(table, "tanh", "The hyperbolic tangent.")
      .alias({"_sparse_tanh"})
      .gradient(tanhGradient, saves({}, {0}))
      .method()
      .samples(samplesOver(-3, 3));
  unaryOp<formula::Softsign>(table, "softsign", "x / (1 + |x|).")
      .gradient(softsignGradient, saves({0}))
      .method()
      .samples(samplesOver(-3, 3));
  unaryOp<formula::Softrelu>(table, "_softrelu", "log(1 + e^x).")
      .gradient(softreluGradient, saves({0}))
      .samples(samplesOver(-3, 3));
  defineBackward(table);
  table.op("Activation")
      .alias({"_npx_activation"})
      .doc("The activation function named by act_type.")
      .required<std::string>("act_type", "which function; softrelu is log(1 + e^x)")
      .choices({"relu", "sigmoid", "tanh", "softrelu", "softsign"})
      .inputs({"data"})
      .infer(sameAsInput)
      .strided()
      .inPlace()
      .gradient(activationGradient, saves({}, {0}))
      .kernel(Backend::reference, activation)
      .kernel(Backend::simd, activationFast)
      .samples(activationSamples())
      .refuses({{{{{{3}}}, {{"act_type", std::string("swish")}}}, "act_type is 'swish'"}});
});

}  // namespace
}  // namespace gluonlab
