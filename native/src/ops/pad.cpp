// Pad: a border around an array, and its gradient.
#include "kernels/pad.h"

#include "gluonlab/invoke.h"

namespace gluonlab {

namespace {

Padding paddingOf(const Attrs& attrs) {
  const std::string& mode = attrs.get<std::string>("mode");
  return mode == "edge" ? Padding::edge : mode == "reflect" ? Padding::reflect : Padding::constant;
}

Dims beforeOf(const Attrs& attrs) {
  const Dims& width = attrs.get<Dims>("pad_width");
  Dims before;
  for (size_t i = 0; i < width.size(); i += 2) before.push_back(width[i]);
  return before;
}

Shape paddedShape(const Attrs& attrs, const Shape& x) {
  const Dims& width = attrs.get<Dims>("pad_width");
  check(width.size() == 2 * x.size(), ErrorCode::value, "pad_width has ", width.size(),
        " values, expected 2 for each of the ", x.size(), " axes of data");
  Padding mode = paddingOf(attrs);
  Shape out = x;
  for (size_t axis = 0; axis < x.size(); ++axis) {
    int64_t before = width[2 * axis], after = width[2 * axis + 1];
    check(before >= 0 && after >= 0, ErrorCode::value, "pad_width ", width, " has a negative value");
    bool mirrors = mode != Padding::reflect || (before < x[axis] && after < x[axis]) || (before == 0 && after == 0);
    check(mirrors, ErrorCode::value, "reflect pads axis ", axis, " of extent ", x[axis], " by ", before, " and ", after,
          ", allowed is less than the extent");
    check(mode == Padding::constant || x[axis] > 0 || before + after == 0, ErrorCode::shape, "axis ", axis,
          " has extent 0: there is no edge to pad from");
    out[axis] += before + after;
  }
  return out;
}

NamedAttrs modeAttrs(const Attrs& attrs) {
  return {{"mode", attrs.get<std::string>("mode")}, {"pad_width", attrs.get<Dims>("pad_width")}};
}

OpDef& withBorder(OpDef& op) {
  return op
      .required<std::string>(
          "mode", "what the border holds: a constant, the nearest element, or the array mirrored at its edge")
      .choices({"constant", "edge", "reflect"})
      .required<Dims>("pad_width", "elements before and after, for each axis in turn");
}

const OpFamily family([](OpTable& table) {
  auto border = [](const char* mode, Dims width) {
    return NamedAttrs{{"mode", std::string(mode)}, {"pad_width", width}};
  };
  auto inner = [](NamedAttrs attrs, Shape shape) {
    attrs.push_back({"shape", shape});
    return attrs;
  };
  Dims image{0, 0, 0, 0, 1, 2, 2, 1};
  withBorder(table.op("Pad"))
      .alias({"pad"})
      .doc("The input with a border around it.")
      .param<double>("constant_value", 0, "value of the border in mode constant")
      .inputs({"data"})
      .infer([](Inference& inference) {
        inference.output(paddedShape(inference.attrs, inference.shape(0)), inference.dtype(0));
      })
      .gradient([](Grad& g) {
        NamedAttrs attrs = modeAttrs(g.attrs());
        attrs.push_back({"shape", g.inInfo(0).shape});
        g.set(0, invoke("_backward_Pad", {g.dy()}, attrs));
      })
      .kernel(Backend::reference,
              [](Call& call) {
                const Attrs& attrs = call.attrs();
                pad(call.in(), beforeOf(attrs), paddingOf(attrs), attrs.get<double>("constant_value"), call.out());
                return true;
              })
      .method()
      .samples({{{{{1, 2, 3, 4}}}, border("constant", image)},
                {{{{1, 2, 3, 4}}}, border("edge", image)},
                {{{{1, 2, 3, 4}}}, border("reflect", image)},
                {{{{33}}}, border("reflect", {32, 5})},
                {{{{2, 3}}}, border("edge", {0, 0, 4, 0})},
                {{{{0, 3}}}, border("constant", {0, 0, 1, 1})},
                {{{{2, 1, 1, 3, 2}}}, border("edge", {0, 0, 0, 0, 1, 1, 0, 2, 3, 0})}})
      .refuses({{{{{{2, 3}}}, border("edge", {0, 0, 1})}, "pad_width has 3 values, expected 2 for each of the 2 axes"},
                {{{{{2, 3}}}, border("reflect", {0, 0, 3, 0})}, "reflect pads axis 1 of extent 3 by 3 and 0"},
                {{{{{2, 3}}}, border("constant", {0, 0, -1, 0})}, "has a negative value"},
                {{{{{2, 3}}}, border("wrap", {0, 0, 0, 0})}, "mode is 'wrap'"}});
  withBorder(table.op("_backward_Pad").required<Dims>("shape", "shape of the array that was padded"))
      .doc("The input's border added to the elements it came from: the gradient of Pad.")
      .inputs({"data"})
      .infer([](Inference& inference) {
        const Shape& shape = inference.attrs.get<Dims>("shape");
        Shape padded = paddedShape(inference.attrs, shape);
        check(padded == inference.shape(0), ErrorCode::shape, "data has shape ", inference.shape(0), ", expected ",
              padded);
        inference.output(shape, inference.dtype(0));
      })
      .gradient([](Grad& g) { g.set(0, invoke("Pad", {g.dy()}, modeAttrs(g.attrs()))); })
      .kernel(Backend::reference,
              [](Call& call) {
                unpad(call.in(), beforeOf(call.attrs()), paddingOf(call.attrs()), call.out());
                return true;
              })
      .samples({{{{{1, 2, 6, 7}}}, inner(border("constant", image), {1, 2, 3, 4})},
                {{{{1, 2, 6, 7}}}, inner(border("edge", image), {1, 2, 3, 4})},
                {{{{1, 2, 6, 7}}}, inner(border("reflect", image), {1, 2, 3, 4})},
                {{{{33}}}, inner(border("reflect", {10, 11}), {12})}})
      .refuses({{{{{{2, 3}}}, inner(border("edge", {0, 0, 1, 1}), {2, 3})}, "data has shape (2, 3), expected (2, 5)"}});
});

}  // namespace

}  // namespace gluonlab
