// L2Normalization and LRN: every element divided by the size of its neighbours.
#include "kernels/channel_scale.h"

#include "gluonlab/invoke.h"

namespace gluonlab {

namespace {

void checkFloating(const Inference& inference) {
  check(isFloating(inference.dtype(0)), ErrorCode::dtype, "data has dtype ", dtypeName(inference.dtype(0)),
        ", allowed are float32, float64, float16, bfloat16");
}

// --- L2Normalization
// -------------------------------------------------------------------------------------------------------

/// Axes [first, last) that one norm is taken over.
struct AxisRange {
  size_t first, last;
};
AxisRange rangeOf(const Attrs& attrs, const Shape& data) {
  const std::string& mode = attrs.get<std::string>("mode");
  size_t least = mode == "instance" ? 1 : 3;
  check(data.size() >= least, ErrorCode::shape, "data has shape ", data, ", mode ", mode, " needs at least ", least,
        " axes");
  return mode == "instance"  ? AxisRange{1, data.size()}
         : mode == "channel" ? AxisRange{1, 2}
                             : AxisRange{2, data.size()};
}

void inferL2(Inference& inference) {
  checkFloating(inference);
  Shape norm = inference.shape(0);
  AxisRange range = rangeOf(inference.attrs, norm);
  for (size_t d = range.first; d < range.last; ++d) norm[d] = 1;
  inference.output(inference.shape(0), inference.dtype(0));
  inference.output(norm, inference.dtype(0));
}

bool l2Kernel(Call& call) {
  const Shape& data = call.in().shape();
  AxisRange range = rangeOf(call.attrs(), data);
  L2Rows rows;
  rows.eps = call.attrs().get<double>("eps");
  for (size_t d = 0; d < data.size(); ++d)
    (d < range.first ? rows.outer : d < range.last ? rows.length : rows.inner) *= data[d];
  return l2NormalizeReference(rows, call.in(), call.out(0), call.out(1));
}

void l2Gradient(Grad& g) {
  AxisRange range = rangeOf(g.attrs(), g.inInfo(0).shape);
  Tensor y = g.out(0), along = g.dy() * y;
  if (range.first != range.last) {  // else no axes are left: each element is its own row
    Dims axes;
    for (size_t d = range.first; d < range.last; ++d) axes.push_back(int64_t(d));
    along = invoke("sum", {along}, {{"axis", axes}, {"keepdims", true}});
  }
  Tensor dx = (g.dy() - y * along) / g.out(1);
  // In a gradient of a gradient something flows into the norm too.
  g.set(0, g.hasDy(1) ? dx + y * g.dy(1) : dx);
}

// --- LRN
// -------------------------------------------------------------------------------------------------------------------

LocalResponse localResponseOf(const Attrs& attrs, const Shape& data) {
  return {data[0],
          data[1],
          data[2] * data[3],
          attrs.get<int64_t>("nsize"),
          attrs.get<double>("alpha"),
          attrs.get<double>("beta"),
          attrs.get<double>("knorm")};
}

void checkLocalResponse(const Inference& inference, const Shape& data) {
  check(data.size() == 4, ErrorCode::shape, "data has shape ", data,
        ", expected 4 axes (batch, channels, height, width)");
  int64_t size = inference.attrs.get<int64_t>("nsize");
  check(size % 2 == 1, ErrorCode::value, "nsize is ", size, ", expected an odd number of channels");
}

void inferLocalResponse(Inference& inference) {
  checkFloating(inference);
  checkLocalResponse(inference, inference.shape(0));
  inference.output(inference.shape(0), inference.dtype(0));
  inference.output(inference.shape(0), inference.dtype(0));
}

void localResponseGradient(Grad& g) {
  const Attrs& attrs = g.attrs();
  NamedAttrs same;
  for (size_t i = 0; i < attrs.values().size(); ++i) same.push_back({attrs.op().params[i].name, attrs.values()[i]});
  g.set(0, invoke("_backward_LRN", {g.dy(), g.in(0), g.out(1)}, same));
}

void inferLocalResponseGradient(Inference& inference) {
  checkLocalResponse(inference, inference.shape(1));
  check(inference.shape(0) == inference.shape(1), ErrorCode::shape, "dy has shape ", inference.shape(0), ", expected ",
        inference.shape(1));
  inference.output(inference.shape(1), inference.dtype(1));
}

OpDef& declareLocalResponse(OpDef& op) {
  return op.param<double>("alpha", 1e-4, "weight of the sum of squares")
      .param<double>("beta", 0.75, "power of the divisor")
      .param<double>("knorm", 2, "constant part of the divisor")
      .required<int64_t>("nsize", "number of channels in a window; odd")
      .range(1, 1e15);
}

const OpFamily family([](OpTable& table) {
  using I = int64_t;
  auto mode = [](const char* text) { return NamedAttrs{{"mode", std::string(text)}}; };
  table.op("L2Normalization")
      .doc(
          "Divides by the Euclidean norm over a sample, over its channels at each place, or over the places of each "
          "channel.")
      .param<double>("eps", 1e-10, "added to the sum of squares")
      .param<std::string>("mode", "instance", "what one norm is taken over")
      .choices({"instance", "channel", "spatial"})
      .inputs({"data"})
      .outputs({"output", "norm"})
      .visibleOutputs([](const Attrs&) -> size_t { return 1; })
      .infer(inferL2)
      .gradient(l2Gradient, saves({}, {0, 1}))
      .kernel(Backend::reference, l2Kernel)
      .samples({{{{{2, 3, 2, 2}}}},
                {{{{2, 3, 4}}}, mode("channel")},
                {{{{2, 3, 4}}}, mode("spatial")},
                {{{{5, 33}}}},
                {{{{0, 3}}}}})
      .refuses({{{{{{2}}}, mode("channel")}, "data has shape (2,), mode channel needs at least 3 axes"}});
  OpDef& forward = table.op("LRN").doc("Divides by a power of the sum of squares over neighbouring channels.");
  declareLocalResponse(forward)
      .inputs({"data"})
      .outputs({"output", "tmp_norm"})
      .visibleOutputs([](const Attrs&) -> size_t { return 1; })
      .infer(inferLocalResponse)
      .gradient(localResponseGradient, saves({0}, {1}))
      .kernel(Backend::reference,
              [](Call& call) {
                return localResponseReference(localResponseOf(call.attrs(), call.in().shape()), call.in(), call.out(0),
                                              call.out(1));
              })
      .samples({{{{{1, 6, 2, 2}}}, {{"nsize", I{3}}}},
                {{{{2, 5, 3, 3}}}, {{"nsize", I{5}}, {"alpha", 0.1}, {"beta", 0.5}, {"knorm", 1.0}}},
                {{{{0, 5, 3, 3}}}, {{"nsize", I{5}}}}})
      .refuses({{{{{{1, 6, 2}}}, {{"nsize", I{3}}}}, "data has shape (1, 6, 2), expected 4 axes"},
                {{{{{1, 6, 2, 2}}}, {{"nsize", I{4}}}}, "nsize is 4, expected an odd number"}});
  OpDef& backward = table.op("_backward_LRN").doc("The gradient of LRN.");
  declareLocalResponse(backward)
      .inputs({"dy", "data", "tmp_norm"})
      .infer(inferLocalResponseGradient)
      .kernel(Backend::reference,
              [](Call& call) {
                return localResponseGradientReference(localResponseOf(call.attrs(), call.in(1).shape()), call.in(0),
                                                      call.in(1), call.in(2), call.out());
              })
      .samples({{{{{1, 6, 2, 2}}, {{1, 6, 2, 2}}, {{1, 6, 2, 2}, DType::float32, 1, 2}}, {{"nsize", I{3}}}}})
      .refuses({{{{{{1, 6, 2, 3}}, {{1, 6, 2, 2}}, {{1, 6, 2, 2}}}, {{"nsize", I{3}}}}, "dy has shape (1, 6, 2, 3)"}});
});

}  // namespace

}  // namespace gluonlab
