// Parameters of convolutions: declaration, completion of the empty ones, and every check of extents.
#include "ops/convolution_shape.h"

#include "gluonlab/engine.h"
#include "ops/per_axis.h"

namespace gluonlab {

namespace {

Convolution windowOf(const Attrs& attrs, const Shape& data) {
  Convolution c;
  c.kernel = attrs.get<Dims>("kernel");
  size_t axes = c.kernel.size();
  check(axes >= 1 && axes <= 3, ErrorCode::value, "kernel is ", c.kernel, ", expected one to three extents");
  for (int64_t k : c.kernel)
    check(k >= 1, ErrorCode::value, "kernel is ", c.kernel, ", allowed are extents of at least 1");
  check(data.size() == axes + 2, ErrorCode::shape, "data has shape ", data, ", expected ", axes + 2,
        " axes (batch, channels, then one per extent of kernel ", c.kernel, ")");
  c.stride = perAxis(attrs, "stride", axes, 1, 1);
  c.dilate = perAxis(attrs, "dilate", axes, 1, 1);
  c.pad = perAxis(attrs, "pad", axes, 0, 0);
  c.groups = attrs.get<int64_t>("num_group");
  c.batch = data[0];
  return c;
}

void checkGroups(const Convolution& c, const Shape& data, int64_t filters) {
  check(c.groups >= 1 && data[1] % c.groups == 0 && filters % c.groups == 0, ErrorCode::shape, "num_group is ",
        c.groups, ", it must divide the ", data[1], " channels of data ", data, " and num_filter ", filters);
}

/// Cells along one axis that a dilated kernel covers.
int64_t reach(const Convolution& c, size_t d) { return c.dilate[d] * (c.kernel[d] - 1) + 1; }

Shape withSpatial(int64_t first, int64_t second, const Dims& spatial) {
  Shape shape{first, second};
  for (int64_t d : spatial) shape.push_back(d);
  return shape;
}

}  // namespace

void declareWindow(OpDef& op) {
  op.required<Dims>("kernel", "extents of the kernel: (width), (height, width) or (depth, height, width)")
      .param<Dims>("stride", Dims{}, "steps between kernel positions; empty: 1 each")
      .param<Dims>("dilate", Dims{}, "distance between neighbouring kernel taps; empty: 1 each")
      .param<Dims>("pad", Dims{}, "zeros added on both sides of each axis; empty: none");
}

void declareTuning(OpDef& op, int64_t workspace) {
  op.param<int64_t>("workspace", workspace, "megabytes cuDNN may use in MXNet; has no effect here")
      .range(0, 1e15)
      .param<bool>("no_bias", op.name == "Deconvolution", "leave the bias out")
      .optional<std::string>("cudnn_tune", "how MXNet picks a cuDNN algorithm; has no effect here")
      .choices({"off", "limited_workspace", "fastest"})
      .param<bool>("cudnn_off", false, "keeps MXNet from using cuDNN; has no effect here")
      .optional<std::string>("layout", "order of the axes of data: channels come second")
      .choices({"NCW", "NCHW", "NCDHW"});
}

Convolution convolutionOf(const Attrs& attrs, const Shape& data, int64_t filters) {
  Convolution c = windowOf(attrs, data);
  checkGroups(c, data, filters);
  c.channels = data[1];
  c.filters = filters;
  for (size_t d = 0; d < c.kernel.size(); ++d) {
    int64_t padded = data[d + 2] + 2 * c.pad[d];
    check(padded >= reach(c, d), ErrorCode::shape, "kernel ", c.kernel, " covers ", reach(c, d),
          " cells of spatial axis ", d, ", data ", data, " has ", padded, " there with its padding");
    c.data.push_back(data[d + 2]);
    c.out.push_back((padded - reach(c, d)) / c.stride[d] + 1);
  }
  return c;
}

Convolution deconvolutionOf(const Attrs& attrs, const Shape& data, int64_t filters) {
  Convolution c = windowOf(attrs, data);
  checkGroups(c, data, filters);
  size_t axes = c.kernel.size();
  c.channels = filters;
  c.filters = data[1];
  Dims adj = perAxis(attrs, "adj", axes, 0, 0), target = attrs.get<Dims>("target_shape");
  check(target.empty() || target.size() == axes, ErrorCode::value, "target_shape is ", target, ", expected ", axes,
        " values as kernel has");
  for (size_t d = 0; d < axes; ++d) {
    int64_t whole = c.stride[d] * (data[d + 2] - 1) + reach(c, d);
    if (!target.empty() && target[d] != 0) {  // padding follows from the wanted extent
      check(target[d] <= whole, ErrorCode::value, "target_shape is ", target, ", at most ", whole,
            " is possible on spatial axis ", d);
      int64_t surplus = whole - target[d];
      adj[d] = surplus % 2;
      c.pad[d] = (surplus + 1) / 2;
    }
    check(adj[d] < c.stride[d], ErrorCode::value, "adj is ", adj, ", allowed are values below stride ", c.stride);
    int64_t extent = whole - 2 * c.pad[d] + adj[d];
    check(extent >= 1, ErrorCode::shape, "pad ", c.pad, " leaves nothing of spatial axis ", d, " of data ", data);
    c.out.push_back(data[d + 2]);
    c.data.push_back(extent);
  }
  return c;
}

Shape weightShape(const Convolution& c) { return withSpatial(c.filters, c.channels / c.groups, c.kernel); }
Shape dataShape(const Convolution& c) { return withSpatial(c.batch, c.channels, c.data); }
Shape outShape(const Convolution& c) { return withSpatial(c.batch, c.filters, c.out); }

void convolutionOutput(Inference& inference, const Shape& shape) {
  DType dtype = inference.dtype(0);
  inference.output(shape, dtype);
  bool vectors = dtype == DType::float32 || (dtype == DType::bfloat16 && backend() == Backend::onednn);
  if (vectors && backend() != Backend::reference && shape[1] > 1)
    inference.outputs.back().strides = channelsLastStrides(shape);
}

void checkBias(const Inference& inference, size_t index, int64_t filters) {
  if (inference.inputs.size() <= index) return;
  check(inference.shape(index) == Shape{filters}, ErrorCode::shape, "bias has shape ", inference.shape(index),
        ", expected ", Shape{filters}, ": num_filter is ", filters);
}

void checkSameDTypes(const Inference& inference) {
  check(isFloating(inference.dtype(0)), ErrorCode::dtype, "data has dtype ", dtypeName(inference.dtype(0)),
        ", allowed are float32, float64, float16, bfloat16");
  const auto& names = inference.attrs.op().inputNames;
  for (size_t i = 1; i < inference.inputs.size(); ++i)
    check(inference.dtype(i) == inference.dtype(0), ErrorCode::dtype, names[i], " has dtype ",
          dtypeName(inference.dtype(i)), ", expected ", dtypeName(inference.dtype(0)), " as ", names[0], " has");
}

}  // namespace gluonlab
