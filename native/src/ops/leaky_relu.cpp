// LeakyReLU and its kin: functions that keep positive elements and shrink the others, by a fixed, learned or random
// slope.
#include "gluonlab/random.h"
#include "kernels/packed.h"
#include "ops/pointwise_op.h"

namespace gluonlab {

namespace {

enum class Kind { leaky, prelu, elu, selu, gelu, rrelu };

Kind kindOf(const Attrs& attrs) {
  const std::string& type = attrs.get<std::string>("act_type");
  if (type == "leaky") return Kind::leaky;
  if (type == "prelu") return Kind::prelu;
  if (type == "elu") return Kind::elu;
  if (type == "selu") return Kind::selu;
  return type == "gelu" ? Kind::gelu : Kind::rrelu;
}

double slopeOf(const Attrs& attrs) { return attrs.get<double>("slope"); }

/// The shape in which gamma meets data: its elements along axis 1 (axis 0 of a vector).
Shape gammaShape(const Shape& gamma, const Shape& data) {
  Shape seen(data.size(), 1);
  if (!data.empty() && !gamma.empty()) seen[data.size() > 1 ? 1 : 0] = gamma[0];
  return seen;
}

void inferLeakyRelu(Inference& inference) {
  Kind kind = kindOf(inference.attrs);
  check(isFloating(inference.dtype(0)), ErrorCode::dtype, "data has dtype ", dtypeName(inference.dtype(0)),
        ", allowed are float32, float64, float16, bfloat16");
  if (kind == Kind::rrelu) {
    inference.output(inference.shape(0), inference.dtype(0));
    inference.output(inference.shape(0), inference.dtype(0));
    return;
  }
  if (kind == Kind::prelu) {
    const Shape &data = inference.shape(0), &gamma = inference.shape(1);
    int64_t channels = data.empty() ? 1 : data[data.size() > 1 ? 1 : 0];
    check(gamma.size() <= 1 && (sizeOf(gamma) == 1 || gamma[0] == channels), ErrorCode::shape, "gamma has shape ",
          gamma, ", expected (1,) or (", channels, ",): data has shape ", data);
    check(inference.dtype(1) == inference.dtype(0), ErrorCode::dtype, "gamma has dtype ", dtypeName(inference.dtype(1)),
          ", expected ", dtypeName(inference.dtype(0)), " as data has");
  }
  sameAsInput(inference);
}

/// Random slopes in training, their mean otherwise; the mask keeps what each element was multiplied with.
bool randomLeaky(Call& call) {
  Tensor data = packed(call.in());
  double low = call.attrs().get<double>("lower_bound"), high = call.attrs().get<double>("upper_bound");
  dispatchFloating(data.dtype(), [&]<class T>() {
    const T* x = data.data<T>();
    T *y = call.out(0).data<T>(), *mask = call.out(1).data<T>();
    for (int64_t i = 0; i < data.size(); ++i) {
      double slope = (low + high) / 2;
      if (call.training) {
        uint32_t word = philox(call.random, uint64_t(i) / 4).words[i % 4];
        slope = low + (high - low) * uniform01(word);
      }
      auto v = static_cast<Compute<T>>(x[i]);
      auto factor = static_cast<Compute<T>>(v > 0 ? 1 : slope);
      mask[i] = T(factor);
      y[i] = T(v * factor);
    }
  });
  return true;
}

template <template <class> class Run>
bool leakyRelu(Call& call) {
  double slope[] = {slopeOf(call.attrs())};
  switch (kindOf(call.attrs())) {
    case Kind::leaky:
      return Run<formula::Leaky>::run(call.inputs, slope, call.out());
    case Kind::elu:
      return Run<formula::Elu>::run(call.inputs, slope, call.out());
    case Kind::selu:
      return Run<formula::Selu>::run(call.inputs, {}, call.out());
    case Kind::gelu:
      return Run<formula::Gelu>::run(call.inputs, {}, call.out());
    case Kind::prelu: {
      const Tensor& gamma = call.in(1);
      Shape seen = gammaShape(gamma.shape(), call.in().shape());
      Strides strides(seen.size(), gamma.ndim() ? gamma.strides()[0] : 0);
      TensorList inputs{call.in(0), gamma.view(seen, strides)};
      return Run<formula::Leaky>::run(inputs, {}, call.out());
    }
    case Kind::rrelu:
      return Run<formula::Leaky>::isReference && randomLeaky(call);
  }
  return false;
}

template <class F>
struct Reference {
  static constexpr bool isReference = true;
  static bool run(const TensorList& inputs, std::span<const double> numbers, const Tensor& y) {
    static const PointwiseLoops loops = referenceLoops<F>();
    return runPointwise(loops, inputs, numbers, y);
  }
};
template <class F>
struct Fast {
  static constexpr bool isReference = false;
  static bool run(const TensorList& inputs, std::span<const double> numbers, const Tensor& y) {
    static const PointwiseLoops loops = simdLoops<F>();
    return runPointwise(loops, inputs, numbers, y);
  }
};

void leakyReluGradient(Grad& g) {
  NamedAttrs slope{{"slope", slopeOf(g.attrs())}};
  switch (kindOf(g.attrs())) {
    case Kind::leaky:
      return g.set(0, invoke("_backward_leaky", {g.dy(), g.in(0)}, slope));
    case Kind::elu:
      return g.set(0, invoke("_backward_elu", {g.dy(), g.out(0)}, slope));
    case Kind::selu:
      return g.set(0, invoke("_backward_selu", {g.dy(), g.out(0)}));
    case Kind::gelu:
      return g.set(0, invoke("_backward_gelu", {g.dy(), g.in(0)}));
    case Kind::rrelu:
      return g.set(0, g.dy() * g.out(1));
    case Kind::prelu: {
      const Shape& gamma = g.inInfo(1).shape;
      Shape seen = gammaShape(gamma, g.inInfo(0).shape);
      if (g.needs(0)) g.set(0, invoke("_backward_prelu", {g.dy(), g.in(0), reshape(g.in(1), seen)}));
      if (g.needs(1)) g.set(1, reshape(sumTo(invoke("_backward_prelu_slope", {g.dy(), g.in(0)}), seen), gamma));
    }
  }
}

/// 1 where x <= 0, else 0.
Tensor shrunk(const Tensor& x) { return invoke("_lesser_equal_scalar", {x}, {{"scalar", 0.0}}); }

template <class F>
OpDef& backwardWithSlope(OpTable& table, const char* name, const char* doc, const char* second) {
  return table.op(name)
      .doc(doc)
      .param<double>("slope", 0.25, "factor of the elements that shrink")
      .inputs({"head", second})
      .infer(inferSameShapes)
      .strided()
      .inPlace()
      .kernel(Backend::reference,
              [](Call& call) {
                double slope[] = {slopeOf(call.attrs())};
                return pointwiseWith<F>(call, slope);
              })
      .kernel(Backend::simd,
              [](Call& call) {
                double slope[] = {slopeOf(call.attrs())};
                return pointwiseSimdWith<F>(call, slope);
              })
      .samples(pairSamples(-2, 2, -0.9, 0.9));
}

void defineBackward(OpTable& table) {
  backwardWithSlope<formula::LeakyGradient>(table, "_backward_leaky", "head, times slope where data <= 0.", "data")
      .gradient(
          [](Grad& g) {
            NamedAttrs slope{{"slope", slopeOf(g.attrs())}};
            if (g.needs(0)) g.set(0, invoke("_backward_leaky", {g.dy(), g.in(1)}, slope));
            if (g.needs(1)) g.set(1, zeros(g.inInfo(1).shape, g.inInfo(1).dtype));
          },
          saves({1}));
  backwardWithSlope<formula::EluGradient>(table, "_backward_elu", "head, times y + slope where y <= 0.", "output")
      .gradient(
          [](Grad& g) {
            NamedAttrs slope{{"slope", slopeOf(g.attrs())}};
            if (g.needs(0)) g.set(0, invoke("_backward_elu", {g.dy(), g.in(1)}, slope));
            if (g.needs(1)) g.set(1, g.dy() * g.in(0) * shrunk(g.in(1)));
          },
          saves({0, 1}));
  pointwiseOp<formula::SeluGradient>(table, "_backward_selu", "head times the derivative of SELU at output y.")
      .inputs({"head", "output"})
      .infer(inferSameShapes)
      .gradient(
          [](Grad& g) {
            if (g.needs(0)) g.set(0, invoke("_backward_selu", {g.dy(), g.in(1)}));
            if (g.needs(1)) g.set(1, g.dy() * g.in(0) * shrunk(g.in(1)));
          },
          saves({0, 1}))
      .samples(pairSamples(-2, 2, -0.9, 0.9));
  pointwiseOp<formula::GeluGradient>(table, "_backward_gelu", "head times the derivative of GELU at x.")
      .inputs({"head", "data"})
      .infer(inferSameShapes)
      .gradient(
          [](Grad& g) {
            if (g.needs(0)) g.set(0, invoke("_backward_gelu", {g.dy(), g.in(1)}));
            if (g.needs(1)) {
              Tensor square = g.in(1) * g.in(1);
              Tensor density = apply("exp", square * -0.5) * formula::kInvSqrt2Pi;
              g.set(1, g.dy() * g.in(0) * (density * (2 - square)));
            }
          },
          saves({0, 1}))
      .samples(pairSamples(-2, 2, -3, 3));
  pointwiseOp<formula::LeakyGradient>(table, "_backward_prelu", "head, times slope where data <= 0.")
      .inputs({"head", "data", "slope"})
      .infer(inferBroadcast)
      .gradient(
          [](Grad& g) {
            if (g.needs(0)) g.set(0, invoke("_backward_prelu", {g.dy(), g.in(1), g.in(2)}));
            if (g.needs(1)) g.set(1, zeros(g.inInfo(1).shape, g.inInfo(1).dtype));
            if (g.needs(2)) g.set(2, sumTo(g.dy() * g.in(0) * shrunk(g.in(1)), g.inInfo(2).shape));
          },
          saves({0, 1, 2}))
      .samples({{{{{2, 3, 4}}, {{2, 3, 4}}, {{1, 3, 1}}}, {}}, {{{{33}}, {{33}}, {{1}}}, {}}});
  pointwiseOp<formula::LeakySlopeGradient>(table, "_backward_prelu_slope", "head * data where data <= 0, else 0.")
      .inputs({"head", "data"})
      .infer(inferSameShapes)
      .gradient(
          [](Grad& g) {
            if (g.needs(0)) g.set(0, invoke("_backward_prelu_slope", {g.dy(), g.in(1)}));
            if (g.needs(1)) g.set(1, g.dy() * g.in(0) * shrunk(g.in(1)));
          },
          saves({0, 1}))
      .samples(pairSamples(-2, 2, -2, 2));
}

std::vector<Sample> leakySamples() {
  std::vector<Sample> samples;
  for (const char* type : {"leaky", "elu", "selu", "gelu"})
    for (const Sample& s : samplesOver(-3, 3, {{"act_type", std::string(type)}})) samples.push_back(s);
  NamedAttrs prelu{{"act_type", std::string("prelu")}}, rrelu{{"act_type", std::string("rrelu")}};
  samples.push_back({{{{2, 3, 4}}, {{3}}}, prelu});
  samples.push_back({{{{5, 33}}, {{33}}}, prelu});
  samples.push_back({{{{6}}, {{1}}}, prelu});
  samples.push_back({{{{2, 33}}}, rrelu});
  samples.push_back({{{{2, 33}}}, rrelu, true});
  return samples;
}

const OpFamily family([](OpTable& table) {
  auto isRandom = [](const Attrs& attrs) { return kindOf(attrs) == Kind::rrelu; };
  table.op("LeakyReLU")
      .alias({"_npx_leaky_relu"})
      .doc("Keeps positive elements and shrinks the others, as act_type says; gelu is x times the normal distribution.")
      .param<std::string>("act_type", "leaky", "how the elements that are not positive shrink")
      .choices({"rrelu", "leaky", "prelu", "elu", "selu", "gelu"})
      .param<double>("slope", 0.25, "factor of leaky, scale of elu")
      .param<double>("lower_bound", 0.125, "least random slope of rrelu")
      .param<double>("upper_bound", 0.334, "largest random slope of rrelu")
      .inputs({"data", "gamma"})
      .inputCount([](const Attrs& attrs) -> size_t { return kindOf(attrs) == Kind::prelu ? 2 : 1; })
      .outputs({"output", "mask"})
      .outputCount([isRandom](const Attrs& attrs) -> size_t { return isRandom(attrs) ? 2 : 1; })
      .visibleOutputs([](const Attrs&) -> size_t { return 1; })
      .infer(inferLeakyRelu)
      .strided()
      .inPlace()
      .random([](const InfoList& outputs) {
        return outputs.size() > 1 ? uint64_t(sizeOf(outputs[0].shape) + 3) / 4 : uint64_t{0};
      })
      .gradient(leakyReluGradient, saves({0, 1}, {0, 1}))
      .kernel(Backend::reference, leakyRelu<Reference>)
      .kernel(Backend::simd, leakyRelu<Fast>)
      .method()
      .samples(leakySamples())
      .refuses(
          {{{{{{2, 3}}}, {{"act_type", std::string("mish")}}}, "act_type is 'mish'"},
           {{{{{2, 3}}, {{2}}}, {{"act_type", std::string("prelu")}}}, "gamma has shape (2,), expected (1,) or (3,)"}});
  defineBackward(table);
});

}  // namespace
}  // namespace gluonlab
