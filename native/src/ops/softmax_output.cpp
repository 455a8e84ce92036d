// Loss layers of Module-style networks: the output is a prediction, the gradient that of a loss against the label,
// whatever arrives from above (unless out_grad says otherwise).
#include "kernels/softmax_output.h"

#include <cmath>
#include <cstring>

#include "gluonlab/invoke.h"

namespace gluonlab {

namespace {

void checkLabel(const Inference& inference) {
  const Shape &data = inference.shape(0), &label = inference.shape(1);
  if (label == data) return;
  Shape expected(data.begin(), data.end() - 1);
  bool fits = label == expected;
  if (inference.attrs.get<bool>("multi_output")) {
    expected = data;
    expected.erase(1);
    Shape kept = data;
    kept[1] = 1;
    int64_t spatial = sizeOf(data) / std::max<int64_t>(data[0] * data[1], 1);
    fits = label == expected || label == kept || label == Shape{data[0], spatial};
  }
  check(fits, ErrorCode::shape, "label has shape ", label, ", expected ", expected, " or that of data ", data);
}

void inferSoftmaxOutput(Inference& inference) {
  const Shape& data = inference.shape(0);
  check(isFloating(inference.dtype(0)), ErrorCode::dtype, "data is ", dtypeName(inference.dtype(0)),
        ", allowed are float32, float64, float16, bfloat16");
  size_t least = inference.attrs.get<bool>("multi_output") ? 2 : 1;
  check(data.size() >= least, ErrorCode::shape, "data has shape ", data, ", expected at least ", least, " axes");
  checkLabel(inference);
  inference.output(data, inference.dtype(0));
}

OpDef& withSoftmaxParams(OpDef& op) {
  return op.param<double>("grad_scale", 1.0, "the gradient is multiplied by this")
      .param<double>("ignore_label", -1.0, "label of samples that do not count")
      .param<bool>("multi_output", false, "softmax over axis 1, for every position of the axes after it")
      .param<bool>("use_ignore", false, "no gradient where the label is ignore_label")
      .param<bool>("preserve_shape", false, "softmax over the last axis")
      .param<std::string>("normalization", "null",
                          "what the gradient is divided by: nothing, batch size, labels that count")
      .choices({"null", "batch", "valid"})
      .param<bool>("out_grad", false, "multiply by the gradient from above")
      .param<double>("smooth_alpha", 0.0, "label smoothing")
      .range(0, 1);
}

NamedAttrs attrsOf(const Attrs& attrs) {
  NamedAttrs named;
  for (size_t i = 0; i < attrs.values().size(); ++i) named.push_back({attrs.op().params[i].name, attrs.values()[i]});
  return named;
}

void defineSoftmaxOutput(OpTable& table) {
  const SampleInput labels{{4}, DType::float32, 0, 3};
  withSoftmaxParams(table.op("SoftmaxOutput").alias({"Softmax"}).inputs({"data", "label"}))
      .doc("Softmax whose gradient is that of cross-entropy: probability minus target")
      .infer(inferSoftmaxOutput)
      .inPlace()
      .gradient(
          [](Grad& g) {
            if (g.needs(1)) g.set(1, zeros(g.inInfo(1).shape, g.inInfo(1).dtype));
            if (!g.needs(0)) return;
            TensorList inputs{g.out(0), g.in(1)};
            if (g.attrs().get<bool>("out_grad")) inputs.push_back(g.dy());
            g.set(0, invoke("_backward_SoftmaxOutput", inputs, attrsOf(g.attrs())));
          },
          saves({1}, {0}))
      .conventionalGradient()
      .kernel(Backend::reference, softmaxOutput)
      .samples({{{{{4, 3}}, labels}},
                {{{{4, 33}}, labels},
                 {{"normalization", std::string("valid")}, {"use_ignore", true}, {"smooth_alpha", 0.1}}},
                {{{{2, 3, 5}}, {{2, 5}, DType::float32, 0, 3}},
                 {{"multi_output", true}, {"normalization", std::string("batch")}}},
                {{{{2, 4, 3}}, {{2, 4}, DType::float32, 0, 3}}, {{"preserve_shape", true}, {"out_grad", true}}},
                {{{{4, 3}}, {{4, 3}, DType::float32, 0, 1}}},
                {{{{0, 3}}, {{0}}}}})
      .refuses({{{{{{3, 4}}, {{2}}}}, "label has shape (2,), expected (3,)"},
                {{{{{3, 4}}, {{3}}}, {{"smooth_alpha", 2.0}}}, "smooth_alpha is 2, allowed is [0, 1]"}});

  withSoftmaxParams(table.op("_backward_SoftmaxOutput").inputs({"output", "label", "head_gradient"}))
      .doc("Gradient of SoftmaxOutput")
      .inputCount([](const Attrs& attrs) { return attrs.get<bool>("out_grad") ? size_t{3} : size_t{2}; })
      .infer(inferSoftmaxOutput)
      .kernel(Backend::reference, softmaxOutputBackward)
      .samples({{{{{4, 3}, DType::float32, 0, 1}, labels}}, {{{{0, 3}}, {{0}}}}});
}

// --- regression
// ----------------------------------------------------------------------------------------------------------

void inferRegression(Inference& inference) {
  const Shape &data = inference.shape(0), &label = inference.shape(1);
  check(isFloating(inference.dtype(0)), ErrorCode::dtype, "data is ", dtypeName(inference.dtype(0)),
        ", allowed are float32, float64, float16, bfloat16");
  bool fits = !data.empty() && !label.empty() && label[0] == data[0] && sizeOf(label) == sizeOf(data);
  check(fits, ErrorCode::shape, "label has shape ", label, ", expected ", data, " as data");
  inference.output(data, inference.dtype(0));
}

bool copyData(Call& call) {
  if (call.out().raw() != call.in().raw()) std::memcpy(call.out().raw(), call.in().raw(), call.in().bytes());
  return true;
}

bool sigmoidData(Call& call) {
  dispatchFloating(call.in().dtype(), [&]<class T>() {
    using R = Compute<T>;
    const T* x = call.in().data<T>();
    T* y = call.out().data<T>();
    for (int64_t i = 0; i < call.in().size(); ++i) y[i] = T(1 / (1 + std::exp(-R(x[i]))));
  });
  return true;
}

/// Prediction minus label; `slope` makes the gradient of it.
OpDef& regression(OpDef& op, const char* doc, KernelFn kernel, Tensor (*slope)(const Tensor&)) {
  return op.doc(doc)
      .inputs({"data", "label"})
      .param<double>("grad_scale", 1.0, "the gradient is multiplied by this and divided by the numbers per sample")
      .infer(inferRegression)
      .inPlace()
      .gradient(
          [slope](Grad& g) {
            if (g.needs(1)) g.set(1, zeros(g.inInfo(1).shape, g.inInfo(1).dtype));
            if (!g.needs(0)) return;
            const Shape& shape = g.outInfo(0).shape;
            double perSample = shape[0] == 0 ? 1 : double(sizeOf(shape) / shape[0]);
            Tensor label = cast(reshape(g.in(1), shape), g.outInfo(0).dtype);
            g.set(0, slope(g.out(0) - label) * (g.attrs().get<double>("grad_scale") / perSample));
          },
          saves({1}, {0}))
      .conventionalGradient()
      .kernel(Backend::reference, std::move(kernel))
      .samples({{{{{4, 3}}, {{4, 3}}}}, {{{{33, 1}}, {{33}}}, {{"grad_scale", 0.5}}}, {{{{0, 3}}, {{0, 3}}}}})
      .refuses({{{{{{3, 4}}, {{3, 5}}}}, "label has shape (3, 5), expected (3, 4)"}});
}

void defineRegression(OpTable& table) {
  auto difference = [](const Tensor& d) { return d; };
  regression(table.op("LinearRegressionOutput").alias({"_sparse_LinearRegressionOutput"}),
             "The data itself; the gradient is that of half the squared error", copyData, difference);
  regression(table.op("MAERegressionOutput").alias({"_sparse_MAERegressionOutput"}),
             "The data itself; the gradient is that of the absolute error", copyData,
             // A tie counts as below the label, as in MXNet.
             [](const Tensor& d) { return invoke("_greater_scalar", {d}, {{"scalar", 0.0}}) * 2.0 - 1.0; });
  regression(table.op("LogisticRegressionOutput").alias({"_sparse_LogisticRegressionOutput"}),
             "The sigmoid; the gradient is that of binary cross-entropy", sigmoidData, difference);
}

// --- hinge
// ---------------------------------------------------------------------------------------------------------------

OpDef& withHingeParams(OpDef& op) {
  return op.inputs({"data", "label"})
      .param<double>("margin", 1.0, "by which the class must win")
      .param<double>("regularization_coefficient", 1.0, "the gradient is multiplied by this")
      .param<bool>("use_linear", false, "hinge in place of squared hinge")
      .infer([](Inference& inference) {
        const Shape& data = inference.shape(0);
        check(isFloating(inference.dtype(0)), ErrorCode::dtype, "data is ", dtypeName(inference.dtype(0)),
              ", allowed are float32, float64, float16, bfloat16");
        check(data.size() >= 2, ErrorCode::shape, "data has shape ", data, ", expected at least 2 axes");
        check(inference.shape(1) == Shape{data[0]}, ErrorCode::shape, "label has shape ", inference.shape(1),
              ", expected ", Shape{data[0]});
        inference.output(data, inference.dtype(0));
      })
      .samples({{{{{4, 3}}, {{4}, DType::float32, 0, 3}}},
                {{{{4, 33}}, {{4}, DType::float32, 0, 3}}, {{"use_linear", true}}}})
      .refuses({{{{{{3, 4}}, {{2}}}}, "label has shape (2,), expected (3,)"}});
}

void defineHinge(OpTable& table) {
  withHingeParams(table.op("SVMOutput"))
      .doc("The data itself; the gradient is that of the multi-class (squared) hinge loss")
      .inPlace()
      .gradient(
          [](Grad& g) {
            if (g.needs(1)) g.set(1, zeros(g.inInfo(1).shape, g.inInfo(1).dtype));
            if (g.needs(0)) g.set(0, invoke("_backward_SVMOutput", {g.in(0), g.in(1)}, attrsOf(g.attrs())));
          },
          saves({0, 1}))
      .conventionalGradient()
      .kernel(Backend::reference, copyData);
  withHingeParams(table.op("_backward_SVMOutput"))
      .doc("Gradient of SVMOutput")
      .kernel(Backend::reference, svmOutputBackward);
}

const OpFamily family([](OpTable& table) {
  defineSoftmaxOutput(table);
  defineRegression(table);
  defineHinge(table);
});

}  // namespace

}  // namespace gluonlab
