// pointwise_op.h: how families of element-wise operators are written down: kernels from a formula, shapes, samples.
//
//   pointwiseOp<formula::Exp>(table, "exp", "e^x").gradient(...).samples(samplesOver(-2, 2));
#pragma once

#include "gluonlab/invoke.h"
#include "kernels/pointwise.h"

namespace gluonlab {

/// One operator that applies formula F to its inputs; inputs of any strides, output possibly written over input 0.
template <class F>
OpDef& pointwiseOp(OpTable& table, const char* name, const char* doc) {
  return table.op(name)
      .doc(doc)
      .strided()
      .inPlace()
      .kernel(Backend::reference, pointwise<F>)
      .kernel(Backend::simd, pointwiseSimd<F>);
}

template <class F>
OpDef& unaryOp(OpTable& table, const char* name, const char* doc) {
  return pointwiseOp<F>(table, name, doc).inputs({"data"}).infer(sameAsInput);
}

/// Two or more inputs broadcast together; the result has their common dtype, and input 0's layout where it has the full
/// shape.
void inferBroadcast(Inference& inference);
/// Inputs of one shape and dtype.
void inferSameShapes(Inference& inference);

/// Runs formula F over the call's inputs followed by `numbers`.
template <class F>
bool pointwiseWith(Call& call, std::span<const double> numbers) {
  static const PointwiseLoops loops = referenceLoops<F>();
  return runPointwise(loops, call.inputs, numbers, call.outputs[0]);
}
template <class F>
bool pointwiseSimdWith(Call& call, std::span<const double> numbers) {
  static const PointwiseLoops loops = simdLoops<F>();
  return runShort(loops.inFloat, call, numbers) || runPointwise(loops, call.inputs, numbers, call.outputs[0]);
}

/// Values of [low, high) in several shapes, zero-size and zero-dim among them.
std::vector<Sample> samplesOver(double low, double high, const NamedAttrs& attrs = {});
/// The same for two inputs, in shapes that broadcast.
std::vector<Sample> broadcastSamples(double lowA, double highA, double lowB, double highB);
/// Two inputs of one shape.
std::vector<Sample> pairSamples(double lowA, double highA, double lowB, double highB);

inline Tensor apply(const char* op, const Tensor& x) { return invoke(op, {x}); }

}  // namespace gluonlab
