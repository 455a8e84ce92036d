// Batches of sequences of different lengths: SequenceMask, SequenceLast, SequenceReverse.
#include <algorithm>
#include <cstring>

#include "gluonlab/invoke.h"
#include "gluonlab/parallel.h"
#include "kernels/convert.h"
#include "kernels/strided_copy.h"

namespace gluonlab {

namespace {

// Data is (time, batch, ...), or with axis 1 (batch, time, ...); sequence_length has one value per batch entry.

/// Data seen as time steps of sequences, `inner` elements each.
struct Sequences {
  int64_t steps, batch, inner, stepStride, batchStride;
};

Sequences sequencesOf(const Shape& shape, int64_t timeAxis) {
  Sequences s{shape[size_t(timeAxis)], shape[size_t(1 - timeAxis)], 1, 0, 0};
  for (size_t i = 2; i < shape.size(); ++i) s.inner *= shape[i];
  s.stepStride = timeAxis == 0 ? s.batch * s.inner : s.inner;
  s.batchStride = timeAxis == 0 ? s.inner : s.steps * s.inner;
  return s;
}

/// The length of each sequence, within [0, steps]; all steps where lengths are not used.
std::vector<int64_t> lengthsOf(const Call& call, const Sequences& s) {
  if (!call.attrs().get<bool>("use_sequence_length")) return std::vector<int64_t>(size_t(s.batch), s.steps);
  std::vector<int64_t> lengths = toIntegers(call.in(1));
  for (int64_t& length : lengths) length = std::clamp<int64_t>(length, 0, s.steps);
  return lengths;
}

void checkSequences(const Inference& inference, const Shape& data) {
  const Attrs& attrs = inference.attrs;
  check(data.size() >= 2, ErrorCode::shape, "data has shape ", data, ", expected at least a time and a batch axis");
  if (!attrs.get<bool>("use_sequence_length")) return;
  int64_t batch = data[size_t(1 - attrs.get<int64_t>("axis"))];
  check(inference.shape(1) == Shape{batch}, ErrorCode::shape, "sequence_length has shape ", inference.shape(1),
        ", expected (", batch, ",): one length for each batch entry");
}

void inferSequences(Inference& inference) {
  checkSequences(inference, inference.shape(0));
  inference.output(inference.shape(0), inference.dtype(0));
}

size_t inputCountOf(const Attrs& attrs) { return attrs.get<bool>("use_sequence_length") ? 2 : 1; }

NamedAttrs lengthAttrs(const Attrs& attrs) {
  return {{"use_sequence_length", attrs.get<bool>("use_sequence_length")}, {"axis", attrs.get<int64_t>("axis")}};
}

/// dx = op(dy, lengths); lengths have no gradient.
void setSequenceGradient(Grad& g, const char* op, const NamedAttrs& attrs) {
  bool hasLengths = g.inputCount() == 2;
  if (g.needs(0)) g.set(0, invoke(op, hasLengths ? TensorList{g.dy(), g.in(1)} : TensorList{g.dy()}, attrs));
  if (hasLengths && g.needs(1)) g.set(1, zeros(g.inInfo(1).shape, g.inInfo(1).dtype));
}

// --- SequenceMask
// --------------------------------------------------------------------------------------------------------------------

bool maskKernel(Call& call) {
  const Tensor &x = call.in(), &y = call.out();
  Sequences s = sequencesOf(x.shape(), call.attrs().get<int64_t>("axis"));
  std::vector<int64_t> lengths = lengthsOf(call, s);
  if (y.raw() != x.raw()) copyStrided(x.shape(), itemSize(x.dtype()), areaOf(x), areaOf(y));
  dispatch(y.dtype(), [&]<class T>() {
    T value = toElement<T>(call.attrs().get<double>("value"));
    for (int64_t b = 0; b < s.batch; ++b)
      for (int64_t t = lengths[size_t(b)]; t < s.steps; ++t)
        std::fill_n(y.data<T>() + t * s.stepStride + b * s.batchStride, s.inner, value);
  });
  return true;
}

// --- SequenceLast
// --------------------------------------------------------------------------------------------------------------------

void inferLast(Inference& inference) {
  const Shape& data = inference.shape(0);
  checkSequences(inference, data);
  check(data[size_t(inference.attrs.get<int64_t>("axis"))] > 0, ErrorCode::shape, "data ", data, " has no time steps");
  Shape shape = data;
  shape.erase(size_t(inference.attrs.get<int64_t>("axis")));
  inference.output(shape, inference.dtype(0));
}

/// Calls visit(batch entry, element offset of its last step). An empty sequence counts as one step long.
template <class Visit>
void forEachLast(const Call& call, const Sequences& s, Visit visit) {
  std::vector<int64_t> lengths = lengthsOf(call, s);
  for (int64_t b = 0; b < s.batch; ++b)
    visit(b, (std::max<int64_t>(1, lengths[size_t(b)]) - 1) * s.stepStride + b * s.batchStride);
}

bool lastKernel(Call& call) {
  const Tensor &x = call.in(), &y = call.out();
  Sequences s = sequencesOf(x.shape(), call.attrs().get<int64_t>("axis"));
  size_t item = itemSize(x.dtype()), bytes = size_t(s.inner) * item;
  forEachLast(call, s, [&](int64_t b, int64_t at) {
    std::memcpy(elementAt(y.raw(), b * s.inner, item), elementAt(x.raw(), at, item), bytes);
  });
  return true;
}

void inferLastGradient(Inference& inference) {
  const Shape& shape = inference.attrs.get<Dims>("shape");
  checkSequences(inference, shape);
  Shape expected = shape;
  expected.erase(size_t(inference.attrs.get<int64_t>("axis")));
  check(inference.shape(0) == expected, ErrorCode::shape, "data has shape ", inference.shape(0), ", expected ",
        expected);
  inference.output(shape, inference.dtype(0));
}

bool lastGradientKernel(Call& call) {
  const Tensor &x = call.in(), &y = call.out();
  Sequences s = sequencesOf(y.shape(), call.attrs().get<int64_t>("axis"));
  size_t item = itemSize(x.dtype()), bytes = size_t(s.inner) * item;
  fill(y, 0);
  forEachLast(call, s, [&](int64_t b, int64_t at) {
    std::memcpy(elementAt(y.raw(), at, item), elementAt(x.raw(), b * s.inner, item), bytes);
  });
  return true;
}

void lastGradient(Grad& g) {
  NamedAttrs attrs = lengthAttrs(g.attrs());
  attrs.push_back({"shape", g.inInfo(0).shape});
  setSequenceGradient(g, "_backward_SequenceLast", attrs);
}

// --- SequenceReverse
// -------------------------------------------------------------------------------------------------------------------

bool reverseKernel(Call& call) {
  const Tensor &x = call.in(), &y = call.out();
  Sequences s = sequencesOf(x.shape(), 0);
  std::vector<int64_t> lengths = lengthsOf(call, s);
  size_t item = itemSize(x.dtype()), bytes = size_t(s.inner) * item;
  parallelFor(s.steps, std::max<int64_t>(1, 16384 / std::max<int64_t>(1, s.stepStride)),
              [&](int64_t begin, int64_t end) {
                for (int64_t t = begin; t < end; ++t) {
                  for (int64_t b = 0; b < s.batch; ++b) {
                    int64_t length = lengths[size_t(b)], from = t < length ? length - 1 - t : t;
                    std::memcpy(elementAt(y.raw(), t * s.stepStride + b * s.inner, item),
                                elementAt(x.raw(), from * s.stepStride + b * s.inner, item), bytes);
                  }
                }
              });
  return true;
}

OpDef& withLengths(OpDef& op, int64_t lastTimeAxis) {
  return op.param<bool>("use_sequence_length", false, "sequences have the lengths given; otherwise all steps count")
      .param<int64_t>("axis", 0,
                      lastTimeAxis == 0 ? "the time axis: 0" : "the time axis: 0 or 1; the other one is the batch axis")
      .range(0, double(lastTimeAxis))
      .inputs({"data", "sequence_length"})
      .inputCount(inputCountOf);
}

const OpFamily family([](OpTable& table) {
  NamedAttrs use{{"use_sequence_length", true}}, useOnAxis1{{"use_sequence_length", true}, {"axis", int64_t{1}}};
  auto into = [](NamedAttrs attrs, Shape shape) {
    attrs.push_back({"shape", shape});
    return attrs;
  };
  DType f = DType::float32, i = DType::int32;
  withLengths(table.op("SequenceMask"), 1)
      .alias({"_npx_sequence_mask"})
      .doc("The input with a constant at the steps behind each sequence's end.")
      .param<double>("value", 0, "the constant")
      .infer(inferSequences)
      .gradient([](Grad& g) { setSequenceGradient(g, "SequenceMask", lengthAttrs(g.attrs())); }, saves({1}))
      .kernel(Backend::reference, maskKernel)
      .inPlace()
      .samples({{{{{4, 3, 2}}}},
                {{{{4, 3, 2}}, {{3}, f, 0, 5}}, use},
                {{{{3, 33}}, {{3}, i, 0, 34}}, useOnAxis1},
                {{{{0, 3}}, {{3}, i}}, use},
                {{{{4, 3}}, {{3}, i, 1, 4}}, {{"use_sequence_length", true}, {"value", 9.0}}}})
      .refuses({{{{{{4, 3, 2}}, {{2}, i}}, use}, "sequence_length has shape (2,), expected (3,)"},
                {{{{{4}}}}, "data has shape (4,), expected at least a time and a batch axis"},
                {{{{{4, 3}}}, {{"axis", int64_t{2}}}}, "axis is 2, allowed is [0, 1]"}});
  withLengths(table.op("SequenceLast"), 1)
      .doc("The last step of each sequence.")
      .infer(inferLast)
      .gradient(lastGradient, saves({1}))
      .kernel(Backend::reference, lastKernel)
      .samples({{{{{4, 3, 2}}}},
                {{{{4, 3, 2}}, {{3}, f, 1, 5}}, use},
                {{{{3, 33}}, {{3}, i, 1, 34}}, useOnAxis1},
                {{{{4, 0}}, {{0}, i}}, use}})
      .refuses({{{{{{4, 3, 2}}, {{2}, i}}, use}, "sequence_length has shape (2,), expected (3,)"},
                {{{{{0, 3}}}}, "data (0, 3) has no time steps"}});
  withLengths(table.op("_backward_SequenceLast").required<Dims>("shape", "shape of the sequences"), 1)
      .doc("Zeros with the input at the last step of each sequence: the gradient of SequenceLast.")
      .infer(inferLastGradient)
      .gradient([](Grad& g) { setSequenceGradient(g, "SequenceLast", lengthAttrs(g.attrs())); }, saves({1}))
      .kernel(Backend::reference, lastGradientKernel)
      .samples({{{{{3, 2}}}, {{"shape", Dims{4, 3, 2}}}},
                {{{{3, 2}}, {{3}, i, 1, 5}}, into(use, {4, 3, 2})},
                {{{{3}}, {{3}, i, 1, 5}}, into(useOnAxis1, {3, 4})}})
      .refuses({{{{{{3, 2}}}, {{"shape", Dims{4, 2, 2}}}}, "data has shape (3, 2), expected (2, 2)"}});
  withLengths(table.op("SequenceReverse"), 0)
      .doc("The steps of each sequence in reverse order; steps behind its end stay.")
      .infer(inferSequences)
      .gradient([](Grad& g) { setSequenceGradient(g, "SequenceReverse", lengthAttrs(g.attrs())); }, saves({1}))
      .kernel(Backend::reference, reverseKernel)
      .samples(
          {{{{{4, 3, 2}}}}, {{{{4, 3, 2}}, {{3}, f, 0, 5}}, use}, {{{{33, 3}}, {{3}, i, 0, 34}}, use}, {{{{0, 3}}}}})
      .refuses({{{{{{4, 3}}, {{4}, i}}, use}, "sequence_length has shape (4,), expected (3,)"},
                {{{{{4, 3}}}, {{"axis", int64_t{1}}}}, "axis is 1, allowed is [0, 0]"}});
});

}  // namespace

}  // namespace gluonlab
