// Elements in order of size: topk, sort, argsort.
#include "kernels/order.h"

#include "gluonlab/invoke.h"
#include "kernels/convert.h"
#include "kernels/gather.h"
#include "kernels/strided_copy.h"

namespace gluonlab {

namespace {

/// The lanes to order: along the axis, or with axis None all elements as one.
AxisView lanesOf(const Attrs& attrs, const Shape& shape) {
  if (attrs.isNone("axis")) return {1, sizeOf(shape), 1};
  return aroundAxis(shape, size_t(normalizeAxis(attrs.get<int64_t>("axis"), int64_t(shape.size()))));
}

/// `shape` with `count` elements per lane.
Shape orderedShape(const Attrs& attrs, const Shape& shape, int64_t count) {
  if (attrs.isNone("axis")) return {count};
  Shape out = shape;
  out[size_t(normalizeAxis(attrs.get<int64_t>("axis"), int64_t(shape.size())))] = count;
  return out;
}

DType indexDtype(const Attrs& attrs, int64_t extent) {
  DType dtype = dtypeFromName(attrs.get<std::string>("dtype"));
  int64_t largest = dtype == DType::uint8     ? 255
                    : dtype == DType::float16 ? 2048
                    : dtype == DType::float32 ? int64_t{1} << 24
                                              : std::numeric_limits<int32_t>::max();
  check(extent <= largest + 1 || dtype == DType::int64 || dtype == DType::float64, ErrorCode::value, "dtype ",
        dtypeName(dtype), " does not hold every position of an axis of extent ", extent);
  return dtype;
}

/// Positions as the index dtype asked for.
void writePositions(const int64_t* positions, const Tensor& y) {
  dispatch(y.dtype(), [&]<class T>() {
    for (int64_t i = 0; i < y.size(); ++i) y.data<T>()[i] = static_cast<T>(static_cast<Compute<T>>(positions[i]));
  });
}

/// Gradient of values that were found at `positions`.
void setOrderGradient(Grad& g, const Tensor& dy, const Tensor& positions) {
  const Shape& shape = g.inInfo(0).shape;
  bool flat = g.attrs().isNone("axis");
  Tensor dx = invoke(
      "_backward_take_along_axis", {dy, positions},
      {{"axis", flat ? int64_t{0} : g.attrs().get<int64_t>("axis")}, {"shape", flat ? Shape{sizeOf(shape)} : shape}});
  g.set(0, flat ? invoke("_backward_reshape", {dx}, {{"shape", shape}}) : dx);
}

// --- topk
// ------------------------------------------------------------------------------------------------------------------------

enum class Returns { value, indices, mask, both };

Returns returnsOf(const Attrs& attrs) {
  const std::string& type = attrs.get<std::string>("ret_typ");
  return type == "value"     ? Returns::value
         : type == "indices" ? Returns::indices
         : type == "mask"    ? Returns::mask
                             : Returns::both;
}

/// Elements per lane; k below 1 means all.
int64_t countOf(const Attrs& attrs, int64_t extent) {
  int64_t k = attrs.get<int64_t>("k");
  check(k <= extent, ErrorCode::value, "k is ", k, ", the axis has only ", extent, " elements");
  return k < 1 ? extent : k;
}

// Where values are asked for, their positions follow as a hidden int64 output: the gradient needs them.
size_t topkOutputs(const Attrs& attrs) {
  Returns returns = returnsOf(attrs);
  return returns == Returns::both ? 3 : returns == Returns::value ? 2 : 1;
}
size_t topkVisible(const Attrs& attrs) { return returnsOf(attrs) == Returns::both ? 2 : 1; }

void inferTopk(Inference& inference) {
  const Attrs& attrs = inference.attrs;
  const Shape& x = inference.shape(0);
  AxisView view = lanesOf(attrs, x);
  Shape shape = orderedShape(attrs, x, countOf(attrs, view.extent));
  DType indices = indexDtype(attrs, view.extent);
  switch (returnsOf(attrs)) {
    case Returns::value:
      inference.output(shape, inference.dtype(0));
      break;
    case Returns::indices:
      return inference.output(shape, indices);
    case Returns::mask:
      return inference.output(x, inference.dtype(0));
    case Returns::both:
      inference.output(shape, inference.dtype(0));
      inference.output(shape, indices);
      break;
  }
  inference.output(shape, DType::int64);
}

void writeMask(const std::vector<int64_t>& positions, AxisView view, int64_t count, const Tensor& y) {
  fill(y, 0);
  dispatch(y.dtype(), [&]<class T>() {
    for (int64_t at = 0; at < int64_t(positions.size()); ++at) {
      int64_t o = at / (count * view.inner), n = at % view.inner;
      y.data<T>()[(o * view.extent + positions[size_t(at)]) * view.inner + n] = toElement<T>(1);
    }
  });
}

bool topkKernel(Call& call) {
  const Tensor& x = call.in();
  AxisView view = lanesOf(call.attrs(), x.shape());
  int64_t count = countOf(call.attrs(), view.extent);
  std::vector<int64_t> positions(size_t(view.outer * count * view.inner));
  orderLanes(x, view, count, call.attrs().get<bool>("is_ascend"), positions.data());
  switch (returnsOf(call.attrs())) {
    case Returns::indices:
      writePositions(positions.data(), call.out());
      return true;
    case Returns::mask:
      writeMask(positions, view, count, call.out());
      return true;
    case Returns::value:
      writePositions(positions.data(), call.out(1));
      break;
    case Returns::both:
      writePositions(positions.data(), call.out(1));
      writePositions(positions.data(), call.out(2));
      break;
  }
  takeAlong(x, view, positions, call.out());
  return true;
}

void topkGradient(Grad& g) {
  switch (returnsOf(g.attrs())) {
    case Returns::value:
      return setOrderGradient(g, g.dy(), g.out(1));
    case Returns::both:
      return setOrderGradient(g, g.dy(), g.out(2));
    default:
      g.set(0, zeros(g.inInfo(0).shape, g.inInfo(0).dtype));
  }
}

// --- sort, argsort
// -----------------------------------------------------------------------------------------------------------------

void inferSort(Inference& inference) {
  const Shape& x = inference.shape(0);
  Shape shape = orderedShape(inference.attrs, x, lanesOf(inference.attrs, x).extent);
  inference.output(shape, inference.dtype(0));
  inference.output(shape, DType::int64);
}

bool sortKernel(Call& call) {
  const Tensor& x = call.in();
  AxisView view = lanesOf(call.attrs(), x.shape());
  std::vector<int64_t> positions(size_t(x.size()));
  orderLanes(x, view, view.extent, call.attrs().get<bool>("is_ascend"), positions.data());
  takeAlong(x, view, positions, call.out());
  writePositions(positions.data(), call.out(1));
  return true;
}

void inferArgsort(Inference& inference) {
  const Shape& x = inference.shape(0);
  int64_t extent = lanesOf(inference.attrs, x).extent;
  inference.output(orderedShape(inference.attrs, x, extent), indexDtype(inference.attrs, extent));
}

bool argsortKernel(Call& call) {
  const Tensor& x = call.in();
  AxisView view = lanesOf(call.attrs(), x.shape());
  std::vector<int64_t> positions(size_t(x.size()));
  orderLanes(x, view, view.extent, call.attrs().get<bool>("is_ascend"), positions.data());
  writePositions(positions.data(), call.out());
  return true;
}

OpDef& withAxis(OpDef& op) {
  return op.param<int64_t>("axis", -1, "axis to order along; None orders all elements as one lane");
}

OpDef& withIndexDtype(OpDef& op) {
  return op.param<std::string>("dtype", "float32", "dtype of the positions")
      .choices({"uint8", "int32", "int64", "float16", "float32", "float64"});
}

const OpFamily family([](OpTable& table) {
  auto lane = [](Shape shape) { return SampleInput{shape, DType::float32, -2, 2, true}; };
  auto top = [](int64_t k, AttrValue axis, const char* returns, bool ascending = false) {
    return NamedAttrs{{"k", k}, {"axis", axis}, {"ret_typ", std::string(returns)}, {"is_ascend", ascending}};
  };
  auto order = [](AttrValue axis, bool ascending = true) {
    return NamedAttrs{{"axis", axis}, {"is_ascend", ascending}};
  };
  AttrValue last = int64_t{-1}, first = int64_t{0}, middle = int64_t{1}, none;
  OpDef& topk =
      withIndexDtype(
          withAxis(table.op("topk"))
              .param<int64_t>("k", 1, "how many elements of each lane; below 1: all")
              .param<std::string>("ret_typ", "indices",
                                  "what to return: their values, their positions, both, or a mask over the input")
              .choices({"value", "indices", "mask", "both"})
              .param<bool>("is_ascend", false, "the smallest elements rather than the largest"))
          .alias({"_npx_topk"})
          .doc("The k largest elements of each lane along an axis, in order.")
          .inputs({"data"})
          .outputs({"output", "indices", "positions"})
          .outputCount(topkOutputs)
          .visibleOutputs(topkVisible)
          .infer(inferTopk)
          .gradient(topkGradient, saves({}, {1, 2}))
          .kernel(Backend::reference, topkKernel)
          .method()
          .samples({{{lane({3, 5})}, top(2, last, "value")},
                    {{lane({2, 3, 4})}, top(2, middle, "both")},
                    {{lane({2, 3, 4})}, top(1, first, "mask")},
                    {{lane({33, 17})}, top(5, last, "indices", true)},
                    {{lane({3, 4})}, top(2, none, "both")},
                    {{lane({7})}, top(0, last, "value", true)},
                    {{lane({0, 3})}, top(2, last, "value")},
                    {{lane({3, 4})}}})
          .refuses({{{{lane({3, 4})}, top(5, first, "value")}, "k is 5, the axis has only 3 elements"},
                    {{{lane({3, 4})}, top(1, int64_t{2}, "value")}, "axis 2 is outside [-2, 2)"},
                    {{{lane({3, 4})}, top(1, last, "all")}, "ret_typ is 'all'"},
                    {{{{{300}}}, {{"dtype", std::string("uint8")}}}, "dtype uint8 does not hold every position"}});
  topk.params[0].optional = true;
  OpDef& sort = withAxis(table.op("sort"))
                    .alias({"_npi_sort"})
                    .doc("The elements of each lane along an axis in order.")
                    .param<bool>("is_ascend", true, "smallest first; otherwise largest first")
                    .inputs({"data"})
                    .outputs({"output", "positions"})
                    .visibleOutputs([](const Attrs&) { return size_t{1}; })
                    .infer(inferSort)
                    .gradient([](Grad& g) { setOrderGradient(g, g.dy(), g.out(1)); }, saves({}, {1}))
                    .kernel(Backend::reference, sortKernel)
                    .method()
                    .samples({{{lane({3, 5})}},
                              {{lane({2, 3, 4})}, order(middle, false)},
                              {{lane({3, 4})}, order(none)},
                              {{lane({33})}},
                              {{lane({0, 3})}},
                              {{{{3, 4}, DType::int32, -5, 5}}, order(first)}})
                    .refuses({{{{lane({3, 4})}, order(int64_t{2})}, "axis 2 is outside [-2, 2)"}});
  sort.params[0].optional = true;
  OpDef& argsort =
      withIndexDtype(
          withAxis(table.op("argsort")).param<bool>("is_ascend", true, "smallest first; otherwise largest first"))
          .alias({"_npi_argsort"})
          .doc("The positions that put each lane along an axis in order.")
          .inputs({"data"})
          .zeroGradient()
          .infer(inferArgsort)
          .kernel(Backend::reference, argsortKernel)
          .method()
          .samples({{{lane({3, 5})}},
                    {{lane({2, 3, 4})}, order(middle, false)},
                    {{lane({3, 4})}, order(none)},
                    {{lane({33})}},
                    {{lane({0, 3})}},
                    {{{{3, 4}, DType::int32, -5, 5}}, order(first)}})
          .refuses({{{{lane({3, 4})}, order(int64_t{2})}, "axis 2 is outside [-2, 2)"}});
  argsort.params[0].optional = true;
});

}  // namespace

}  // namespace gluonlab
