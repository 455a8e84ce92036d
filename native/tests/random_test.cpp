// What random operators promise: known answers of the generator, moments, ranges, one stream per seed.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

#include "sample_call.h"

namespace gluonlab {

namespace {

constexpr int64_t kDraws = 200000;

struct Moments {
  double mean = 0, variance = 0;
};

Moments momentsOf(const std::vector<double>& values) {
  Moments m;
  for (double v : values) m.mean += v / double(values.size());
  for (double v : values) m.variance += (v - m.mean) * (v - m.mean) / double(values.size());
  return m;
}

Tensor drawMany(const char* name, NamedAttrs attrs, int64_t count = kDraws) {
  attrs.push_back({"shape", Shape{count}});
  seedRandom(7);
  return invoke(name, {}, attrs);
}

struct Expected {
  const char* name;
  NamedAttrs attrs;
  double mean, variance;
};

class Distributions : public ::testing::TestWithParam<Expected> {};

}  // namespace

TEST(Philox, GivesTheKnownAnswersOfRandom123) {
  PhiloxBlock zero = philox({0, 0}, 0);
  EXPECT_EQ(zero.words[0], 0x6627e8d5u);
  EXPECT_EQ(zero.words[1], 0xe169c58du);
  EXPECT_EQ(zero.words[2], 0xbc57ac4cu);
  EXPECT_EQ(zero.words[3], 0x9b00dbd8u);
}

TEST(Philox, ABlockDependsOnOffsetPlusNumberAlone) {
  PhiloxBlock a = philox({11, 5}, 3), b = philox({11, 0}, 8);
  EXPECT_TRUE(std::equal(a.words, a.words + 4, b.words));
}

TEST_P(Distributions, HaveTheirMeanAndVariance) {
  const Expected& expected = GetParam();
  Moments m = momentsOf(valuesOf(drawMany(expected.name, expected.attrs)));
  double sigma = std::sqrt(expected.variance / double(kDraws));
  EXPECT_NEAR(m.mean, expected.mean, 5 * sigma);
  EXPECT_NEAR(m.variance, expected.variance, 0.05 * expected.variance);
}

INSTANTIATE_TEST_SUITE_P(
    Moments, Distributions,
    ::testing::Values(Expected{"_random_uniform", {{"low", -1.0}, {"high", 3.0}}, 1, 16.0 / 12},
                      Expected{"_random_normal", {{"loc", 2.0}, {"scale", 3.0}}, 2, 9},
                      Expected{"_random_normal", {{"dtype", std::string("float64")}}, 0, 1},
                      Expected{"_random_normal", {{"dtype", std::string("float16")}}, 0, 1},
                      Expected{"_random_exponential", {{"lam", 4.0}}, 0.25, 1.0 / 16},
                      Expected{"_random_gamma", {{"alpha", 9.0}, {"beta", 0.5}}, 4.5, 2.25},
                      Expected{"_random_gamma", {{"alpha", 0.5}, {"beta", 2.0}}, 1, 2},
                      Expected{"_random_poisson", {{"lam", 3.0}}, 3, 3},
                      Expected{"_random_poisson", {{"lam", 50.0}}, 50, 50},
                      Expected{"_random_negative_binomial", {{"k", int64_t{4}}, {"p", 0.4}}, 6, 15},
                      Expected{"_random_generalized_negative_binomial", {{"mu", 2.0}, {"alpha", 0.3}}, 2, 3.2}),
    [](const auto& info) { return std::to_string(info.index) + (info.param.name + 7); });

TEST(Random, UniformStaysBelowHighInEveryDtype) {
  for (const char* dtype : {"float32", "float64", "float16", "bfloat16"}) {
    std::vector<double> values = valuesOf(drawMany("_random_uniform", {{"dtype", std::string(dtype)}}));
    auto [low, high] = std::minmax_element(values.begin(), values.end());
    EXPECT_GE(*low, 0) << dtype;
    EXPECT_LT(*high, 1) << dtype;
  }
}

TEST(Random, IntegersReachBothEndsEquallyOften) {
  std::vector<double> values = valuesOf(drawMany("_random_randint", {{"low", int64_t{-2}}, {"high", int64_t{3}}}));
  for (int v = -2; v < 3; ++v)
    EXPECT_NEAR(double(std::count(values.begin(), values.end(), v)), kDraws / 5.0, 5 * std::sqrt(kDraws * 0.16)) << v;
}

TEST(Random, ASeedGivesTheSameNumbersAndTheStreamGoesOn) {
  Tensor first = drawMany("_random_normal", {}, 1000), again = drawMany("_random_normal", {}, 1000);
  Tensor next = invoke("_random_normal", {}, {{"shape", Shape{1000}}});
  EXPECT_EQ(valuesOf(first), valuesOf(again));
  EXPECT_NE(valuesOf(first), valuesOf(next));
}

TEST(Random, TheNumberOfThreadsChangesNothing) {
  constexpr int64_t count = 100003;
  Tensor rows = zeros({1000, 101}, DType::float32) + 1.0 / 101;
  Tensor numbers = invoke("_arange", {}, {{"start", double(count)}});
  std::vector<std::pair<const char*, std::function<Tensor()>>> draws;
  for (const char* name : {"_random_uniform", "_random_normal", "_random_gamma", "_random_poisson"})
    draws.emplace_back(name, [name] { return invoke(name, {}, {{"shape", Shape{count}}}); });
  draws.emplace_back("randint", [] {
    return invoke("_random_randint", {}, {{"low", int64_t{0}}, {"high", int64_t{1000}}, {"shape", Shape{count}}});
  });
  draws.emplace_back("multinomial", [&] { return invoke("_sample_multinomial", {rows}, {{"shape", Shape{20}}}); });
  draws.emplace_back("shuffle", [&] { return invoke("_shuffle", {numbers}); });
  draws.emplace_back("dropout", [&] { return invoke("Dropout", {numbers}, {{"mode", std::string("always")}}); });

  int before = threads();
  for (const auto& [name, draw] : draws) {
    std::vector<double> one;
    for (int team : {1, 2, 4}) {
      setThreads(team);
      seedRandom(7);
      std::vector<double> values = valuesOf(draw());
      if (team == 1) one = values;
      EXPECT_EQ(values, one) << name << " with " << team << " threads";
    }
  }
  setThreads(before);
}

TEST(Random, ParametersInArraysMakeARowEach) {
  Tensor mu = fromValues({-100, 100}, {2}, DType::float32), sigma = fromValues({1, 2}, {2}, DType::float32);
  Tensor draws = invoke("_sample_normal", {mu, sigma}, {{"shape", Shape{20000}}});
  std::vector<double> values = valuesOf(draws);
  EXPECT_EQ(draws.shape(), (Shape{2, 20000}));
  Moments low = momentsOf({values.begin(), values.begin() + 20000}),
          high = momentsOf({values.begin() + 20000, values.end()});
  EXPECT_NEAR(low.mean, -100, 0.05);
  EXPECT_NEAR(high.mean, 100, 0.1);
  EXPECT_NEAR(high.variance, 4, 0.2);
}

TEST(Random, ClassesComeAsOftenAsTheirProbabilitySays) {
  Tensor p = fromValues({0.5, 0.0, 0.2, 0.3}, {4}, DType::float32);
  std::vector<double> drawn = valuesOf(invoke("_sample_multinomial", {p}, {{"shape", Shape{50000}}}));
  EXPECT_NEAR(double(std::count(drawn.begin(), drawn.end(), 0)), 25000, 600);
  EXPECT_EQ(std::count(drawn.begin(), drawn.end(), 1), 0);
  EXPECT_NEAR(double(std::count(drawn.begin(), drawn.end(), 3)), 15000, 600);
}

TEST(Random, LogProbabilitiesHaveTheGradientOfREINFORCE) {
  Tensor p = fromValues({0.25, 0.75}, {1, 2}, DType::float32);
  attachGrad(p, GradReq::write);
  TensorList results;
  {
    RecordScope scope(true, true);
    const OpDef& op = findOp("_sample_multinomial");
    results = invoke(op, op.parse({{"shape", Shape{8}}, {"get_prob", true}}), {p});
  }
  backward({results[1]}, {}, {});
  std::vector<double> drawn = valuesOf(results[0]), gradient = valuesOf(gradOf(p));
  double zeros = double(std::count(drawn.begin(), drawn.end(), 0));
  EXPECT_NEAR(gradient[0], zeros / 0.25, 1e-4);
  EXPECT_NEAR(gradient[1], (8 - zeros) / 0.75, 1e-4);
}

TEST(Random, ShufflingKeepsEveryRowAndMovesThem) {
  std::vector<double> rows(300);
  std::iota(rows.begin(), rows.end(), 0.0);
  std::vector<double> shuffled = valuesOf(invoke("_shuffle", {fromValues(rows, {100, 3}, DType::int32)}));
  EXPECT_NE(shuffled, rows);
  for (size_t i = 0; i < 300; i += 3) EXPECT_EQ(shuffled[i] + 1, shuffled[i + 1]);
  std::sort(shuffled.begin(), shuffled.end());
  EXPECT_EQ(shuffled, rows);
}

}  // namespace gluonlab
