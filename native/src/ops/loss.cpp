// Losses that are ordinary operators: smooth L1, softmax cross-entropy, CTC; and the marks that make any number a loss.
#include <cmath>
#include <cstring>

#include "gluonlab/invoke.h"
#include "kernels/ctc.h"

namespace gluonlab {

namespace {

bool copyData(Call& call) {
  if (call.out().raw() != call.in().raw()) std::memcpy(call.out().raw(), call.in().raw(), call.in().bytes());
  return true;
}

void makeLossGradient(Grad& g) {
  const TensorInfo& info = g.inInfo(0);
  const std::string& normalization = g.attrs().get<std::string>("normalization");
  Tensor gradient = ones(info.shape, info.dtype) * g.attrs().get<double>("grad_scale");
  if (normalization == "batch" && !info.shape.empty() && info.shape[0] > 0) gradient = gradient / double(info.shape[0]);
  if (normalization == "valid") {
    Tensor counts = invoke("_greater_scalar", {g.in(0)}, {{"scalar", g.attrs().get<double>("valid_thresh")}});
    gradient = gradient / invoke("_maximum_scalar", {invoke("sum", {counts})}, {{"scalar", 1.0}});
  }
  g.set(0, gradient);
}

void defineMarks(OpTable& table) {
  table.op("MakeLoss")
      .doc("The data itself, as a loss: its gradient is grad_scale, whatever arrives from above")
      .inputs({"data"})
      .param<double>("grad_scale", 1.0, "the gradient")
      .param<double>("valid_thresh", 0.0, "with normalization valid: what is above counts")
      .param<std::string>("normalization", "null",
                          "what the gradient is divided by: nothing, batch size, elements that count")
      .choices({"null", "batch", "valid"})
      .infer(sameAsFloatingInput)
      .inPlace()
      .gradient(makeLossGradient, saves({0}))
      .conventionalGradient()
      .kernel(Backend::reference, copyData)
      .samples({{{{{3, 4}}}},
                {{{{33}}}, {{"normalization", std::string("valid")}}},
                {{{{0, 3}}}, {{"normalization", std::string("batch")}}}});
}

// 0.5 (s x)^2 near zero, |x| - 0.5 / s^2 elsewhere.
void defineSmoothL1(OpTable& table) {
  table.op("smooth_l1")
      .alias({"_npx_smooth_l1"})
      .doc(
          "Squared near zero, absolute elsewhere: 0.5 (s x)^2 where |x| < 1 / s^2, else |x| - 0.5 / s^2 (Girshick "
          "2015)")
      .inputs({"data"})
      .param<double>("scalar", 1.0, "s")
      .param<bool>("is_int", true, "whether the scalar is a whole number; makes no difference")
      .infer(sameAsFloatingInput)
      .inPlace()
      .gradient(
          [](Grad& g) {
            double s2 = g.attrs().get<double>("scalar") * g.attrs().get<double>("scalar");
            g.set(0, g.dy() * invoke("clip", {g.in(0) * s2}, {{"a_min", -1.0}, {"a_max", 1.0}}));
          },
          saves({0}))
      .kernel(Backend::reference,
              [](Call& call) {
                double scalar = call.attrs().get<double>("scalar");
                dispatchFloating(call.in().dtype(), [&]<class T>() {
                  using R = Compute<T>;
                  const T* x = call.in().data<T>();
                  T* y = call.out().data<T>();
                  R s2 = R(scalar * scalar);
                  for (int64_t i = 0; i < call.in().size(); ++i) {
                    R v = R(x[i]);
                    y[i] = T(std::abs(v) < 1 / s2 ? R(0.5) * s2 * v * v : std::abs(v) - R(0.5) / s2);
                  }
                });
                return true;
              })
      .method()
      .samples({{{{{3, 4}}}}, {{{{33}}}, {{"scalar", 2.0}}}, {{{{0, 3}}}}});
}

bool softmaxCrossEntropy(Call& call) {
  const Tensor &data = call.in(0), &label = call.in(1);
  int64_t rows = data.dim(0), classes = data.dim(1);
  double loss = 0;
  dispatchFloating(data.dtype(), [&]<class T>() {
    const T* x = data.data<T>();
    for (int64_t r = 0; r < rows; ++r, x += classes) {
      double k =
          dispatch(label.dtype(), [&]<class L>() { return double(static_cast<Compute<L>>(label.data<L>()[r])); });
      check(k >= 0 && k < double(classes), ErrorCode::value, "label[", r, "] is ", k, ", allowed are the classes 0 to ",
            classes - 1);
      double largest = -std::numeric_limits<double>::infinity(), sum = 0;
      for (int64_t c = 0; c < classes; ++c) largest = std::max(largest, double(Compute<T>(x[c])));
      for (int64_t c = 0; c < classes; ++c) sum += std::exp(double(Compute<T>(x[c])) - largest);
      loss += std::log(sum) + largest - double(Compute<T>(x[int64_t(k)]));
    }
    call.out().data<T>()[0] = T(Compute<T>(loss));
  });
  return true;
}

void defineCrossEntropy(OpTable& table) {
  table.op("softmax_cross_entropy")
      .doc("Sum over the batch of -log softmax(data)[label]")
      .inputs({"data", "label"})
      .infer([](Inference& inference) {
        const Shape& data = inference.shape(0);
        check(isFloating(inference.dtype(0)), ErrorCode::dtype, "data is ", dtypeName(inference.dtype(0)),
              ", allowed are float32, float64, float16, bfloat16");
        check(data.size() == 2, ErrorCode::shape, "data has shape ", data, ", expected (batch, classes)");
        check(inference.shape(1) == Shape{data[0]}, ErrorCode::shape, "label has shape ", inference.shape(1),
              ", expected ", Shape{data[0]});
        inference.output({1}, inference.dtype(0));
      })
      .gradient(
          [](Grad& g) {
            if (g.needs(1)) g.set(1, zeros(g.inInfo(1).shape, g.inInfo(1).dtype));
            if (!g.needs(0)) return;
            const TensorInfo& data = g.inInfo(0);
            Tensor target =
                invoke("one_hot", {g.in(1)}, {{"depth", data.shape[1]}, {"dtype", std::string(dtypeName(data.dtype))}});
            g.set(0, (invoke("softmax", {g.in(0)}) - target) * reshape(g.dy(), {1, 1}));
          },
          saves({0, 1}))
      .kernel(Backend::reference, softmaxCrossEntropy)
      .samples({{{{{4, 3}}, {{4}, DType::int32, 0, 3}}}, {{{{3, 33}}, {{3}, DType::int64, 0, 33}}}})
      .refuses({{{{{{3, 4}}, {{2}}}}, "label has shape (2,), expected (3,)"},
                {{{{{3, 4}}, {{3}, DType::int32, 9, 10}}}, "label[0] is 9, allowed are the classes 0 to 3"}});
}

void inferCtc(Inference& inference) {
  const Shape &data = inference.shape(0), &label = inference.shape(1);
  check(isFloating(inference.dtype(0)), ErrorCode::dtype, "data is ", dtypeName(inference.dtype(0)),
        ", allowed are float32, float64, float16, bfloat16");
  check(data.size() == 3, ErrorCode::shape, "data has shape ", data, ", expected (steps, batch, classes)");
  check(label.size() == 2 && label[0] == data[1], ErrorCode::shape, "label has shape ", label, ", expected (", data[1],
        ", length)");
  check(label[1] <= data[0], ErrorCode::shape, "label has length ", label[1], ", at most the ", data[0],
        " steps of data");
  for (size_t i = 2; i < inference.inputs.size(); ++i)
    check(inference.shape(i) == Shape{data[1]}, ErrorCode::shape, "lengths have shape ", inference.shape(i),
          ", expected ", Shape{data[1]});
  inference.output({data[1]}, inference.dtype(0));
  inference.output(data, inference.dtype(0));
}

void defineCtc(OpTable& table) {
  const SampleInput labels{{2, 3}, DType::int32, 1, 4};
  table.op("CTCLoss")
      .alias({"ctc_loss", "_contrib_CTCLoss", "_contrib_ctc_loss"})
      .doc(
          "Connectionist temporal classification: -log of the probability of the label over all alignments (Graves et "
          "al. 2006)")
      .inputs({"data", "label", "data_lengths", "label_lengths"})
      .param<bool>("use_data_lengths", false, "the next input holds the steps of each sequence")
      .param<bool>("use_label_lengths", false, "the next input holds the length of each label, else padding ends it")
      .param<std::string>("blank_label", "first",
                          "first: class 0 is the blank, padding is 0; last: the last class, padding is -1")
      .choices({"first", "last"})
      .inputCount([](const Attrs& attrs) {
        return size_t{2} + attrs.get<bool>("use_data_lengths") + attrs.get<bool>("use_label_lengths");
      })
      .outputs({"loss", "gradient"})
      .visibleOutputs([](const Attrs&) { return size_t{1}; })
      .infer(inferCtc)
      .gradient(
          [](Grad& g) {
            check(!g.hasDy(1), ErrorCode::notYet, "the gradient of CTCLoss has no gradient of its own");
            g.set(0, g.out(1) * reshape(g.dy(), {1, g.inInfo(0).shape[1], 1}));
          },
          saves({}, {1}))
      .kernel(Backend::reference, ctcLoss)
      .samples({{{{{7, 2, 5}}, labels}},
                {{{{9, 2, 4}}, labels, {{2}, DType::int32, 8, 9}, {{2}, DType::int32, 1, 3}},
                 {{"use_data_lengths", true}, {"use_label_lengths", true}}},
                {{{{7, 2, 5}}, {{2, 3}, DType::int32, 0, 4}}, {{"blank_label", std::string("last")}}}})
      .refuses({{{{{{3, 2, 5}}, {{2, 4}, DType::int32, 1, 4}}}, "label has length 4, at most the 3 steps of data"},
                {{{{{3, 2, 5}}, {{3, 2}, DType::int32, 1, 4}}}, "label has shape (3, 2), expected (2, length)"}});
}

const OpFamily family([](OpTable& table) {
  defineMarks(table);
  defineSmoothL1(table);
  defineCrossEntropy(table);
  defineCtc(table);
});

}  // namespace

}  // namespace gluonlab
