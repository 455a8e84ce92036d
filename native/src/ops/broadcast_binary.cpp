// Arithmetic, comparison and logic of two arrays: broadcast_* with NumPy broadcasting, elemwise_* and the _* family for
// equal shapes. One table of formulas and gradients serves both.
#include "ops/pointwise_op.h"

namespace gluonlab {

namespace {

/// Sets the gradient of input i from one of the broadcast shape and dtype.
void setReduced(Grad& g, size_t i, const Tensor& gradient) {
  g.set(i, cast(sumTo(gradient, g.inInfo(i).shape), g.inInfo(i).dtype));
}

Tensor call2(const char* op, const Tensor& a, const Tensor& b) { return invoke(op, {a, b}); }

void addGradient(Grad& g) {
  for (size_t i : {0, 1})
    if (g.needs(i)) setReduced(g, i, g.dy());
}
void subGradient(Grad& g) {
  if (g.needs(0)) setReduced(g, 0, g.dy());
  if (g.needs(1)) setReduced(g, 1, -g.dy());
}
void mulGradient(Grad& g) {
  if (g.needs(0)) setReduced(g, 0, g.dy() * g.in(1));
  if (g.needs(1)) setReduced(g, 1, g.dy() * g.in(0));
}
void divGradient(Grad& g) {
  if (g.needs(0)) setReduced(g, 0, g.dy() / g.in(1));
  if (g.needs(1)) setReduced(g, 1, -(g.dy() * (g.in(0) / (g.in(1) * g.in(1)))));
}
void modGradient(Grad& g) {
  if (g.needs(0)) setReduced(g, 0, g.dy() + zeros(g.outInfo(0).shape, g.outInfo(0).dtype));
  if (g.needs(1)) setReduced(g, 1, -(g.dy() * apply("floor", g.in(0) / g.in(1))));
}
void powerGradient(Grad& g) {
  if (g.needs(0)) setReduced(g, 0, g.dy() * (g.in(1) * call2("broadcast_power", g.in(0), g.in(1) - 1)));
  if (g.needs(1)) setReduced(g, 1, g.dy() * (apply("log", g.in(0)) * g.out(0)));
}
// Ties give everything to the left operand.
void maximumGradient(Grad& g) {
  if (g.needs(0)) setReduced(g, 0, g.dy() * call2("broadcast_greater_equal", g.in(0), g.in(1)));
  if (g.needs(1)) setReduced(g, 1, g.dy() * call2("broadcast_lesser", g.in(0), g.in(1)));
}
void minimumGradient(Grad& g) {
  if (g.needs(0)) setReduced(g, 0, g.dy() * call2("broadcast_lesser_equal", g.in(0), g.in(1)));
  if (g.needs(1)) setReduced(g, 1, g.dy() * call2("broadcast_greater", g.in(0), g.in(1)));
}
void hypotGradient(Grad& g) {
  if (g.needs(0)) setReduced(g, 0, g.dy() * (g.in(0) / g.out(0)));
  if (g.needs(1)) setReduced(g, 1, g.dy() * (g.in(1) / g.out(0)));
}

struct Ranges {
  double lowA = -2, highA = 2, lowB = -2, highB = 2;
};

/// The broadcasting operator and its strict brother. A null gradient means that it is zero.
template <class F>
void binaryPair(OpTable& table, const char* broadcastName, const char* strictName, const char* doc,
                void (*gradient)(Grad&), Saves saved, Ranges r, std::initializer_list<const char*> broadcastAliases,
                std::initializer_list<const char*> strictAliases) {
  OpDef& broadcast = pointwiseOp<F>(table, broadcastName, doc)
                         .alias(broadcastAliases)
                         .inputs({"lhs", "rhs"})
                         .infer(inferBroadcast)
                         .samples(broadcastSamples(r.lowA, r.highA, r.lowB, r.highB))
                         .refuses({{{{{{2, 3}}, {{2, 4}}}, {}}, "shapes (2, 3) and (2, 4) do not broadcast"}});
  OpDef& strict = pointwiseOp<F>(table, strictName, doc)
                      .alias(strictAliases)
                      .inputs({"lhs", "rhs"})
                      .infer(inferSameShapes)
                      .samples(pairSamples(r.lowA, r.highA, r.lowB, r.highB))
                      .refuses({{{{{{2, 3}}, {{1, 3}}}, {}}, "input 1 has shape (1, 3), expected (2, 3)"}});
  for (OpDef* op : {&broadcast, &strict}) {
    if (gradient) {
      op->gradient(gradient, saved);
    } else {
      op->zeroGradient();
    }
    if (F::integers && !gradient) op->samples({{{{{5}, DType::int32, -2, 3}, {{5}, DType::int32, -2, 3}}, {}}});
  }
}

void defineArithmetic(OpTable& table) {
  binaryPair<formula::Add>(table, "broadcast_add", "elemwise_add", "lhs + rhs.", addGradient, {}, {},
                           {"_sparse_broadcast_add", "_sparse_broadcast_plus", "broadcast_plus"},
                           {"_sparse_elemwise_add", "_add", "_plus", "_Plus"});
  binaryPair<formula::Sub>(table, "broadcast_sub", "elemwise_sub", "lhs - rhs.", subGradient, {}, {},
                           {"_sparse_broadcast_sub", "_sparse_broadcast_minus", "broadcast_minus"},
                           {"_sparse_elemwise_sub", "_sub", "_minus", "_Minus"});
  binaryPair<formula::Mul>(table, "broadcast_mul", "elemwise_mul", "lhs * rhs.", mulGradient, saves({0, 1}), {},
                           {"_sparse_broadcast_mul"}, {"_sparse_elemwise_mul", "_mul", "_Mul"});
  binaryPair<formula::Div>(table, "broadcast_div", "elemwise_div", "lhs / rhs; integers truncate.", divGradient,
                           saves({0, 1}), {-2, 2, 0.5, 2}, {"_sparse_broadcast_div"},
                           {"_sparse_elemwise_div", "_div", "_Div"});
  binaryPair<formula::Mod>(table, "broadcast_mod", "_mod", "The remainder, with the divisor's sign; x mod 0 is 0.",
                           modGradient, saves({0, 1}), {2.2, 2.8, 1.0, 1.05}, {}, {"_Mod"});
  binaryPair<formula::Power>(table, "broadcast_power", "_power", "lhs to the power of rhs.", powerGradient,
                             saves({0, 1}, {0}), {0.5, 2, -2, 2}, {}, {"_Power"});
  binaryPair<formula::Maximum>(table, "broadcast_maximum", "_maximum", "The larger of two elements; NaN wins.",
                               maximumGradient, saves({0, 1}), {}, {"_npi_maximum"}, {"_Maximum"});
  binaryPair<formula::Minimum>(table, "broadcast_minimum", "_minimum", "The smaller of two elements; NaN wins.",
                               minimumGradient, saves({0, 1}), {}, {"_npi_minimum"}, {"_Minimum"});
  binaryPair<formula::Hypot>(table, "broadcast_hypot", "_hypot", "sqrt(lhs^2 + rhs^2) without overflow.", hypotGradient,
                             saves({0, 1}, {0}), {0.5, 2, 0.5, 2}, {}, {"_Hypot"});
}

void defineComparisons(OpTable& table) {
  binaryPair<formula::Equal>(table, "broadcast_equal", "_equal", "1 where lhs == rhs, else 0.", nullptr, {}, {}, {},
                             {"_Equal"});
  binaryPair<formula::NotEqual>(table, "broadcast_not_equal", "_not_equal", "1 where lhs != rhs, else 0.", nullptr, {},
                                {}, {}, {"_Not_Equal"});
  binaryPair<formula::Greater>(table, "broadcast_greater", "_greater", "1 where lhs > rhs, else 0.", nullptr, {}, {},
                               {}, {"_Greater"});
  binaryPair<formula::GreaterEqual>(table, "broadcast_greater_equal", "_greater_equal", "1 where lhs >= rhs, else 0.",
                                    nullptr, {}, {}, {}, {"_Greater_Equal"});
  binaryPair<formula::Lesser>(table, "broadcast_lesser", "_lesser", "1 where lhs < rhs, else 0.", nullptr, {}, {}, {},
                              {"_Lesser"});
  binaryPair<formula::LesserEqual>(table, "broadcast_lesser_equal", "_lesser_equal", "1 where lhs <= rhs, else 0.",
                                   nullptr, {}, {}, {}, {"_Lesser_Equal"});
  binaryPair<formula::LogicalAnd>(table, "broadcast_logical_and", "_logical_and", "1 where both are non-zero, else 0.",
                                  nullptr, {}, {}, {}, {"_Logical_And"});
  binaryPair<formula::LogicalOr>(table, "broadcast_logical_or", "_logical_or", "1 where either is non-zero, else 0.",
                                 nullptr, {}, {}, {}, {"_Logical_Or"});
  binaryPair<formula::LogicalXor>(table, "broadcast_logical_xor", "_logical_xor",
                                  "1 where exactly one is non-zero, else 0.", nullptr, {}, {}, {}, {"_Logical_Xor"});
}

const OpFamily family([](OpTable& table) {
  defineArithmetic(table);
  defineComparisons(table);
  pointwiseOp<formula::Add>(table, "_grad_add", "lhs + rhs, where gradients of one array meet.")
      .inputs({"lhs", "rhs"})
      .infer(inferSameShapes)
      .gradient(addGradient)
      .samples(pairSamples(-2, 2, -2, 2));
});

}  // namespace
}  // namespace gluonlab
