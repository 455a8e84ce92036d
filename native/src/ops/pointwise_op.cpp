#include "ops/pointwise_op.h"

namespace gluonlab {

void inferBroadcast(Inference& inference) {
  const TensorInfo& first = inference.inputs[0];
  bool same = true;
  for (const TensorInfo& x : inference.inputs) same &= x.shape == first.shape && x.dtype == first.dtype;
  if (same) return sameAsInput(inference);
  Shape shape = first.shape;
  DType dtype = first.dtype;
  for (const TensorInfo& x : inference.inputs) {
    shape = broadcastShapes(shape, x.shape);
    dtype = promote(dtype, x.dtype);
  }
  if (shape == first.shape) {
    sameAsInput(inference);
    inference.outputs[0].dtype = dtype;
  } else {
    inference.output(shape, dtype);
  }
}

void inferSameShapes(Inference& inference) {
  for (size_t i = 1; i < inference.inputs.size(); ++i) {
    check(inference.shape(i) == inference.shape(0), ErrorCode::shape, "input ", i, " has shape ", inference.shape(i),
          ", expected ", inference.shape(0), " as input 0 has (broadcast_* operators broadcast)");
    check(inference.dtype(i) == inference.dtype(0), ErrorCode::dtype, "input ", i, " has dtype ",
          dtypeName(inference.dtype(i)), ", expected ", dtypeName(inference.dtype(0)), " as input 0 has");
  }
  sameAsInput(inference);
}

std::vector<Sample> samplesOver(double low, double high, const NamedAttrs& attrs) {
  std::vector<Sample> samples;
  for (const Shape& shape : {Shape{3, 4}, Shape{33}, Shape{2, 3, 65}, Shape{0, 3}, Shape{}})
    samples.push_back({{{shape, DType::float32, low, high}}, attrs});
  return samples;
}

std::vector<Sample> broadcastSamples(double lowA, double highA, double lowB, double highB) {
  struct Pair {
    Shape a, b;
  };
  std::vector<Sample> samples;
  for (const Pair& p :
       {Pair{{33}, {33}}, Pair{{3, 1}, {1, 4}}, Pair{{2, 3, 4}, {4}}, Pair{{}, {2, 2}}, Pair{{0, 2}, {1, 2}},
        Pair{{2, 1, 3, 1}, {1, 4, 1, 5}}, Pair{{5, 70}, {5, 1}}, Pair{{70}, {5, 70}}})
    samples.push_back({{{p.a, DType::float32, lowA, highA}, {p.b, DType::float32, lowB, highB}}, {}});
  return samples;
}

std::vector<Sample> pairSamples(double lowA, double highA, double lowB, double highB) {
  std::vector<Sample> samples;
  for (const Shape& shape : {Shape{3, 4}, Shape{33}, Shape{0, 3}, Shape{}})
    samples.push_back({{{shape, DType::float32, lowA, highA}, {shape, DType::float32, lowB, highB}}, {}});
  return samples;
}

}  // namespace gluonlab
