#include "sample_call.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace gluonlab {

namespace {

/// Calls visit(flat index, element offset) for every element in row-major order.
template <class Visit>
void forEachElement(const Shape& shape, const Strides& strides, Visit visit) {
  int64_t n = sizeOf(shape);
  for (int64_t flat = 0; flat < n; ++flat) {
    int64_t rest = flat, offset = 0;
    for (size_t axis = shape.size(); axis-- > 0;) {
      offset += rest % shape[axis] * strides[axis];
      rest /= shape[axis];
    }
    visit(flat, offset);
  }
}

std::vector<double> draw(const SampleInput& input, std::mt19937_64& random) {
  std::vector<double> values(size_t(sizeOf(input.shape)));
  if (isFloating(input.dtype)) {
    std::uniform_real_distribution<double> uniform(input.low, input.high);
    for (double& v : values) v = uniform(random);
    if (input.distinct) {
      std::vector<size_t> order(values.size());
      std::iota(order.begin(), order.end(), size_t{0});
      std::shuffle(order.begin(), order.end(), random);
      double step = (input.high - input.low) / double(std::max<size_t>(values.size(), 1));
      for (size_t i = 0; i < values.size(); ++i) values[i] = input.low + step * (double(order[i]) + 0.5);
    }
    return values;
  }
  int64_t low = int64_t(std::ceil(input.low)), high = int64_t(std::ceil(input.high)) - 1;
  if (input.dtype == DType::uint8) low = std::max<int64_t>(low, 0);
  if (input.dtype == DType::boolean) low = 0, high = 1;
  std::uniform_int_distribution<int64_t> uniform(low, std::max(low, high));
  for (double& v : values) v = double(uniform(random));
  return values;
}

}  // namespace

std::vector<double> valuesOf(const Tensor& x) {
  x.wait();
  std::vector<double> values(size_t(x.size()));
  dispatch(x.dtype(), [&]<class T>() {
    forEachElement(x.shape(), x.strides(), [&](int64_t flat, int64_t offset) {
      values[size_t(flat)] = double(static_cast<Compute<T>>(x.data<T>()[offset]));
    });
  });
  return values;
}

Tensor fromValues(const std::vector<double>& values, const Shape& shape, DType dtype) {
  Tensor x = Tensor::empty(shape, dtype);
  dispatch(dtype, [&]<class T>() {
    for (size_t i = 0; i < values.size(); ++i) x.data<T>()[i] = static_cast<T>(static_cast<Compute<T>>(values[i]));
  });
  return x;
}

Tolerance toleranceOf(DType dtype) {
  switch (dtype) {
    case DType::float64:
      return {1e-10, 1e-12};
    case DType::float32:
      return {1e-4, 1e-5};
    case DType::float16:
      return {1e-2, 4e-3};
    case DType::bfloat16:
      return {4e-2, 2e-2};
    default:
      return {0, 0};
  }
}

Tolerance looser(Tolerance a, Tolerance b) { return {std::max(a.rtol, b.rtol), std::max(a.atol, b.atol)}; }

::testing::AssertionResult isClose(const Tensor& got, const Tensor& expected, Tolerance tolerance) {
  if (!(got.shape() == expected.shape()))
    return ::testing::AssertionFailure() << "shape " << got.shape() << ", expected " << expected.shape();
  std::vector<double> a = valuesOf(got), b = valuesOf(expected);
  double largest = 1;
  for (double v : b)
    if (std::isfinite(v)) largest = std::max(largest, std::abs(v));
  for (size_t i = 0; i < a.size(); ++i) {
    bool same = (std::isnan(a[i]) && std::isnan(b[i])) || a[i] == b[i] ||
                std::abs(a[i] - b[i]) <= tolerance.atol * largest + tolerance.rtol * std::abs(b[i]);
    if (!same)
      return ::testing::AssertionFailure()
             << "element " << i << " of " << got.shape() << " is " << a[i] << ", expected " << b[i];
  }
  return ::testing::AssertionSuccess();
}

SampleCall::SampleCall(const OpDef& op, const Sample& sample, size_t index) : op_(op), sample_(sample) {
  // FNV-1a: the same on every platform, unlike std::hash.
  uint64_t seed = 1469598103934665603u + index;
  for (char c : op.name) seed = (seed ^ uint64_t(static_cast<unsigned char>(c))) * 1099511628211u;
  std::mt19937_64 random(seed);
  for (const SampleInput& input : sample.inputs) values_.push_back(draw(input, random));
}

const AttrsRef& SampleCall::attrs() const {
  if (!attrs_) attrs_ = op_.parse(sample_.attrs);
  return attrs_;
}

TensorList SampleCall::inputs(std::optional<DType> floating) const {
  TensorList list;
  for (size_t i = 0; i < values_.size(); ++i) {
    const SampleInput& input = sample_.inputs[i];
    DType dtype = floating && isFloating(input.dtype) ? *floating : input.dtype;
    list.push_back(fromValues(values_[i], input.shape, dtype));
  }
  return list;
}

TensorList SampleCall::run(const TensorList& inputs, const TensorList& outputs) const {
  RecordScope scope(false, sample_.training);
  return invoke(op_, attrs(), inputs, outputs);
}

std::vector<int> SampleCall::mutated() const {
  return op_.mutatesFn ? op_.mutatesFn(*attrs(), sample_.inputs.size()) : std::vector<int>{};
}

bool SampleCall::isMutated(size_t input) const {
  std::vector<int> list = mutated();
  return std::find(list.begin(), list.end(), int(input)) != list.end();
}

std::string SampleCall::text() const {
  std::string line = op_.name + "(";
  for (size_t i = 0; i < sample_.inputs.size(); ++i)
    line += (i ? ", " : "") + std::string(dtypeName(sample_.inputs[i].dtype)) + str(sample_.inputs[i].shape);
  for (const auto& [name, value] : sample_.attrs) line += ", " + name + "=" + attrText(value);
  return line + (sample_.training ? ", training)" : ")");
}

}  // namespace gluonlab
