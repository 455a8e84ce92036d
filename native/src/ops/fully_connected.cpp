// FullyConnected: y = x W^T + b.
#include "gluonlab/invoke.h"
#include "kernels/matmul.h"
#include "ops/matrix_product.h"

namespace gluonlab {

namespace {

/// Data read as a matrix: all axes but the first together, or all but the last.
struct Rows {
  int64_t count = 1, features = 1;
};
Rows rowsOf(const Shape& data, bool flatten) {
  Rows rows;
  size_t split = flatten ? 1 : data.size() - 1;
  for (size_t i = 0; i < data.size(); ++i) (i < split ? rows.count : rows.features) *= data[i];
  return rows;
}

void inferFullyConnected(Inference& inference) {
  const Attrs& attrs = inference.attrs;
  const Shape &data = inference.shape(0), &weight = inference.shape(1);
  bool flatten = attrs.get<bool>("flatten");
  int64_t hidden = attrs.get<int64_t>("num_hidden");
  check(!data.empty(), ErrorCode::shape, "data has no axes, expected at least one");
  check(isFloating(inference.dtype(0)), ErrorCode::dtype, "data has dtype ", dtypeName(inference.dtype(0)),
        ", allowed are float32, float64, float16, bfloat16");
  Rows rows = rowsOf(data, flatten);
  Shape expected{hidden, rows.features};
  check(weight == expected, ErrorCode::shape, "weight has shape ", weight, ", expected ", expected, ": data ", data,
        " has ", rows.features, " features, num_hidden is ", hidden);
  if (inference.inputs.size() > 2)
    check(inference.shape(2) == Shape{hidden}, ErrorCode::shape, "bias has shape ", inference.shape(2), ", expected ",
          Shape{hidden}, ": num_hidden is ", hidden);
  const char* names[] = {"data", "weight", "bias"};
  for (size_t i = 1; i < inference.inputs.size(); ++i)
    check(inference.dtype(i) == inference.dtype(0), ErrorCode::dtype, names[i], " has dtype ",
          dtypeName(inference.dtype(i)), ", expected ", dtypeName(inference.dtype(0)), " as data has");
  Shape out = flatten ? Shape{data[0]} : Shape(data.begin(), data.end() - 1);
  out.push_back(hidden);
  inference.output(out, inference.dtype(0));
}

template <bool (*multiply)(const MatMul&)>
bool fullyConnectedKernel(Call& call) {
  Rows rows = rowsOf(call.in(0).shape(), call.attrs().get<bool>("flatten"));
  MatMul task;
  task.dtype = call.out().dtype();
  task.m = rows.count;
  task.k = rows.features;
  task.n = call.in(1).dim(0);
  task.a = call.in(0).raw();
  task.aRow = task.k;
  task.b = call.in(1).raw();
  task.bRow = 1;
  task.bCol = task.k;
  task.c = call.out().raw();
  if (call.inputs.size() > 2) task.bias = call.in(2).raw();
  return multiply(task);
}

Tensor sumOfRows(const Tensor& x) {
  static const OpDef& op = findOp("sum");
  static const AttrsRef attrs = op.parse({{"axis", Dims{0}}});
  return invoke(op, attrs, {x})[0];
}

void fullyConnectedGradient(Grad& g) {
  Rows rows = rowsOf(g.inInfo(0).shape, g.attrs().get<bool>("flatten"));
  int64_t hidden = g.inInfo(1).shape[0];
  Tensor dy = reshape(g.dy(), {rows.count, hidden});
  if (g.needs(0)) g.set(0, reshape(dot(dy, g.in(1)), g.inInfo(0).shape));
  if (g.needs(1)) g.set(1, dot(dy, reshape(g.in(0), {rows.count, rows.features}), true));
  if (g.inputCount() > 2 && g.needs(2)) g.set(2, sumOfRows(dy));
}

const OpFamily family([](OpTable& table) {
  auto hidden = [](int64_t n) { return NamedAttrs{{"num_hidden", n}}; };
  auto noBias = [](int64_t n) { return NamedAttrs{{"num_hidden", n}, {"no_bias", true}}; };
  OpDef& op =
      table.op("FullyConnected")
          .alias({"_sparse_FullyConnected", "_npx_fully_connected"})
          .doc("A dense layer: data times the transposed weight, plus bias.")
          .required<int64_t>("num_hidden", "number of results per row")
          .range(1, 1e15)
          .param<bool>("no_bias", false, "leave the bias out")
          .param<bool>("flatten", true, "all axes of data but the first form the features; false: the last axis alone")
          .inputs({"data", "weight", "bias"})
          .inputCount([](const Attrs& attrs) -> size_t { return attrs.get<bool>("no_bias") ? 2 : 3; })
          .infer(inferFullyConnected)
          .gradient(fullyConnectedGradient, saves({0, 1}))
          .kernel(Backend::reference, fullyConnectedKernel<matmulReference>)
          .kernel(Backend::simd, fullyConnectedKernel<matmulSimd>)
          .flops([](const Attrs&, const InfoList& inputs, const InfoList& outputs) {
            return 2.0 * double(sizeOf(outputs[0].shape)) * double(inputs[1].shape[1]);
          })
          .samples({{{{{3, 4}}, {{5, 4}}, {{5}}}, hidden(5)},
                    {{{{3, 4}}, {{5, 4}}}, noBias(5)},
                    {{{{2, 3, 4}}, {{5, 12}}, {{5}}}, hidden(5)},
                    {{{{2, 3, 2, 4}}, {{3, 4}}}, {{"num_hidden", int64_t{3}}, {"flatten", false}, {"no_bias", true}}},
                    {{{{2, 3, 4}}, {{3, 4}}, {{3}}}, {{"num_hidden", int64_t{3}}, {"flatten", false}}},
                    {{{{6, 1}}, {{1, 1}}, {{1}}}, hidden(1)},
                    {{{{33, 17}}, {{31, 17}}, {{31}}}, hidden(31)},
                    {{{{0, 4}}, {{5, 4}}, {{5}}}, hidden(5)}})
          .refuses({{{{{{8, 64}}, {{10, 32}}, {{10}}}, hidden(10)},
                     "weight has shape (10, 32), expected (10, 64): data (8, 64) has 64 features, num_hidden is 10"},
                    {{{{{3, 4}}, {{5, 4}}, {{4}}}, hidden(5)}, "bias has shape (4,), expected (5,): num_hidden is 5"},
                    {{{{{3, 4}}, {{5, 4}}}, hidden(5)}, "2 inputs given, expected 3 (data, weight, bias)"}});
#ifdef GLUONLAB_WITH_ONEDNN
  op.kernel(Backend::onednn, fullyConnectedKernel<matmulOneDnn>);
#endif
});

}  // namespace

}  // namespace gluonlab
