// Shapes, strides and views: what shares storage and what is refused.
#include <gtest/gtest.h>

#include "sample_call.h"

namespace gluonlab {

TEST(Shape, TextIsThatOfATuple) {
  EXPECT_EQ(str(Shape{}), "()");
  EXPECT_EQ(str(Shape{3}), "(3,)");
  EXPECT_EQ(str(Shape{2, 3}), "(2, 3)");
}

TEST(Shape, SizeIsOneWithoutAxesAndZeroWithAnEmptyOne) {
  EXPECT_EQ(sizeOf({}), 1);
  EXPECT_EQ(sizeOf({4, 0, 2}), 0);
  EXPECT_EQ(contiguousStrides({2, 3, 4}), (Strides{12, 4, 1}));
}

TEST(Shape, AProductThatWouldWrapAroundIsRefused) {
  int64_t half = int64_t{1} << 31;
  for (const Shape& shape : {Shape{half, half, 4}, Shape{half, half, 5}, Shape{half, half}}) {
    EXPECT_THROW(sizeOf(shape), Error) << str(shape);
    EXPECT_THROW(Tensor::empty(shape, DType::int8), Error) << str(shape);
  }
  Tensor one = zeros({1}, DType::int8);
  Tensor column = one.view({1 << 20, 1, 1}, {0, 0, 0}), plane = one.view({1, 1 << 20, 1 << 20}, {0, 0, 0});
  EXPECT_THROW(invoke("broadcast_add", {column, plane}), Error);
}

TEST(Shape, BroadcastingStretchesOnesAndAddsLeadingAxes) {
  EXPECT_EQ(broadcastShapes({2, 1, 4}, {3, 1}), (Shape{2, 3, 4}));
  EXPECT_EQ(broadcastShapes({}, {5}), (Shape{5}));
  EXPECT_EQ(broadcastShapes({0, 3}, {1, 3}), (Shape{0, 3}));
  EXPECT_EQ(broadcastStrides({3, 1}, {1, 1}, {2, 3, 4}), (Strides{0, 1, 0}));
}

TEST(Shape, ShapesThatDoNotBroadcastAreNamedInTheError) {
  try {
    broadcastShapes({2, 3}, {2, 4});
    FAIL() << "accepted";
  } catch (const Error& e) {
    EXPECT_EQ(e.code(), ErrorCode::shape);
    EXPECT_NE(std::string(e.what()).find("(2, 3)"), std::string::npos) << e.what();
    EXPECT_NE(std::string(e.what()).find("(2, 4)"), std::string::npos) << e.what();
  }
}

TEST(Shape, AnAxisMayCountFromTheEnd) {
  EXPECT_EQ(normalizeAxis(-1, 3), 2);
  EXPECT_THROW(normalizeAxis(3, 3), Error);
  EXPECT_THROW(normalizeAxis(-4, 3), Error);
}

TEST(Tensor, AViewSharesStorage) {
  Tensor x = fromValues({1, 2, 3, 4, 5, 6}, {2, 3}, DType::float32);
  Tensor t = x.view({3, 2}, {1, 3});
  EXPECT_EQ(&t.storage(), &x.storage());
  EXPECT_FALSE(t.isContiguous());
  EXPECT_EQ(valuesOf(t), (std::vector<double>{1, 4, 2, 5, 3, 6}));
  x.data<float>()[3] = 40;
  EXPECT_EQ(valuesOf(t)[1], 40);
}

TEST(Tensor, OffsetsOfViewsAddUp) {
  Tensor x = fromValues({0, 1, 2, 3, 4, 5}, {6}, DType::int64);
  EXPECT_EQ(valuesOf(x.view({4}, {1}, 2).view({2}, {1}, 1)), (std::vector<double>{3, 4}));
}

TEST(Tensor, ReshapingKeepsStorageAndRefusesAnotherSize) {
  Tensor x = Tensor::empty({2, 3}, DType::float32);
  EXPECT_EQ(&x.reshaped({3, 2}).storage(), &x.storage());
  EXPECT_THROW(x.reshaped({4}), Error);
}

TEST(Tensor, ScalarsAndZeroSizesAreTensors) {
  Tensor s = Tensor::scalar(2.5, DType::float16);
  EXPECT_EQ(s.ndim(), 0);
  EXPECT_EQ(valuesOf(s), (std::vector<double>{2.5}));
  EXPECT_EQ(Tensor::empty({0, 3}, DType::int8).size(), 0);
}

TEST(Tensor, AHandleIsASharedOwner) {
  Tensor view;
  {
    Tensor x = fromValues({7, 8}, {2}, DType::int32);
    view = x.view({1}, {1}, 1);
  }
  EXPECT_EQ(valuesOf(view), (std::vector<double>{8}));
}

}  // namespace gluonlab
