// Names, promotion and rounding of the element types.
#include "gluonlab/dtype.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace gluonlab {

TEST(DType, EveryNameLeadsBackToItsType) {
  for (int flag : {0, 1, 2, 3, 4, 5, 6, 7, 12}) {
    auto dtype = DType(flag);
    EXPECT_EQ(dtypeFromName(dtypeName(dtype)), dtype) << dtypeName(dtype);
  }
}

TEST(DType, AnUnknownNameIsAnErrorThatListsTheAllowed) {
  try {
    dtypeFromName("complex64");
    FAIL() << "accepted";
  } catch (const Error& e) {
    EXPECT_EQ(e.code(), ErrorCode::dtype);
    EXPECT_NE(std::string(e.what()).find("complex64"), std::string::npos);
    EXPECT_NE(std::string(e.what()).find("bfloat16"), std::string::npos);
  }
}

TEST(DType, TheWiderFloatBeatsIntegerBeatsBool) {
  EXPECT_EQ(promote(DType::float32, DType::float64), DType::float64);
  EXPECT_EQ(promote(DType::float16, DType::int64), DType::float16);
  EXPECT_EQ(promote(DType::int8, DType::int32), DType::int32);
  EXPECT_EQ(promote(DType::boolean, DType::uint8), DType::uint8);
  EXPECT_EQ(promote(DType::float16, DType::bfloat16), DType::float32);
}

TEST(DType, EveryHalfNumberSurvivesTheWayThroughFloat) {
  for (uint32_t bits = 0; bits < 0x10000; ++bits) {
    Half half;
    half.bits = uint16_t(bits);
    float wide = half;
    if (std::isnan(wide)) {
      EXPECT_TRUE(std::isnan(float(Half(wide))));
    } else {
      ASSERT_EQ(Half(wide).bits, bits);
    }
  }
}

TEST(DType, EveryBFloat16NumberSurvivesTheWayThroughFloat) {
  for (uint32_t bits = 0; bits < 0x10000; ++bits) {
    BFloat16 narrow;
    narrow.bits = uint16_t(bits);
    float wide = narrow;
    if (std::isnan(wide)) {
      EXPECT_TRUE(std::isnan(float(BFloat16(wide))));
    } else {
      ASSERT_EQ(BFloat16(wide).bits, bits);
    }
  }
}

TEST(DType, HalvesRoundToNearestEven) {
  EXPECT_EQ(float(Half(1 + 0x1p-11f)), 1.0f);
  EXPECT_EQ(float(Half(1 + 3 * 0x1p-11f)), 1 + 0x1p-9f);
  EXPECT_EQ(float(Half(70000.0f)), std::numeric_limits<float>::infinity());
  EXPECT_EQ(float(BFloat16(1 + 0x1p-8f)), 1.0f);
  EXPECT_EQ(float(BFloat16(1 + 3 * 0x1p-8f)), 1 + 0x1p-6f);
}

}  // namespace gluonlab
