// plan.h: a oneDNN computation made once and run many times: primitives in order, over numbered slots of memory.
//
//   Plan* plan = cachedPlan(key, [&](Plan& p) {
//     int x = p.given(xDesc), w = p.given(wDesc), y = p.given(yDesc);
//     p.add(convolution_forward(pd), pd, {{DNNL_ARG_SRC, x}, {DNNL_ARG_WEIGHTS, p.as(w, pd.weights_desc())},
//     {DNNL_ARG_DST, y}});
//   });
//   plan->run({xData, wData, yData});     // pointers of the given slots, in order
//
// Temporaries and scratchpads come from the engine's pool at each run. Plans are kept per thread, because a primitive
// belongs to the number of threads it was made for and a memory object to one caller; the key need not name either.
#pragma once

#include <dnnl.hpp>
#include <functional>
#include <vector>

#include "gluonlab/dtype.h"
#include "gluonlab/shape.h"
#include "gluonlab/small_vector.h"

namespace gluonlab::onednn {

const dnnl::engine& cpu();
dnnl::memory::dims dims(const Dims& d);
dnnl::memory::data_type dataType(DType dtype);

/// The descriptor of a forward primitive: oneDNN 3 takes the arguments at once, oneDNN 2 through an operation
/// descriptor.
template <class Primitive, class... Args>
typename Primitive::primitive_desc describe(const dnnl::primitive_attr& attr, const Args&... args) {
#if DNNL_VERSION_MAJOR >= 3
  return typename Primitive::primitive_desc(cpu(), args..., attr);
#else
  return typename Primitive::primitive_desc(typename Primitive::desc(args...), attr, cpu());
#endif
}
/// The same of a backward primitive, which needs the forward one as a hint.
template <class Primitive, class Forward, class... Args>
typename Primitive::primitive_desc describeBackward(const dnnl::primitive_attr& attr, const Forward& forward,
                                                    const Args&... args) {
#if DNNL_VERSION_MAJOR >= 3
  return typename Primitive::primitive_desc(cpu(), args..., forward, attr);
#else
  return typename Primitive::primitive_desc(typename Primitive::desc(args...), attr, cpu(), forward);
#endif
}
/// Attributes of a primitive whose scratchpad is ours.
dnnl::primitive_attr ownScratchpad();

class Plan {
 public:
  using Desc = dnnl::memory::desc;
  struct Argument {
    int name;  // DNNL_ARG_...
    int slot;
  };

  /// A slot whose address is told at each run.
  int given(const Desc& desc);
  /// A slot that lives during a run.
  int temporary(const Desc& desc);
  /// `slot` in another format: itself when it already has it, else a temporary filled by a reorder.
  int as(int slot, const Desc& desc);
  /// A slot of format `desc` to compute into, whose content `finish()` puts into `slot`.
  int into(int slot, const Desc& desc);
  template <class Descriptor>
  void add(const dnnl::primitive& primitive, const Descriptor& descriptor, std::initializer_list<Argument> arguments) {
    addStep(primitive, descriptor.scratchpad_desc(), arguments);
  }
  /// Adds the reorders that `into` promised. Called once, after the last add.
  void finish();
  void run(std::initializer_list<const void*> addresses);

 private:
  struct Step {
    dnnl::primitive primitive;
    std::vector<dnnl_exec_arg_t> arguments;
  };
  struct Temporary {
    int slot;
    size_t offset;
  };
  struct Promise {
    int from, to;
  };
  int addSlot(const Desc& desc);
  void addReorder(int from, int to);
  void addStep(const dnnl::primitive& primitive, const Desc& scratchpad, const std::vector<Argument>& arguments);
  size_t reserve(size_t bytes);

  std::vector<dnnl::memory> slots_;
  std::vector<int> givenSlots_;
  std::vector<Temporary> temporaries_;
  std::vector<Promise> promises_;
  std::vector<Step> steps_;
  std::vector<dnnl::memory> scratchpads_;  // all lie at offset 0 of the run's block
  size_t scratchpadBytes_ = 0;
  size_t temporaryBytes_ = 0;
};

/// What a plan depends on: a tag of its kind, then shapes, strides, attributes.
using PlanKey = SmallVector<int64_t, 48>;
/// Null when oneDNN has no implementation of what `build` asks for (that answer is kept, too).
Plan* cachedPlan(PlanKey key, const std::function<void(Plan&)>& build);

}  // namespace gluonlab::onednn
