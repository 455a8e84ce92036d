// The op table: collecting families, the builder's functions, look-up by name or alias.
#include <algorithm>
#include <unordered_map>

#include "gluonlab/op.h"

namespace gluonlab {

namespace {

using Define = void (*)(OpTable&);

std::vector<Define>& families() {
  static auto* list = new std::vector<Define>;
  return *list;
}

std::unordered_map<std::string_view, const OpDef*>& byName() {
  static auto* map = new std::unordered_map<std::string_view, const OpDef*>;
  return *map;
}

}  // namespace

OpFamily::OpFamily(void (*define)(OpTable&)) { families().push_back(define); }

OpDef& OpTable::op(const char* name) {
  ops_.push_back(std::make_unique<OpDef>(name));
  return *ops_.back();
}

void OpTable::finish() {
  std::sort(ops_.begin(), ops_.end(), [](const auto& a, const auto& b) { return a->name < b->name; });
  for (size_t i = 0; i < ops_.size(); ++i) {
    OpDef& op = *ops_[i];
    op.id = int(i);
    bool hasRequired = std::any_of(op.params.begin(), op.params.end(), [](const ParamDef& p) { return p.required; });
    if (!hasRequired) op.defaults = op.parse({});
    auto add = [&](const std::string& name) {
      bool isNew = byName().emplace(name, &op).second;
      check(isNew, ErrorCode::internal, "operator name '", name, "' is used twice");
    };
    add(op.name);
    for (const std::string& alias : op.aliasNames) add(alias);
  }
}

const OpTable& opTable() {
  static const OpTable* table = [] {
    auto* built = new OpTable;
    for (Define define : families()) define(*built);
    built->finish();
    return built;
  }();
  return *table;
}

const OpDef* OpTable::find(std::string_view name) const {
  auto found = byName().find(name);
  return found == byName().end() ? nullptr : found->second;
}

const OpDef& findOp(std::string_view name) {
  const OpDef* op = opTable().find(name);
  check(op != nullptr, ErrorCode::value, "there is no operator '", name, "'");
  return *op;
}

Saves saves(std::initializer_list<int> inputs, std::initializer_list<int> outputs) {
  Saves s;
  for (int i : inputs) s.inputs |= uint64_t{1} << i;
  for (int i : outputs) s.outputs |= uint64_t{1} << i;
  return s;
}

// --- the builder
// ---------------------------------------------------------------------------------------------------------

OpDef& OpDef::alias(std::initializer_list<const char*> names) {
  aliasNames.insert(aliasNames.end(), names.begin(), names.end());
  return *this;
}
OpDef& OpDef::doc(const char* text) {
  docText = text;
  return *this;
}
OpDef& OpDef::addParam(ParamDef::Type type, const char* paramName, AttrValue fallback, const char* doc, bool required,
                       bool optional) {
  ParamDef param;
  param.type = type;
  param.name = paramName;
  param.doc = doc;
  param.fallback = std::move(fallback);
  param.required = required;
  param.optional = optional;
  params.push_back(std::move(param));
  return *this;
}
OpDef& OpDef::choices(std::initializer_list<const char*> texts) {
  params.back().choices.assign(texts.begin(), texts.end());
  return *this;
}
OpDef& OpDef::range(double low, double high) {
  params.back().low = low;
  params.back().high = high;
  return *this;
}
OpDef& OpDef::dtypes() {
  return choices({"float32", "float64", "float16", "bfloat16", "uint8", "int8", "int32", "int64", "bool"});
}
OpDef& OpDef::inputs(std::initializer_list<const char*> names) {
  inputNames.assign(names.begin(), names.end());
  return *this;
}
OpDef& OpDef::variadic(const char* count) {
  isVariadic = true;
  countParam = count;
  inputNames = {"data"};
  return *this;
}
OpDef& OpDef::inputCount(std::function<size_t(const Attrs&)> count) {
  inputCountFn = std::move(count);
  return *this;
}
OpDef& OpDef::outputs(std::initializer_list<const char*> names) {
  outputNames.assign(names.begin(), names.end());
  return *this;
}
OpDef& OpDef::outputCount(std::function<size_t(const Attrs&)> count) {
  outputCountFn = std::move(count);
  return *this;
}
OpDef& OpDef::visibleOutputs(std::function<size_t(const Attrs&)> count) {
  visibleOutputsFn = std::move(count);
  return *this;
}
OpDef& OpDef::mutates(std::initializer_list<int> which) {
  std::vector<int> fixed(which);
  mutatesFn = [fixed](const Attrs&, size_t) { return fixed; };
  return *this;
}
OpDef& OpDef::mutates(std::function<std::vector<int>(const Attrs&, size_t)> which) {
  mutatesFn = std::move(which);
  return *this;
}
OpDef& OpDef::infer(InferFn fn) {
  inferFn = std::move(fn);
  return *this;
}
OpDef& OpDef::gradient(GradFn fn, Saves which) {
  gradFn = std::move(fn);
  gradSaves = which;
  return *this;
}
OpDef& OpDef::zeroGradient() {
  hasZeroGradient = true;
  return *this;
}
OpDef& OpDef::conventionalGradient() {
  hasConventionalGradient = true;
  return *this;
}
OpDef& OpDef::kernel(Backend backend, KernelFn fn) {
  kernels[size_t(backend)] = std::move(fn);
  return *this;
}
OpDef& OpDef::aliases(AliasFn fn) {
  aliasFn = std::move(fn);
  return *this;
}
OpDef& OpDef::flops(FlopsFn fn) {
  flopsFn = std::move(fn);
  return *this;
}
OpDef& OpDef::strided() {
  isStrided = true;
  return *this;
}
OpDef& OpDef::inPlace() {
  canRunInPlace = true;
  return *this;
}
OpDef& OpDef::random(std::function<uint64_t(const InfoList&)> blocks) {
  randomBlocks = std::move(blocks);
  return *this;
}
OpDef& OpDef::method() {
  isMethod = true;
  return *this;
}
OpDef& OpDef::samples(std::vector<Sample> list) {
  sampleList.insert(sampleList.end(), list.begin(), list.end());
  return *this;
}
OpDef& OpDef::refuses(std::vector<Refusal> list) {
  refusalList.insert(refusalList.end(), list.begin(), list.end());
  return *this;
}
OpDef& OpDef::gradientTolerance(double rtol) {
  gradRtol = rtol;
  return *this;
}

// --- shared inference
// ------------------------------------------------------------------------------------------------------

void sameAsInput(Inference& inference) {
  const TensorInfo& x = inference.inputs[0];
  TensorInfo& y = inference.outputs.emplace_back();
  y.shape = x.shape;
  y.dtype = x.dtype;
  // Dense but permuted (channels-last) layouts travel on; views with gaps or repeats do not.
  if (x.strides.empty()) return;
  Dims order;
  for (size_t i = 0; i < x.shape.size(); ++i) order.push_back(int64_t(i));
  std::sort(order.begin(), order.end(), [&](int64_t a, int64_t b) {
    return x.strides[size_t(a)] != x.strides[size_t(b)] ? x.strides[size_t(a)] > x.strides[size_t(b)] : a < b;
  });
  int64_t expected = 1;
  for (size_t k = order.size(); k-- > 0;) {
    size_t axis = size_t(order[k]);
    if (x.shape[axis] == 1) continue;
    if (x.strides[axis] != expected) return;
    expected *= x.shape[axis];
  }
  y.strides = x.strides;
}

void sameAsFloatingInput(Inference& inference) {
  check(isFloating(inference.dtype(0)), ErrorCode::dtype, "dtype is ", dtypeName(inference.dtype(0)),
        ", allowed are float32, float64, float16, bfloat16");
  sameAsInput(inference);
}

}  // namespace gluonlab
