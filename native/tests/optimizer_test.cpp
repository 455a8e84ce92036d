// What samples cannot say of optimizer updates: states change in place, overflow skips a step, many weights equal one
// by one.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "sample_call.h"

namespace gluonlab {

namespace {

Tensor filled(double value, int64_t size, DType dtype = DType::float32) {
  return fromValues(std::vector<double>(size_t(size), value), {size}, dtype);
}

TensorList call(const char* name, const TensorList& inputs, const NamedAttrs& attrs, const TensorList& out = {}) {
  const OpDef& op = findOp(name);
  return invoke(op, op.parse(attrs), inputs, out);
}

}  // namespace

TEST(Optimizer, AStepWritesTheWeightThatIsGivenAsOut) {
  Tensor weight = filled(1, 3), grad = filled(2, 3), momentum = filled(0, 3);
  call("sgd_mom_update", {weight, grad, momentum}, {{"lr", 0.5}, {"momentum", 0.9}}, {weight});
  EXPECT_EQ(valuesOf(weight), (std::vector<double>{0, 0, 0}));
  EXPECT_EQ(valuesOf(momentum), (std::vector<double>{-1, -1, -1}));
}

TEST(Optimizer, WithoutOutTheWeightStaysAndTheStatesMove) {
  Tensor weight = filled(1, 3), grad = filled(2, 3), momentum = filled(0, 3);
  Tensor next = call("sgd_mom_update", {weight, grad, momentum}, {{"lr", 0.5}})[0];
  EXPECT_EQ(valuesOf(weight)[0], 1);
  EXPECT_EQ(valuesOf(next)[0], 0);
  EXPECT_EQ(valuesOf(momentum)[0], -1);
}

TEST(Optimizer, ManyWeightsInOneCallEqualOneByOne) {
  TensorList together, apart, weights;
  std::vector<double> rates;
  for (int64_t size : {1, 33, 5000}) {
    for (TensorList* list : {&together, &apart})
      for (double value : {0.5, -0.25, 0.1, 0.2}) list->push_back(filled(value, size));
    weights.push_back(together[together.size() - 4]);
    rates.push_back(0.01 * double(size % 7));
  }
  call("_multi_adam_update", together, {{"lrs", rates}, {"wds", std::vector<double>{0, 0.1, 0}}}, weights);
  for (size_t k = 0; k < 3; ++k) {
    TensorList one(apart.begin() + 4 * k, apart.begin() + 4 * k + 4);
    call("adam_update", one, {{"lr", rates[k]}, {"wd", k == 1 ? 0.1 : 0.0}}, {one[0]});
  }
  for (size_t i = 0; i < apart.size(); ++i) EXPECT_EQ(valuesOf(together[i]), valuesOf(apart[i])) << i;
}

TEST(Optimizer, AnOverflowedScaleLeavesWeightAndStatesAlone) {
  for (double scale : {0.0, double(INFINITY), std::numeric_limits<double>::quiet_NaN()}) {
    Tensor weight = filled(1, 4), mean = filled(0.5, 4), var = filled(0.5, 4);
    call("_adamw_update", {weight, filled(1, 4), mean, var, filled(scale, 1)}, {{"lr", 0.1}, {"eta", 1.0}}, {weight});
    EXPECT_EQ(valuesOf(weight)[0], 1) << scale;
    EXPECT_EQ(valuesOf(mean)[0], 0.5) << scale;
  }
}

TEST(Optimizer, AMasterCopyKeepsStepsThatHalfPrecisionWouldLose) {
  Tensor weight = filled(1, 2, DType::float16), grad = filled(1, 2, DType::float16), master = filled(1, 2);
  for (int step = 0; step < 100; ++step) call("mp_sgd_update", {weight, grad, master}, {{"lr", 1e-4}}, {weight});
  EXPECT_NEAR(valuesOf(master)[0], 0.99, 1e-5);
  EXPECT_NEAR(valuesOf(weight)[0], 0.99, 1e-3);
}

TEST(Optimizer, TheNumberOfThreadsChangesNothing) {
  int before = threads();
  std::vector<double> results[2];
  for (int run : {0, 1}) {
    setThreads(run == 0 ? 1 : 3);
    Tensor weight = filled(0.5, 200003), mean = filled(0.1, 200003), var = filled(0.2, 200003);
    call("adam_update", {weight, filled(-0.3, 200003), mean, var}, {{"lr", 0.01}}, {weight});
    results[run] = valuesOf(weight);
  }
  setThreads(before);
  EXPECT_EQ(results[0], results[1]);
}

TEST(Optimizer, ANumberThatIsNotFiniteIsFoundAmongMany) {
  Tensor good = filled(1, 1000), bad = filled(1, 1000);
  bad.data<float>()[999] = NAN;
  EXPECT_EQ(valuesOf(call("multi_all_finite", {good, good}, {})[0])[0], 1);
  EXPECT_EQ(valuesOf(call("multi_all_finite", {good, bad}, {})[0])[0], 0);
}

}  // namespace gluonlab
