// Random numbers whose parameters are arrays: for each element of the parameters, `shape` draws. And classes drawn by
// probabilities.
#include "gluonlab/invoke.h"
#include "kernels/random.h"

namespace gluonlab {

namespace {

struct Family {
  const char* name;
  Distribution distribution;
  const char* doc;
  std::initializer_list<const char*> params;
};

const Family kFamilies[] = {
    {"uniform", Distribution::uniform, "Uniform in [low, high)", {"low", "high"}},
    {"normal", Distribution::normal, "Normal with mean mu and standard deviation sigma", {"mu", "sigma"}},
    {"exponential", Distribution::exponential, "Exponential with rate lam", {"lam"}},
    {"gamma", Distribution::gamma, "Gamma with shape alpha and scale beta", {"alpha", "beta"}},
    {"poisson", Distribution::poisson, "Poisson with mean lam", {"lam"}},
    {"negative_binomial",
     Distribution::negativeBinomial,
     "Failures before the k-th success of probability p",
     {"k", "p"}},
    {"generalized_negative_binomial",
     Distribution::generalizedNegativeBinomial,
     "Negative binomial with mean mu and dispersion alpha",
     {"mu", "alpha"}},
};

Shape withDraws(Shape shape, const Shape& draws) {
  for (int64_t d : draws) {
    check(d >= 0, ErrorCode::shape, "shape is ", draws, ", extents are 0 and above");
    shape.push_back(d);
  }
  return shape;
}

void defineSample(OpTable& table, const Family& family) {
  std::string name = std::string("_sample_") + family.name, alias = std::string("sample_") + family.name;
  std::vector<SampleInput> inputs, wrong;
  for (size_t i = 0; i < family.params.size(); ++i) {
    inputs.push_back({{2, 3}, DType::float32, 0.2 + 0.4 * double(i), 0.6 + 0.4 * double(i)});
    wrong.push_back({i == 0 ? Shape{2} : Shape{3}});
  }
  OpDef& op = table.op(name.c_str()).alias({alias.c_str()}).inputs(family.params).doc(family.doc);
  op.param<Shape>("shape", Shape{}, "shape of the draws for each element of the parameters")
      .optional<std::string>("dtype", "that of the parameters where absent")
      .choices({"float32", "float64", "float16", "bfloat16"})
      .infer([](Inference& inference) {
        for (size_t i = 0; i < inference.inputs.size(); ++i) {
          const std::string& input = inference.attrs.op().inputNames[i];
          check(inference.shape(i) == inference.shape(0), ErrorCode::shape, input, " has shape ", inference.shape(i),
                ", expected ", inference.shape(0));
          check(isFloating(inference.dtype(i)), ErrorCode::dtype, input, " is ", dtypeName(inference.dtype(i)),
                ", allowed are float32, float64, float16, bfloat16");
        }
        DType dtype = inference.attrs.isNone("dtype") ? inference.dtype(0)
                                                      : dtypeFromName(inference.attrs.get<std::string>("dtype"));
        inference.output(withDraws(inference.shape(0), inference.attrs.get<Shape>("shape")), dtype);
      })
      .zeroGradient()
      .random([](const InfoList& outputs) { return drawBlocks(outputs[0]); })
      .kernel(Backend::reference,
              [&family](Call& call) {
                drawForEach(family.distribution, call.in(0), call.inputs.size() > 1 ? call.in(1) : Tensor(),
                            call.random, call.out());
                return true;
              })
      .samples({{inputs},
                {inputs, {{"shape", Shape{5, 2}}}},
                {inputs, {{"shape", Shape{0}}, {"dtype", std::string("float64")}}}});
  if (family.params.size() > 1) op.refuses({{{wrong}, "has shape (3,), expected (2,)"}});
}

// d log p[c] / dp is 1 / p[c] at the class that was drawn: what REINFORCE needs.
void classGradient(Grad& g) {
  if (g.outputCount() < 2 || !g.hasDy(1)) return g.set(0, zeros(g.inInfo(0).shape, g.inInfo(0).dtype));
  const Shape& shape = g.inInfo(0).shape;
  int64_t classes = shape.back(), rows = sizeOf(shape) / classes, each = sizeOf(g.outInfo(0).shape) / rows;
  Tensor drawn = invoke("one_hot", {reshape(g.out(0), {rows, each})},
                        {{"depth", classes}, {"dtype", std::string(dtypeName(g.inInfo(0).dtype))}});
  Tensor weighted = invoke("sum", {drawn * reshape(g.dy(1), {rows, each, 1})}, {{"axis", Dims{1}}});
  g.set(0, reshape(weighted, shape) / g.in(0));
}

void defineMultinomial(OpTable& table) {
  table.op("_sample_multinomial")
      .alias({"sample_multinomial"})
      .doc(
          "Classes drawn by the probabilities along the last axis; with get_prob also the logarithms of their "
          "probabilities")
      .inputs({"data"})
      .outputs({"output", "log_probability"})
      .param<Shape>("shape", Shape{}, "shape of the draws for each row of probabilities")
      .param<bool>("get_prob", false, "also give log probabilities, which have a gradient")
      .param<std::string>("dtype", "int32", "dtype of the class numbers")
      .choices({"uint8", "int32", "int64", "float16", "float32", "float64"})
      .outputCount([](const Attrs& attrs) { return attrs.get<bool>("get_prob") ? size_t{2} : size_t{1}; })
      .infer([](Inference& inference) {
        const Shape& shape = inference.shape(0);
        check(!shape.empty() && shape.back() > 0, ErrorCode::shape, "data has shape ", shape,
              ", expected probabilities along the last axis");
        check(isFloating(inference.dtype(0)), ErrorCode::dtype, "data is ", dtypeName(inference.dtype(0)),
              ", allowed are float32, float64, float16, bfloat16");
        Shape rows(shape.begin(), shape.end() - 1);
        Shape drawn = withDraws(rows, inference.attrs.get<Shape>("shape"));
        inference.output(drawn, dtypeFromName(inference.attrs.get<std::string>("dtype")));
        if (inference.attrs.get<bool>("get_prob")) inference.output(drawn, inference.dtype(0));
      })
      .gradient(classGradient, saves({0}, {0}))
      .random([](const InfoList& outputs) { return drawBlocks(outputs[0]); })
      .kernel(Backend::reference,
              [](Call& call) {
                drawClasses(call.in(), call.random, call.out(0), call.outputs.size() > 1 ? &call.out(1) : nullptr);
                return true;
              })
      .samples({{{{{4}, DType::float32, 0.2, 0.3}}, {{"shape", Shape{33}}}},
                {{{{2, 3}, DType::float32, 0.2, 0.3}}, {{"shape", Shape{5}}, {"get_prob", true}}},
                {{{{0, 3}}}}})
      .refuses({{{{{{3, 0}}}}, "expected probabilities along the last axis"},
                {{{{{2}, DType::float32, -2, -1}}, {{"shape", Shape{3}}}}, "a probability is at least 0"}});
}

const OpFamily family([](OpTable& table) {
  for (const Family& f : kFamilies) defineSample(table, f);
  defineMultinomial(table);
});

}  // namespace

}  // namespace gluonlab
