// Crop: a window of an image, of a given size or as large as another image.
#include "gluonlab/invoke.h"
#include "kernels/strided_copy.h"

namespace gluonlab {

namespace {

/// Rows and columns of an image (N, C, H, W).
struct Window {
  int64_t top, left, height, width;
};

Window windowOf(const Attrs& attrs, const Shape& data, const Shape* like) {
  const Dims &size = attrs.get<Dims>("h_w"), &offset = attrs.get<Dims>("offset");
  check(size.size() == 2 && offset.size() == 2, ErrorCode::value, "h_w is ", size, " and offset ", offset,
        ", expected 2 values each");
  Window w{offset[0], offset[1], like ? (*like)[2] : size[0], like ? (*like)[3] : size[1]};
  if (attrs.get<bool>("center_crop")) w = {(data[2] - w.height) / 2, (data[3] - w.width) / 2, w.height, w.width};
  bool fits = w.top >= 0 && w.left >= 0 && w.height > 0 && w.width > 0 && w.top + w.height <= data[2] &&
              w.left + w.width <= data[3];
  check(fits, ErrorCode::shape, "a window of ", w.height, " x ", w.width, " at (", w.top, ", ", w.left,
        ") does not lie in data ", data);
  return w;
}

void inferCrop(Inference& inference) {
  check(inference.inputs.size() <= 2, ErrorCode::value, inference.inputs.size(), " inputs given, allowed are 1 or 2");
  for (const TensorInfo& x : inference.inputs)
    check(x.shape.size() == 4, ErrorCode::shape, "an input has shape ", x.shape, ", expected 4 axes (N, C, H, W)");
  const Shape& data = inference.shape(0);
  Window w = windowOf(inference.attrs, data, inference.inputs.size() > 1 ? &inference.shape(1) : nullptr);
  inference.output({data[0], data[1], w.height, w.width}, inference.dtype(0));
}

Tensor windowView(const Attrs& attrs, const TensorList& inputs, const TensorInfo& output) {
  const Tensor& x = inputs[0];
  if (sizeOf(output.shape) == 0) return {};
  Window w = windowOf(attrs, x.shape(), inputs.size() > 1 ? &inputs[1].shape() : nullptr);
  return x.view(output.shape, x.strides(), w.top * x.strides()[2] + w.left * x.strides()[3]);
}

bool cropKernel(Call& call) {
  const Tensor &x = call.in(), &y = call.out();
  Tensor window = windowView(call.attrs(), call.inputs, {y.shape(), y.dtype(), {}});
  copyStrided(y.shape(), itemSize(x.dtype()), areaOf(window), areaOf(y));
  return true;
}

void cropGradient(Grad& g) {
  const Shape& x = g.inInfo(0).shape;
  Window w = windowOf(g.attrs(), x, g.inputCount() > 1 ? &g.inInfo(1).shape : nullptr);
  if (g.needs(0))
    g.set(0, invoke("_backward_slice", {g.dy()},
                    {{"begin", Dims{0, 0, w.top, w.left}},
                     {"end", Dims{x[0], x[1], w.top + w.height, w.left + w.width}},
                     {"shape", x}}));
  if (g.inputCount() > 1 && g.needs(1)) g.set(1, zeros(g.inInfo(1).shape, g.inInfo(1).dtype));
}

const OpFamily family([](OpTable& table) {
  auto size = [](Dims extents, Dims offset) { return NamedAttrs{{"h_w", extents}, {"offset", offset}}; };
  table.op("Crop")
      .doc("A window of the first input's images: of size h_w, or as large as the images of the second input.")
      .variadic("num_args")
      .param<Dims>("offset", Dims{0, 0}, "row and column of the window's corner")
      .param<Dims>("h_w", Dims{0, 0}, "height and width, where there is no second input")
      .param<bool>("center_crop", false, "put the window in the middle instead of at offset")
      .infer(inferCrop)
      .gradient(cropGradient)
      .kernel(Backend::reference, cropKernel)
      .aliases(windowView)
      .strided()
      .samples({{{{{1, 2, 5, 6}}}, size({3, 4}, {1, 1})},
                {{{{1, 2, 5, 6}}}, {{"h_w", Dims{3, 4}}, {"center_crop", true}}},
                {{{{2, 1, 5, 6}}, {{1, 1, 2, 3}}}, {{"offset", Dims{2, 1}}}},
                {{{{0, 1, 3, 3}}}, size({2, 2}, {0, 0})}})
      .refuses(
          {{{{{{1, 2, 5, 6}}}, size({3, 6}, {1, 1})}, "a window of 3 x 6 at (1, 1) does not lie in data (1, 2, 5, 6)"},
           {{{{{5, 6}}}, size({3, 6}, {0, 0})}, "expected 4 axes (N, C, H, W)"}});
});

}  // namespace

}  // namespace gluonlab
