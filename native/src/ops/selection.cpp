// Choosing and joining whole arrays element by element: where, add_n.
#include "kernels/packed.h"
#include "ops/pointwise_op.h"

namespace gluonlab {

namespace {

/// A condition of one axis chooses along axis 0: seen as (n, 1, ..., 1).
Tensor conditionFor(const Tensor& condition, const Shape& shape) {
  if (condition.shape() == shape) return condition;
  Shape seen(shape.size(), 1);
  Strides strides(shape.size(), 0);
  seen[0] = shape[0];
  strides[0] = condition.strides()[0];
  return condition.view(seen, strides);
}

void inferWhere(Inference& inference) {
  const Shape &condition = inference.shape(0), &x = inference.shape(1), &y = inference.shape(2);
  check(x == y, ErrorCode::shape, "x has shape ", x, ", y has shape ", y, ", expected the same");
  check(inference.dtype(1) == inference.dtype(2), ErrorCode::dtype, "x has dtype ", dtypeName(inference.dtype(1)),
        ", y has dtype ", dtypeName(inference.dtype(2)), ", expected the same");
  bool rows = condition.size() == 1 && !x.empty() && condition[0] == x[0];
  check(condition == x || rows, ErrorCode::shape, "condition has shape ", condition, ", expected ", x,
        " or one axis of ", x.empty() ? 1 : x[0]);
  inference.output(x, inference.dtype(1));
}

template <PointwiseLoops (*loopsOf)()>
bool whereKernel(Call& call) {
  static const PointwiseLoops loops = loopsOf();
  TensorList inputs{conditionFor(call.in(0), call.out().shape()), call.in(1), call.in(2)};
  return runPointwise(loops, inputs, {}, call.out());
}

void whereGradient(Grad& g) {
  Tensor none = zeros(g.outInfo(0).shape, g.outInfo(0).dtype);
  if (g.needs(0)) g.set(0, zeros(g.inInfo(0).shape, g.inInfo(0).dtype));
  if (g.needs(1)) g.set(1, invoke("where", {g.in(0), g.dy(), none}));
  if (g.needs(2)) g.set(2, invoke("where", {g.in(0), none, g.dy()}));
}

/// Sums two at a time into the output: each pass reads it from cache or memory once.
template <PointwiseLoops (*loopsOf)()>
bool addAll(Call& call) {
  static const PointwiseLoops loops = loopsOf();
  Tensor& y = call.out();
  if (call.inputs.size() == 1) {
    copyElements(call.in(0), y);
    return true;
  }
  Tensor first[] = {call.in(0), call.in(1)};
  if (!runPointwise(loops, first, {}, y)) return false;
  for (size_t i = 2; i < call.inputs.size(); ++i) {
    Tensor next[] = {y, call.in(i)};
    runPointwise(loops, next, {}, y);
  }
  return true;
}

const OpFamily family([](OpTable& table) {
  table.op("where")
      .alias({"_sparse_where"})
      .doc("x where condition is not 0, else y; a condition of one axis chooses whole rows.")
      .inputs({"condition", "x", "y"})
      .infer(inferWhere)
      .strided()
      .gradient(whereGradient, saves({0}))
      .kernel(Backend::reference, whereKernel<referenceLoops<formula::Where>>)
      .kernel(Backend::simd, whereKernel<simdLoops<formula::Where>>)
      .samples({{{{{3, 4}, DType::int32, 0, 2}, {{3, 4}}, {{3, 4}}}, {}},
                {{{{3}, DType::int32, 0, 2}, {{3, 4}}, {{3, 4}}}, {}},
                {{{{33}, DType::int32, 0, 2}, {{33}}, {{33}}}, {}},
                {{{{0, 3}, DType::int32, 0, 2}, {{0, 3}}, {{0, 3}}}, {}}})
      .refuses({{{{{{4}}, {{3, 4}}, {{3, 4}}}, {}}, "condition has shape (4,), expected (3, 4) or one axis of 3"},
                {{{{{3, 4}}, {{3, 4}}, {{4, 3}}}, {}}, "x has shape (3, 4), y has shape (4, 3)"}});
  table.op("add_n")
      .alias({"_sparse_add_n", "_sparse_ElementWiseSum", "ElementWiseSum"})
      .doc("The sum of any number of arrays of one shape.")
      .variadic("num_args")
      .infer(inferSameShapes)
      .strided()
      .gradient([](Grad& g) {
        for (size_t i = 0; i < g.inputCount(); ++i)
          if (g.needs(i)) g.set(i, g.dy());
      })
      .kernel(Backend::reference, addAll<referenceLoops<formula::Add>>)
      .kernel(Backend::simd, addAll<simdLoops<formula::Add>>)
      .samples({{{{{2, 3}}}, {}},
                {{{{2, 3}}, {{2, 3}}, {{2, 3}}}, {}},
                {{{{33}}, {{33}}, {{33}}, {{33}}}, {}},
                {{{{0, 3}}, {{0, 3}}}, {}}})
      .refuses({{{{{{2, 3}}, {{3, 2}}}, {}}, "input 1 has shape (3, 2), expected (2, 3)"}});
});

}  // namespace
}  // namespace gluonlab
