// Optimizers whose step depends on the norm of the whole weight (LAMB's second phase, LARS), and the sums they need.
#include <cmath>

#include "kernels/sums.h"
#include "ops/update_op.h"

namespace gluonlab {

namespace {

float firstNumber(const Tensor& x) {
  return dispatchFloating(x.dtype(), [&]<class T>() { return float(Compute<T>(x.data<T>()[0])); });
}

/// lr times the trust ratio |weight| / |direction|, the former kept within bounds.
double trusted(double lr, double weightNorm, double directionNorm, double low, double high) {
  if (low >= 0) weightNorm = std::max(weightNorm, low);
  if (high >= 0) weightNorm = std::min(weightNorm, high);
  return weightNorm == 0 || directionNorm == 0 ? lr : lr * weightNorm / directionNorm;
}

/// out = weight - lr * direction, in the master copy where there is one.
void stepAlong(const Tensor& weight, const Tensor& direction, const Tensor* master, Tensor& out, double lr) {
  dispatchFloating(weight.dtype(), [&]<class T>() {
    dispatchFloating(direction.dtype(), [&]<class D>() {
      const T* w = weight.data<T>();
      const D* d = direction.data<D>();
      T* y = out.data<T>();
      float* copy = master ? master->data<float>() : nullptr;
      using R = Compute<T>;
      for (int64_t i = 0; i < weight.size(); ++i) {
        R next = (copy ? R(copy[i]) : R(w[i])) - R(lr) * R(Compute<D>(d[i]));
        if (copy) copy[i] = float(next);
        y[i] = T(next);
      }
    });
  });
}

bool lambPhase2(Call& call, bool master) {
  const Attrs& attrs = call.attrs();
  double lr = trusted(attrs.get<double>("lr"), firstNumber(call.in(2)), firstNumber(call.in(3)),
                      attrs.get<double>("lower_bound"), attrs.get<double>("upper_bound"));
  stepAlong(call.in(0), call.in(1), master ? &call.in(4) : nullptr, call.out(), lr);
  return true;
}

bool multiLamb(Call& call, bool master) {
  const Attrs& attrs = call.attrs();
  size_t per = master ? 5 : 4;
  for (size_t k = 0; k < call.outputs.size(); ++k) {
    const Tensor& weight = call.in(k * per);
    const Tensor* copy = master ? &call.in(k * per + 4) : nullptr;
    Tensor direction = Tensor::empty(weight.shape(), master ? DType::float32 : weight.dtype());
    Update u;
    u.rule = Rule::lambDirection;
    u.hyper = hyperOf(attrs, k);
    u.dtype = weight.dtype();
    u.size = weight.size();
    u.weight = weight.raw();
    u.grad = call.in(k * per + 1).raw();
    u.states = {call.in(k * per + 2).raw(), call.in(k * per + 3).raw(), nullptr};
    u.master = copy ? copy->data<float>() : nullptr;
    u.out = direction.raw();
    updateReference(u);
    double lr = trusted(u.hyper.lr, std::sqrt(sumOfSquares(copy ? *copy : weight)), std::sqrt(sumOfSquares(direction)),
                        attrs.get<double>("lower_bound"), attrs.get<double>("upper_bound"));
    stepAlong(weight, direction, copy, call.out(k), lr);
  }
  return true;
}

OpDef& withBounds(OpDef& op) {
  return op.param<double>("lower_bound", -1.0, "least norm of the weight in the trust ratio; negative: none")
      .param<double>("upper_bound", -1.0, "greatest norm of the weight in the trust ratio; negative: none");
}

void defineLamb(OpTable& table) {
  for (bool master : {false, true}) {
    OpDef& op = table.op(master ? "mp_lamb_update_phase2" : "lamb_update_phase2");
    if (master) {
      op.inputs({"weight", "g", "r1", "r2", "weight32"}).mutates({4});
    } else {
      op.inputs({"weight", "g", "r1", "r2"});
    }
    op.doc("weight - lr * r1 / r2 * g: LAMB's step, with r1 the norm of the weight and r2 that of the direction g")
        .required<double>("lr", "learning rate");
    DType dtype = master ? DType::float16 : DType::float32;
    std::vector<SampleInput> inputs{
        {{3, 5}, dtype}, {{3, 5}}, {{1}, DType::float32, 0.5, 2}, {{1}, DType::float32, 0.5, 2}};
    if (master) inputs.push_back({{3, 5}});
    withBounds(op)
        .infer([](Inference& inference) {
          const TensorInfo& weight = inference.inputs[0];
          check(isFloating(weight.dtype) && isFloating(inference.dtype(1)), ErrorCode::dtype, "weight is ",
                dtypeName(weight.dtype), ", allowed are float32, float64, float16, bfloat16");
          for (size_t i : {size_t{1}, size_t{4}})
            check(i >= inference.inputs.size() || inference.shape(i) == weight.shape, ErrorCode::shape,
                  inference.attrs.op().inputNames[i], " has another shape than the weight ", weight.shape);
          for (size_t i : {size_t{2}, size_t{3}})
            check(sizeOf(inference.shape(i)) == 1 && isFloating(inference.dtype(i)), ErrorCode::shape,
                  inference.attrs.op().inputNames[i], " has shape ", inference.shape(i), ", expected one number");
          if (inference.inputs.size() > 4)
            check(inference.dtype(4) == DType::float32, ErrorCode::dtype, "weight32 is ", dtypeName(inference.dtype(4)),
                  ", expected float32");
          inference.output(weight.shape, weight.dtype);
        })
        .inPlace()
        .kernel(Backend::reference, [master](Call& call) { return lambPhase2(call, master); })
        .samples({{inputs, {{"lr", 0.1}}}, {inputs, {{"lr", 0.1}, {"lower_bound", 0.9}, {"upper_bound", 1.0}}}});
  }
  for (bool master : {false, true}) {
    OpDef& op = table.op(master ? "_multi_mp_lamb_update" : "_multi_lamb_update").variadic("num_tensors");
    op.doc("Both phases of LAMB for any number of weights: [weight, grad, mean, var] and the master copy for each")
        .required<std::vector<double>>("learning_rates", "learning rate of each weight")
        .required<std::vector<double>>("wds", "weight decay of each weight")
        .required<Dims>("step_count", "number of this step of each weight, from 1")
        .param<bool>("bias_correction", true, "divide the means by 1 - beta^t")
        .outputCount([](const Attrs& attrs) { return attrs.get<std::vector<double>>("learning_rates").size(); });
    withBounds(withGradientScale(withBetas(op, 1e-6)));
    std::vector<SampleInput> inputs;
    for (const Shape& shape : {Shape{3, 2}, Shape{7}}) {
      for (int i = 0; i < 2; ++i) inputs.push_back({shape, master ? DType::float16 : DType::float32});
      for (int i = 0; i < 2 + master; ++i) inputs.push_back({shape, DType::float32, 0.1, 1});
    }
    // Inference is that of the first phase; the second returns weights and changes the master copies too.
    defineUpdate(op, {.rule = Rule::adam, .master = master, .many = true})
        .kernel(Backend::simd, {})
        .kernel(Backend::reference, [master](Call& call) { return multiLamb(call, master); })
        .samples({{inputs,
                   {{"learning_rates", std::vector<double>{0.1, 0.05}},
                    {"wds", std::vector<double>{0.0, 0.1}},
                    {"step_count", Dims{1, 3}}}}});
  }
}

void defineLars(OpTable& table) {
  table.op("multi_lars")
      .doc(
          "Learning rates scaled by |w| / (|g| + wd |w|), from squared norms (You et al. 2017); unscaled where a norm "
          "is zero")
      .inputs({"lrs", "weights_sum_sq", "grads_sum_sq", "wds"})
      .required<double>("eta", "the LARS coefficient")
      .required<double>("eps", "added to the denominator")
      .param<double>("rescale_grad", 1.0, "gradients are multiplied by this")
      .infer([](Inference& inference) {
        for (size_t i = 0; i < 4; ++i) {
          check(inference.shape(i) == inference.shape(0), ErrorCode::shape, inference.attrs.op().inputNames[i],
                " has shape ", inference.shape(i), ", expected ", inference.shape(0), " as lrs");
          check(inference.dtype(i) == DType::float32, ErrorCode::dtype, inference.attrs.op().inputNames[i], " is ",
                dtypeName(inference.dtype(i)), ", expected float32");
        }
        inference.output(inference.shape(0), DType::float32);
      })
      .inPlace()
      .kernel(Backend::reference,
              [](Call& call) {
                double eta = call.attrs().get<double>("eta"), eps = call.attrs().get<double>("eps");
                double scale = call.attrs().get<double>("rescale_grad");
                for (int64_t i = 0; i < call.in(0).size(); ++i) {
                  float lr = call.in(0).data<float>()[i], wd = call.in(3).data<float>()[i];
                  double w = std::sqrt(double(call.in(1).data<float>()[i])),
                         g = std::sqrt(double(call.in(2).data<float>()[i]));
                  call.out().data<float>()[i] = w > 0 && g > 0 ? float(lr * eta * w / (g * scale + wd * w + eps)) : lr;
                }
                return true;
              })
      .samples({{{{{5}, DType::float32, 0.1, 1},
                  {{5}, DType::float32, 0, 1},
                  {{5}, DType::float32, 0, 1},
                  {{5}, DType::float32, 0, 0.1}},
                 {{"eta", 0.001}, {"eps", 1e-8}}}})
      .refuses({{{{{{3}}, {{2}}, {{3}}, {{3}}}, {{"eta", 0.001}, {"eps", 1e-8}}},
                 "weights_sum_sq has shape (2,), expected (3,)"}});
}

const OpFamily family([](OpTable& table) {
  defineLamb(table);
  defineLars(table);
});

}  // namespace

}  // namespace gluonlab
