// Images as data loading prepares them: _image_to_tensor, _image_normalize, _image_crop, _image_resize and flips.
// Images are (H, W, C), or (N, H, W, C) in a batch, unless said otherwise.
#include "kernels/image.h"

#include <cmath>

#include "gluonlab/invoke.h"
#include "kernels/strided_copy.h"

namespace gluonlab {

namespace {

void checkImage(const Shape& x, const char* axes = "(H, W, C) or (N, H, W, C)") {
  check(x.size() == 3 || x.size() == 4, ErrorCode::shape, "data has shape ", x, ", expected ", axes);
}

// --- to_tensor, normalize
// ----------------------------------------------------------------------------------------------------

void inferToTensor(Inference& inference) {
  Shape shape = inference.shape(0);
  checkImage(shape);
  int64_t channels = shape.back();
  shape.pop_back();
  shape.insert(shape.size() - 2, channels);
  inference.output(shape, DType::float32);
}

void toTensorGradient(Grad& g) {
  Dims axes{1, 2, 0};
  if (g.inInfo(0).shape.size() == 4) axes = {0, 2, 3, 1};
  g.set(0, cast(invoke("transpose", {g.dy()}, {{"axes", axes}}) / 255.0, g.inInfo(0).dtype));
}

void inferNormalize(Inference& inference) {
  const Shape& x = inference.shape(0);
  checkImage(x, "(C, H, W) or (N, C, H, W)");
  int64_t channels = x[x.size() - 3];
  for (const char* name : {"mean", "std"}) {
    int64_t count = int64_t(inference.attrs.get<std::vector<double>>(name).size());
    check(count == 1 || count >= channels, ErrorCode::value, name, " has ", count,
          " values, expected 1 or one for each of the ", channels, " channels");
  }
  sameAsFloatingInput(inference);
}

bool normalizeKernel(Call& call) {
  const Attrs& attrs = call.attrs();
  normalizeChannels(call.in(), attrs.get<std::vector<double>>("mean"), attrs.get<std::vector<double>>("std"),
                    call.out());
  return true;
}

void normalizeGradient(Grad& g) {
  g.set(0, invoke("_image_normalize", {g.dy()},
                  {{"mean", std::vector<double>{0}}, {"std", g.attrs().get<std::vector<double>>("std")}}));
}

// --- crop
// --------------------------------------------------------------------------------------------------------------------

void inferCrop(Inference& inference) {
  Shape shape = inference.shape(0);
  checkImage(shape);
  const Attrs& attrs = inference.attrs;
  int64_t x = attrs.get<int64_t>("x"), y = attrs.get<int64_t>("y"), width = attrs.get<int64_t>("width"),
          height = attrs.get<int64_t>("height");
  int64_t &rows = shape[shape.size() - 3], &cols = shape[shape.size() - 2];
  check(x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= cols && y + height <= rows, ErrorCode::value,
        "a window of ", width, " x ", height, " at x ", x, ", y ", y, " does not lie in an image of ", cols, " x ",
        rows);
  rows = height;
  cols = width;
  inference.output(shape, inference.dtype(0));
}

Tensor cropView(const Attrs& attrs, const TensorList& inputs, const TensorInfo& output) {
  const Tensor& image = inputs[0];
  if (sizeOf(output.shape) == 0) return {};
  const Strides& s = image.strides();
  return image.view(output.shape, s,
                    attrs.get<int64_t>("y") * s[s.size() - 3] + attrs.get<int64_t>("x") * s[s.size() - 2]);
}

bool cropKernel(Call& call) {
  Tensor window = cropView(call.attrs(), call.inputs, {call.out().shape(), call.out().dtype(), {}});
  copyStrided(window.shape(), itemSize(window.dtype()), areaOf(window), areaOf(call.out()));
  return true;
}

void cropGradient(Grad& g) {
  const Shape& shape = g.inInfo(0).shape;
  Dims begin(shape.size(), 0), end = shape;
  size_t rows = shape.size() - 3, cols = rows + 1;
  begin[rows] = g.attrs().get<int64_t>("y");
  begin[cols] = g.attrs().get<int64_t>("x");
  end[rows] = begin[rows] + g.attrs().get<int64_t>("height");
  end[cols] = begin[cols] + g.attrs().get<int64_t>("width");
  g.set(0, invoke("_backward_slice", {g.dy()}, {{"begin", begin}, {"end", end}, {"shape", shape}}));
}

// --- flips
// -------------------------------------------------------------------------------------------------------------------

/// The axis is counted from the end: 2 is W, 3 is H.
template <size_t fromEnd>
bool flipKernel(Call& call) {
  const Tensor& x = call.in();
  size_t item = itemSize(x.dtype());
  copyStrided(x.shape(), item, reversed(areaOf(x), x.shape(), x.shape().size() - fromEnd, item), areaOf(call.out()));
  return true;
}

void defineFlip(OpTable& table, const char* name, const char* alias, const char* doc, KernelFn kernel) {
  table.op(name)
      .alias({alias})
      .doc(doc)
      .inputs({"data"})
      .infer([](Inference& inference) {
        checkImage(inference.shape(0));
        inference.output(inference.shape(0), inference.dtype(0));
      })
      .gradient([](Grad& g) { g.set(0, invoke(g.attrs().op().name.c_str(), {g.dy()})); })
      .kernel(Backend::reference, std::move(kernel))
      .strided()
      .samples({{{{{4, 5, 3}}}}, {{{{2, 3, 4, 1}, DType::uint8, 0, 256}}}, {{{{0, 3, 1}}}}})
      .refuses({{{{{{4, 5}}}}, "expected (H, W, C) or (N, H, W, C)"}});
}

// --- resize
// ------------------------------------------------------------------------------------------------------------------

void inferResize(Inference& inference) {
  Shape shape = inference.shape(0);
  checkImage(shape);
  const Dims& size = inference.attrs.get<Dims>("size");
  check(size.size() == 1 || size.size() == 2, ErrorCode::value, "size is ", size,
        ", expected one value or (width, height)");
  for (int64_t extent : size)
    check(extent > 0, ErrorCode::value, "size ", size, " has ", extent, ", expected at least 1");
  int64_t &rows = shape[shape.size() - 3], &cols = shape[shape.size() - 2];
  check(rows > 0 && cols > 0, ErrorCode::shape, "data ", shape, " has no pixels");
  int64_t width = size[0], height = size[size.size() - 1];
  if (size.size() == 1 && inference.attrs.get<bool>("keep_ratio")) {
    if (rows > cols) {
      height = size[0] * rows / cols;
    } else {
      width = size[0] * cols / rows;
    }
  }
  rows = height;
  cols = width;
  inference.output(shape, inference.dtype(0));
}

void inferFixedResize(Inference& inference) {
  Shape shape = inference.shape(0);
  checkImage(shape);
  int64_t &rows = shape[shape.size() - 3], &cols = shape[shape.size() - 2];
  check(rows > 0 && cols > 0, ErrorCode::shape, "src ", shape, " has no pixels");
  rows = inference.attrs.get<int64_t>("h");
  cols = inference.attrs.get<int64_t>("w");
  inference.output(shape, inference.dtype(0));
}

bool resizeKernel(Call& call) {
  constexpr Resampling methods[] = {Resampling::nearest, Resampling::linear, Resampling::cubic, Resampling::area,
                                    Resampling::lanczos};
  resample(call.in(), methods[call.attrs().get<int64_t>("interp")], call.out());
  return true;
}

const OpFamily family([](OpTable& table) {
  auto window = [](int64_t x, int64_t y, int64_t width, int64_t height) {
    return NamedAttrs{{"x", x}, {"y", y}, {"width", width}, {"height", height}};
  };
  auto channels = [](std::vector<double> mean, std::vector<double> deviation) {
    return NamedAttrs{{"mean", mean}, {"std", deviation}};
  };
  auto size = [](Dims extents, int64_t method) { return NamedAttrs{{"size", extents}, {"interp", method}}; };
  SampleInput grey{{5, 6, 3}, DType::uint8, 0, 256};
  table.op("_image_to_tensor")
      .alias({"_npx__image_to_tensor"})
      .doc("An image of bytes as float32 numbers from 0 to 1, channels first.")
      .inputs({"data"})
      .infer(inferToTensor)
      .gradient(toTensorGradient)
      .kernel(Backend::reference,
              [](Call& call) {
                toChannelsFirst(call.in(), call.out());
                return true;
              })
      .samples({{{grey}}, {{{{2, 4, 5, 3}}}}, {{{{0, 4, 3}}}}})
      .refuses({{{{{{4, 5}}}}, "data has shape (4, 5), expected (H, W, C) or (N, H, W, C)"}});
  table.op("_image_normalize")
      .alias({"_npx__image_normalize"})
      .doc(
          "Each channel of a (C, H, W) image, or of a batch of them, less its mean and divided by its standard "
          "deviation.")
      .param<std::vector<double>>("mean", {0, 0, 0, 0}, "mean of each channel, or one of all")
      .param<std::vector<double>>("std", {1, 1, 1, 1}, "standard deviation of each channel, or one of all")
      .inputs({"data"})
      .infer(inferNormalize)
      .gradient(normalizeGradient)
      .kernel(Backend::reference, normalizeKernel)
      .inPlace()
      .samples({{{{{3, 4, 5}}}, channels({0.1, 0.2, 0.3}, {1, 2, 0.5})},
                {{{{2, 3, 4, 5}}}, channels({0.5}, {0.25})},
                {{{{1, 0, 4}}}}})
      .refuses({{{{{{4, 5}}}}, "expected (C, H, W) or (N, C, H, W)"},
                {{{{{3, 4, 5}}}, channels({0.1, 0.2}, {1})},
                 "mean has 2 values, expected 1 or one for each of the 3 channels"}});
  table.op("_image_crop")
      .alias({"_npx__image_crop"})
      .doc("A window of an image.")
      .required<int64_t>("x", "left edge")
      .required<int64_t>("y", "upper edge")
      .required<int64_t>("width", "width of the window")
      .required<int64_t>("height", "height of the window")
      .inputs({"data"})
      .infer(inferCrop)
      .gradient(cropGradient)
      .kernel(Backend::reference, cropKernel)
      .aliases(cropView)
      .strided()
      .samples(
          {{{grey}, window(1, 2, 3, 2)}, {{{{2, 5, 6, 3}}}, window(0, 0, 6, 5)}, {{{{5, 6, 1}}}, window(5, 4, 1, 1)}})
      .refuses({{{{grey}, window(4, 0, 3, 2)}, "a window of 3 x 2 at x 4, y 0 does not lie in an image of 6 x 5"}});
  table.op("_image_resize")
      .alias({"_npx__image_resize"})
      .doc("An image in another size.")
      .param<Dims>("size", Dims{}, "(width, height), or one value for both")
      .param<bool>("keep_ratio", false, "one value is the length of the shorter side")
      .param<int64_t>("interp", 1, "0 nearest, 1 linear, 2 cubic, 3 mean of the area covered, 4 Lanczos")
      .range(0, 4)
      .inputs({"data"})
      .infer(inferResize)
      .kernel(Backend::reference, resizeKernel)
      .samples({{{grey}, size({4, 4}, 1)},
                {{grey}, size({9, 7}, 0)},
                {{{{2, 4, 5, 3}}}, size({3, 2}, 2)},
                {{{{6, 6, 1}}}, size({4, 5}, 3)},
                {{{{6, 6, 1}}}, size({9, 5}, 4)},
                {{grey}, {{"size", Dims{3}}, {"keep_ratio", true}}}})
      .refuses({{{{grey}}, "size is (), expected one value or (width, height)"},
                {{{grey}, size({0, 3}, 1)}, "expected at least 1"}});
  table.op("_cvimresize")
      .alias({"_npi_cvimresize"})
      .doc("An image in another width and height.")
      .required<int64_t>("w", "width of the result")
      .range(1, 1e9)
      .required<int64_t>("h", "height of the result")
      .range(1, 1e9)
      .param<int64_t>("interp", 1, "0 nearest, 1 linear, 2 cubic, 3 mean of the area covered, 4 Lanczos")
      .range(0, 4)
      .inputs({"src"})
      .infer(inferFixedResize)
      .kernel(Backend::reference, resizeKernel)
      .samples({{{grey}, {{"w", int64_t{4}}, {"h", int64_t{7}}}},
                {{{{0, 3, 3, 1}}}, {{"w", int64_t{4}}, {"h", int64_t{7}}}}})
      .refuses({{{{grey}, {{"w", int64_t{4}}, {"h", int64_t{0}}}}, "h is 0"}});
  defineFlip(table, "_image_flip_left_right", "_npx__image_flip_left_right", "An image turned left to right.",
             flipKernel<2>);
  defineFlip(table, "_image_flip_top_bottom", "_npx__image_flip_top_bottom", "An image turned upside down.",
             flipKernel<3>);
});

}  // namespace

}  // namespace gluonlab
