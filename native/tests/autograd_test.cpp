// The tape: what is recorded, how gradients accumulate, higher orders, and what is refused.
#include <gtest/gtest.h>

#include "sample_call.h"

namespace gluonlab {

namespace {

Tensor leaf(const std::vector<double>& values, GradReq req = GradReq::write) {
  Tensor x = fromValues(values, {int64_t(values.size())}, DType::float64);
  attachGrad(x, req);
  return x;
}

std::vector<double> gradientOf(const Tensor& x) { return valuesOf(gradOf(x)); }

}  // namespace

TEST(Autograd, AProductHasTheOtherFactorAsGradient) {
  Tensor a = leaf({2, 3}), b = leaf({5, 7}), y;
  {
    RecordScope scope(true, true);
    y = a * b;
  }
  backward({y}, {}, {});
  EXPECT_EQ(gradientOf(a), (std::vector<double>{5, 7}));
  EXPECT_EQ(gradientOf(b), (std::vector<double>{2, 3}));
}

TEST(Autograd, AnArrayUsedTwiceGetsTheSum) {
  Tensor x = leaf({3}), y;
  {
    RecordScope scope(true, true);
    y = x * x + x;
  }
  backward({y}, {}, {});
  EXPECT_EQ(gradientOf(x), (std::vector<double>{7}));
}

TEST(Autograd, ABroadcastOperandGetsTheSumOverItsCopies) {
  Tensor x = leaf({1}), y;
  {
    RecordScope scope(true, true);
    y = fromValues({1, 2, 3}, {3}, DType::float64) * x;
  }
  backward({y}, {}, {});
  EXPECT_EQ(gradientOf(x), (std::vector<double>{6}));
}

TEST(Autograd, WriteReplacesAndAddAccumulates) {
  for (auto [req, expected] : {std::pair{GradReq::write, 2.0}, std::pair{GradReq::add, 4.0}}) {
    Tensor x = leaf({1}, req);
    for (int pass = 0; pass < 2; ++pass) {
      Tensor y;
      {
        RecordScope scope(true, true);
        y = x * 2.0;
      }
      backward({y}, {}, {});
    }
    EXPECT_EQ(gradientOf(x)[0], expected);
  }
}

TEST(Autograd, AHeadGradientScales) {
  Tensor x = leaf({1, 1}), y;
  {
    RecordScope scope(true, true);
    y = x * 3.0;
  }
  backward({y}, {fromValues({10, 100}, {2}, DType::float64)}, {});
  EXPECT_EQ(gradientOf(x), (std::vector<double>{30, 300}));
}

TEST(Autograd, NothingIsRecordedOutsideOrWithoutALeaf) {
  Tensor x = leaf({1}), outside = x * 2.0, stranger;
  {
    RecordScope scope(true, true);
    stranger = fromValues({1}, {1}, DType::float64) * 2.0;
  }
  EXPECT_THROW(backward({outside}, {}, {}), Error);
  EXPECT_THROW(backward({stranger}, {}, {}), Error);
}

TEST(Autograd, AGraphIsWalkedOnceUnlessItIsRetained) {
  Tensor x = leaf({3}), y;
  {
    RecordScope scope(true, true);
    y = x * x;
  }
  backward({y}, {}, {.retainGraph = true});
  backward({y}, {}, {});
  EXPECT_THROW(backward({y}, {}, {}), Error);
}

TEST(Autograd, GradientsOfGradients) {
  Tensor x = leaf({2}), y;
  RecordScope scope(true, true);
  y = x * x * x;
  Tensor first = gradients({y}, {x}, {}, {.createGraph = true})[0];
  Tensor second = gradients({first}, {x}, {}, {.createGraph = true})[0];
  Tensor third = gradients({second}, {x}, {}, {})[0];
  EXPECT_EQ(valuesOf(first)[0], 12);
  EXPECT_EQ(valuesOf(second)[0], 12);
  EXPECT_EQ(valuesOf(third)[0], 6);
}

TEST(Autograd, GradientsLeaveAttachedOnesAlone) {
  Tensor x = leaf({2}), y;
  RecordScope scope(true, true);
  y = x * x;
  EXPECT_EQ(valuesOf(gradients({y}, {x}, {}, {})[0])[0], 4);
  EXPECT_EQ(gradientOf(x)[0], 0);
}

TEST(Autograd, DetachingCutsTheHistory) {
  Tensor x = leaf({2}), y;
  {
    RecordScope scope(true, true);
    y = x * (x * 3.0).detach();
  }
  backward({y}, {}, {});
  EXPECT_EQ(gradientOf(x)[0], 6);
}

TEST(Autograd, AnInPlaceWriteToARecordedArrayIsRefused) {
  Tensor x = leaf({1}), y;
  const OpDef& op = findOp("_plus_scalar");
  RecordScope scope(true, true);
  y = x * 2.0;
  EXPECT_THROW(invoke(op, op.parse({{"scalar", 1.0}}), {y}, {y}), Error);
}

TEST(Autograd, AnInputChangedAfterRecordingIsNoticed) {
  Tensor x = leaf({3}), w = fromValues({2}, {1}, DType::float64), y;
  {
    RecordScope scope(true, true);
    y = x * w;
  }
  const OpDef& op = findOp("_plus_scalar");
  invoke(op, op.parse({{"scalar", 1.0}}), {w}, {w});
  try {
    backward({y}, {}, {});
    FAIL() << "accepted";
  } catch (const Error& e) {
    EXPECT_EQ(e.code(), ErrorCode::autograd);
    EXPECT_NE(std::string(e.what()).find("written in place"), std::string::npos) << e.what();
  }
}

TEST(Autograd, ACustomFunctionMapsHeadGradients) {
  Tensor x = leaf({4}), y = fromValues({2}, {1}, DType::float64), z;
  {
    RecordScope scope(true, true);
    recordCustom({x}, {y}, [](const TensorList& heads) { return TensorList{heads[0] * 0.25}; });
    z = y * 8.0;
  }
  backward({z}, {}, {});
  EXPECT_EQ(gradientOf(x)[0], 2);
}

}  // namespace gluonlab
