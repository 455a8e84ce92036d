// The same elements with axes in another order or direction: transpose, SwapAxis, reverse, depth_to_space,
// space_to_depth.
#include "gluonlab/invoke.h"
#include "kernels/strided_copy.h"

namespace gluonlab {

namespace {

/// Axis k of the result is axis order[k] of the input.
using AxisOrder = Dims;

AxisOrder transposeOrder(const Attrs& attrs, int64_t ndim) {
  const Dims& axes = attrs.get<Dims>("axes");
  AxisOrder order;
  if (axes.empty()) {
    for (int64_t i = ndim; i-- > 0;) order.push_back(i);
    return order;
  }
  check(int64_t(axes.size()) == ndim, ErrorCode::value, "axes ", axes, " names ", axes.size(), " axes, the input has ",
        ndim);
  std::vector<bool> seen(axes.size());
  for (int64_t given : axes) {
    int64_t axis = normalizeAxis(given, ndim);
    check(!seen[size_t(axis)], ErrorCode::value, "axes ", axes, " names axis ", axis, " twice");
    seen[size_t(axis)] = true;
    order.push_back(axis);
  }
  return order;
}

AxisOrder swapOrder(const Attrs& attrs, int64_t ndim) {
  AxisOrder order;
  for (int64_t i = 0; i < ndim; ++i) order.push_back(i);
  std::swap(order[size_t(normalizeAxis(attrs.get<int64_t>("dim1"), ndim))],
            order[size_t(normalizeAxis(attrs.get<int64_t>("dim2"), ndim))]);
  return order;
}

Dims permuted(const Dims& dims, const AxisOrder& order) {
  Dims out;
  for (int64_t axis : order) out.push_back(dims[size_t(axis)]);
  return out;
}

using OrderFn = AxisOrder (*)(const Attrs&, int64_t ndim);

template <OrderFn orderOf>
void inferOrder(Inference& inference) {
  const Shape& x = inference.shape(0);
  inference.output(permuted(x, orderOf(inference.attrs, int64_t(x.size()))), inference.dtype(0));
}

template <OrderFn orderOf>
Tensor orderView(const Attrs& attrs, const TensorList& inputs, const TensorInfo& output) {
  return inputs[0].view(output.shape, permuted(inputs[0].strides(), orderOf(attrs, inputs[0].ndim())));
}

template <OrderFn orderOf>
bool orderKernel(Call& call) {
  const Tensor &x = call.in(), &y = call.out();
  copyStrided(y.shape(), itemSize(y.dtype()), {x.raw(), permuted(x.strides(), orderOf(call.attrs(), x.ndim()))},
              areaOf(y));
  return true;
}

void transposeGradient(Grad& g) {
  AxisOrder order = transposeOrder(g.attrs(), int64_t(g.inInfo(0).shape.size()));
  Dims inverse(order.size(), 0);
  for (size_t i = 0; i < order.size(); ++i) inverse[size_t(order[i])] = int64_t(i);
  g.set(0, invoke("transpose", {g.dy()}, {{"axes", inverse}}));
}

void swapGradient(Grad& g) {
  g.set(0, invoke("SwapAxis", {g.dy()},
                  {{"dim1", g.attrs().get<int64_t>("dim1")}, {"dim2", g.attrs().get<int64_t>("dim2")}}));
}

// --- reverse
// ---------------------------------------------------------------------------------------------------------------

void inferReverse(Inference& inference) {
  const Shape& x = inference.shape(0);
  for (int64_t axis : inference.attrs.get<Dims>("axis")) normalizeAxis(axis, int64_t(x.size()));
  inference.output(x, inference.dtype(0));
}

bool reverseKernel(Call& call) {
  const Tensor& x = call.in();
  std::vector<bool> turned(size_t(x.ndim()));
  for (int64_t axis : call.attrs().get<Dims>("axis")) turned[size_t(normalizeAxis(axis, x.ndim()))] = true;
  StridedArea from = areaOf(x);
  for (size_t axis = 0; axis < turned.size(); ++axis)
    if (turned[axis]) from = reversed(from, x.shape(), axis, itemSize(x.dtype()));
  copyStrided(x.shape(), itemSize(x.dtype()), from, areaOf(call.out()));
  return true;
}

void reverseGradient(Grad& g) { g.set(0, invoke("reverse", {g.dy()}, {{"axis", g.attrs().get<Dims>("axis")}})); }

// --- blocks: an image (N, C b b, H, W) and its larger form (N, C, H b, W b)
// -----------------------------------------------------

int64_t blockSize(const Inference& inference) {
  int64_t block = inference.attrs.get<int64_t>("block_size");
  const Shape& x = inference.shape(0);
  check(x.size() == 4, ErrorCode::shape, "data has shape ", x, ", expected 4 axes (N, C, H, W)");
  check(block > 0, ErrorCode::value, "block_size is ", block, ", expected at least 1");
  return block;
}

void inferDepthToSpace(Inference& inference) {
  int64_t b = blockSize(inference);
  const Shape& x = inference.shape(0);
  check(x[1] % (b * b) == 0, ErrorCode::shape, "data ", x, " has ", x[1],
        " channels, not a multiple of block_size squared ", b * b);
  inference.output({x[0], x[1] / (b * b), x[2] * b, x[3] * b}, inference.dtype(0));
}

void inferSpaceToDepth(Inference& inference) {
  int64_t b = blockSize(inference);
  const Shape& x = inference.shape(0);
  check(x[2] % b == 0 && x[3] % b == 0, ErrorCode::shape, "data ", x,
        ": height and width must be multiples of block_size ", b);
  inference.output({x[0], x[1] * b * b, x[2] / b, x[3] / b}, inference.dtype(0));
}

/// Strides of an image (N, C, H b, W b) walked as (row in block, column in block, N, C, H, W).
Strides spaceStrides(const Strides& s, int64_t b) { return {s[2], s[3], s[0], s[1], s[2] * b, s[3] * b}; }
/// Strides of its deep form (N, b b C, H, W) walked the same way.
Strides depthStrides(const Strides& s, int64_t b, int64_t channels) {
  return {b * channels * s[1], channels * s[1], s[0], s[1], s[2], s[3]};
}

bool depthToSpaceKernel(Call& call) {
  const Tensor &x = call.in(), &y = call.out();
  int64_t b = call.attrs().get<int64_t>("block_size"), channels = y.dim(1);
  copyStrided({b, b, x.dim(0), channels, x.dim(2), x.dim(3)}, itemSize(x.dtype()),
              {x.raw(), depthStrides(x.strides(), b, channels)}, {y.raw(), spaceStrides(y.strides(), b)});
  return true;
}

bool spaceToDepthKernel(Call& call) {
  const Tensor &x = call.in(), &y = call.out();
  int64_t b = call.attrs().get<int64_t>("block_size"), channels = x.dim(1);
  copyStrided({b, b, x.dim(0), channels, y.dim(2), y.dim(3)}, itemSize(x.dtype()),
              {x.raw(), spaceStrides(x.strides(), b)}, {y.raw(), depthStrides(y.strides(), b, channels)});
  return true;
}

template <const char* inverse>
void blockGradient(Grad& g) {
  g.set(0, invoke(inverse, {g.dy()}, {{"block_size", g.attrs().get<int64_t>("block_size")}}));
}
constexpr char kSpaceToDepth[] = "space_to_depth", kDepthToSpace[] = "depth_to_space";

const OpFamily family([](OpTable& table) {
  auto axes = [](Dims order) { return NamedAttrs{{"axes", order}}; };
  auto swap = [](int64_t a, int64_t b) { return NamedAttrs{{"dim1", a}, {"dim2", b}}; };
  auto axis = [](Dims list) { return NamedAttrs{{"axis", list}}; };
  auto block = [](int64_t size) { return NamedAttrs{{"block_size", size}}; };
  table.op("transpose")
      .doc("The axes in another order.")
      .param<Dims>("axes", Dims{}, "axis k of the result is axis axes[k] of the input; empty: reversed order")
      .inputs({"data"})
      .infer(inferOrder<transposeOrder>)
      .gradient(transposeGradient)
      .kernel(Backend::reference, orderKernel<transposeOrder>)
      .aliases(orderView<transposeOrder>)
      .strided()
      .method()
      .samples({{{{{2, 3, 4}}}},
                {{{{2, 3, 4}}}, axes({2, 0, 1})},
                {{{{33, 17}}}},
                {{{{64, 65}}}},
                {{{{3, 40, 41}}}, axes({0, 2, 1})},
                {{{{5}}}},
                {{{{0, 3}}}},
                {{{{2, 1, 2, 3}}}, axes({3, -4, 1, 2})}})
      .refuses({{{{{{2, 3}}}, axes({0, 1, 2})}, "names 3 axes, the input has 2"},
                {{{{{2, 3}}}, axes({0, 0})}, "names axis 0 twice"},
                {{{{{2, 3}}}, axes({0, 2})}, "axis 2 is outside [-2, 2)"}});
  table.op("SwapAxis")
      .alias({"swapaxes", "_npi_swapaxes"})
      .doc("Two axes exchanged.")
      .param<int64_t>("dim1", 0, "one axis")
      .param<int64_t>("dim2", 0, "the other axis")
      .inputs({"data"})
      .infer(inferOrder<swapOrder>)
      .gradient(swapGradient)
      .kernel(Backend::reference, orderKernel<swapOrder>)
      .aliases(orderView<swapOrder>)
      .strided()
      .method()
      .samples({{{{{2, 3, 4}}}, swap(0, 2)},
                {{{{2, 3, 4}}}, swap(1, 1)},
                {{{{2, 33}}}, swap(0, -1)},
                {{{{0, 3}}}, swap(0, 1)}})
      .refuses({{{{{{2, 3}}}, swap(0, 2)}, "axis 2 is outside [-2, 2)"}});
  table.op("reverse")
      .alias({"flip"})
      .doc("The elements in reverse order along some axes.")
      .required<Dims>("axis", "the axes to turn round")
      .inputs({"data"})
      .infer(inferReverse)
      .gradient(reverseGradient)
      .kernel(Backend::reference, reverseKernel)
      .strided()
      .method()
      .samples(
          {{{{{2, 3, 4}}}, axis({0, 2})}, {{{{33}}}, axis({0})}, {{{{2, 5}}}, axis({-1})}, {{{{0, 3}}}, axis({1})}})
      .refuses({{{{{{2, 3}}}, axis({2})}, "axis 2 is outside [-2, 2)"}});
  table.op("depth_to_space")
      .doc("Moves channels into blocks of pixels: (N, C b b, H, W) becomes (N, C, H b, W b).")
      .required<int64_t>("block_size", "b: side of a block")
      .inputs({"data"})
      .infer(inferDepthToSpace)
      .gradient(blockGradient<kSpaceToDepth>)
      .kernel(Backend::reference, depthToSpaceKernel)
      .strided()
      .method()
      .samples({{{{{1, 8, 2, 3}}}, block(2)},
                {{{{2, 9, 3, 1}}}, block(3)},
                {{{{1, 3, 2, 2}}}, block(1)},
                {{{{0, 4, 2, 2}}}, block(2)}})
      .refuses({{{{{{1, 3, 2, 2}}}, block(2)}, "has 3 channels, not a multiple of block_size squared 4"},
                {{{{{4, 2}}}, block(2)}, "expected 4 axes"},
                {{{{{1, 4, 2, 2}}}, block(0)}, "block_size is 0"}});
  table.op("space_to_depth")
      .doc("Moves blocks of pixels into channels: (N, C, H b, W b) becomes (N, C b b, H, W).")
      .required<int64_t>("block_size", "b: side of a block")
      .inputs({"data"})
      .infer(inferSpaceToDepth)
      .gradient(blockGradient<kDepthToSpace>)
      .kernel(Backend::reference, spaceToDepthKernel)
      .strided()
      .method()
      .samples({{{{{1, 2, 4, 6}}}, block(2)}, {{{{2, 1, 3, 3}}}, block(3)}, {{{{0, 4, 2, 2}}}, block(2)}})
      .refuses({{{{{{1, 1, 3, 4}}}, block(2)}, "must be multiples of block_size 2"},
                {{{{{4, 2}}}, block(2)}, "expected 4 axes"}});
});

}  // namespace

}  // namespace gluonlab
