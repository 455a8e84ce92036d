// What samples of element-wise operators and reductions cannot say: memory shared between inputs and outputs, layouts
// that travel on, integers at their edges, long sums.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "gluonlab/engine.h"
#include "sample_call.h"

namespace gluonlab {
namespace {

Tensor range(const Shape& shape, DType dtype = DType::float32) {
  std::vector<double> values(size_t(sizeOf(shape)));
  for (size_t i = 0; i < values.size(); ++i) values[i] = double(i);
  return fromValues(values, shape, dtype);
}

Tensor call(const char* name, TensorList inputs, const TensorList& out) {
  const OpDef& op = findOp(name);
  return invoke(op, op.defaults, std::move(inputs), out)[0];
}

TEST(Pointwise, AnOutputMayBeAnInputThatIsBroadcastElsewhere) {
  Tensor x = range({3, 2});
  Tensor firstRow = x.view({1, 2}, {2, 1});
  call("broadcast_add", {x, firstRow}, {x});
  EXPECT_EQ(valuesOf(x), (std::vector<double>{0, 2, 2, 4, 4, 6}));
}

TEST(Pointwise, AnOutputMayOverlapAnInputByPart) {
  Tensor x = range({6});
  Tensor left = x.view({5}, {1}), right = x.view({5}, {1}, 1);
  call("broadcast_add", {left, left}, {right});
  EXPECT_EQ(valuesOf(x), (std::vector<double>{0, 0, 2, 4, 6, 8}));
}

TEST(Pointwise, ACopyMayOverlapItsSource) {
  Tensor x = range({6});
  call("_copy", {x.view({5}, {1})}, {x.view({5}, {1}, 1)});
  EXPECT_EQ(valuesOf(x), (std::vector<double>{0, 0, 1, 2, 3, 4}));
}

TEST(Pointwise, ChannelsLastTravelsOn) {
  Shape shape{2, 3, 4, 5};
  Tensor x = Tensor::emptyStrided(shape, channelsLastStrides(shape), DType::float32);
  call("_copy", {range(shape)}, {x});
  Tensor y = invoke("relu", {x});
  EXPECT_EQ(y.strides(), channelsLastStrides(shape));
  EXPECT_EQ(valuesOf(y), valuesOf(range(shape)));
  Tensor scaled = x * fromValues({1, 2, 3}, {1, 3, 1, 1}, DType::float32);
  EXPECT_EQ(scaled.strides(), channelsLastStrides(shape));
  EXPECT_EQ(valuesOf(scaled)[20], 40);
}

TEST(Pointwise, LongArraysGiveWhatShortOnesGive) {
  int64_t n = 300007;  // many tiles and several threads
  Tensor x = range({n}), y = x * 2.0 + x;
  std::vector<double> values = valuesOf(y);
  for (int64_t i = 0; i < n; i += 997) EXPECT_EQ(values[size_t(i)], double(float(i) * 3.0f));
}

TEST(Pointwise, ArraysOfDifferentDtypesMeetInTheWiderOne) {
  Tensor y = fromValues({1, 2}, {2}, DType::int32) + fromValues({0.5, 0.25}, {2}, DType::float16);
  EXPECT_EQ(y.dtype(), DType::float16);
  EXPECT_EQ(valuesOf(y), (std::vector<double>{1.5, 2.25}));
}

TEST(Pointwise, IntegersDivideByZeroWithoutHarm) {
  Tensor a = fromValues({7, -7, 7}, {3}, DType::int32), b = fromValues({0, 2, -2}, {3}, DType::int32);
  EXPECT_EQ(valuesOf(a / b), (std::vector<double>{0, -3, -3}));
  EXPECT_EQ(valuesOf(invoke("broadcast_mod", {a, b})), (std::vector<double>{0, 1, -1}));
  Tensor lowest = Tensor::empty({1}, DType::int64), minusOne = fromValues({-1}, {1}, DType::int64);
  *lowest.data<int64_t>() = std::numeric_limits<int64_t>::min();
  EXPECT_EQ(*(lowest / minusOne).data<int64_t>(), std::numeric_limits<int64_t>::min());
}

TEST(Pointwise, IntegersKeepTheirLowDigits) {
  Tensor big = Tensor::empty({1}, DType::int64);
  *big.data<int64_t>() = (int64_t{1} << 60) + 1;
  EXPECT_EQ(*(big + 1.0).data<int64_t>(), (int64_t{1} << 60) + 2);
}

TEST(Pointwise, AFractionTruncatesIntegersUnlessItIsSaidToBeOne) {
  Tensor seven = fromValues({7}, {1}, DType::int32);
  EXPECT_EQ(valuesOf(seven + 2.5)[0], 9);
  Tensor exact = invoke("_plus_scalar", {seven}, {{"scalar", 2.5}, {"is_int", false}});
  EXPECT_EQ(exact.dtype(), DType::float64);
  EXPECT_EQ(valuesOf(exact)[0], 9.5);
}

TEST(Reduce, LongSumsKeepTheirDigits) {
  int64_t n = 1 << 22;
  Tensor x = Tensor::empty({n}, DType::float32);
  std::fill_n(x.data<float>(), n, 0.1f);
  EXPECT_NEAR(valuesOf(invoke("sum", {x}))[0] / (double(n) * double(0.1f)), 1, 1e-6);
  Tensor columns = x.reshaped({n / 4, 4});
  for (double total : valuesOf(invoke("sum", {columns}, {{"axis", Dims{0}}})))
    EXPECT_NEAR(total / (double(n / 4) * double(0.1f)), 1, 1e-6);
}

TEST(Reduce, OneNaNMakesTheExtremeNaN) {
  Tensor x = range({100});
  x.data<float>()[37] = std::numeric_limits<float>::quiet_NaN();
  EXPECT_TRUE(std::isnan(valuesOf(invoke("max", {x}))[0]));
  EXPECT_TRUE(std::isnan(valuesOf(invoke("min", {x.reshaped({50, 2})}, {{"axis", Dims{0}}}))[1]));
  EXPECT_EQ(valuesOf(invoke("nansum", {x}))[0], 4950 - 37);
}

TEST(Reduce, AnAxisWithoutElementsSumsToZeroAndHasNoMaximum) {
  Tensor none = Tensor::empty({0, 3}, DType::float32);
  EXPECT_EQ(valuesOf(invoke("sum", {none}, {{"axis", Dims{0}}})), (std::vector<double>{0, 0, 0}));
  EXPECT_THROW(invoke("max", {none}, {{"axis", Dims{0}}}), Error);
}

TEST(Broadcast, RepeatingCopiesNothing) {
  Tensor x = range({3, 1});
  Tensor y = invoke("broadcast_to", {x}, {{"shape", Dims{3, 4}}});
  EXPECT_EQ(&y.storage(), &x.storage());
  EXPECT_EQ(y.strides(), (Strides{1, 0}));
}

TEST(Broadcast, ARepeatedElementCannotBeWritten) {
  Tensor y = invoke("broadcast_to", {range({3, 1})}, {{"shape", Dims{3, 4}}});
  try {
    call("_plus_scalar", {y}, {y});
    FAIL() << "accepted";
  } catch (const Error& e) {
    EXPECT_NE(std::string(e.what()).find("broadcast view whose elements share memory"), std::string::npos) << e.what();
  }
}

}  // namespace
}  // namespace gluonlab
