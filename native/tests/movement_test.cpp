// What samples cannot say of the operators that move elements: who shares memory, what large arrays look like, how
// equal and missing values are ordered, and that gradients have gradients.
#include <cmath>
#include <numeric>

#include "gluonlab/autograd.h"
#include "gluonlab/engine.h"
#include "sample_call.h"

namespace gluonlab {

namespace {

bool sharesMemory(const Tensor& a, const Tensor& b) { return &a.storage() == &b.storage(); }

/// 0, 1, 2, ... in that shape.
Tensor counting(const Shape& shape, DType dtype = DType::float32) {
  std::vector<double> values(size_t(sizeOf(shape)));
  std::iota(values.begin(), values.end(), 0.0);
  return fromValues(values, shape, dtype);
}

TEST(Views, ShapeOperatorsShareMemory) {
  Tensor x = counting({4, 6});
  EXPECT_TRUE(sharesMemory(invoke("Reshape", {x}, {{"shape", Dims{3, -1}}}), x));
  EXPECT_TRUE(sharesMemory(invoke("expand_dims", {x}, {{"axis", int64_t{1}}}), x));
  EXPECT_TRUE(sharesMemory(invoke("transpose", {x}), x));
  EXPECT_TRUE(
      sharesMemory(invoke("slice_axis", {x}, {{"axis", int64_t{0}}, {"begin", int64_t{1}}, {"end", int64_t{3}}}), x));
  EXPECT_TRUE(sharesMemory(invoke("diag", {x}), x));
}

TEST(Views, AReshapeOfATransposeCopiesOnlyWhereStridesCannotSayIt) {
  Tensor x = counting({2, 3, 4});
  Tensor swapped = invoke("transpose", {x}, {{"axes", Dims{1, 0, 2}}});
  Tensor split = invoke("Reshape", {swapped}, {{"shape", Dims{3, 2, 2, 2}}});
  EXPECT_TRUE(sharesMemory(split, x));
  Tensor merged = invoke("Reshape", {swapped}, {{"shape", Dims{6, 4}}});
  EXPECT_FALSE(sharesMemory(merged, x));
  std::vector<double> expected = valuesOf(swapped);
  EXPECT_EQ(valuesOf(split), expected);
  EXPECT_EQ(valuesOf(merged), expected);
}

TEST(Views, ASliceThatRunsBackwardsIsACopy) {
  Tensor x = counting({5});
  Tensor y = invoke("slice", {x}, {{"begin", Dims{kNone}}, {"end", Dims{kNone}}, {"step", Dims{-2}}});
  EXPECT_FALSE(sharesMemory(y, x));
  EXPECT_EQ(valuesOf(y), (std::vector<double>{4, 2, 0}));
}

TEST(Copies, LargeTransposesReachEveryElement) {
  for (Dims order : {Dims{2, 0, 1}, Dims{0, 2, 1}, Dims{2, 1, 0}, Dims{1, 0, 2}}) {
    Tensor x = counting({65, 130, 67}, DType::int32);
    Shape shape;
    for (int64_t axis : order) shape.push_back(x.shape()[size_t(axis)]);
    Tensor y = Tensor::empty(shape, x.dtype());  // a given output makes it compute
    const OpDef& transpose = findOp("transpose");
    invoke(transpose, transpose.parse({{"axes", order}}), {x}, {y});
    EXPECT_EQ(valuesOf(y), valuesOf(invoke("transpose", {x}, {{"axes", order}}))) << "axes " << order;
  }
}

TEST(Copies, AnArrayTurnsRoundWithinItself) {
  Tensor x = counting({6});
  const OpDef& assign = findOp("_slice_assign");
  invoke(assign, assign.parse({{"begin", Dims{kNone}}, {"end", Dims{kNone}}, {"step", Dims{-1}}}), {x, x}, {x});
  EXPECT_EQ(valuesOf(x), (std::vector<double>{5, 4, 3, 2, 1, 0}));
}

TEST(Order, EqualElementsKeepTheirOrder) {
  Tensor x = fromValues({1, 0, 1, 0, 1}, {5}, DType::float32);
  EXPECT_EQ(valuesOf(invoke("argsort", {x})), (std::vector<double>{1, 3, 0, 2, 4}));
  EXPECT_EQ(valuesOf(invoke("argsort", {x}, {{"is_ascend", false}})), (std::vector<double>{0, 2, 4, 1, 3}));
}

TEST(Order, NanIsLargerThanEveryNumber) {
  Tensor x = fromValues({1, NAN, INFINITY, -1}, {4}, DType::float32);
  EXPECT_EQ(valuesOf(invoke("argsort", {x})), (std::vector<double>{3, 0, 2, 1}));
  EXPECT_EQ(valuesOf(invoke("topk", {x})), (std::vector<double>{1}));
}

TEST(Gather, RepeatedRowsAddUpTheSameWithAnyNumberOfThreads) {
  constexpr int64_t kRows = 500, kPicks = 4000, kWidth = 33;
  std::vector<double> picks(kPicks);
  for (size_t i = 0; i < picks.size(); ++i) picks[i] = double(i * i % kRows);
  Tensor indices = fromValues(picks, {kPicks}, DType::int64),
         dy = invoke("_random_uniform", {}, {{"shape", Dims{kPicks, kWidth}}});
  auto sumWith = [&](int count) {
    int before = threads();
    setThreads(count);
    Tensor sums = invoke("_backward_take", {dy, indices}, {{"axis", int64_t{0}}, {"extent", kRows}});
    waitAll();
    setThreads(before);
    return valuesOf(sums);
  };
  std::vector<double> one = sumWith(1);
  EXPECT_EQ(one, sumWith(3));
  double total = std::accumulate(one.begin(), one.end(), 0.0);
  std::vector<double> given = valuesOf(dy);
  EXPECT_NEAR(total, std::accumulate(given.begin(), given.end(), 0.0), 1e-2);
}

TEST(Gather, ABooleanMaskChoosesAsManyRowsAsItHasOnes) {
  Tensor x = counting({3, 2}), mask = fromValues({1, 0, 1}, {3}, DType::boolean);
  Tensor y = invoke("_contrib_boolean_mask", {x, mask});
  EXPECT_EQ(y.shape(), (Shape{2, 2}));
  EXPECT_EQ(valuesOf(y), (std::vector<double>{0, 1, 4, 5}));
}

/// d/dx of sum(dx^2), where dx = d/dx of sum(part(x)^3).
std::vector<double> secondGradient(const Tensor& x, const std::function<Tensor(const Tensor&)>& part) {
  attachGrad(x, GradReq::write);
  RecordScope scope(true, true);
  Tensor y = part(x);
  Tensor first = gradients({y * y * y}, {x}, {}, {.retainGraph = true, .createGraph = true})[0];
  return valuesOf(gradients({first * first}, {x}, {}, {})[0]);
}

TEST(Gradients, OfPartsHaveGradients) {
  // dx = 3 x^2 at the chosen elements, so the second gradient is 36 x^3 there.
  std::vector<double> middle{0, 36, 288, 0};
  auto x = [] { return counting({4}, DType::float64); };
  EXPECT_EQ(
      secondGradient(x(), [](const Tensor& t) { return invoke("slice", {t}, {{"begin", Dims{1}}, {"end", Dims{3}}}); }),
      middle);
  Tensor indices = fromValues({1, 2}, {2}, DType::int32);
  EXPECT_EQ(secondGradient(x(), [&](const Tensor& t) { return invoke("take", {t, indices}); }), middle);
  Tensor coordinates = fromValues({2, 1}, {1, 2}, DType::int32);
  EXPECT_EQ(secondGradient(x(), [&](const Tensor& t) { return invoke("gather_nd", {t, coordinates}); }), middle);
  EXPECT_EQ(secondGradient(x(),
                           [](const Tensor& t) {
                             return invoke("topk", {t}, {{"k", int64_t{2}}, {"ret_typ", std::string("value")}});
                           }),
            (std::vector<double>{0, 0, 288, 972}));
}

}  // namespace

}  // namespace gluonlab
