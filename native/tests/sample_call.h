// sample_call.h: a sample of the op table as real tensors, and how results are read and compared.
//
//   SampleCall call(op, 0);
//   TensorList inputs = call.inputs();                 // fresh tensors, the same values each time
//   TensorList outputs = call.run(inputs);
//   EXPECT_TRUE(isClose(outputs[0], expected, toleranceOf(DType::float32)));
#pragma once

#include <gtest/gtest.h>

#include <optional>

#include "gluonlab/gluonlab.h"

namespace gluonlab {

/// Elements of any layout, in row-major order, after pending work has run.
std::vector<double> valuesOf(const Tensor& x);
Tensor fromValues(const std::vector<double>& values, const Shape& shape, DType dtype);

struct Tolerance {
  double rtol = 0;
  double atol = 0;  // times the largest expected magnitude, where that exceeds 1
};
/// What two right computations in `dtype` may differ by.
Tolerance toleranceOf(DType dtype);
/// The looser of the two.
Tolerance looser(Tolerance a, Tolerance b);
/// NaN equals NaN; infinities must match.
::testing::AssertionResult isClose(const Tensor& got, const Tensor& expected, Tolerance tolerance);

class SampleCall {
 public:
  SampleCall(const OpDef& op, const Sample& sample, size_t index);
  SampleCall(const OpDef& op, size_t index) : SampleCall(op, op.sampleList[index], index) {}

  /// The drawn inputs; floating ones as `floating` where that is given.
  TensorList inputs(std::optional<DType> floating = {}) const;
  /// Calls the operator in the sample's mode without recording.
  TensorList run(const TensorList& inputs, const TensorList& outputs = {}) const;
  /// Checked attributes; throws when the sample's are wrong.
  const AttrsRef& attrs() const;
  const Sample& sample() const { return sample_; }
  /// Inputs that the call writes.
  std::vector<int> mutated() const;
  bool isMutated(size_t input) const;
  /// Shapes, dtypes and attributes in one line.
  std::string text() const;

 private:
  const OpDef& op_;
  const Sample& sample_;
  std::vector<std::vector<double>> values_;
  mutable AttrsRef attrs_;
};

}  // namespace gluonlab
