// Sign, rounding and logic of one array, and the operators that pass their input on: copies, gradient stops, dtype
// casts.
#include "kernels/packed.h"
#include "ops/pointwise_op.h"

namespace gluonlab {

namespace {

void defineSigns(OpTable& table) {
  unaryOp<formula::Abs>(table, "abs", "The absolute value.")
      .alias({"_sparse_abs"})
      .gradient([](Grad& g) { g.set(0, g.dy() * apply("sign", g.in(0))); }, saves({0}))
      .method()
      .samples(samplesOver(-2, 2));
  unaryOp<formula::Sign>(table, "sign", "-1, 0 or 1; 0 for NaN.")
      .alias({"_sparse_sign"})
      .zeroGradient()
      .method()
      .samples(samplesOver(-2, 2));
  unaryOp<formula::Negative>(table, "negative", "-x.")
      .alias({"_sparse_negative"})
      .gradient([](Grad& g) { g.set(0, -g.dy()); })
      .method()
      .samples(samplesOver(-2, 2));
  unaryOp<formula::LogicalNot>(table, "logical_not", "1 where x is 0, else 0.")
      .zeroGradient()
      .method()
      .samples(samplesOver(-2, 2))
      .samples({{{{{3, 4}, DType::int32, -1, 2}}}});
}

void defineRounding(OpTable& table) {
  unaryOp<formula::Round>(table, "round", "The nearest integer; halves go away from zero.")
      .alias({"_sparse_round"})
      .zeroGradient()
      .method()
      .samples(samplesOver(-3, 3));
  unaryOp<formula::Rint>(table, "rint", "The nearest integer; halves go to the floor.")
      .alias({"_sparse_rint"})
      .zeroGradient()
      .method()
      .samples(samplesOver(-3, 3));
  unaryOp<formula::Ceil>(table, "ceil", "The smallest integer >= x.")
      .alias({"_sparse_ceil"})
      .zeroGradient()
      .method()
      .samples(samplesOver(-3, 3));
  unaryOp<formula::Floor>(table, "floor", "The largest integer <= x.")
      .alias({"_sparse_floor"})
      .zeroGradient()
      .method()
      .samples(samplesOver(-3, 3));
  unaryOp<formula::Trunc>(table, "trunc", "x without its fraction.")
      .alias({"_sparse_trunc"})
      .zeroGradient()
      .method()
      .samples(samplesOver(-3, 3));
  unaryOp<formula::Trunc>(table, "fix", "The nearest integer towards zero.")
      .alias({"_sparse_fix"})
      .zeroGradient()
      .method()
      .samples(samplesOver(-3, 3));
}

bool copyKernel(Call& call) {
  const Tensor& x = call.in();
  bool overlaps =
      &x.storage() == &call.out().storage() && !(x.raw() == call.out().raw() && x.strides() == call.out().strides());
  copyElements(overlaps ? duplicate(x) : x, call.out());
  return true;
}

OpDef& copyOp(OpTable& table, const char* name, const char* doc) {
  return table.op(name)
      .doc(doc)
      .inputs({"data"})
      .infer(sameAsInput)
      .strided()
      .inPlace()
      .kernel(Backend::reference, copyKernel)
      .samples(samplesOver(-2, 2));
}

DType castTarget(const Attrs& attrs) { return dtypeFromName(attrs.get<std::string>("dtype")); }

void castInfer(Inference& inference) {
  sameAsInput(inference);
  inference.outputs[0].dtype = castTarget(inference.attrs);
}

OpDef& castOp(OpTable& table, const char* name, const char* doc) {
  auto to = [](const char* dtype) { return NamedAttrs{{"dtype", std::string(dtype)}}; };
  return pointwiseOp<formula::Identity>(table, name, doc)
      .required<std::string>("dtype", "dtype of the result")
      .dtypes()
      .inputs({"data"})
      .infer(castInfer)
      .gradient([](Grad& g) { g.set(0, cast(g.dy(), g.inInfo(0).dtype)); })
      .samples({{{{{2, 3}}}, to("float64")},
                {{{{33}}}, to("float16")},
                {{{{5, 7}}}, to("bfloat16")},
                {{{{5, 7}, DType::float32, -100, 100}}, to("int32")},
                {{{{5, 7}, DType::int64, -100, 100}}, to("int8")},
                {{{{4}, DType::int32, -2, 2}}, to("bool")},
                {{{{0, 3}}}, to("float64")}})
      .refuses({{{{{{2}}}, to("complex64")}, "complex64"}});
}

const OpFamily family([](OpTable& table) {
  defineSigns(table);
  defineRounding(table);
  copyOp(table, "_copy", "The same elements in an array of their own.").alias({"identity"}).gradient([](Grad& g) {
    g.set(0, g.dy());
  });
  copyOp(table, "BlockGrad", "Passes data on and stops the gradient.")
      .alias({"_sparse_stop_gradient", "stop_gradient"})
      .zeroGradient();
  copyOp(table, "make_loss", "Marks a loss: passes data on; its gradient is one, whatever the head gradient says.")
      .alias({"_sparse_make_loss"})
      .gradient([](Grad& g) { g.set(0, ones(g.inInfo(0).shape, g.inInfo(0).dtype)); })
      .conventionalGradient();
  castOp(table, "Cast", "The elements converted to another dtype; to integers by truncation.")
      .alias({"cast", "_npi_cast", "_npx_cast"});
  castOp(table, "amp_cast", "Cast, placed by automatic mixed precision: arrays that are not floating stay as they are.")
      .infer([](Inference& inference) {
        castInfer(inference);
        if (!isFloating(inference.dtype(0))) inference.outputs[0].dtype = inference.dtype(0);
      });
});

}  // namespace
}  // namespace gluonlab
