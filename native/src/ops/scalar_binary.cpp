// Arithmetic, comparison and logic of an array and a number: the *_scalar family. The number is converted to the
// array's dtype; arrays of integers compute with a fractional number in double and truncate the result.
#include "ops/pointwise_op.h"

namespace gluonlab {

namespace {

double scalarOf(const Attrs& attrs) { return attrs.get<double>("scalar"); }

void inferScalar(Inference& inference) {
  sameAsInput(inference);
  DType& dtype = inference.outputs[0].dtype;
  if (isFloating(dtype)) return;
  if (!inference.attrs.get<bool>("is_int")) {
    dtype = DType::float64;
  } else if (dtype == DType::boolean) {
    dtype = DType::int64;
  }
}

template <class F>
bool scalarKernel(Call& call) {
  double numbers[] = {scalarOf(call.attrs())};
  return pointwiseWith<F>(call, numbers);
}
template <class F>
bool scalarKernelSimd(Call& call) {
  double numbers[] = {scalarOf(call.attrs())};
  return pointwiseSimdWith<F>(call, numbers);
}

/// Powers that are cheaper by other means.
template <bool (*general)(Call&), bool (*square)(Call&), bool (*root)(Call&)>
bool powerKernel(Call& call) {
  double p = scalarOf(call.attrs());
  bool isFloat = isFloating(call.in().dtype());
  return isFloat && p == 2 ? square(call) : isFloat && p == 0.5 ? root(call) : general(call);
}

Tensor withScalar(const char* op, const Tensor& x, double scalar) { return invoke(op, {x}, {{"scalar", scalar}}); }

template <class F>
OpDef& scalarOp(OpTable& table, const char* name, const char* alias, const char* doc, double low, double high,
                std::initializer_list<double> scalars) {
  OpDef& op = table.op(name)
                  .alias({alias})
                  .doc(doc)
                  .param<double>("scalar", 1.0, "the number")
                  .param<bool>("is_int", true, "the number is an integer; if false, arrays of integers give float64")
                  .inputs({"data"})
                  .infer(inferScalar)
                  .strided()
                  .inPlace()
                  .kernel(Backend::reference, scalarKernel<F>)
                  .kernel(Backend::simd, scalarKernelSimd<F>)
                  .refuses({{{{{{2}}}, {{"scalar", std::string("x")}}}, "scalar is x, expected a number"}});
  for (double s : scalars) op.samples(samplesOver(low, high, {{"scalar", s}}));
  return op;
}

void defineSums(OpTable& table) {
  auto passes = [](Grad& g) { g.set(0, g.dy()); };
  scalarOp<formula::Add>(table, "_plus_scalar", "_PlusScalar", "data + scalar.", -2, 2, {2.5, -3}).gradient(passes);
  scalarOp<formula::Sub>(table, "_minus_scalar", "_MinusScalar", "data - scalar.", -2, 2, {2.5}).gradient(passes);
  scalarOp<formula::ReverseSub>(table, "_rminus_scalar", "_RMinusScalar", "scalar - data.", -2, 2, {2.5})
      .gradient([](Grad& g) { g.set(0, -g.dy()); });
}

void defineProducts(OpTable& table) {
  auto passes = [](Grad& g) { g.set(0, g.dy()); };
  scalarOp<formula::Mul>(table, "_mul_scalar", "_MulScalar", "data * scalar.", -2, 2, {2.5, -3}).gradient([](Grad& g) {
    g.set(0, g.dy() * scalarOf(g.attrs()));
  });
  scalarOp<formula::Div>(table, "_div_scalar", "_DivScalar", "data / scalar.", -2, 2, {2.5, -3}).gradient([](Grad& g) {
    g.set(0, g.dy() / scalarOf(g.attrs()));
  });
  scalarOp<formula::ReverseDiv>(table, "_rdiv_scalar", "_RDivScalar", "scalar / data.", 0.5, 2, {2.5, -3})
      .gradient([](Grad& g) { g.set(0, g.dy() * (-scalarOf(g.attrs()) / (g.in(0) * g.in(0)))); }, saves({0}));
  scalarOp<formula::Mod>(table, "_mod_scalar", "_ModScalar", "The remainder of data by scalar, with the scalar's sign.",
                         0.1, 1.4, {1.5})
      .gradient(passes);
  scalarOp<formula::ReverseMod>(table, "_rmod_scalar", "_RModScalar",
                                "The remainder of scalar by data, with data's sign.", 1.0, 1.2, {2.5})
      .gradient([](Grad& g) { g.set(0, -(g.dy() * apply("floor", scalarOf(g.attrs()) / g.in(0)))); }, saves({0}));
}

void definePowers(OpTable& table) {
  scalarOp<formula::Power>(table, "_power_scalar", "_PowerScalar", "data to the power of scalar.", 0.5, 2,
                           {2, -3, 0.5, 1.1})
      .gradient(
          [](Grad& g) {
            double p = scalarOf(g.attrs());
            g.set(0, g.dy() * (withScalar("_power_scalar", g.in(0), p - 1) * p));
          },
          saves({0}))
      .kernel(Backend::reference,
              powerKernel<scalarKernel<formula::Power>, pointwise<formula::Square>, pointwise<formula::Sqrt>>)
      .kernel(
          Backend::simd,
          powerKernel<scalarKernelSimd<formula::Power>, pointwiseSimd<formula::Square>, pointwiseSimd<formula::Sqrt>>);
  scalarOp<formula::ReversePower>(table, "_rpower_scalar", "_RPowerScalar", "scalar to the power of data.", -2, 2,
                                  {2.5})
      .gradient([](Grad& g) { g.set(0, g.dy() * (g.out(0) * std::log(scalarOf(g.attrs())))); }, saves({}, {0}));
  scalarOp<formula::Hypot>(table, "_hypot_scalar", "_HypotScalar", "sqrt(data^2 + scalar^2).", -2, 2, {2.5})
      .alias({"_npi_hypot_scalar"})
      .gradient([](Grad& g) { g.set(0, g.dy() * (g.in(0) / g.out(0))); }, saves({0}, {0}));
}

// The gradient at a tie goes to the array.
void defineBounds(OpTable& table) {
  scalarOp<formula::Maximum>(table, "_maximum_scalar", "_MaximumScalar", "The larger of data and scalar; NaN wins.", -2,
                             2, {0.5})
      .alias({"_npi_maximum_scalar"})
      .gradient([](Grad& g) { g.set(0, g.dy() * withScalar("_greater_equal_scalar", g.in(0), scalarOf(g.attrs()))); },
                saves({0}));
  scalarOp<formula::Minimum>(table, "_minimum_scalar", "_MinimumScalar", "The smaller of data and scalar; NaN wins.",
                             -2, 2, {0.5})
      .alias({"_npi_minimum_scalar"})
      .gradient([](Grad& g) { g.set(0, g.dy() * withScalar("_lesser_equal_scalar", g.in(0), scalarOf(g.attrs()))); },
                saves({0}));
}

void defineComparisons(OpTable& table) {
  auto define = [&]<class F>(F, const char* name, const char* alias, const char* doc) {
    scalarOp<F>(table, name, alias, doc, -2, 2, {0.5, 0})
        .zeroGradient()
        .samples({{{{{5}, DType::int32, -2, 3}}, {{"scalar", 1.0}}}});
  };
  define(formula::Equal{}, "_equal_scalar", "_EqualScalar", "1 where data == scalar, else 0.");
  define(formula::NotEqual{}, "_not_equal_scalar", "_NotEqualScalar", "1 where data != scalar, else 0.");
  define(formula::Greater{}, "_greater_scalar", "_GreaterScalar", "1 where data > scalar, else 0.");
  define(formula::GreaterEqual{}, "_greater_equal_scalar", "_GreaterEqualScalar", "1 where data >= scalar, else 0.");
  define(formula::Lesser{}, "_lesser_scalar", "_LesserScalar", "1 where data < scalar, else 0.");
  define(formula::LesserEqual{}, "_lesser_equal_scalar", "_LesserEqualScalar", "1 where data <= scalar, else 0.");
  define(formula::LogicalAnd{}, "_logical_and_scalar", "_LogicalAndScalar",
         "1 where data and scalar are non-zero, else 0.");
  define(formula::LogicalOr{}, "_logical_or_scalar", "_LogicalOrScalar", "1 where data or scalar is non-zero, else 0.");
  define(formula::LogicalXor{}, "_logical_xor_scalar", "_LogicalXorScalar",
         "1 where exactly one of data and scalar is non-zero, else 0.");
}

const OpFamily family([](OpTable& table) {
  defineSums(table);
  defineProducts(table);
  definePowers(table);
  defineBounds(table);
  defineComparisons(table);
});

}  // namespace
}  // namespace gluonlab
