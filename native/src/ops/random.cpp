// Random numbers with given parameters: _random_* by shape, _random_*_like by another array; integers, and shuffling.
#include "kernels/random.h"

namespace gluonlab {

namespace {

/// A distribution as MXNet declares it: its parameters with defaults, the least values they may have.
struct Family {
  const char* name;
  Distribution distribution;
  const char* doc;
  struct Param {
    const char* name;
    double fallback;
    const char* doc;
    double least;
  } params[2];
};

constexpr double kAny = -std::numeric_limits<double>::infinity();
const Family kFamilies[] = {
    {"uniform",
     Distribution::uniform,
     "Uniform in [low, high)",
     {{"low", 0, "least value", kAny}, {"high", 1, "values stay below it", kAny}}},
    {"normal",
     Distribution::normal,
     "Normal (Gaussian)",
     {{"loc", 0, "mean", kAny}, {"scale", 1, "standard deviation", 0}}},
    {"exponential", Distribution::exponential, "Exponential", {{"lam", 1, "rate: one over the mean", 0}, {}}},
    {"gamma", Distribution::gamma, "Gamma", {{"alpha", 1, "shape", 0}, {"beta", 1, "scale", 0}}},
    {"poisson", Distribution::poisson, "Poisson", {{"lam", 1, "mean", 0}, {}}},
    {"negative_binomial",
     Distribution::negativeBinomial,
     "Negative binomial: failures before the k-th success",
     {{"k", 1, "successes", 0}, {"p", 1, "probability of a success", 0}}},
    {"generalized_negative_binomial",
     Distribution::generalizedNegativeBinomial,
     "Negative binomial by mean and dispersion",
     {{"mu", 1, "mean", 0}, {"alpha", 1, "dispersion; 0 is a Poisson", 0}}},
};

double number(const Attrs& attrs, const char* name) {
  if (const auto* whole = std::get_if<int64_t>(&attrs.at(name))) return double(*whole);
  return attrs.get<double>(name);
}

void checkParameters(const Attrs& attrs, const Family& family) {
  for (const Family::Param& p : family.params) {
    if (!p.name) continue;
    double value = number(attrs, p.name);
    check(value >= p.least || p.least == kAny, ErrorCode::value, p.name, " is ", value, ", allowed is ", p.least,
          " and above");
  }
  if (family.distribution == Distribution::uniform) {
    double low = number(attrs, "low"), high = number(attrs, "high");
    check(low <= high, ErrorCode::value, "low is ", low, " and high is ", high, ", low must not be above high");
  }
  if (family.distribution == Distribution::negativeBinomial) {
    double p = number(attrs, "p");
    check(p > 0 && p <= 1, ErrorCode::value, "p is ", p, ", allowed is above 0 and up to 1");
  }
}

DType dtypeOr(const Attrs& attrs, DType fallback) {
  return attrs.isNone("dtype") ? fallback : dtypeFromName(attrs.get<std::string>("dtype"));
}

void checkShape(const Shape& shape) {
  for (int64_t d : shape) check(d >= 0, ErrorCode::shape, "shape is ", shape, ", extents are 0 and above");
}

OpDef& withParameters(OpDef& op, const Family& family) {
  for (const Family::Param& p : family.params) {
    if (!p.name) continue;
    if (std::string_view(p.name) == "k") {
      op.param<int64_t>(p.name, int64_t(p.fallback), p.doc);
    } else {
      op.param<double>(p.name, p.fallback, p.doc);
    }
  }
  return op;
}

OpDef& drawing(OpDef& op, const Family& family) {
  return op.random([&family](const InfoList& outputs) { return fillBlocks(family.distribution, outputs[0]); })
      .zeroGradient()
      .kernel(Backend::reference, [&family](Call& call) {
        const auto& params = family.params;
        double a = number(call.attrs(), params[0].name), b = params[1].name ? number(call.attrs(), params[1].name) : 0;
        fillRandom(family.distribution, a, b, call.random, call.out());
        return true;
      });
}

/// Samples with the defaults of `family`, and one wrong value.
std::vector<Refusal> wrongParameter(const Family& family, const std::vector<SampleInput>& inputs) {
  switch (family.distribution) {
    case Distribution::uniform:
      return {{{inputs, {{"low", 2.0}, {"high", 1.0}}}, "low must not be above high"}};
    case Distribution::normal:
      return {{{inputs, {{"scale", -1.0}}}, "scale is -1, allowed is 0 and above"}};
    case Distribution::negativeBinomial:
      return {{{inputs, {{"p", 0.0}}}, "p is 0, allowed is above 0 and up to 1"}};
    case Distribution::exponential:
    case Distribution::poisson:
      return {{{inputs, {{"lam", -1.0}}}, "lam is -1, allowed is 0 and above"}};
    default:
      return {{{inputs, {{"alpha", -1.0}}}, "alpha is -1, allowed is 0 and above"}};
  }
}

void defineByShape(OpTable& table, const Family& family) {
  std::string name = std::string("_random_") + family.name, alias = std::string("random_") + family.name;
  OpDef& op = table.op(name.c_str()).alias({alias.c_str()});
  bool isPlain = family.distribution == Distribution::uniform || family.distribution == Distribution::normal;
  if (isPlain) op.alias({family.name});
  op.doc(family.doc);
  withParameters(op, family)
      .param<Shape>("shape", Shape{}, "shape of the result")
      .param<std::string>("ctx", "", "device, as MXNet writes it; there is one")
      .optional<std::string>("dtype", "float32 where absent")
      .choices({"float32", "float64", "float16", "bfloat16"})
      .inputs({})
      .infer([&family](Inference& inference) {
        checkParameters(inference.attrs, family);
        checkShape(inference.attrs.get<Shape>("shape"));
        inference.output(inference.attrs.get<Shape>("shape"), dtypeOr(inference.attrs, DType::float32));
      });
  drawing(op, family)
      .samples({{{}, {{"shape", Shape{3, 33}}}},
                {{}, {{"shape", Shape{0, 3}}}},
                {{}, {{"shape", Shape{10007}}, {"dtype", std::string("float64")}}},
                {{}, {{"shape", Shape{5}}, {"dtype", std::string("float16")}}}})
      .refuses(wrongParameter(family, {}));
}

void defineLike(OpTable& table, const Family& family) {
  std::string name = std::string("_random_") + family.name + "_like";
  OpDef& op = table.op(name.c_str());
  op.doc(family.doc).inputs({"data"});
  withParameters(op, family).infer([&family](Inference& inference) {
    checkParameters(inference.attrs, family);
    sameAsFloatingInput(inference);
    inference.outputs[0].strides.clear();
  });
  drawing(op, family).samples({{{{{3, 33}}}}, {{{{0, 3}}}}}).refuses(wrongParameter(family, {{{3}}}));
}

void defineIntegers(OpTable& table) {
  table.op("_random_randint")
      .alias({"random_randint", "_npi_random_randint"})
      .doc("Whole numbers, uniform in [low, high)")
      .inputs({})
      .required<int64_t>("low", "least value")
      .required<int64_t>("high", "values stay below it")
      .param<Shape>("shape", Shape{}, "shape of the result")
      .param<std::string>("ctx", "", "device, as MXNet writes it; there is one")
      .optional<std::string>("dtype", "int32 where absent")
      .choices({"int32", "int64"})
      .infer([](Inference& inference) {
        int64_t low = inference.attrs.get<int64_t>("low"), high = inference.attrs.get<int64_t>("high");
        DType dtype = dtypeOr(inference.attrs, DType::int32);
        check(low < high, ErrorCode::value, "low is ", low, " and high is ", high, ", low must be below high");
        bool fits = dtype == DType::int64 || (low >= -2147483648LL && high <= 2147483648LL);
        check(fits, ErrorCode::value, "[", low, ", ", high, ") does not fit int32");
        checkShape(inference.attrs.get<Shape>("shape"));
        inference.output(inference.attrs.get<Shape>("shape"), dtype);
      })
      .random([](const InfoList& outputs) { return uint64_t(sizeOf(outputs[0].shape) + 1) / 2; })
      .kernel(Backend::reference,
              [](Call& call) {
                fillIntegers(call.attrs().get<int64_t>("low"), call.attrs().get<int64_t>("high"), call.random,
                             call.out());
                return true;
              })
      .samples({{{}, {{"low", int64_t{-5}}, {"high", int64_t{5}}, {"shape", Shape{33}}}},
                {{},
                 {{"low", int64_t{0}},
                  {"high", int64_t{1} << 40},
                  {"shape", Shape{0, 3}},
                  {"dtype", std::string("int64")}}}})
      .refuses({{{{}, {{"low", int64_t{5}}, {"high", int64_t{5}}}}, "low must be below high"}});
}

void defineShuffle(OpTable& table) {
  table.op("_shuffle")
      .alias({"shuffle", "_npi_shuffle"})
      .doc("Entries along the first axis in random order")
      .inputs({"data"})
      .infer([](Inference& inference) {
        check(!inference.shape(0).empty(), ErrorCode::shape, "data has shape (), expected at least one axis");
        inference.output(inference.shape(0), inference.dtype(0));
      })
      .random([](const InfoList& outputs) { return uint64_t(outputs[0].shape[0]); })
      .kernel(Backend::reference,
              [](Call& call) {
                shuffleRows(call.in(), call.random, call.out());
                return true;
              })
      .samples({{{{{33}}}}, {{{{5, 3}, DType::int32}}}, {{{{0, 3}}}}})
      .refuses({{{{{{}}}}, "data has shape ()"}});
}

const OpFamily family([](OpTable& table) {
  for (const Family& f : kFamilies) {
    defineByShape(table, f);
    defineLike(table, f);
  }
  defineIntegers(table);
  defineShuffle(table);
});

}  // namespace

}  // namespace gluonlab
