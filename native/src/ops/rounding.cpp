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
  return table.op(name).doc(doc).strided().inPlace().kernel(Backend::reference, copyKernel);
}

OpDef& passOn(OpTable& table, const char* name, const char* doc) {
  return copyOp(table, name, doc).inputs({"data"}).infer(sameAsInput).samples(samplesOver(-2, 2));
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

/// The common dtype of amp_multicast: the widest floating one, or the narrowest.
void inferMulticast(Inference& inference) {
  bool narrow = inference.attrs.get<bool>("cast_narrow");
  DType dtype = inference.dtype(0);
  for (const TensorInfo& x : inference.inputs) {
    check(isFloating(x.dtype), ErrorCode::dtype, "dtype is ", dtypeName(x.dtype),
          ", allowed are float32, float64, float16, bfloat16");
    bool wider = itemSize(x.dtype) > itemSize(dtype);
    if (x.dtype != dtype && wider != narrow) dtype = x.dtype;
  }
  for (const TensorInfo& x : inference.inputs) inference.output(x.shape, dtype);
}

bool multicast(Call& call) {
  static const PointwiseLoops loops = referenceLoops<formula::Identity>();
  for (size_t i = 0; i < call.inputs.size(); ++i) runPointwise(loops, {&call.inputs[i], 1}, {}, call.outputs[i]);
  return true;
}

void defineMulticast(OpTable& table) {
  table.op("amp_multicast")
      .doc("Several arrays cast to one common floating dtype.")
      .required<int64_t>("num_outputs", "number of arrays")
      .param<bool>("cast_narrow", false, "to the narrowest dtype among them, not the widest")
      .variadic("")
      .outputCount([](const Attrs& attrs) { return size_t(attrs.get<int64_t>("num_outputs")); })
      .infer(inferMulticast)
      .strided()
      .gradient([](Grad& g) {
        for (size_t i = 0; i < g.inputCount(); ++i)
          if (g.needs(i)) g.set(i, cast(g.dy(i), g.inInfo(i).dtype));
      })
      .kernel(Backend::reference, multicast)
      .samples({{{{{2, 3}}, {{2}, DType::float16}}, {{"num_outputs", int64_t{2}}}},
                {{{{2, 3}}, {{2}, DType::float16}}, {{"num_outputs", int64_t{2}}, {"cast_narrow", true}}}});
}

const OpFamily family([](OpTable& table) {
  defineMulticast(table);
  defineSigns(table);
  defineRounding(table);
  passOn(table, "_copy", "The same elements in an array of their own.").alias({"identity"}).gradient([](Grad& g) {
    g.set(0, g.dy());
  });
  passOn(table, "BlockGrad", "Passes data on and stops the gradient.")
      .alias({"_sparse_stop_gradient", "stop_gradient"})
      .zeroGradient();
  passOn(table, "make_loss", "Marks a loss: passes data on; its gradient is one, whatever the head gradient says.")
      .alias({"_sparse_make_loss"})
      .gradient([](Grad& g) { g.set(0, ones(g.inInfo(0).shape, g.inInfo(0).dtype)); })
      .conventionalGradient();
  copyOp(table, "_identity_with_attr_like_rhs", "A copy of lhs; rhs only gives shape and dtype to graph passes.")
      .inputs({"lhs", "rhs"})
      .infer(inferSameShapes)
      .samples(pairSamples(-2, 2, -2, 2))
      .gradient([](Grad& g) {
        if (g.needs(0)) g.set(0, g.dy());
        if (g.needs(1)) g.set(1, zeros(g.inInfo(1).shape, g.inInfo(1).dtype));
      });
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
