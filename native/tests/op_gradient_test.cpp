// The gradient check of the op table's samples: what backward gives against central differences, in float64.
#include <algorithm>
#include <cmath>
#include <random>

#include "op_samples.h"
#include "sample_call.h"

namespace gluonlab {

namespace {

constexpr double kStep = 1e-5;
constexpr size_t kElements = 24;  // of each input, drawn at random: enough to find a wrong formula, quick on large samples

size_t visibleOutputs(const OpDef& op, const SampleCall& call, size_t all) {
  return op.visibleOutputsFn ? op.visibleOutputsFn(*call.attrs()) : all;
}

double dotProduct(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

/// Random weights that make one number of all floating outputs.
class Heads {
 public:
  Heads(const OpDef& op, const SampleCall& call, const TensorList& outputs) {
    std::mt19937_64 random(7);
    std::uniform_real_distribution<double> uniform(0.5, 1.5);
    for (size_t i = 0; i < visibleOutputs(op, call, outputs.size()); ++i) {
      if (outputs[i].dtype() != DType::float64) continue;
      std::vector<double> weights(size_t(outputs[i].size()));
      for (double& w : weights) w = uniform(random) * (random() & 1 ? 1 : -1);
      tensors.push_back(fromValues(weights, outputs[i].shape(), DType::float64));
      which.push_back(i);
      weights_.push_back(std::move(weights));
    }
  }
  double value(const TensorList& outputs) const {
    double sum = 0;
    for (size_t k = 0; k < which.size(); ++k) sum += dotProduct(valuesOf(outputs[which[k]]), weights_[k]);
    return sum;
  }
  TensorList tensors;
  std::vector<size_t> which;

 private:
  std::vector<std::vector<double>> weights_;
};

std::vector<size_t> someElements(size_t count) {
  std::vector<size_t> all(count);
  for (size_t i = 0; i < count; ++i) all[i] = i;
  std::shuffle(all.begin(), all.end(), std::mt19937_64(count));
  all.resize(std::min(count, kElements));
  return all;
}

double numericGradient(const SampleCall& call, const Heads& heads, size_t input, size_t element) {
  double value[2];
  for (int side : {0, 1}) {
    TensorList inputs = call.inputs(DType::float64);
    inputs[input].data<double>()[element] += side ? kStep : -kStep;
    value[side] = heads.value(call.run(inputs));
  }
  return (value[1] - value[0]) / (2 * kStep);
}

void checkSample(const OpDef& op, const SampleCall& call) {
  TensorList inputs = call.inputs(DType::float64), outputs;
  for (size_t i = 0; i < inputs.size(); ++i)
    if (isFloating(inputs[i].dtype()) && !call.isMutated(i)) attachGrad(inputs[i], GradReq::write);
  {
    RecordScope scope(true, call.sample().training);
    outputs = invoke(op, call.attrs(), inputs);
  }
  Heads heads(op, call, outputs);
  if (heads.which.empty()) return;  // the sample asks for another dtype: nothing to differentiate in float64
  TensorList results;
  for (size_t i : heads.which) results.push_back(outputs[i]);
  backward(results, heads.tensors, {});

  for (size_t i = 0; i < inputs.size(); ++i) {
    Tensor gradient = gradOf(inputs[i]);
    if (!gradient.defined()) continue;
    ASSERT_EQ(gradient.shape(), inputs[i].shape()) << "gradient of input " << i;
    if (op.hasConventionalGradient) continue;
    std::vector<double> analytic = valuesOf(gradient);
    double largest = 1;
    for (double v : analytic) largest = std::max(largest, std::abs(v));
    for (size_t element : someElements(analytic.size())) {
      double numeric = numericGradient(call, heads, i, element);
      EXPECT_LE(std::abs(numeric - analytic[element]), op.gradRtol * largest)
          << "input " << i << ", element " << element << ": backward gives " << analytic[element] << ", differences give "
          << numeric;
    }
  }
}

}  // namespace

void checkGradient(const OpDef& op) {
  for (size_t i = 0; i < op.sampleList.size(); ++i) {
    SampleCall call(op, i);
    SCOPED_TRACE(call.text());
    try {
      checkSample(op, call);
    } catch (const Error& e) {
      // An operator may refuse float64, or a sample may fix another dtype.
      EXPECT_STREQ(errorCodeName(e.code()), errorCodeName(ErrorCode::dtype)) << e.what();
    }
    if (::testing::Test::HasFailure()) return;  // one failing sample says enough
  }
}

}  // namespace gluonlab
