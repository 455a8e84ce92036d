// The gradient checks of the op table's samples, in float64: what backward gives against central differences of the
// outputs, and the gradient of the gradient against central differences of the gradient.
#include <algorithm>
#include <cmath>
#include <random>

#include "op_samples.h"
#include "sample_call.h"

namespace gluonlab {

namespace {

constexpr double kStep = 1e-5;
constexpr size_t kElements =
    24;  // of each input, drawn at random: enough to find a wrong formula, quick on large samples

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
          << "input " << i << ", element " << element << ": backward gives " << analytic[element]
          << ", differences give " << numeric;
    }
  }
}

/// The gradients of all floating inputs as one number each time: the sum of their elements with random weights.
class FirstOrder {
 public:
  FirstOrder(const OpDef& op, const SampleCall& call, TensorList& inputs) {
    bool training = call.sample().training;
    for (size_t i = 0; i < inputs.size(); ++i)
      if (isFloating(inputs[i].dtype()) && !call.isMutated(i)) attachGrad(inputs[i], GradReq::add);
    RecordScope scope(true, training);
    TensorList outputs = invoke(op, call.attrs(), inputs), results;
    Heads heads(op, call, outputs);
    for (size_t i : heads.which) results.push_back(outputs[i]);
    if (results.empty()) return;
    for (size_t i = 0; i < inputs.size(); ++i) {
      if (!gradOf(inputs[i]).defined()) continue;
      try {
        gradients_.push_back(gradients(results, {inputs[i]}, heads.tensors,
                                       {.retainGraph = true, .trainMode = training, .createGraph = true})[0]);
      } catch (const Error& e) {
        if (e.code() != ErrorCode::autograd) throw;
        continue;  // the outputs do not depend on this input's values
      }
      std::vector<double> weights(size_t(inputs[i].size()));
      for (size_t k = 0; k < weights.size(); ++k) weights[k] = std::cos(double(3 * k + i));
      weights_.push_back(std::move(weights));
    }
  }
  double value() const {
    double sum = 0;
    for (size_t i = 0; i < gradients_.size(); ++i) sum += dotProduct(valuesOf(gradients_[i]), weights_[i]);
    return sum;
  }
  /// Adds the gradient of value() to the gradients of the inputs.
  void differentiate(bool training) const {
    for (size_t i = 0; i < gradients_.size(); ++i) {
      Tensor weights = fromValues(weights_[i], gradients_[i].shape(), DType::float64);
      try {
        backward({gradients_[i]}, {weights}, {.retainGraph = true, .trainMode = training});
      } catch (const Error& e) {
        if (e.code() != ErrorCode::autograd) throw;  // not recorded: this gradient depends on no input
      }
    }
  }

 private:
  std::vector<Tensor> gradients_;
  std::vector<std::vector<double>> weights_;
};

void checkSecondOrder(const OpDef& op, const SampleCall& call) {
  TensorList inputs = call.inputs(DType::float64);
  FirstOrder first(op, call, inputs);
  first.differentiate(call.sample().training);
  for (size_t i = 0; i < inputs.size(); ++i) {
    if (!gradOf(inputs[i]).defined()) continue;
    std::vector<double> analytic = valuesOf(gradOf(inputs[i]));
    double largest = 1;
    for (double v : analytic) largest = std::max(largest, std::abs(v));
    for (size_t element : someElements(analytic.size())) {
      double value[2];
      for (int side : {0, 1}) {
        TensorList moved = call.inputs(DType::float64);
        moved[i].data<double>()[element] += side ? kStep : -kStep;
        value[side] = FirstOrder(op, call, moved).value();
      }
      double numeric = (value[1] - value[0]) / (2 * kStep);
      EXPECT_LE(std::abs(numeric - analytic[element]), 10 * op.gradRtol * largest)
          << "input " << i << ", element " << element << ": the gradient of the gradient is " << analytic[element]
          << ", differences give " << numeric;
    }
  }
}

/// Runs `check` on every sample; errors of the codes in `accepted` are fine.
template <class Check>
void forEachSample(const OpDef& op, std::initializer_list<ErrorCode> accepted, Check check) {
  for (size_t i = 0; i < op.sampleList.size(); ++i) {
    SampleCall call(op, i);
    SCOPED_TRACE(call.text());
    try {
      check(op, call);
    } catch (const Error& e) {
      bool fine = std::find(accepted.begin(), accepted.end(), e.code()) != accepted.end();
      EXPECT_TRUE(fine) << e.what();
    }
    if (::testing::Test::HasFailure()) return;  // one failing sample says enough
  }
}

}  // namespace

// An operator may refuse float64, or a sample may fix another dtype.
void checkGradient(const OpDef& op) { forEachSample(op, {ErrorCode::dtype}, checkSample); }

// A fused gradient kernel may have no gradient, and says so.
void checkGradientOfGradient(const OpDef& op) {
  forEachSample(op, {ErrorCode::dtype, ErrorCode::notYet}, checkSecondOrder);
}

}  // namespace gluonlab
