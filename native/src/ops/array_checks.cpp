// Questions about many arrays at once: sums of squares, whether all is finite (automatic mixed precision); and setting
// them to zero.
#include <cstring>

#include "gluonlab/op.h"
#include "kernels/sums.h"

namespace gluonlab {

namespace {

bool allFinite(Call& call) {
  bool finite = call.attrs().get<bool>("init_output") || call.out().data<float>()[0] != 0;
  for (const Tensor& x : call.inputs) finite = finite && isAllFinite(x);
  call.out().data<float>()[0] = finite ? 1.0f : 0.0f;
  return true;
}

constexpr const char* kInitOutput = "false: a zero that is already in the given out array stays";

void oneNumber(Inference& inference) {
  for (const TensorInfo& x : inference.inputs)
    check(isFloating(x.dtype), ErrorCode::dtype, "dtype is ", dtypeName(x.dtype),
          ", allowed are float32, float64, float16, bfloat16");
  inference.output({1}, DType::float32);
}

const OpFamily family([](OpTable& table) {
  table.op("all_finite")
      .doc("1 when every element is finite, else 0")
      .inputs({"data"})
      .param<bool>("init_output", true, kInitOutput)
      .infer(oneNumber)
      .kernel(Backend::reference, allFinite)
      .samples({{{{{3, 4}}}}, {{{{33}, DType::float16}}}})
      .refuses({{{{{{3}, DType::int32}}}, "dtype is int32"}});

  table.op("multi_all_finite")
      .doc("1 when every element of every array is finite, else 0")
      .variadic("num_arrays")
      .param<bool>("init_output", true, kInitOutput)
      .infer(oneNumber)
      .kernel(Backend::reference, allFinite)
      .samples({{{{{3, 4}}, {{0, 3}}, {{5}, DType::float64}}}});

  table.op("multi_sum_sq")
      .doc("The sum of squares of each array, as one vector of float32")
      .variadic("num_arrays")
      .infer([](Inference& inference) { inference.output({int64_t(inference.inputs.size())}, DType::float32); })
      .kernel(Backend::reference,
              [](Call& call) {
                for (size_t i = 0; i < call.inputs.size(); ++i)
                  call.out().data<float>()[i] = float(sumOfSquares(call.in(i)));
                return true;
              })
      .samples({{{{{3, 4}}, {{0, 3}}, {{33}}}}});

  table.op("reset_arrays")
      .doc("Sets every element of every array to zero")
      .variadic("num_arrays")
      .mutates([](const Attrs&, size_t inputs) {
        std::vector<int> all(inputs);
        for (size_t i = 0; i < inputs; ++i) all[i] = int(i);
        return all;
      })
      .outputCount([](const Attrs&) { return size_t{0}; })
      .infer([](Inference&) {})
      .kernel(Backend::reference,
              [](Call& call) {
                for (const Tensor& x : call.inputs) std::memset(x.raw(), 0, x.bytes());
                return true;
              })
      .samples({{{{{3, 4}}, {{5}, DType::int32}}}});
});

}  // namespace

}  // namespace gluonlab
