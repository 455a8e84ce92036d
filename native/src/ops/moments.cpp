// moments: mean and variance in one call.
#include "gluonlab/invoke.h"
#include "kernels/reduce.h"

namespace gluonlab {

namespace {

Dims axesOf(const Attrs& attrs, const Shape& shape) {
  check(!attrs.isNone("axes") && !attrs.get<Dims>("axes").empty(), ErrorCode::value,
        "axes are missing; name all axes for moments of the whole array");
  return ascendingAxes(attrs.get<Dims>("axes"), int64_t(shape.size()));
}

void inferMoments(Inference& inference) {
  const Shape& shape = inference.shape(0);
  check(isFloating(inference.dtype(0)), ErrorCode::dtype, "data has dtype ", dtypeName(inference.dtype(0)),
        ", allowed are float32, float64, float16, bfloat16");
  Dims axes = axesOf(inference.attrs, shape);
  Shape out = keepReduced(shape, axes);
  if (!inference.attrs.get<bool>("keepdims"))
    for (size_t i = axes.size(); i-- > 0;) out.erase(size_t(axes[i]));
  inference.output(out, inference.dtype(0));
  inference.output(out, inference.dtype(0));
}

/// Calls visit(element of data, element of the outputs) in row-major order of data.
template <class Visit>
void forEachElement(const Shape& shape, const Shape& kept, Visit visit) {
  Strides strides = broadcastStrides(kept, contiguousStrides(kept), shape);
  int64_t size = sizeOf(shape);
  for (int64_t i = 0; i < size; ++i) {
    int64_t rest = i, to = 0;
    for (size_t d = shape.size(); d-- > 0;) {
      to += rest % shape[d] * strides[d];
      rest /= shape[d];
    }
    visit(i, to);
  }
}

bool moments(Call& call) {
  const Shape& shape = call.in().shape();
  Shape kept = keepReduced(shape, axesOf(call.attrs(), shape));
  size_t outputs = size_t(call.out().size());
  double count = double(call.in().size()) / double(outputs);
  dispatchFloating(call.in().dtype(), [&]<class T>() {
    const T* x = call.in().data<T>();
    auto value = [&](int64_t i) { return double(static_cast<Compute<T>>(x[i])); };
    std::vector<double> mean(outputs), variance(outputs);
    forEachElement(shape, kept, [&](int64_t i, int64_t to) { mean[size_t(to)] += value(i) / count; });
    forEachElement(shape, kept, [&](int64_t i, int64_t to) {
      double d = value(i) - mean[size_t(to)];
      variance[size_t(to)] += d * d / count;
    });
    for (size_t k = 0; k < outputs; ++k) {
      call.out(0).data<T>()[k] = T(static_cast<Compute<T>>(mean[k]));
      call.out(1).data<T>()[k] = T(static_cast<Compute<T>>(variance[k]));
    }
  });
  return true;
}

void momentsGradient(Grad& g) {
  const Shape& shape = g.inInfo(0).shape;
  Shape kept = keepReduced(shape, axesOf(g.attrs(), shape));
  double count = double(sizeOf(shape)) / double(std::max<int64_t>(1, sizeOf(kept)));
  Tensor centered = g.in(0) - reshape(g.out(0), kept);
  g.set(0, reshape(g.dy(0), kept) * (1 / count) + centered * (reshape(g.dy(1), kept) * (2 / count)));
}

const OpFamily family([](OpTable& table) {
  table.op("moments")
      .doc("Mean and variance (divided by the number of elements) along axes.")
      .optional<Dims>("axes", "axes to reduce; required in practice")
      .param<bool>("keepdims", false, "keep reduced axes with extent 1")
      .inputs({"data"})
      .outputs({"mean", "var"})
      .infer(inferMoments)
      .gradient(momentsGradient, saves({0}, {0}))
      .kernel(Backend::reference, moments)
      .samples({{{{{2, 3, 4}}}, {{"axes", Dims{0, 2}}}},
                {{{{5, 33}}}, {{"axes", Dims{-1}}, {"keepdims", true}}},
                {{{{7}}}, {{"axes", Dims{0}}}}})
      .refuses(
          {{{{{{2, 3}}}, {}}, "axes are missing"}, {{{{{2, 3}}}, {{"axes", Dims{4}}}}, "axis 4 is outside [-2, 2)"}});
});

}  // namespace
}  // namespace gluonlab
