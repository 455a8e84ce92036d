// Densities of samples under parameters in arrays: _random_pdf_*. A row of samples for each element of the parameters.
#include "gluonlab/invoke.h"
#include "kernels/density.h"

namespace gluonlab {

namespace {

struct Family {
  const char* name;
  const char* doc;
  const char* first;
  const char* second;  // null where there is one parameter
  KernelFn evaluate, differentiate;
  std::vector<SampleInput> samples;  // of sample and parameters, in ranges where the density is positive
};

constexpr DType kFloat = DType::float32;

Family scalarFamily(const char* name, const char* doc, const char* first, const char* second, Density density,
                    std::vector<SampleInput> samples) {
  auto evaluate = [density](Call& call) { return evaluateDensity(density, call), true; };
  auto differentiate = [density](Call& call) { return differentiateDensity(density, call), true; };
  return {name, doc, first, second, evaluate, differentiate, std::move(samples)};
}

std::vector<Family> families() {
  const SampleInput counts{{2, 5}, DType::int32, 0, 6}, positive{{2, 5}, kFloat, 0.2, 2}, any{{2, 5}, kFloat, -1, 1};
  const SampleInput rate{{2}, kFloat, 0.5, 2}, low{{2}, kFloat, -2, -1}, high{{2}, kFloat, 1, 2},
      part{{2}, kFloat, 0.2, 0.8};
  std::vector<Family> list;
  list.push_back(scalarFamily("uniform", "Density of the uniform distribution", "low", "high", Density::uniform,
                              {any, low, high}));
  list.push_back(
      scalarFamily("normal", "Density of the normal distribution", "mu", "sigma", Density::normal, {any, low, rate}));
  list.push_back(scalarFamily("gamma", "Density of the gamma distribution with shape alpha and rate beta", "alpha",
                              "beta", Density::gamma, {positive, rate, rate}));
  list.push_back(scalarFamily("exponential", "Density of the exponential distribution", "lam", nullptr,
                              Density::exponential, {positive, rate}));
  list.push_back(scalarFamily("poisson", "Probability under the Poisson distribution", "lam", nullptr, Density::poisson,
                              {counts, rate}));
  list.push_back(scalarFamily("negative_binomial", "Probability of so many failures before the k-th success", "k", "p",
                              Density::negativeBinomial, {counts, rate, part}));
  list.push_back(scalarFamily("generalized_negative_binomial",
                              "Probability under the negative binomial with mean mu and dispersion alpha", "mu",
                              "alpha", Density::generalizedNegativeBinomial, {counts, rate, rate}));
  list.push_back({"dirichlet",
                  "Density of the Dirichlet distribution",
                  "alpha",
                  nullptr,
                  [](Call& call) { return evaluateDirichlet(call), true; },
                  [](Call& call) { return differentiateDirichlet(call), true; },
                  {{{2, 5, 3}, kFloat, 0.1, 0.6}, {{2, 3}, kFloat, 0.5, 2}}});
  return list;
}

bool isDirichlet(const OpDef& op) { return op.name.ends_with("dirichlet"); }

bool startsWith(const Shape& shape, const Shape& prefix) {
  if (shape.size() < prefix.size()) return false;
  for (size_t i = 0; i < prefix.size(); ++i)
    if (shape[i] != prefix[i]) return false;
  return true;
}

void inferDensity(Inference& inference) {
  const OpDef& op = inference.attrs.op();
  const Shape& sample = inference.shape(0);
  bool vector = isDirichlet(op);
  for (size_t i = 1; i < inference.inputs.size(); ++i) {
    const std::string& name = op.inputNames[i];
    Shape rows = inference.shape(i);
    check(isFloating(inference.dtype(i)) && inference.dtype(i) == inference.dtype(1), ErrorCode::dtype, name, " is ",
          dtypeName(inference.dtype(i)), ", expected one floating dtype for all parameters");
    check(inference.shape(i) == inference.shape(1), ErrorCode::shape, name, " has shape ", rows, ", expected ",
          inference.shape(1));
    if (vector) {
      check(!rows.empty() && !sample.empty() && rows.back() == sample.back(), ErrorCode::shape, name, " has shape ",
            rows, ", its last extent must be that of sample ", sample);
      rows.pop_back();
    }
    check(startsWith(sample, rows), ErrorCode::shape, name, " has shape ", inference.shape(i), ", sample ", sample,
          " must begin with it");
  }
  Shape shape = sample;
  if (vector) shape.pop_back();
  inference.output(shape, inference.dtype(1));
}

void densityGradient(Grad& g) {
  TensorList inputs{g.dy(), g.out(0)};
  for (size_t i = 0; i < g.inputCount(); ++i) inputs.push_back(g.in(i));
  const OpDef& backward = findOp("_backward" + g.attrs().op().name);
  TensorList each = invoke(backward, backward.parse({{"is_log", g.attrs().get<bool>("is_log")}}), inputs);
  if (g.needs(0)) g.set(0, cast(each[0], g.inInfo(0).dtype));
  bool vector = isDirichlet(g.attrs().op());
  for (size_t i = 1; i < g.inputCount(); ++i) {
    if (!g.needs(i)) continue;
    // The draws of a row share its parameters: sum over the axes between row and (for vectors) last axis.
    Shape rows = g.inInfo(i).shape;
    int64_t last = vector ? rows.back() : 1, count = sizeOf(rows) / last;
    Tensor folded = reshape(each[i], {count, each[i].size() / (count * last), last});
    g.set(i, reshape(invoke("sum", {folded}, {{"axis", Dims{1}}}), rows));
  }
}

void define(OpTable& table, const Family& family) {
  std::string name = std::string("_random_pdf_") + family.name, alias = std::string("random_pdf_") + family.name;
  const std::vector<SampleInput>& inputs = family.samples;
  std::vector<SampleInput> wrong = inputs;
  for (size_t i = 1; i < wrong.size(); ++i) wrong[i].shape[0] = 3;

  OpDef& forward = table.op(name.c_str()).alias({alias.c_str()}).doc(family.doc);
  if (family.second) {
    forward.inputs({"sample", family.first, family.second});
  } else {
    forward.inputs({"sample", family.first});
  }
  forward.param<bool>("is_log", false, "give the logarithm")
      .infer(inferDensity)
      .gradient(densityGradient, saves({0, 1, 2}, {0}))
      .kernel(Backend::reference, family.evaluate)
      .samples({{inputs}, {inputs, {{"is_log", true}}}})
      .refuses({{{wrong}, "sample " + str(inputs[0].shape) + " must begin with it"}});

  OpDef& backward =
      table.op(("_backward" + name).c_str()).doc("Gradient of the density with respect to each value, by sample");
  if (family.second) {
    backward.inputs({"head_gradient", "output", "sample", "a", "b"}).outputs({"sample", "a", "b"});
  } else {
    backward.inputs({"head_gradient", "output", "sample", "a"}).outputs({"sample", "a"});
  }
  SampleInput head{inputs[0].shape, kFloat};
  if (inputs[1].shape.size() > 1) head.shape.pop_back();
  std::vector<SampleInput> all{head, head};
  all.insert(all.end(), inputs.begin(), inputs.end());
  backward.param<bool>("is_log", false, "of the logarithm")
      .infer([](Inference& inference) {
        for (size_t i = 2; i < inference.inputs.size(); ++i) inference.output(inference.shape(2), inference.dtype(3));
      })
      .kernel(Backend::reference, family.differentiate)
      .samples({{all}});
}

const OpFamily family([](OpTable& table) {
  for (const Family& f : families()) define(table, f);
});

}  // namespace

}  // namespace gluonlab
