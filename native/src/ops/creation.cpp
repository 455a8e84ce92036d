// Arrays made from nothing but a shape or a rule: zeros, ones, constants, ranges, identity matrices.
#include "gluonlab/op.h"
#include "gluonlab/parallel.h"
#include "kernels/convert.h"
#include "kernels/strided_copy.h"

namespace gluonlab {

namespace {

DType dtypeOf(const Attrs& attrs) { return dtypeFromName(attrs.get<std::string>("dtype")); }

void inferShapeAttr(Inference& inference) {
  inference.output(inference.attrs.get<Dims>("shape"), dtypeOf(inference.attrs));
}

void inferLike(Inference& inference) { inference.output(inference.shape(0), inference.dtype(0)); }

template <int value>
bool constantKernel(Call& call) {
  fill(call.out(), value);
  return true;
}

bool fullKernel(Call& call) {
  fill(call.out(), call.attrs().get<double>("value"));
  return true;
}

// --- ranges
// --------------------------------------------------------------------------------------------------------------------

/// Element i is start + (i / repeat) * step.
struct Progression {
  double start = 0, step = 1;
  int64_t repeat = 1;
};

void writeProgression(const Tensor& y, Progression p) {
  dispatch(y.dtype(), [&]<class T>() {
    T* out = y.data<T>();
    parallelFor(y.size(), 16384, [&](int64_t begin, int64_t end) {
      for (int64_t i = begin; i < end; ++i) out[i] = toElement<T>(p.start + double(i / p.repeat) * p.step);
    });
  });
}

int64_t repeatOf(const Attrs& attrs) {
  int64_t repeat = attrs.get<int64_t>("repeat");
  check(repeat > 0, ErrorCode::value, "repeat is ", repeat, ", expected at least 1");
  return repeat;
}

Progression arangeOf(const Attrs& attrs) {
  double start = attrs.isNone("stop") ? 0 : attrs.get<double>("start");  // one number alone is the stop
  return {start, attrs.get<double>("step"), repeatOf(attrs)};
}

void inferArange(Inference& inference) {
  const Attrs& attrs = inference.attrs;
  Progression p = arangeOf(attrs);
  check(p.step != 0, ErrorCode::value, "step is 0");
  double stop = attrs.isNone("stop") ? attrs.get<double>("start") : attrs.get<double>("stop");
  double count = std::ceil((stop - p.start) / p.step);
  check(count < 9e15, ErrorCode::value, "start ", p.start, ", stop ", stop, " and step ", p.step, " ask for ", count,
        " elements");
  inference.output({std::max<int64_t>(0, int64_t(count)) * p.repeat}, dtypeOf(attrs));
}

bool arangeKernel(Call& call) {
  writeProgression(call.out(), arangeOf(call.attrs()));
  return true;
}

bool linspaceKernel(Call& call) {
  const Attrs& attrs = call.attrs();
  double start = attrs.get<double>("start"), stop = attrs.get<double>("stop");
  int64_t gaps = attrs.get<int64_t>("num") - (attrs.get<bool>("endpoint") ? 1 : 0);
  writeProgression(call.out(), {start, gaps > 0 ? (stop - start) / double(gaps) : 0, 1});
  return true;
}

void inferArangeLike(Inference& inference) {
  const Shape& x = inference.shape(0);
  repeatOf(inference.attrs);
  if (inference.attrs.isNone("axis")) return inference.output(x, inference.dtype(0));
  int64_t axis = normalizeAxis(inference.attrs.get<int64_t>("axis"), int64_t(x.size()));
  inference.output({x[size_t(axis)]}, inference.dtype(0));
}

bool arangeLikeKernel(Call& call) {
  const Attrs& attrs = call.attrs();
  writeProgression(call.out(), {attrs.get<double>("start"), attrs.get<double>("step"), repeatOf(attrs)});
  return true;
}

// --- identity
// --------------------------------------------------------------------------------------------------------------------

void inferEye(Inference& inference) {
  int64_t n = inference.attrs.get<int64_t>("N"), m = inference.attrs.get<int64_t>("M");
  inference.output({n, m > 0 ? m : n}, dtypeOf(inference.attrs));
}

bool eyeKernel(Call& call) {
  const Tensor& y = call.out();
  int64_t k = call.attrs().get<int64_t>("k"), rows = y.dim(0), cols = y.dim(1);
  fill(y, 0);
  dispatch(y.dtype(), [&]<class T>() {
    for (int64_t row = std::max<int64_t>(0, -k); row < rows && row + k < cols; ++row)
      y.data<T>()[row * cols + row + k] = toElement<T>(1);
  });
  return true;
}

/// MXNet's number for a dtype; -1 leaves it open.
DType numberedDtype(const Attrs& attrs) {
  int64_t number = attrs.get<int64_t>("dtype");
  check((number >= -1 && number <= 7) || number == 12, ErrorCode::dtype, "dtype number is ", number,
        ", allowed are -1, 0 to 7 and 12");
  return number < 0 ? DType::float32 : DType(number);
}

const OpFamily family([](OpTable& table) {
  auto shape = [](Dims extents) { return NamedAttrs{{"shape", extents}}; };
  auto withShape = [](OpDef& op) -> OpDef& {
    return op.param<Dims>("shape", Dims{}, "shape of the result").inputs({});
  };
  auto withDtype = [](OpDef& op) -> OpDef& {
    return op.param<std::string>("dtype", "float32", "dtype of the result").dtypes();
  };

  withDtype(withShape(table.op("_zeros")))
      .doc("An array of zeros.")
      .infer(inferShapeAttr)
      .kernel(Backend::reference, constantKernel<0>)
      .samples({{{}, shape({2, 3})},
                {{}, shape({})},
                {{}, shape({0, 3})},
                {{}, {{"shape", Dims{33}}, {"dtype", std::string("int32")}}}})
      .refuses({{{{}, shape({2, -1})}, "negative"}});
  withDtype(withShape(table.op("_ones")))
      .doc("An array of ones.")
      .infer(inferShapeAttr)
      .kernel(Backend::reference, constantKernel<1>)
      .samples({{{}, shape({2, 3})},
                {{}, shape({})},
                {{}, shape({0, 3})},
                {{}, {{"shape", Dims{33}}, {"dtype", std::string("bool")}}}});
  withDtype(withShape(table.op("_full").required<double>("value", "the value of every element")))
      .alias({"_npi_full"})
      .doc("An array of one value.")
      .infer(inferShapeAttr)
      .kernel(Backend::reference, fullKernel)
      .samples({{{}, {{"shape", Dims{2, 3}}, {"value", 2.5}}},
                {{}, {{"shape", Dims{0}}, {"value", 1.0}}},
                {{}, {{"shape", Dims{33}}, {"value", -3.7}, {"dtype", std::string("int8")}}}});
  withShape(table.op("_zeros_without_dtype"))
      .param<int64_t>("dtype", -1, "MXNet's number of the dtype; -1: float32")
      .doc("An array of zeros whose dtype is given by number.")
      .infer([](Inference& inference) {
        inference.output(inference.attrs.get<Dims>("shape"), numberedDtype(inference.attrs));
      })
      .kernel(Backend::reference, constantKernel<0>)
      .samples({{{}, shape({2, 3})}, {{}, {{"shape", Dims{5}}, {"dtype", int64_t{6}}}}})
      .refuses({{{{}, {{"shape", Dims{5}}, {"dtype", int64_t{9}}}}, "dtype number is 9"}});
  table.op("zeros_like")
      .alias({"_sparse_zeros_like"})
      .doc("Zeros in the shape and dtype of the input.")
      .inputs({"data"})
      .infer(inferLike)
      .zeroGradient()
      .kernel(Backend::reference, constantKernel<0>)
      .strided()
      .inPlace()
      .method()
      .samples({{{{{2, 3}}}}, {{{{}}}}, {{{{0, 3}}}}, {{{{33}, DType::int32}}}});
  table.op("ones_like")
      .doc("Ones in the shape and dtype of the input.")
      .inputs({"data"})
      .infer(inferLike)
      .zeroGradient()
      .kernel(Backend::reference, constantKernel<1>)
      .strided()
      .inPlace()
      .method()
      .samples({{{{{2, 3}}}}, {{{{}}}}, {{{{0, 3}}}}, {{{{33}, DType::int32}}}});
  withDtype(table.op("_arange"))
      .doc("Numbers from start up to, not including, stop.")
      .required<double>("start", "first number; without stop, the stop of a range from 0")
      .optional<double>("stop", "end of the range")
      .param<double>("step", 1, "distance of one number to the next")
      .param<int64_t>("repeat", 1, "how often each number occurs")
      .param<bool>("infer_range", false, "accepted for MXNet's graph files")
      .inputs({})
      .infer(inferArange)
      .kernel(Backend::reference, arangeKernel)
      .samples({{{}, {{"start", 5.0}}},
                {{}, {{"start", 1.0}, {"stop", 10.0}, {"step", 2.5}}},
                {{}, {{"start", 0.0}, {"stop", 33.0}, {"dtype", std::string("int64")}}},
                {{}, {{"start", 3.0}, {"stop", 0.0}, {"step", -1.0}, {"repeat", int64_t{2}}}},
                {{}, {{"start", 3.0}, {"stop", 3.0}}}})
      .refuses({{{{}, {{"start", 0.0}, {"stop", 5.0}, {"step", 0.0}}}, "step is 0"},
                {{{}, {{"start", 5.0}, {"repeat", int64_t{0}}}}, "repeat is 0"}});
  withDtype(table.op("_linspace"))
      .alias({"_npi_linspace"})
      .doc("Evenly spaced numbers from start to stop.")
      .required<double>("start", "first number")
      .required<double>("stop", "last number")
      .required<int64_t>("num", "how many numbers")
      .range(0, 1e15)
      .param<bool>("endpoint", true, "stop is the last number; otherwise it would be the next one")
      .inputs({})
      .infer([](Inference& inference) {
        inference.output({inference.attrs.get<int64_t>("num")}, dtypeOf(inference.attrs));
      })
      .kernel(Backend::reference, linspaceKernel)
      .samples({{{}, {{"start", 0.0}, {"stop", 1.0}, {"num", int64_t{5}}}},
                {{}, {{"start", 2.0}, {"stop", 1.0}, {"num", int64_t{1}}}},
                {{}, {{"start", -1.0}, {"stop", 1.0}, {"num", int64_t{4}}, {"endpoint", false}}}});
  withDtype(table.op("_eye"))
      .doc("A matrix of zeros with ones on one diagonal.")
      .required<int64_t>("N", "rows")
      .range(0, 1e9)
      .param<int64_t>("M", 0, "columns; 0: as many as rows")
      .range(0, 1e9)
      .param<int64_t>("k", 0, "which diagonal: above (positive) or below (negative) the main one")
      .inputs({})
      .infer(inferEye)
      .kernel(Backend::reference, eyeKernel)
      .samples({{{}, {{"N", int64_t{3}}}},
                {{}, {{"N", int64_t{4}}, {"M", int64_t{2}}, {"k", int64_t{1}}}},
                {{}, {{"N", int64_t{3}}, {"M", int64_t{5}}, {"k", int64_t{-1}}}},
                {{}, {{"N", int64_t{0}}}}});
  table.op("_contrib_arange_like")
      .alias({"_npx_arange_like"})
      .doc("A range as long as the input, or as one of its axes.")
      .param<double>("start", 0, "first number")
      .param<double>("step", 1, "distance of one number to the next")
      .param<int64_t>("repeat", 1, "how often each number occurs")
      .optional<int64_t>("axis", "the axis that gives the length; None: the input's shape is the result's")
      .inputs({"data"})
      .infer(inferArangeLike)
      .zeroGradient()
      .kernel(Backend::reference, arangeLikeKernel)
      .strided()
      .samples({{{{{2, 3}}}},
                {{{{2, 33}}}, {{"axis", int64_t{-1}}, {"start", 2.0}, {"step", 0.5}}},
                {{{{6}}}, {{"repeat", int64_t{3}}}},
                {{{{0, 3}}}}})
      .refuses({{{{{{2, 3}}}, {{"axis", int64_t{2}}}}, "axis 2 is outside [-2, 2)"}});
});

}  // namespace

}  // namespace gluonlab
