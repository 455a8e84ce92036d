// op.h: THE OP TABLE. An operator is one block that says everything about it; all else is derived.
//
//   const OpFamily family([](OpTable& table) {
//     table.op("softmax")
//         .doc("exp(x - max x) / sum, along one axis")
//         .param<int64_t>("axis", -1, "axis that sums to one; negative counts from the end")
//         .inputs({"data"})
//         .infer(sameAsInput)
//         .gradient([](Grad& g) { Tensor t = g.dy() * g.out(0); g.set(0, t - g.out(0) * sum(t, axis, true)); },
//         saves({}, {0})) .kernel(Backend::reference, softmaxReference) .samples({{{{2, 3}}}, {{{4, 1, 5}}, {{"axis",
//         int64_t{1}}}}}) .refuses({{{{2, 3}}, {{"axis", int64_t{7}}}}, "axis 7 is outside [-2, 2)"});
//   });
//
// The table is built once, before the first use, and never changes afterwards: safe to read on any thread.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "gluonlab/attrs.h"
#include "gluonlab/tensor.h"

namespace gluonlab {

/// Shape, strides (empty: contiguous) and dtype of an operand before it exists.
struct TensorInfo {
  Shape shape;
  DType dtype = DType::float32;
  Strides strides;
};
using InfoList = SmallVector<TensorInfo, 4>;

/// What shape inference sees and fills. Throw (check/fail) on a wrong request: the error appears at the user's call.
struct Inference {
  const Attrs& attrs;
  const InfoList& inputs;
  InfoList outputs;
  bool training = false;
  const TensorList* tensors = nullptr;  // the inputs; null where only shapes are known
  const Shape& shape(size_t i) const { return inputs[i].shape; }
  DType dtype(size_t i) const { return inputs[i].dtype; }
  void output(const Shape& shape, DType dtype) {
    TensorInfo& info = outputs.emplace_back();
    info.shape = shape;
    info.dtype = dtype;
  }
  /// Input i itself, computed: for the rare operator whose output shape depends on values. Waits for it.
  const Tensor& values(size_t i) const {
    check(tensors != nullptr, ErrorCode::value, "the shape of the result depends on values of input ", i,
          ", which are not there yet");
    (*tensors)[i].wait();
    return (*tensors)[i];
  }
};
using InferFn = std::function<void(Inference&)>;

/// Where a call's random numbers start: counter-based, so the same on any thread.
struct RandomStart {
  uint64_t seed = 0;
  uint64_t offset = 0;
};

/// One execution: what a kernel gets. Inputs are contiguous unless the operator is `strided`.
struct Call {
  const OpDef* op = nullptr;
  const Attrs* parameters = nullptr;
  AttrsRef attributes;  // owns the parameters of a queued call
  TensorList inputs;
  TensorList outputs;
  RandomStart random;
  bool training = false;
  const Attrs& attrs() const { return *parameters; }
  const Tensor& in(size_t i = 0) const { return inputs[i]; }
  Tensor& out(size_t i = 0) { return outputs[i]; }
};

enum class Backend : uint8_t { reference, simd, onednn };

/// Computes the outputs; returns false, having written nothing, when it does not handle this call (the next back end is
/// asked).
using KernelFn = std::function<bool(Call&)>;
/// A view of an input that serves as the output without computing; an undefined Tensor means "compute it".
using AliasFn = std::function<Tensor(const Attrs&, const TensorList& inputs, const TensorInfo& output)>;
/// Work of one call in floating-point operations, where bytes moved do not tell (GEMM, convolution).
using FlopsFn = std::function<double(const Attrs&, const InfoList& inputs, const InfoList& outputs)>;

/// What a gradient function sees. Everything it computes is made of operators, so that gradients have gradients.
class Grad {
 public:
  virtual ~Grad() = default;
  virtual const Attrs& attrs() const = 0;
  virtual Tensor in(size_t i) const = 0;   // only inputs listed in `saves`
  virtual Tensor out(size_t i) const = 0;  // only outputs listed in `saves`
  virtual const TensorInfo& inInfo(size_t i) const = 0;
  virtual const TensorInfo& outInfo(size_t i) const = 0;
  virtual size_t inputCount() const = 0;
  virtual size_t outputCount() const = 0;
  virtual Tensor dy(size_t i = 0) const = 0;  // head gradient of output i (zeros when nothing flowed into it)
  virtual bool hasDy(size_t i) const = 0;     // false: dy(i) would be zeros
  virtual bool needs(size_t i) const = 0;     // is a gradient for input i asked for
  virtual bool training() const = 0;
  virtual void set(size_t i, Tensor gradient) = 0;  // shape and dtype of input i
};
using GradFn = std::function<void(Grad&)>;

/// Which inputs and outputs a gradient function reads; the tape keeps only these.
struct Saves {
  uint64_t inputs = 0;
  uint64_t outputs = 0;
};
inline constexpr uint64_t kAll = ~uint64_t{0};
Saves saves(std::initializer_list<int> inputs, std::initializer_list<int> outputs = {});

struct ParamDef {
  enum class Type : uint8_t { boolean, integer, real, text, dims, reals } type;
  std::string name;
  std::string doc;
  AttrValue fallback;  // default; meaningless when required
  bool required = false;
  bool optional = false;             // None is a value
  std::vector<std::string> choices;  // allowed texts, empty: any
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
};

/// An input of a sample call: random values of a range, laid out as said.
struct SampleInput {
  Shape shape;
  DType dtype = DType::float32;
  double low = -2;
  double high = 2;        // integers: drawn from [low, high)
  bool distinct = false;  // no two equal values (max, sort: a kink otherwise)
};
struct Sample {
  std::vector<SampleInput> inputs;
  NamedAttrs attrs{};
  bool training = false;
};
struct Refusal {
  Sample sample;
  std::string sentence;  // must occur in the error
};

class OpDef {
 public:
  explicit OpDef(std::string name) : name(std::move(name)) {}

  // --- the builder -----------------------------------------------------------------------------------------------
  OpDef& alias(std::initializer_list<const char*> names);
  OpDef& doc(const char* text);
  /// T: bool, int64_t, double, std::string, Dims, std::vector<double>.
  template <class T>
  OpDef& param(const char* name, T fallback, const char* doc) {
    return add<T>(name, AttrValue(std::move(fallback)), doc, false, false);
  }
  template <class T>
  OpDef& required(const char* name, const char* doc) {
    return add<T>(name, AttrValue(), doc, true, false);
  }
  /// None by default.
  template <class T>
  OpDef& optional(const char* name, const char* doc) {
    return add<T>(name, AttrValue(), doc, false, true);
  }
  /// The last declared parameter takes only these texts.
  OpDef& choices(std::initializer_list<const char*> texts);
  /// The last declared parameter is a number in [low, high].
  OpDef& range(double low, double high);
  /// The last declared parameter takes a dtype's name.
  OpDef& dtypes();
  OpDef& inputs(std::initializer_list<const char*> names);
  /// Any number of inputs; MXNet's parameter that counts them ("num_args") is accepted and ignored. Names are data0,
  /// data1, ...
  OpDef& variadic(const char* countParam);
  /// How many of the declared inputs a call must have, as a function of the attributes (no_bias, use_length, ...).
  OpDef& inputCount(std::function<size_t(const Attrs&)> count);
  OpDef& outputs(std::initializer_list<const char*> names);
  OpDef& outputCount(std::function<size_t(const Attrs&)> count);
  /// Of the outputs, how many the user sees (the rest feed the gradient).
  OpDef& visibleOutputs(std::function<size_t(const Attrs&)> count);
  /// Inputs that the call writes: auxiliary and optimizer states.
  OpDef& mutates(std::initializer_list<int> inputs);
  /// The same where it depends on the number of inputs (multi-tensor updates).
  OpDef& mutates(std::function<std::vector<int>(const Attrs&, size_t inputs)> which);
  /// Output k is input `map(k)` itself, written in place (optimizer updates called without out=).
  OpDef& infer(InferFn fn);
  OpDef& gradient(GradFn fn, Saves saves = {});
  /// The result never depends on the inputs' values smoothly: gradients are zero (comparisons, rounding, argmax).
  OpDef& zeroGradient();
  /// The gradient is a convention, not the derivative of the output (loss layers).
  OpDef& conventionalGradient();
  OpDef& kernel(Backend backend, KernelFn fn);
  OpDef& aliases(AliasFn fn);
  OpDef& flops(FlopsFn fn);
  /// Kernels read inputs through their strides.
  OpDef& strided();
  /// The kernel may write output 0 over input 0 (same shape and dtype).
  OpDef& inPlace();
  /// Draws random numbers: `count` says how many Philox blocks of four a call uses up.
  OpDef& random(std::function<uint64_t(const InfoList& outputs)> blocks);
  /// Is also a method of NDArray.
  OpDef& method();
  OpDef& samples(std::vector<Sample> list);
  OpDef& refuses(std::vector<Refusal> list);
  /// Tolerance of the gradient check (relative), where float64 differences are rough.
  OpDef& gradientTolerance(double rtol);

  // --- what the builder collected (read-only after the table is built) ---------------------------------------------
  std::string name;
  std::vector<std::string> aliasNames;
  std::string docText;
  std::vector<ParamDef> params;
  std::vector<std::string> inputNames;
  bool isVariadic = false;
  std::string countParam;
  std::function<size_t(const Attrs&)> inputCountFn;
  std::vector<std::string> outputNames{"output"};
  std::function<size_t(const Attrs&)> outputCountFn;
  std::function<size_t(const Attrs&)> visibleOutputsFn;
  std::function<std::vector<int>(const Attrs&, size_t)> mutatesFn;
  InferFn inferFn;
  GradFn gradFn;
  Saves gradSaves;
  bool hasZeroGradient = false;
  bool hasConventionalGradient = false;
  KernelFn kernels[3];
  AliasFn aliasFn;
  FlopsFn flopsFn;
  bool isStrided = false;
  bool canRunInPlace = false;
  std::function<uint64_t(const InfoList&)> randomBlocks;
  bool isMethod = false;
  std::vector<Sample> sampleList;
  std::vector<Refusal> refusalList;
  double gradRtol = 1e-5;
  int id = -1;        // position in the table
  AttrsRef defaults;  // null when a parameter is required

  /// Checks and completes named values: unknown names, wrong types, values not allowed and missing ones are value
  /// errors.
  AttrsRef parse(const NamedAttrs& values) const;

 private:
  template <class T>
  OpDef& add(const char* name, AttrValue fallback, const char* doc, bool required, bool optional);
  OpDef& addParam(ParamDef::Type type, const char* name, AttrValue fallback, const char* doc, bool required,
                  bool optional);
};

class OpTable {
 public:
  /// Starts a new operator. A name or alias used twice is an internal error at start-up.
  OpDef& op(const char* name);
  /// nullptr when there is none of that name or alias.
  const OpDef* find(std::string_view name) const;
  const OpDef& at(int id) const { return *ops_[size_t(id)]; }
  size_t size() const { return ops_.size(); }

 private:
  friend const OpTable& opTable();
  void finish();
  std::vector<std::unique_ptr<OpDef>> ops_;  // sorted by name after finish()
};

/// The table, built on first use from every OpFamily of the program.
const OpTable& opTable();
/// The operator of that name; a value error when there is none.
const OpDef& findOp(std::string_view name);
/// The whole table as JSON: what the TypeScript generator, the documentation and graph files read.
std::string describeOps();

/// A file of operators announces itself by a static object of this type.
struct OpFamily {
  explicit OpFamily(void (*define)(OpTable&));
};

template <class T>
OpDef& OpDef::add(const char* name, AttrValue fallback, const char* doc, bool required, bool optional) {
  using Type = ParamDef::Type;
  constexpr Type type = std::is_same_v<T, bool>          ? Type::boolean
                        : std::is_same_v<T, int64_t>     ? Type::integer
                        : std::is_same_v<T, double>      ? Type::real
                        : std::is_same_v<T, std::string> ? Type::text
                        : std::is_same_v<T, Dims>        ? Type::dims
                                                         : Type::reals;
  return addParam(type, name, std::move(fallback), doc, required, optional);
}

// --- inference shared by many operators
// ---------------------------------------------------------------------------------
/// One output of input 0's shape, strides (when dense) and dtype.
void sameAsInput(Inference& inference);
/// The same, floating dtypes only.
void sameAsFloatingInput(Inference& inference);

}  // namespace gluonlab
