// Functions of one array: roots, exponentials, logarithms, trigonometry, special functions.
#include "ops/pointwise_op.h"

namespace gluonlab {

namespace {

void defineRoots(OpTable& table) {
  unaryOp<formula::Sqrt>(table, "sqrt", "The square root of each element.")
      .alias({"_sparse_sqrt"})
      .gradient([](Grad& g) { g.set(0, g.dy() * 0.5 / g.out(0)); }, saves({}, {0}))
      .method()
      .samples(samplesOver(0.2, 4));
  unaryOp<formula::Rsqrt>(table, "rsqrt", "1 / sqrt(x).")
      .alias({"_sparse_rsqrt"})
      .gradient([](Grad& g) { g.set(0, g.dy() * (g.out(0) / g.in(0)) * -0.5); }, saves({0}, {0}))
      .method()
      .samples(samplesOver(0.5, 4));
  unaryOp<formula::Cbrt>(table, "cbrt", "The cube root of each element.")
      .alias({"_sparse_cbrt"})
      .gradient([](Grad& g) { g.set(0, g.dy() / (g.out(0) * g.out(0) * 3)); }, saves({}, {0}))
      .method()
      .samples(samplesOver(0.5, 4));
  unaryOp<formula::Rcbrt>(table, "rcbrt", "1 / cbrt(x).")
      .gradient([](Grad& g) { g.set(0, g.dy() * (g.out(0) / g.in(0)) * (-1.0 / 3)); }, saves({0}, {0}))
      .method()
      .samples(samplesOver(0.5, 4));
  unaryOp<formula::Square>(table, "square", "x * x.")
      .alias({"_sparse_square"})
      .gradient([](Grad& g) { g.set(0, g.dy() * (g.in(0) * 2)); }, saves({0}))
      .method()
      .samples(samplesOver(-2, 2));
  unaryOp<formula::Reciprocal>(table, "reciprocal", "1 / x.")
      .gradient([](Grad& g) { g.set(0, -g.dy() / (g.in(0) * g.in(0))); }, saves({0}))
      .method()
      .samples(samplesOver(0.5, 2));
}

void defineExponentials(OpTable& table) {
  unaryOp<formula::Exp>(table, "exp", "e to the power of each element.")
      .alias({"_sparse_exp"})
      .gradient([](Grad& g) { g.set(0, g.dy() * g.out(0)); }, saves({}, {0}))
      .method()
      .samples(samplesOver(-2, 2));
  unaryOp<formula::Expm1>(table, "expm1", "e^x - 1, exact also near zero.")
      .alias({"_sparse_expm1"})
      .gradient([](Grad& g) { g.set(0, g.dy() * apply("exp", g.in(0))); }, saves({0}))
      .method()
      .samples(samplesOver(-2, 2));
  unaryOp<formula::Log>(table, "log", "The natural logarithm of each element.")
      .alias({"_sparse_log"})
      .gradient([](Grad& g) { g.set(0, g.dy() / g.in(0)); }, saves({0}))
      .method()
      .samples(samplesOver(0.2, 4));
  unaryOp<formula::Log2>(table, "log2", "The logarithm to base 2.")
      .alias({"_sparse_log2"})
      .gradient([](Grad& g) { g.set(0, g.dy() / (g.in(0) * 0.69314718055994530942)); }, saves({0}))
      .method()
      .samples(samplesOver(0.2, 4));
  unaryOp<formula::Log10>(table, "log10", "The logarithm to base 10.")
      .alias({"_sparse_log10"})
      .gradient([](Grad& g) { g.set(0, g.dy() / (g.in(0) * 2.30258509299404568402)); }, saves({0}))
      .method()
      .samples(samplesOver(0.2, 4));
  unaryOp<formula::Log1p>(table, "log1p", "log(1 + x), exact also near zero.")
      .alias({"_sparse_log1p"})
      .gradient([](Grad& g) { g.set(0, g.dy() / (g.in(0) + 1)); }, saves({0}))
      .method()
      .samples(samplesOver(-0.5, 4));
}

void defineTrigonometry(OpTable& table) {
  unaryOp<formula::Sin>(table, "sin", "The sine of an angle in radians.")
      .alias({"_sparse_sin"})
      .gradient([](Grad& g) { g.set(0, g.dy() * apply("cos", g.in(0))); }, saves({0}))
      .method()
      .samples(samplesOver(-3, 3));
  unaryOp<formula::Cos>(table, "cos", "The cosine of an angle in radians.")
      .alias({"_sparse_cos"})
      .gradient([](Grad& g) { g.set(0, -(g.dy() * apply("sin", g.in(0)))); }, saves({0}))
      .method()
      .samples(samplesOver(-3, 3));
  unaryOp<formula::Tan>(table, "tan", "The tangent of an angle in radians.")
      .alias({"_sparse_tan"})
      .gradient([](Grad& g) { g.set(0, g.dy() * (g.out(0) * g.out(0) + 1)); }, saves({}, {0}))
      .method()
      .samples(samplesOver(-1, 1));
  unaryOp<formula::Arcsin>(table, "arcsin", "The angle in [-pi/2, pi/2] whose sine is x.")
      .alias({"_sparse_arcsin"})
      .gradient([](Grad& g) { g.set(0, g.dy() * apply("rsqrt", 1 - g.in(0) * g.in(0))); }, saves({0}))
      .method()
      .samples(samplesOver(-0.9, 0.9));
  unaryOp<formula::Arccos>(table, "arccos", "The angle in [0, pi] whose cosine is x.")
      .alias({"_sparse_arccos"})
      .gradient([](Grad& g) { g.set(0, -g.dy() * apply("rsqrt", 1 - g.in(0) * g.in(0))); }, saves({0}))
      .method()
      .samples(samplesOver(-0.9, 0.9));
  unaryOp<formula::Arctan>(table, "arctan", "The angle in (-pi/2, pi/2) whose tangent is x.")
      .alias({"_sparse_arctan"})
      .gradient([](Grad& g) { g.set(0, g.dy() / (g.in(0) * g.in(0) + 1)); }, saves({0}))
      .method()
      .samples(samplesOver(-3, 3));
  unaryOp<formula::Sinh>(table, "sinh", "The hyperbolic sine.")
      .alias({"_sparse_sinh"})
      .gradient([](Grad& g) { g.set(0, g.dy() * apply("cosh", g.in(0))); }, saves({0}))
      .method()
      .samples(samplesOver(-2, 2));
  unaryOp<formula::Cosh>(table, "cosh", "The hyperbolic cosine.")
      .alias({"_sparse_cosh"})
      .gradient([](Grad& g) { g.set(0, g.dy() * apply("sinh", g.in(0))); }, saves({0}))
      .method()
      .samples(samplesOver(-2, 2));
  unaryOp<formula::Arcsinh>(table, "arcsinh", "The inverse of sinh.")
      .alias({"_sparse_arcsinh"})
      .gradient([](Grad& g) { g.set(0, g.dy() / apply("sqrt", g.in(0) * g.in(0) + 1)); }, saves({0}))
      .method()
      .samples(samplesOver(-3, 3));
  unaryOp<formula::Arccosh>(table, "arccosh", "The inverse of cosh, for x >= 1.")
      .alias({"_sparse_arccosh"})
      .gradient([](Grad& g) { g.set(0, g.dy() / apply("sqrt", g.in(0) * g.in(0) - 1)); }, saves({0}))
      .method()
      .samples(samplesOver(1.2, 4));
  unaryOp<formula::Arctanh>(table, "arctanh", "The inverse of tanh, for |x| < 1.")
      .alias({"_sparse_arctanh"})
      .gradient([](Grad& g) { g.set(0, g.dy() / (1 - g.in(0) * g.in(0))); }, saves({0}))
      .method()
      .samples(samplesOver(-0.9, 0.9));
  unaryOp<formula::Degrees>(table, "degrees", "Radians as degrees.")
      .alias({"_sparse_degrees"})
      .gradient([](Grad& g) { g.set(0, apply("degrees", g.dy())); })
      .method()
      .samples(samplesOver(-3, 3));
  unaryOp<formula::Radians>(table, "radians", "Degrees as radians.")
      .alias({"_sparse_radians"})
      .gradient([](Grad& g) { g.set(0, apply("radians", g.dy())); })
      .method()
      .samples(samplesOver(-180, 180));
}

void defineSpecialFunctions(OpTable& table) {
  unaryOp<formula::Erf>(table, "erf", "The Gauss error function.")
      .alias({"_npx_erf"})
      .gradient([](Grad& g) { g.set(0, g.dy() * (apply("exp", -(g.in(0) * g.in(0))) * 1.12837916709551257390)); },
                saves({0}))
      .method()
      .samples(samplesOver(-3, 3));
  unaryOp<formula::ErfInv>(table, "erfinv", "The inverse of erf, for |x| <= 1.")
      .alias({"_npx_erfinv"})
      .gradient([](Grad& g) { g.set(0, g.dy() * (apply("exp", g.out(0) * g.out(0)) * 0.88622692545275801365)); },
                saves({}, {0}))
      .method()
      .samples(samplesOver(-0.9, 0.9));
  unaryOp<formula::Gamma>(table, "gamma", "The Gamma function.")
      .alias({"_sparse_gamma", "_npx_gamma"})
      .gradient([](Grad& g) { g.set(0, g.dy() * (g.out(0) * apply("digamma", g.in(0)))); }, saves({0}, {0}))
      .method()
      .samples(samplesOver(0.5, 4));
  unaryOp<formula::GammaLn>(table, "gammaln", "log |Gamma(x)|.")
      .alias({"_npx_gammaln", "_sparse_gammaln"})
      .gradient([](Grad& g) { g.set(0, g.dy() * apply("digamma", g.in(0))); }, saves({0}))
      .method()
      .samples(samplesOver(0.5, 4));
  unaryOp<formula::Digamma>(table, "digamma", "The derivative of log Gamma.")
      .gradient([](Grad& g) { g.set(0, g.dy() * apply("_backward_digamma", g.in(0))); }, saves({0}))
      .method()
      .samples(samplesOver(0.5, 4));
  unaryOp<formula::Trigamma>(table, "_backward_digamma", "The second derivative of log Gamma.")
      .samples(samplesOver(0.5, 4));
}

const OpFamily family([](OpTable& table) {
  defineRoots(table);
  defineExponentials(table);
  defineTrigonometry(table);
  defineSpecialFunctions(table);
});

}  // namespace
}  // namespace gluonlab
