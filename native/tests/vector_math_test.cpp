// The float32 functions of the SIMD kernels against the C library in double: how far they may be off, and their edges.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "gluonlab/engine.h"
#include "sample_call.h"

namespace gluonlab {
namespace {

constexpr float kInf = std::numeric_limits<float>::infinity();
constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

std::vector<double> results(const char* op, const std::vector<double>& x) {
  Shape shape{int64_t(x.size())};
  return valuesOf(invoke(op, {fromValues(x, shape, DType::float32)}));
}

/// Floats between two bounds, `count` of them, evenly spread.
std::vector<double> floatsBetween(float low, float high, int count) {
  std::vector<double> x;
  for (int i = 0; i < count; ++i) x.push_back(float(low + (double(high) - double(low)) * i / (count - 1)));
  return x;
}

struct Function {
  const char* op;
  double (*exact)(double);
  float low, high;
  double error;  // relative
};

std::ostream& operator<<(std::ostream& out, const Function& f) {
  return out << f.op << " over [" << f.low << ", " << f.high << "]";
}

class VectorMath : public ::testing::TestWithParam<Function> {};

TEST_P(VectorMath, IsWithinItsError) {
  const Function& f = GetParam();
  std::vector<double> x = floatsBetween(f.low, f.high, 100001), y = results(f.op, x);
  double worst = 0, at = 0;
  for (size_t i = 0; i < x.size(); ++i) {
    double exact = f.exact(x[i]);
    double error = std::abs(y[i] - exact) / std::max(std::abs(exact), 1e-30);
    if (error > worst) worst = error, at = x[i];
  }
  EXPECT_LE(worst, f.error) << "at " << at;
}

double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }
double softrelu(double x) { return std::log1p(std::exp(x)); }

INSTANTIATE_TEST_SUITE_P(
    All, VectorMath,
    ::testing::Values(Function{"exp", std::exp, -87, 88, 3e-7}, Function{"exp", std::exp, -1, 1, 2e-7},
                      Function{"log", std::log, 1e-6f, 10, 3e-7}, Function{"log", std::log, 1e-38f, 1e38f, 3e-7},
                      Function{"log1p", std::log1p, -0.9f, 20, 5e-7}, Function{"log1p", std::log1p, 1e-9f, 1e-3f, 5e-7},
                      Function{"expm1", std::expm1, -10, 10, 6e-7}, Function{"expm1", std::expm1, 1e-9f, 1e-3f, 6e-7},
                      Function{"tanh", std::tanh, -10, 10, 5e-7}, Function{"tanh", std::tanh, 1e-9f, 1e-3f, 3e-7},
                      Function{"erf", std::erf, -5, 5, 1e-6}, Function{"erf", std::erf, 1e-9f, 1e-3f, 1e-6},
                      Function{"sigmoid", sigmoid, -80, 80, 6e-7}, Function{"_softrelu", softrelu, -80, 30, 1e-6}));

TEST(VectorMathEdges, ExpOverflowsToInfinityAndUnderflowsThroughSubnormals) {
  std::vector<double> y = results("exp", {kInf, -kInf, kNaN, 89, -104, -100, 0});
  EXPECT_EQ(y[0], kInf);
  EXPECT_EQ(y[1], 0);
  EXPECT_TRUE(std::isnan(y[2]));
  EXPECT_EQ(y[3], kInf);
  EXPECT_EQ(y[4], 0);
  EXPECT_NEAR(y[5] / std::exp(-100.0), 1, 0.05);  // a subnormal number has few digits
  EXPECT_EQ(y[6], 1);
}

TEST(VectorMathEdges, LogOfZeroIsMinusInfinityAndOfNegativeNumbersNaN) {
  std::vector<double> y = results("log", {0, -1, kInf, kNaN, 1, 1e-42});
  EXPECT_EQ(y[0], -kInf);
  EXPECT_TRUE(std::isnan(y[1]));
  EXPECT_EQ(y[2], kInf);
  EXPECT_TRUE(std::isnan(y[3]));
  EXPECT_EQ(y[4], 0);
  EXPECT_NEAR(y[5], std::log(double(1e-42f)), 1e-4);
}

TEST(VectorMathEdges, SaturatingFunctionsReachTheirLimits) {
  for (const char* op : {"tanh", "erf"}) {
    std::vector<double> y = results(op, {kInf, -kInf, kNaN, 20, -20, 0});
    EXPECT_EQ(y[0], 1) << op;
    EXPECT_EQ(y[1], -1) << op;
    EXPECT_TRUE(std::isnan(y[2])) << op;
    EXPECT_EQ(y[3], 1) << op;
    EXPECT_EQ(y[4], -1) << op;
    EXPECT_EQ(y[5], 0) << op;
  }
  std::vector<double> y = results("log1p", {-1, -2, kInf, 1e-10});
  EXPECT_EQ(y[0], -kInf);
  EXPECT_TRUE(std::isnan(y[1]));
  EXPECT_EQ(y[2], kInf);
  EXPECT_FLOAT_EQ(float(y[3]), 1e-10f);
}

}  // namespace
}  // namespace gluonlab
