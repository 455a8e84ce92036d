// Repeating elements along axes of extent 1. The results are views of stride 0: nothing is computed or stored.
#include "gluonlab/invoke.h"
#include "kernels/packed.h"

namespace gluonlab {

namespace {

Tensor repeatedView(const Tensor& x, const Shape& shape) {
  return x.view(shape, broadcastStrides(x.shape(), x.strides(), shape));
}

bool repeatKernel(Call& call) {
  copyElements(repeatedView(call.in(), call.out().shape()), call.out());
  return true;
}

void checkRepeats(const Shape& from, const Shape& to) {
  for (size_t i = 0; i < from.size(); ++i) {
    size_t k = to.size() - from.size() + i;
    check(from[i] == to[k] || from[i] == 1, ErrorCode::shape, "data of shape ", from, " does not broadcast to ", to,
          ": axis ", i, " has extent ", from[i]);
  }
}

OpDef& repeatOp(OpTable& table, const char* name, const char* doc) {
  return table.op(name)
      .doc(doc)
      .strided()
      .kernel(Backend::reference, repeatKernel)
      .aliases(
          [](const Attrs&, const TensorList& inputs, const TensorInfo& y) { return repeatedView(inputs[0], y.shape); })
      .gradient([](Grad& g) {
        g.set(0, sumTo(g.dy(), g.inInfo(0).shape));
        if (g.inputCount() > 1 && g.needs(1)) g.set(1, zeros(g.inInfo(1).shape, g.inInfo(1).dtype));
      });
}

void inferBroadcastTo(Inference& inference) {
  const Shape& from = inference.shape(0);
  Shape to = inference.attrs.get<Dims>("shape");
  check(to.size() >= from.size(), ErrorCode::shape, "shape ", to, " has fewer axes than data of shape ", from);
  size_t lead = to.size() - from.size();
  for (size_t i = 0; i < from.size(); ++i)
    if (to[lead + i] == 0) to[lead + i] = from[i];
  checkRepeats(from, to);
  inference.output(to, inference.dtype(0));
}

void inferBroadcastAxis(Inference& inference) {
  Shape shape = inference.shape(0);
  const Dims &axes = inference.attrs.get<Dims>("axis"), &sizes = inference.attrs.get<Dims>("size");
  check(axes.size() == sizes.size(), ErrorCode::value, axes.size(), " axes and ", sizes.size(), " sizes given");
  for (size_t i = 0; i < axes.size(); ++i) {
    check(axes[i] >= 0 && axes[i] < int64_t(shape.size()), ErrorCode::value, "axis ", axes[i], " is outside [0, ",
          shape.size(), ")");
    int64_t& extent = shape[size_t(axes[i])];
    check(extent == 1, ErrorCode::shape, "axis ", axes[i], " of shape ", shape, " has extent ", extent,
          ", only 1 can be repeated");
    check(sizes[i] >= 0, ErrorCode::value, "size ", sizes[i], " is negative");
    extent = sizes[i];
  }
  inference.output(shape, inference.dtype(0));
}

void inferBroadcastLike(Inference& inference) {
  Shape shape = inference.shape(0);
  const Shape& like = inference.shape(1);
  const Attrs& attrs = inference.attrs;
  check(attrs.isNone("lhs_axes") == attrs.isNone("rhs_axes"), ErrorCode::value,
        "lhs_axes and rhs_axes must both be given or both be None");
  if (attrs.isNone("lhs_axes")) {
    check(shape.size() == like.size(), ErrorCode::shape, "lhs of shape ", shape, " and rhs of shape ", like,
          " have different numbers of axes");
    checkRepeats(shape, like);
    return inference.output(like, inference.dtype(0));
  }
  const Dims &left = attrs.get<Dims>("lhs_axes"), &right = attrs.get<Dims>("rhs_axes");
  check(left.size() == right.size() && !left.empty(), ErrorCode::value, left.size(), " lhs_axes and ", right.size(),
        " rhs_axes given");
  for (size_t i = 0; i < left.size(); ++i) {
    int64_t& extent = shape[size_t(normalizeAxis(left[i], int64_t(shape.size())))];
    int64_t wanted = like[size_t(normalizeAxis(right[i], int64_t(like.size())))];
    check(extent == 1 || extent == wanted, ErrorCode::shape, "lhs axis ", left[i], " has extent ", extent,
          ", it does not broadcast to ", wanted);
    extent = wanted;
  }
  inference.output(shape, inference.dtype(0));
}

const OpFamily family([](OpTable& table) {
  repeatOp(table, "broadcast_to", "data repeated to a shape, by NumPy's rules.")
      .param<Dims>("shape", {}, "the shape; 0 keeps data's extent")
      .inputs({"data"})
      .infer(inferBroadcastTo)
      .method()
      .samples({{{{{3, 1}}}, {{"shape", Dims{3, 4}}}},
                {{{{1, 3, 1}}}, {{"shape", Dims{2, 0, 4}}}},
                {{{{3}}}, {{"shape", Dims{2, 3}}}},
                {{{{0, 1}}}, {{"shape", Dims{0, 3}}}},
                {{{{33}}}, {{"shape", Dims{33}}}}})
      .refuses({{{{{{3, 2}}}, {{"shape", Dims{3, 4}}}}, "data of shape (3, 2) does not broadcast to (3, 4)"},
                {{{{{3, 2}}}, {{"shape", Dims{2}}}}, "fewer axes"}});
  repeatOp(table, "broadcast_axis", "data repeated along axes of extent 1.")
      .alias({"broadcast_axes"})
      .param<Dims>("axis", {}, "the axes, not negative")
      .param<Dims>("size", {}, "the extent of each of them in the result")
      .inputs({"data"})
      .infer(inferBroadcastAxis)
      .samples({{{{{3, 1}}}, {{"axis", Dims{1}}, {"size", Dims{4}}}},
                {{{{1, 3, 1}}}, {{"axis", Dims{2, 0}}, {"size", Dims{2, 5}}}}})
      .refuses({{{{{{3, 2}}}, {{"axis", Dims{1}}, {"size", Dims{4}}}}, "only 1 can be repeated"},
                {{{{{3, 1}}}, {{"axis", Dims{-1}}, {"size", Dims{4}}}}, "axis -1 is outside [0, 2)"}});
  repeatOp(table, "broadcast_like", "lhs repeated to the extents of rhs, on all axes or on named ones.")
      .optional<Dims>("lhs_axes", "axes of lhs to repeat; None: all")
      .optional<Dims>("rhs_axes", "axes of rhs whose extents they take")
      .inputs({"lhs", "rhs"})
      .infer(inferBroadcastLike)
      .samples(
          {{{{{3, 1}}, {{3, 4}}}, {}}, {{{{1, 2, 1}}, {{5, 4}}}, {{"lhs_axes", Dims{0, 2}}, {"rhs_axes", Dims{1, 0}}}}})
      .refuses(
          {{{{{{3, 2}}, {{3, 4}}}, {}}, "does not broadcast"}, {{{{{3}}, {{3, 4}}}, {}}, "different numbers of axes"}});
});

}  // namespace
}  // namespace gluonlab
