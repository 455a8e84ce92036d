// Convolutions by oneDNN, computed channels-last: data in another layout is reordered on the way in and out, weights
// always (into the format the primitive asks for).
#include "kernels/convolution.h"

#include "gluonlab/parallel.h"
#include "kernels/onednn/plan.h"
#include "kernels/packed.h"

namespace gluonlab {

namespace {

using namespace onednn;
using Desc = dnnl::memory::desc;

/// Strides that differ only along axes of extent 1 describe the same memory.
bool sameLayout(const Shape& shape, const Strides& a, const Strides& b) {
  for (size_t i = 0; i < shape.size(); ++i)
    if (shape[i] != 1 && a[i] != b[i]) return false;
  return true;
}

bool repeats(const Tensor& x) {
  for (size_t i = 0; i < x.shape().size(); ++i)
    if (x.shape()[i] > 1 && x.strides()[i] == 0) return true;
  return false;
}

/// A tensor of data as oneDNN reads it.
struct Operand {
  explicit Operand(const Tensor& t) : tensor(repeats(t) ? packed(t) : t), strides(channelsLastStrides(t.shape())) {
    isChannelsLast = sameLayout(t.shape(), tensor.strides(), strides);
    if (!isChannelsLast) strides = tensor.strides();
  }
  Desc desc() const { return Desc(dims(tensor.shape()), dataType(tensor.dtype()), dims(strides)); }
  Desc channelsLast() const {
    return Desc(dims(tensor.shape()), dataType(tensor.dtype()), dims(channelsLastStrides(tensor.shape())));
  }
  void addTo(PlanKey& key) const {
    key.push_back(isChannelsLast);
    if (!isChannelsLast)
      for (int64_t s : strides) key.push_back(s);
  }
  Tensor tensor;
  Strides strides;
  bool isChannelsLast;
};

/// The arguments every convolution descriptor takes.
struct Geometry {
  explicit Geometry(const Convolution& c, DType dtype)
      : type(dataType(dtype)), stride(dims(c.stride)), pad(dims(c.pad)), dilate(dims(c.dilate)) {
    for (auto& d : dilate) --d;  // oneDNN counts the gaps
    weight = {c.filters / c.groups, c.channels / c.groups};
    if (c.groups > 1) weight.insert(weight.begin(), c.groups);
    weight.insert(weight.end(), c.kernel.begin(), c.kernel.end());
    weightStrides.assign(weight.size(), 1);
    for (size_t i = weight.size(); i-- > 1;) weightStrides[i - 1] = weightStrides[i] * weight[i];
  }
  Desc userWeight() const { return Desc(weight, type, weightStrides); }
  Desc anyWeight() const { return Desc(weight, type, dnnl::memory::format_tag::any); }
  Desc bias(const Convolution& c) const { return Desc({c.filters}, type, dnnl::memory::format_tag::x); }
  dnnl::memory::data_type type;
  dnnl::memory::dims stride, pad, dilate, weight, weightStrides;
};

dnnl::convolution_forward::primitive_desc forwardDesc(const Geometry& g, const Desc& x, const Desc& y,
                                                      const Desc& bias) {
  return describe<dnnl::convolution_forward>(ownScratchpad(), dnnl::prop_kind::forward_training,
                                             dnnl::algorithm::convolution_direct, x, g.anyWeight(), bias, y, g.stride,
                                             g.dilate, g.pad, g.pad);
}

PlanKey keyOf(char kind, const Convolution& c, DType dtype, bool hasBias) {
  PlanKey key{'c', kind, int64_t(dtype), hasBias, c.batch, c.channels, c.filters, c.groups, int64_t(c.data.size())};
  for (const Dims* d : {&c.data, &c.kernel, &c.out, &c.stride, &c.dilate, &c.pad})
    for (int64_t v : *d) key.push_back(v);
  return key;
}

bool handles(const Tensor& x) { return x.dtype() == DType::float32 || x.dtype() == DType::bfloat16; }

void addBias(const Convolution& c, const Tensor& bias, const Tensor& x) {
  const int64_t cells = sizeOf(c.data);
  const bool channelsLast = !x.isContiguous();
  dispatchFloating(x.dtype(), [&]<class T>() {
    T* p = x.data<T>();
    const T* b = bias.data<T>();
    parallelFor(x.size(), 16384, [&](int64_t begin, int64_t end) {
      for (int64_t i = begin; i < end; ++i)
        p[i] = T(Compute<T>(p[i]) + Compute<T>(b[(channelsLast ? i : i / cells) % c.channels]));
    });
  });
}

}  // namespace

bool convolveOneDnn(const Convolution& c, const Tensor& xs, const Tensor& w, const Tensor& bias, const Tensor& ys) {
  if (!handles(xs)) return false;
  Operand x(xs), y(ys);
  Tensor weight = packed(w);
  PlanKey key = keyOf('f', c, xs.dtype(), bias.defined());
  x.addTo(key);
  y.addTo(key);
  Plan* plan = cachedPlan(key, [&](Plan& p) {
    Geometry g(c, xs.dtype());
    auto pd = forwardDesc(g, x.channelsLast(), y.channelsLast(), bias.defined() ? g.bias(c) : Desc());
    int source = p.given(x.desc()), kernel = p.given(g.userWeight()), result = p.given(y.desc());
    int in = p.as(source, pd.src_desc()), taps = p.as(kernel, pd.weights_desc()), out = p.into(result, pd.dst_desc());
    dnnl::convolution_forward primitive(pd);
    if (bias.defined())
      p.add(primitive, pd,
            {{DNNL_ARG_SRC, in}, {DNNL_ARG_WEIGHTS, taps}, {DNNL_ARG_BIAS, p.given(g.bias(c))}, {DNNL_ARG_DST, out}});
    else
      p.add(primitive, pd, {{DNNL_ARG_SRC, in}, {DNNL_ARG_WEIGHTS, taps}, {DNNL_ARG_DST, out}});
  });
  if (!plan) return false;
  if (bias.defined())
    plan->run({x.tensor.raw(), weight.raw(), ys.raw(), bias.raw()});
  else
    plan->run({x.tensor.raw(), weight.raw(), ys.raw()});
  return true;
}

bool convolveDataOneDnn(const Convolution& c, const Tensor& dys, const Tensor& w, const Tensor& bias,
                        const Tensor& dxs) {
  if (!handles(dys)) return false;
  Operand dy(dys), dx(dxs);
  Tensor weight = packed(w);
  PlanKey key = keyOf('d', c, dys.dtype(), false);
  dy.addTo(key);
  dx.addTo(key);
  Plan* plan = cachedPlan(key, [&](Plan& p) {
    Geometry g(c, dys.dtype());
    auto forward = forwardDesc(g, dx.channelsLast(), dy.channelsLast(), Desc());
    auto pd = describeBackward<dnnl::convolution_backward_data>(
        ownScratchpad(), forward, dnnl::algorithm::convolution_direct, dx.channelsLast(), g.anyWeight(),
        dy.channelsLast(), g.stride, g.dilate, g.pad, g.pad);
    int head = p.given(dy.desc()), kernel = p.given(g.userWeight()), result = p.given(dx.desc());
    int in = p.as(head, pd.diff_dst_desc()), taps = p.as(kernel, pd.weights_desc()),
        out = p.into(result, pd.diff_src_desc());
    p.add(dnnl::convolution_backward_data(pd), pd,
          {{DNNL_ARG_DIFF_DST, in}, {DNNL_ARG_WEIGHTS, taps}, {DNNL_ARG_DIFF_SRC, out}});
  });
  if (!plan) return false;
  plan->run({dy.tensor.raw(), weight.raw(), dxs.raw()});
  if (bias.defined()) addBias(c, bias, dxs);
  return true;
}

bool convolveWeightOneDnn(const Convolution& c, const Tensor& xs, const Tensor& dys, const Tensor& dw,
                          const Tensor& dbias) {
  if (!handles(xs)) return false;
  Operand x(xs), dy(dys);
  PlanKey key = keyOf('w', c, xs.dtype(), dbias.defined());
  x.addTo(key);
  dy.addTo(key);
  Plan* plan = cachedPlan(key, [&](Plan& p) {
    Geometry g(c, xs.dtype());
    Desc bias = dbias.defined() ? g.bias(c) : Desc();
    auto forward = forwardDesc(g, x.channelsLast(), dy.channelsLast(), bias);
    auto pd = describeBackward<dnnl::convolution_backward_weights>(
        ownScratchpad(), forward, dnnl::algorithm::convolution_direct, x.channelsLast(), g.anyWeight(), bias,
        dy.channelsLast(), g.stride, g.dilate, g.pad, g.pad);
    int source = p.given(x.desc()), head = p.given(dy.desc()), result = p.given(g.userWeight());
    int in = p.as(source, pd.src_desc()), above = p.as(head, pd.diff_dst_desc()),
        out = p.into(result, pd.diff_weights_desc());
    dnnl::convolution_backward_weights primitive(pd);
    if (dbias.defined())
      p.add(primitive, pd,
            {{DNNL_ARG_SRC, in},
             {DNNL_ARG_DIFF_DST, above},
             {DNNL_ARG_DIFF_WEIGHTS, out},
             {DNNL_ARG_DIFF_BIAS, p.given(bias)}});
    else
      p.add(primitive, pd, {{DNNL_ARG_SRC, in}, {DNNL_ARG_DIFF_DST, above}, {DNNL_ARG_DIFF_WEIGHTS, out}});
  });
  if (!plan) return false;
  if (dbias.defined())
    plan->run({x.tensor.raw(), dy.tensor.raw(), dw.raw(), dbias.raw()});
  else
    plan->run({x.tensor.raw(), dy.tensor.raw(), dw.raw()});
  return true;
}

}  // namespace gluonlab
