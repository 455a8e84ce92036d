// Pooling: the largest, mean, sum or p-norm of every window.
#include "kernels/pooling.h"

#include "gluonlab/invoke.h"
#include "ops/per_axis.h"

namespace gluonlab {

namespace {

bool channelsComeLast(const Attrs& attrs) {
  std::string layout = attrs.getOr<std::string>("layout", "NCHW");
  return layout.back() == 'C';
}

/// (N, spatial..., C) as (N, C, spatial...), and back.
Dims channelsSecond(const Dims& d) {
  Dims moved{d[0], d.back()};
  for (size_t i = 1; i + 1 < d.size(); ++i) moved.push_back(d[i]);
  return moved;
}
Dims channelsLast(const Dims& d) {
  Dims moved{d[0]};
  for (size_t i = 2; i < d.size(); ++i) moved.push_back(d[i]);
  moved.push_back(d[1]);
  return moved;
}
Tensor channelsSecond(const Attrs& attrs, const Tensor& x) {
  return channelsComeLast(attrs) ? x.view(channelsSecond(x.shape()), channelsSecond(x.strides())) : x;
}

Pooling::Kind kindOf(const std::string& text) {
  return text == "max"   ? Pooling::Kind::max
         : text == "avg" ? Pooling::Kind::avg
         : text == "sum" ? Pooling::Kind::sum
                         : Pooling::Kind::lp;
}

/// `data` is (N, C, spatial...).
Pooling poolingOf(const Attrs& attrs, const Shape& data) {
  Pooling p;
  p.kind = kindOf(attrs.get<std::string>("pool_type"));
  p.power = attrs.getOr<int64_t>("p_value", 2);
  p.divisor = attrs.getOr<bool>("count_include_pad", true) ? Pooling::Divisor::padded : Pooling::Divisor::inside;
  if (attrs.op().name.ends_with("Pooling_v1")) {
    p.divisor = Pooling::Divisor::kernel;
    p.zerosCompete = true;
  }
  if (attrs.get<bool>("global_pool")) {
    p.kernel = Dims(data.begin() + 2, data.end());
    p.stride.assign(p.kernel.size(), 1);
    p.pad.assign(p.kernel.size(), 0);
    return p;
  }
  p.kernel = attrs.get<Dims>("kernel");
  check(p.kernel.size() + 2 == data.size(), ErrorCode::shape, "data has ", data.size() - 2, " spatial axes, kernel is ",
        p.kernel, ", expected one extent per axis");
  p.stride = perAxis(attrs, "stride", p.kernel.size(), 1, 1);
  p.pad = perAxis(attrs, "pad", p.kernel.size(), 0, 0);
  for (size_t d = 0; d < p.kernel.size(); ++d) {
    check(p.kernel[d] >= 1, ErrorCode::value, "kernel is ", p.kernel, ", allowed are extents of at least 1");
    check(p.pad[d] < p.kernel[d], ErrorCode::value, "pad is ", p.pad, ", it must stay below kernel ", p.kernel);
  }
  return p;
}

Shape pooledShape(const Attrs& attrs, const Pooling& p, const Shape& data) {
  const std::string& convention = attrs.get<std::string>("pooling_convention");
  bool global = attrs.get<bool>("global_pool");
  check(convention != "same" || (data.size() == 3 && p.kind == Pooling::Kind::max), ErrorCode::value,
        "pooling_convention is same, which exists for maxima over one spatial axis only; data is ", data);
  Shape out{data[0], data[1]};
  for (size_t d = 0; d < p.kernel.size(); ++d) {
    int64_t padded = data[d + 2] + 2 * p.pad[d], room = padded - p.kernel[d];
    check(room >= 0 || global, ErrorCode::shape, "kernel ", p.kernel, " is larger than data ", data, " with pad ",
          p.pad, " on spatial axis ", d);
    if (global)
      out.push_back(1);
    else if (convention == "same")
      out.push_back((padded + p.stride[d] - 1) / p.stride[d]);
    else
      out.push_back((room + (convention == "full" ? p.stride[d] - 1 : 0)) / p.stride[d] + 1);
  }
  return out;
}

bool isChannelsLast(const TensorInfo& x) { return !x.strides.empty() && x.strides == channelsLastStrides(x.shape); }

void inferPooling(Inference& inference) {
  const Shape& given = inference.shape(0);
  check(given.size() >= 3 && given.size() <= 5, ErrorCode::shape, "data has shape ", given, ", expected 3 to 5 axes");
  check(isFloating(inference.dtype(0)), ErrorCode::dtype, "data has dtype ", dtypeName(inference.dtype(0)),
        ", allowed are float32, float64, float16, bfloat16");
  bool last = channelsComeLast(inference.attrs);
  Shape data = last ? channelsSecond(given) : given;
  for (size_t d = 2; d < data.size(); ++d)
    check(data[d] > 0, ErrorCode::shape, "data has shape ", given, ", its spatial axes must not be empty");
  Shape out = pooledShape(inference.attrs, poolingOf(inference.attrs, data), data);
  inference.output(last ? channelsLast(out) : out, inference.dtype(0));
  if (!last && isChannelsLast(inference.inputs[0])) inference.outputs[0].strides = channelsLastStrides(out);
}

template <bool (*pool)(const Pooling&, const Tensor&, const Tensor&)>
bool poolingKernel(Call& call) {
  Tensor x = channelsSecond(call.attrs(), call.in());
  return pool(poolingOf(call.attrs(), x.shape()), x, channelsSecond(call.attrs(), call.out()));
}

void poolingGradient(Grad& g) {
  NamedAttrs attrs;
  const Attrs& given = g.attrs();
  for (size_t i = 0; i < given.values().size(); ++i) attrs.push_back({given.op().params[i].name, given.values()[i]});
  g.set(0, invoke(given.op().name == "Pooling" ? "_backward_Pooling" : "_backward_Pooling_v1",
                  {g.dy(), g.in(0), g.out(0)}, attrs));
}

void inferPoolingGradient(Inference& inference) {
  const TensorInfo& data = inference.inputs[1];
  check(inference.shape(0) == inference.shape(2), ErrorCode::shape, "dy has shape ", inference.shape(0), ", expected ",
        inference.shape(2));
  inference.output(data.shape, data.dtype);
  if (isChannelsLast(data)) inference.outputs[0].strides = data.strides;
}

template <bool (*pool)(const Pooling&, const Tensor&, const Tensor&, const Tensor&, const Tensor&)>
bool poolingGradientKernel(Call& call) {
  auto second = [&](const Tensor& t) { return channelsSecond(call.attrs(), t); };
  Tensor x = second(call.in(1));
  return pool(poolingOf(call.attrs(), x.shape()), second(call.in(0)), x, second(call.in(2)), second(call.out()));
}

void declareParameters(OpDef& op) {
  op.param<Dims>("kernel", Dims{}, "extents of the window; not needed with global_pool")
      .param<std::string>("pool_type", "max", "what to take of a window")
      .choices({"max", "avg", "sum", "lp"})
      .param<bool>("global_pool", false, "one window over all of data")
      .param<bool>("cudnn_off", false, "keeps MXNet from using cuDNN; has no effect here")
      .param<std::string>("pooling_convention", "valid",
                          "a last window that does not fit: valid leaves it out, full keeps what there is")
      .choices({"full", "valid", "same"})
      .param<Dims>("stride", Dims{}, "steps between windows; empty: 1 each")
      .param<Dims>("pad", Dims{}, "cells added on both sides of each axis; empty: none")
      .optional<int64_t>("p_value", "power of the p-norm; None: 2")
      .range(1, 3)
      .optional<bool>("count_include_pad", "a mean counts the padding; None: it does")
      .optional<std::string>("layout", "order of the axes of data; None: channels come second")
      .choices({"NCW", "NCHW", "NCDHW", "NWC", "NHWC", "NDHWC"});
}

std::vector<Sample> poolingSamples() {
  SampleInput image{{1, 2, 7, 8}, DType::float32, -2, 2, true};
  SampleInput positive{{1, 2, 7, 7}, DType::float32, 0.5, 2};
  Dims k33{3, 3}, s22{2, 2}, p11{1, 1};
  std::vector<Sample> list;
  for (const char* type : {"max", "avg", "sum"}) {
    std::string kind = type;
    list.push_back({{image}, {{"kernel", Dims{2, 2}}, {"stride", s22}, {"pool_type", kind}}});
    list.push_back({{image}, {{"kernel", k33}, {"stride", s22}, {"pad", p11}, {"pool_type", kind}}});
    list.push_back({{image},
                    {{"kernel", Dims{3, 2}},
                     {"stride", Dims{2, 3}},
                     {"pad", p11},
                     {"pooling_convention", std::string("full")},
                     {"pool_type", kind}}});
    list.push_back({{image}, {{"global_pool", true}, {"pool_type", kind}}});
    list.push_back({{{{2, 3, 9}, DType::float32, -2, 2, true}}, {{"kernel", Dims{3}}, {"pool_type", kind}}});
    list.push_back({{{{1, 2, 4, 5, 4}, DType::float32, -2, 2, true}},
                    {{"kernel", Dims{2, 2, 2}}, {"stride", Dims{2, 2, 1}}, {"pool_type", kind}}});
    list.push_back({{{{2, 5, 5, 3}, DType::float32, -2, 2, true}},
                    {{"kernel", k33}, {"layout", std::string("NHWC")}, {"pool_type", kind}}});
    list.push_back({{{{0, 3, 4, 4}}}, {{"kernel", Dims{2, 2}}, {"pool_type", kind}}});
    list.push_back({{{{1, 33, 4, 5}, DType::float32, -2, 2, true}}, {{"kernel", Dims{2, 2}}, {"pool_type", kind}}});
  }
  list.push_back({{image},
                  {{"kernel", k33},
                   {"stride", s22},
                   {"pad", p11},
                   {"pool_type", std::string("avg")},
                   {"count_include_pad", false}}});
  for (int64_t power : {1, 2, 3})
    list.push_back(
        {{positive},
         {{"kernel", k33}, {"stride", s22}, {"pad", p11}, {"pool_type", std::string("lp")}, {"p_value", power}}});
  return list;
}

std::vector<Refusal> poolingRefusals() {
  return {{{{{{1, 1, 4, 4}}}, {{"kernel", Dims{2}}}}, "data has 2 spatial axes, kernel is (2,)"},
          {{{{{1, 1, 4, 4}}}, {{"kernel", Dims{2, 2}}, {"pad", Dims{2, 2}}}},
           "pad is (2, 2), it must stay below kernel (2, 2)"},
          {{{{{1, 1, 4, 4}}}, {{"kernel", Dims{2, 2}}, {"pooling_convention", std::string("same")}}},
           "maxima over one spatial axis only"},
          {{{{{1, 1, 2, 4}}}, {{"kernel", Dims{3, 3}}}}, "kernel (3, 3) is larger than data (1, 1, 2, 4)"}};
}

void definePooling(OpTable& table, const char* name, const char* backwardName, const char* doc,
                   const char* backwardDoc) {
  OpDef& forward = table.op(name).doc(doc);
  declareParameters(forward);
  forward.inputs({"data"})
      .infer(inferPooling)
      .gradient(poolingGradient, saves({0}, {0}))
      .kernel(Backend::reference, poolingKernel<poolReference>)
      .kernel(Backend::simd, poolingKernel<poolSimd>)
      .strided()
      .samples(poolingSamples())
      .refuses(poolingRefusals());
  OpDef& backward = table.op(backwardName).doc(backwardDoc);
  declareParameters(backward);
  backward.inputs({"dy", "data", "output"})
      .infer(inferPoolingGradient)
      .kernel(Backend::reference, poolingGradientKernel<poolGradientReference>)
      .kernel(Backend::simd, poolingGradientKernel<poolGradientSimd>)
      .strided()
      .samples({{{{{1, 2, 3, 3}}, {{1, 2, 6, 6}}, {{1, 2, 3, 3}}},
                 {{"kernel", Dims{2, 2}}, {"stride", Dims{2, 2}}, {"pool_type", std::string("avg")}}}})
      .refuses({{{{{{1, 2, 3, 4}}, {{1, 2, 6, 6}}, {{1, 2, 3, 3}}}, {{"kernel", Dims{2, 2}}, {"stride", Dims{2, 2}}}},
                 "dy has shape (1, 2, 3, 4), expected (1, 2, 3, 3)"}});
}

const OpFamily family([](OpTable& table) {
  definePooling(table, "Pooling", "_backward_Pooling",
                "The largest, mean, sum or p-norm of every window of every channel.", "The gradient of Pooling.");
  definePooling(table, "Pooling_v1", "_backward_Pooling_v1",
                "Pooling as MXNet's first version did it: a mean always divides by the kernel's size, zeros of the "
                "padding take part in a maximum.",
                "The gradient of Pooling_v1.");
});

}  // namespace

}  // namespace gluonlab
