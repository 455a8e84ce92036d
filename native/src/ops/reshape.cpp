// Another shape for the same elements in the same order: Reshape, reshape_like, Flatten, expand_dims, squeeze; and the
// shape and size of an array as arrays. Results are views wherever strides allow it.
#include "gluonlab/invoke.h"
#include "kernels/strided_copy.h"

namespace gluonlab {

namespace {

// --- Reshape's codes
// ---------------------------------------------------------------------------------------------------

/// Reads the codes of Reshape's `shape` against the input's extents.
class ReshapeCodes {
 public:
  ReshapeCodes(Shape from, Dims codes) : from_(std::move(from)), codes_(std::move(codes)) {}

  Shape read() {
    for (; at_ < codes_.size(); ++at_) readOne(codes_[at_]);
    if (inferred_ != kNone) infer();
    return to_;
  }

 private:
  void readOne(int64_t code) {
    switch (code) {
      case 0:
        to_.push_back(take("0 copies"));
        break;
      case -1:
        check(inferred_ == kNone, ErrorCode::value, "shape ", codes_,
              " has more than one -1, only one extent can be inferred");
        inferred_ = int64_t(to_.size());
        to_.push_back(1);
        ++source_;
        break;
      case -2:
        while (source_ < from_.size()) to_.push_back(from_[source_++]);
        break;
      case -3: {
        int64_t first = take("-3 merges two of");
        to_.push_back(first * take("-3 merges two of"));
        break;
      }
      case -4:
        split();
        break;
      default:
        check(code > 0, ErrorCode::value, "shape ", codes_, " has ", code,
              ", allowed are extents and the codes 0, -1, -2, -3, -4");
        to_.push_back(code);
        ++source_;
    }
  }

  int64_t take(const char* what) {
    check(source_ < from_.size(), ErrorCode::shape, "shape ", codes_, ": code ", what, " axis ", source_,
          ", the input ", from_, " has only ", from_.size());
    return from_[source_++];
  }

  void split() {
    check(at_ + 2 < codes_.size(), ErrorCode::value, "shape ", codes_, ": -4 needs two extents behind it");
    int64_t whole = take("-4 splits"), left = codes_[++at_], right = codes_[++at_];
    check(left != -1 || right != -1, ErrorCode::value, "shape ", codes_,
          ": only one of the two extents behind -4 can be -1");
    if (left == -1 && right > 0) left = whole / right;
    if (right == -1 && left > 0) right = whole / left;
    check(left >= 0 && right >= 0 && left * right == whole, ErrorCode::shape, "shape ", codes_, ": -4 splits extent ",
          whole, " into ", left, " x ", right);
    to_.push_back(left);
    to_.push_back(right);
  }

  void infer() {
    int64_t size = sizeOf(from_), known = sizeOf(to_);
    check(known != 0, ErrorCode::shape, "shape ", codes_, ": -1 cannot be inferred beside an extent of 0");
    to_[size_t(inferred_)] = size / known;
  }

  Shape from_, to_;
  Dims codes_;
  size_t at_ = 0, source_ = 0;
  int64_t inferred_ = kNone;
};

Dims reversed(const Dims& dims) {
  Dims out;
  for (size_t i = dims.size(); i-- > 0;) out.push_back(dims[i]);
  return out;
}

/// The parameters that came before `shape`: one 0 is inferred, keep_highest keeps axis 0.
Shape legacyTarget(const Shape& from, Shape target, bool keepHighest) {
  if (keepHighest && !target.empty() && !from.empty()) target[0] = from[0];
  for (size_t i = keepHighest; i < target.size(); ++i) {
    if (target[i] != 0) continue;
    target[i] = 1;
    int64_t known = sizeOf(target);
    target[i] = known ? sizeOf(from) / known : 0;
    break;
  }
  return target;
}

void checkSameSize(const Shape& from, const Shape& to) {
  check(sizeOf(from) == sizeOf(to), ErrorCode::shape, "cannot reshape ", from, " (", sizeOf(from), " elements) to ", to,
        " (", sizeOf(to), " elements)");
}

void inferReshape(Inference& inference) {
  const Attrs& attrs = inference.attrs;
  const Shape& from = inference.shape(0);
  const Dims &codes = attrs.get<Dims>("shape"), &target = attrs.get<Dims>("target_shape");
  Shape to;
  if (codes.empty() && !target.empty()) {
    to = legacyTarget(from, target, attrs.get<bool>("keep_highest"));
  } else if (attrs.get<bool>("reverse")) {
    to = reversed(ReshapeCodes(reversed(from), reversed(codes)).read());
  } else {
    to = ReshapeCodes(from, codes).read();
  }
  checkSameSize(from, to);
  inference.output(to, inference.dtype(0));
}

/// [begin, end) of axes, from optional attributes that may count from the end.
std::pair<int64_t, int64_t> axisRange(const Attrs& attrs, const char* beginName, const char* endName, int64_t ndim) {
  auto position = [&](const char* name, int64_t fallback) {
    int64_t at = attrs.getOr<int64_t>(name, fallback);
    if (at < 0) at += ndim;
    check(at >= 0 && at <= ndim, ErrorCode::value, name, " is ", attrs.getOr<int64_t>(name, fallback), ", allowed is [",
          -ndim, ", ", ndim, "]");
    return at;
  };
  int64_t begin = position(beginName, 0), end = position(endName, ndim);
  check(begin <= end, ErrorCode::value, beginName, " ", begin, " lies behind ", endName, " ", end);
  return {begin, end};
}

void inferReshapeLike(Inference& inference) {
  const Shape &lhs = inference.shape(0), &rhs = inference.shape(1);
  auto [lhsBegin, lhsEnd] = axisRange(inference.attrs, "lhs_begin", "lhs_end", int64_t(lhs.size()));
  auto [rhsBegin, rhsEnd] = axisRange(inference.attrs, "rhs_begin", "rhs_end", int64_t(rhs.size()));
  Shape to(lhs.begin(), lhs.begin() + lhsBegin);
  for (int64_t i = rhsBegin; i < rhsEnd; ++i) to.push_back(rhs[size_t(i)]);
  for (size_t i = size_t(lhsEnd); i < lhs.size(); ++i) to.push_back(lhs[i]);
  checkSameSize(lhs, to);
  inference.output(to, inference.dtype(0));
}

void inferFlatten(Inference& inference) {
  const Shape& x = inference.shape(0);
  check(!x.empty(), ErrorCode::shape, "data has shape (), expected at least one axis");
  inference.output({x[0], sizeOf(Shape(x.begin() + 1, x.end()))}, inference.dtype(0));
}

void inferExpandDims(Inference& inference) {
  Shape shape = inference.shape(0);
  shape.insert(size_t(normalizeAxis(inference.attrs.get<int64_t>("axis"), int64_t(shape.size()) + 1)), 1);
  inference.output(shape, inference.dtype(0));
}

/// Which axes squeeze drops.
std::vector<bool> squeezedAxes(const Attrs& attrs, const Shape& x) {
  std::vector<bool> dropped(x.size());
  if (attrs.isNone("axis")) {
    for (size_t i = 0; i < x.size(); ++i) dropped[i] = x[i] == 1;
    return dropped;
  }
  for (int64_t given : attrs.get<Dims>("axis")) {
    size_t axis = size_t(normalizeAxis(given, int64_t(x.size())));
    check(x[axis] == 1, ErrorCode::shape, "axis ", axis, " of ", x, " has extent ", x[axis],
          ", only axes of extent 1 can go");
    dropped[axis] = true;
  }
  return dropped;
}

void inferSqueeze(Inference& inference) {
  const Shape& x = inference.shape(0);
  std::vector<bool> dropped = squeezedAxes(inference.attrs, x);
  Shape shape;
  for (size_t i = 0; i < x.size(); ++i)
    if (!dropped[i]) shape.push_back(x[i]);
  inference.output(shape, inference.dtype(0));
}

// --- views
// ---------------------------------------------------------------------------------------------------------------

/// Strides that show the elements of `x` in `shape`, in the same order; empty optional: there are none.
std::optional<Strides> reshapedStrides(const Tensor& x, const Shape& shape) {
  if (x.isContiguous()) return contiguousStrides(shape);
  // Runs of axes without a break on the old side must pair with runs of axes on the new side.
  Shape from;
  Strides fromStrides;
  for (size_t i = 0; i < x.shape().size(); ++i) {
    if (x.shape()[i] == 1) continue;
    from.push_back(x.shape()[i]);
    fromStrides.push_back(x.strides()[i]);
  }
  Strides strides(shape.size(), 1);
  size_t oldBegin = 0, newBegin = 0;
  while (oldBegin < from.size() && newBegin < shape.size()) {
    size_t oldEnd = oldBegin + 1, newEnd = newBegin + 1;
    int64_t oldSize = from[oldBegin], newSize = shape[newBegin];
    while (oldSize != newSize) {
      if (newSize < oldSize) {
        if (newEnd == shape.size()) return {};
        newSize *= shape[newEnd++];
      } else {
        if (oldEnd == from.size()) return {};
        oldSize *= from[oldEnd++];
      }
    }
    for (size_t i = oldBegin; i + 1 < oldEnd; ++i)
      if (fromStrides[i] != from[i + 1] * fromStrides[i + 1]) return {};
    strides[newEnd - 1] = fromStrides[oldEnd - 1];
    for (size_t i = newEnd - 1; i > newBegin; --i) strides[i - 1] = strides[i] * shape[i];
    oldBegin = oldEnd;
    newBegin = newEnd;
  }
  return strides;
}

Tensor reshapedView(const Attrs&, const TensorList& inputs, const TensorInfo& output) {
  const Tensor& x = inputs[0];
  if (x.size() == 0) return x.view(output.shape, contiguousStrides(output.shape));
  std::optional<Strides> strides = reshapedStrides(x, output.shape);
  return strides ? x.view(output.shape, *strides) : Tensor();
}

bool copyInOrder(Call& call) {
  const Tensor& x = call.in();
  copyStrided(x.shape(), itemSize(x.dtype()), areaOf(x), {call.out().raw(), contiguousStrides(x.shape())});
  return true;
}

void reshapeGradient(Grad& g) { g.set(0, invoke("_backward_reshape", {g.dy()}, {{"shape", g.inInfo(0).shape}})); }

// --- facts as arrays
// -------------------------------------------------------------------------------------------------------

bool shapeKernel(Call& call) {
  const Shape& shape = call.in().shape();
  std::copy(shape.begin(), shape.end(), call.out().data<int64_t>());
  return true;
}

bool sizeKernel(Call& call) {
  *call.out().data<int64_t>() = call.in().size();
  return true;
}

const OpFamily family([](OpTable& table) {
  auto viewing = [](OpDef& op) -> OpDef& {
    return op.gradient(reshapeGradient).kernel(Backend::reference, copyInOrder).aliases(reshapedView).strided();
  };
  auto codes = [](Dims shape) { return NamedAttrs{{"shape", shape}}; };
  viewing(table.op("Reshape"))
      .alias({"reshape"})
      .doc(
          "The same elements in another shape. Codes: 0 copies an extent, -1 infers one, -2 copies all the rest, -3 "
          "merges two, "
          "-4 splits one into the next two values.")
      .param<Dims>("shape", Dims{}, "new shape, extents or codes")
      .param<bool>("reverse", false, "match the codes from the last axis")
      .param<Dims>("target_shape", Dims{}, "older form of shape, used when shape is empty: 0 infers an extent")
      .param<bool>("keep_highest", false, "with target_shape: keep the extent of axis 0")
      .inputs({"data"})
      .infer(inferReshape)
      .method()
      .samples({{{{{2, 3, 4}}}, codes({4, 6})},
                {{{{2, 3, 4}}}, codes({-1})},
                {{{{2, 3, 4}}}, codes({-3, 0})},
                {{{{2, 3, 4}}}, codes({0, -4, -1, 3, -2})},
                {{{{0, 3}}}, codes({0, 3})},
                {{{{33}}}, codes({3, 11, 1})},
                {{{{1}}}},
                {{{{10, 5, 4}}}, {{"shape", Dims{-1, 0}}, {"reverse", true}}},
                {{{{2, 6}}}, {{"target_shape", Dims{3, 0}}}}})
      .refuses({{{{{{2, 3}}}, codes({4})}, "cannot reshape (2, 3) (6 elements) to (4,) (4 elements)"},
                {{{{{2, 3, 4}}}, codes({5, -1})}, "cannot reshape (2, 3, 4) (24 elements)"},
                {{{{{2, 3}}}, codes({0, 0, 0})}, "the input (2, 3) has only 2"},
                {{{{{2, 3}}}, codes({-1, -1})}, "more than one -1"},
                {{{{{6, 3}}}, codes({-4, 4, 2, 3})}, "-4 splits extent 6 into 4 x 2"}});
  viewing(table.op("_backward_reshape"))
      .doc("The same elements in exactly this shape, where 0 is an extent.")
      .required<Dims>("shape", "new shape")
      .inputs({"data"})
      .infer([](Inference& inference) {
        checkSameSize(inference.shape(0), inference.attrs.get<Dims>("shape"));
        inference.output(inference.attrs.get<Dims>("shape"), inference.dtype(0));
      })
      .samples({{{{{2, 3}}}, codes({6})},
                {{{{0, 3}}}, codes({3, 0, 2})},
                {{{{1, 1}}}, codes({})},
                {{{{4, 3}}}, codes({2, 2, 1, 3})}})
      .refuses({{{{{{2, 3}}}, codes({4})}, "cannot reshape (2, 3)"}});
  viewing(table.op("reshape_like"))
      .alias({"_npx_reshape_like"})
      .doc(
          "lhs in the shape of rhs; with ranges, axes [lhs_begin, lhs_end) take the extents of rhs's axes [rhs_begin, "
          "rhs_end).")
      .optional<int64_t>("lhs_begin", "first axis of lhs to replace")
      .optional<int64_t>("lhs_end", "axis of lhs behind the last one to replace")
      .optional<int64_t>("rhs_begin", "first axis of rhs to use")
      .optional<int64_t>("rhs_end", "axis of rhs behind the last one to use")
      .inputs({"lhs", "rhs"})
      .infer(inferReshapeLike)
      .samples({{{{{2, 6}}, {{3, 4}}}},
                {{{{0, 6}}, {{3, 0}}}},
                {{{{30, 7}}, {{15, 2, 4}}}, {{"lhs_end", int64_t{1}}, {"rhs_end", int64_t{2}}}}})
      .refuses({{{{{{2, 3}}, {{4}}}}, "cannot reshape (2, 3)"}});
  viewing(table.op("Flatten"))
      .alias({"flatten", "_npx_batch_flatten"})
      .doc("All axes but the first made one.")
      .inputs({"data"})
      .infer(inferFlatten)
      .method()
      .samples({{{{{2, 3, 4}}}}, {{{{5}}}}, {{{{0, 3, 2}}}}, {{{{33, 1}}}}})
      .refuses({{{{{{}}}}, "expected at least one axis"}});
  viewing(table.op("expand_dims"))
      .alias({"_npi_expand_dims"})
      .doc("Inserts an axis of extent 1.")
      .required<int64_t>("axis", "where the new axis stands in the result; negative counts from the end")
      .inputs({"data"})
      .infer(inferExpandDims)
      .method()
      .samples({{{{{2, 3}}}, {{"axis", int64_t{0}}}},
                {{{{2, 3}}}, {{"axis", int64_t{-1}}}},
                {{{{0, 3}}}, {{"axis", int64_t{1}}}},
                {{{{}}}, {{"axis", int64_t{0}}}}})
      .refuses({{{{{{2, 3}}}, {{"axis", int64_t{3}}}}, "axis 3 is outside [-3, 3)"}});
  viewing(table.op("squeeze"))
      .alias({"_npi_squeeze"})
      .doc("Drops axes of extent 1.")
      .optional<Dims>("axis", "the axes to drop; None: all of extent 1")
      .inputs({"data"})
      .infer(inferSqueeze)
      .method()
      .samples({{{{{1, 2, 1, 3}}}}, {{{{1, 2, 1, 3}}}, {{"axis", Dims{-2}}}}, {{{{1, 0}}}}, {{{{1, 1}}}}, {{{{33}}}}})
      .refuses({{{{{{2, 1}}}, {{"axis", Dims{0}}}}, "axis 0 of (2, 1) has extent 2"}});
  table.op("shape_array")
      .alias({"_npx_shape_array"})
      .doc("The shape of the input as an int64 vector.")
      .inputs({"data"})
      .infer([](Inference& inference) { inference.output({int64_t(inference.shape(0).size())}, DType::int64); })
      .zeroGradient()
      .kernel(Backend::reference, shapeKernel)
      .strided()
      .samples({{{{{2, 3, 4}}}}, {{{{0, 3}}}}, {{{{}}}}});
  table.op("size_array")
      .doc("The number of elements of the input as an int64 vector of one.")
      .inputs({"data"})
      .infer([](Inference& inference) { inference.output({1}, DType::int64); })
      .zeroGradient()
      .kernel(Backend::reference, sizeKernel)
      .strided()
      .samples({{{{{2, 3, 4}}}}, {{{{0, 3}}}}, {{{{}}}}});
});

}  // namespace

}  // namespace gluonlab
