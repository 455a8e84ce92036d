// Products, convolutions, pooling: what samples cannot say (op_samples_test.cpp runs those).
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "gluonlab/engine.h"
#include "gluonlab/gluonlab.h"
#include "kernels/matmul.h"
#include "sample_call.h"

namespace gluonlab {

namespace {

Tensor ramp(const Shape& shape, double step = 0.37) {
  std::vector<double> values(size_t(sizeOf(shape)));
  for (size_t i = 0; i < values.size(); ++i) values[i] = std::sin(step * double(i + 1));
  return fromValues(values, shape, DType::float32);
}

Tensor channelsLastCopy(const Tensor& x) {
  Tensor y = Tensor::emptyStrided(x.shape(), channelsLastStrides(x.shape()), x.dtype());
  std::vector<double> values = valuesOf(x);
  const Shape& s = x.shape();
  for (int64_t i = 0; i < x.size(); ++i) {
    int64_t at = 0, rest = i;
    for (size_t d = s.size(); d-- > 0; rest /= s[d]) at += rest % s[d] * y.strides()[d];
    y.data<float>()[at] = float(values[size_t(i)]);
  }
  return y;
}

}  // namespace

TEST(MatMul, SimdAgreesWithTheReferenceAroundItsBlocks) {
  for (auto [m, n, k] :
       {std::array<int64_t, 3>{1, 1, 1}, {12, 32, 256}, {13, 33, 257}, {11, 31, 255}, {121, 65, 300}, {3, 2100, 7}}) {
    for (bool transposed : {false, true}) {
      Tensor a = ramp({m, k}), b = ramp({k, n}, 0.73), bias = ramp({n});
      MatMul task;
      task.m = m, task.n = n, task.k = k;
      task.a = a.raw(), task.aRow = transposed ? 1 : k, task.aCol = transposed ? m : 1;
      task.b = b.raw(), task.bRow = transposed ? 1 : n, task.bCol = transposed ? k : 1;
      task.bias = bias.raw();
      Tensor expected = Tensor::empty({m, n}, DType::float32), got = Tensor::empty({m, n}, DType::float32);
      task.c = expected.raw();
      ASSERT_TRUE(matmulReference(task));
      task.c = got.raw();
      ASSERT_TRUE(matmulSimd(task));
      EXPECT_TRUE(isClose(got, expected, {1e-5, 1e-5}))
          << m << " x " << k << " x " << n << (transposed ? " transposed" : "");
    }
  }
}

TEST(Convolution, ResultDoesNotDependOnTheLayoutOfData) {
  Tensor x = ramp({2, 5, 7, 6}), w = ramp({4, 5, 3, 3}), b = ramp({4});
  NamedAttrs attrs{{"kernel", Dims{3, 3}}, {"pad", Dims{1, 1}}, {"num_filter", int64_t{4}}};
  Tensor plain = invoke("Convolution", {x, w, b}, attrs),
         last = invoke("Convolution", {channelsLastCopy(x), w, b}, attrs);
  EXPECT_TRUE(isClose(last, plain, {1e-5, 1e-5}));
}

TEST(Convolution, ChannelsStayTogetherThroughPoolingAndNormalisation) {
  if (backend() == Backend::reference) return;
  Tensor x = ramp({2, 5, 8, 8}), w = ramp({4, 5, 3, 3});
  Tensor y = invoke("Convolution", {x, w}, {{"kernel", Dims{3, 3}}, {"num_filter", int64_t{4}}, {"no_bias", true}});
  Tensor p = invoke("Pooling", {y}, {{"kernel", Dims{2, 2}}});
  Tensor n = invoke("BatchNorm", {p, ramp({4}), ramp({4}), zeros({4}, DType::float32), ones({4}, DType::float32)});
  EXPECT_EQ(n.strides(), channelsLastStrides(n.shape()));
}

TEST(Convolution, GradientsHaveGradients) {
  Tensor x = ramp({1, 2, 4, 4}), w = ramp({3, 2, 2, 2});
  attachGrad(x, GradReq::write);
  attachGrad(w, GradReq::write);
  NamedAttrs attrs{{"kernel", Dims{2, 2}}, {"num_filter", int64_t{3}}, {"no_bias", true}};
  BackwardOptions options;
  options.createGraph = true;
  RecordScope scope(true, true);
  Tensor y = invoke("Convolution", {x, w}, attrs);
  Tensor dx = gradients({y * y}, {x}, {}, options)[0];    // 2 conv^T(conv(x, w), w): linear in x
  Tensor ddx = gradients({dx * x}, {x}, {}, options)[0];  // so x . dx has gradient 2 dx
  EXPECT_TRUE(isClose(ddx, dx * 2.0, {1e-4, 1e-4}));
}

TEST(Pooling, FirstOfEqualMaximaGetsTheGradient) {
  Tensor x = fromValues({3, 3, 1, 3}, {1, 1, 2, 2}, DType::float32);
  attachGrad(x, GradReq::write);
  Tensor y;
  {
    RecordScope scope(true, true);
    y = invoke("Pooling", {x}, {{"kernel", Dims{2, 2}}});
  }
  backward({y}, {}, {});
  EXPECT_EQ(valuesOf(gradOf(x)), (std::vector<double>{1, 0, 0, 0}));
}

TEST(Pooling, WindowInThePaddingGivesZero) {
  Tensor x = fromValues({-1, -2, -3, -4, -5, -6, -7, -8}, {1, 1, 8}, DType::float32);
  Tensor y =
      invoke("Pooling", {x},
             {{"kernel", Dims{2}}, {"stride", Dims{3}}, {"pad", Dims{1}}, {"pooling_convention", std::string("full")}});
  EXPECT_EQ(valuesOf(y), (std::vector<double>{-1, -3, -6, 0}));
}

TEST(BatchNorm, MovingStatisticsFollowTrainingCallsOnly) {
  Tensor x = fromValues({1, 3, 5, 7}, {4, 1}, DType::float32), gamma = ones({1}, DType::float32),
         beta = zeros({1}, DType::float32);
  Tensor mean = zeros({1}, DType::float32), variance = ones({1}, DType::float32);
  NamedAttrs attrs{{"momentum", 0.5}};
  invoke("BatchNorm", {x, gamma, beta, mean, variance}, attrs);
  EXPECT_EQ(valuesOf(mean)[0], 0);
  RecordScope scope(false, true);
  invoke("BatchNorm", {x, gamma, beta, mean, variance}, attrs);
  EXPECT_EQ(valuesOf(mean)[0], 2);      // half of the batch's mean 4
  EXPECT_EQ(valuesOf(variance)[0], 3);  // half of 1 and half of 5
}

TEST(BatchNorm, VarianceIsRightFarFromZero) {
  std::vector<double> values;
  for (int i = 0; i < 4096; ++i) values.push_back(1000 + (i % 2));
  Tensor x = fromValues(values, {4096, 1}, DType::float32), one = ones({1}, DType::float32),
         zero = zeros({1}, DType::float32);
  RecordScope scope(false, true);
  Tensor y = invoke("BatchNorm", {x, one, zero, zeros({1}, DType::float32), ones({1}, DType::float32)}, {{"eps", 0.0}});
  EXPECT_NEAR(valuesOf(y)[0], -1, 1e-3);
  EXPECT_NEAR(valuesOf(y)[1], 1, 1e-3);
}

TEST(Dropout, MaskIsTheSameOnEveryBackEnd) {
  Tensor x = ones({1000}, DType::float32);
  RecordScope scope(false, true);
  Backend before = backend();
  seedRandom(7);
  std::vector<double> fast = valuesOf(invoke("Dropout", {x}, {{"p", 0.3}}));
  setBackend(Backend::reference);
  seedRandom(7);
  std::vector<double> plain = valuesOf(invoke("Dropout", {x}, {{"p", 0.3}}));
  setBackend(before);
  EXPECT_EQ(fast, plain);
  double kept = 0;
  for (double v : fast) kept += v > 0;
  EXPECT_NEAR(kept / 1000, 0.7, 0.06);
}

}  // namespace gluonlab
