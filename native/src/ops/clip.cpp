// Functions that hold elements between two bounds: clip, hard_sigmoid.
#include "ops/pointwise_op.h"

namespace gluonlab {

namespace {

struct Numbers {
  double a, b;
};

Numbers bounds(const Attrs& attrs) { return {attrs.get<double>("a_min"), attrs.get<double>("a_max")}; }
Numbers line(const Attrs& attrs) { return {attrs.get<double>("alpha"), attrs.get<double>("beta")}; }

template <class F, Numbers (*numbersOf)(const Attrs&)>
OpDef& withNumbers(OpDef& op) {
  return op.strided()
      .inPlace()
      .kernel(Backend::reference,
              [](Call& call) {
                Numbers n = numbersOf(call.attrs());
                double numbers[] = {n.a, n.b};
                return pointwiseWith<F>(call, numbers);
              })
      .kernel(Backend::simd, [](Call& call) {
        Numbers n = numbersOf(call.attrs());
        double numbers[] = {n.a, n.b};
        return pointwiseSimdWith<F>(call, numbers);
      });
}

/// (head, data) to head where the function is not flat. Its gradient with respect to head is itself.
template <class F, Numbers (*numbersOf)(const Attrs&)>
void defineBackward(OpDef& op) {
  withNumbers<F, numbersOf>(op)
      .inputs({"head", "data"})
      .infer(inferSameShapes)
      .gradient(
          [](Grad& g) {
            const OpDef& self = g.attrs().op();
            NamedAttrs attrs;
            for (const ParamDef& p : self.params) attrs.emplace_back(p.name, g.attrs().at(p.name));
            if (g.needs(0)) g.set(0, invoke(self.name.c_str(), {g.dy(), g.in(1)}, attrs));
            if (g.needs(1)) g.set(1, zeros(g.inInfo(1).shape, g.inInfo(1).dtype));
          },
          saves({1}));
}

std::vector<Sample> with(std::vector<Sample> samples, const NamedAttrs& attrs) {
  for (Sample& s : samples) s.attrs = attrs;
  return samples;
}

const OpFamily family([](OpTable& table) {
  NamedAttrs one{{"a_min", -1.0}, {"a_max", 1.0}};
  OpDef& clip = table.op("clip")
                    .alias({"_sparse_clip", "_npi_clip"})
                    .doc("Elements below a_min become a_min, those above a_max become a_max.")
                    .required<double>("a_min", "lower bound")
                    .required<double>("a_max", "upper bound")
                    .inputs({"data"})
                    .infer(sameAsInput)
                    .gradient(
                        [](Grad& g) {
                          Numbers n = bounds(g.attrs());
                          g.set(0, invoke("_backward_clip", {g.dy(), g.in(0)}, {{"a_min", n.a}, {"a_max", n.b}}));
                        },
                        saves({0}))
                    .method()
                    .samples(samplesOver(-2, 2, one))
                    .samples({{{{{4, 4}, DType::int32, -9, 9}}, {{"a_min", -3.0}, {"a_max", 4.0}}}})
                    .refuses({{{{{{2}}}, {{"a_min", 0.0}}}, "a_max is required"}});
  withNumbers<formula::Clip, bounds>(clip);
  defineBackward<formula::ClipGradient, bounds>(table.op("_backward_clip")
                                                    .doc("head where a_min <= data <= a_max, else 0.")
                                                    .required<double>("a_min", "lower bound")
                                                    .required<double>("a_max", "upper bound")
                                                    .samples(with(pairSamples(-2, 2, -2, 2), one)));

  NamedAttrs steep{{"alpha", 1.0}, {"beta", 0.0}};
  OpDef& hardSigmoid =
      table.op("hard_sigmoid")
          .doc("alpha * x + beta, held between 0 and 1.")
          .param<double>("alpha", 0.2, "slope")
          .param<double>("beta", 0.5, "value at 0")
          .inputs({"data"})
          .infer(sameAsFloatingInput)
          .gradient(
              [](Grad& g) {
                Numbers n = line(g.attrs());
                g.set(0, invoke("_backward_hard_sigmoid", {g.dy(), g.in(0)}, {{"alpha", n.a}, {"beta", n.b}}));
              },
              saves({0}))
          .method()
          .samples(samplesOver(-4, 4))
          .samples(samplesOver(-2, 2, steep));
  withNumbers<formula::HardSigmoid, line>(hardSigmoid);
  defineBackward<formula::HardSigmoidGradient, line>(
      table.op("_backward_hard_sigmoid")
          .doc("head * alpha where alpha * data + beta is in (0, 1), else 0.")
          .param<double>("alpha", 0.2, "slope")
          .param<double>("beta", 0.5, "value at 0")
          .samples(pairSamples(-2, 2, -4, 4)));
});

}  // namespace
}  // namespace gluonlab
