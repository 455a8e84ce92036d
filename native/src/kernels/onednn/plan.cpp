// Plans: slots, temporaries and steps put together once, and their run on memory of the moment.
#include "kernels/onednn/plan.h"

#include <memory>
#include <unordered_map>

#include "gluonlab/memory.h"
#include "gluonlab/parallel.h"

namespace gluonlab::onednn {

namespace {

constexpr size_t kAlignment = 64;
// Programs with ever new shapes must not keep every plan they made.
constexpr size_t kMostPlans = 1024;

struct KeyHash {
  size_t operator()(const PlanKey& key) const noexcept {
    uint64_t h = 0x9E3779B97F4A7C15u;
    for (int64_t v : key) h = (h ^ uint64_t(v)) * 0xff51afd7ed558ccdu, h ^= h >> 32;
    return size_t(h);
  }
};

dnnl::stream& stream() {
  thread_local dnnl::stream own(cpu());
  return own;
}

void check(dnnl_status_t status, const char* what) {
  gluonlab::check(status == dnnl_success, ErrorCode::internal, "oneDNN: ", what, " failed with status ", int(status));
}

/// A block of the pool for the time of a run.
struct Scratch {
  explicit Scratch(size_t bytes) : block(bytes ? allocateBlock(bytes) : Block{}) {}
  ~Scratch() {
    if (block.data) releaseBlock(block);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  Block block;
};

}  // namespace

const dnnl::engine& cpu() {
  static const dnnl::engine engine(dnnl::engine::kind::cpu, 0);
  return engine;
}

dnnl::memory::dims dims(const Dims& d) { return {d.begin(), d.end()}; }

dnnl::memory::data_type dataType(DType dtype) {
  using Type = dnnl::memory::data_type;
  switch (dtype) {
    case DType::float32:
      return Type::f32;
    case DType::bfloat16:
      return Type::bf16;
    default:
      fail(ErrorCode::internal, "oneDNN kernels do not take ", dtypeName(dtype));
  }
}

dnnl::primitive_attr ownScratchpad() {
  dnnl::primitive_attr attr;
  attr.set_scratchpad_mode(dnnl::scratchpad_mode::user);
  return attr;
}

int Plan::addSlot(const Desc& desc) {
  slots_.push_back(dnnl::memory(desc, cpu(), DNNL_MEMORY_NONE));
  return int(slots_.size()) - 1;
}

int Plan::given(const Desc& desc) {
  int slot = addSlot(desc);
  givenSlots_.push_back(slot);
  return slot;
}

size_t Plan::reserve(size_t bytes) {
  size_t offset = temporaryBytes_;
  temporaryBytes_ += (bytes + kAlignment - 1) / kAlignment * kAlignment;
  return offset;
}

int Plan::temporary(const Desc& desc) {
  int slot = addSlot(desc);
  temporaries_.push_back({slot, reserve(desc.get_size())});
  return slot;
}

void Plan::addReorder(int from, int to) {
  dnnl::reorder::primitive_desc pd(slots_[size_t(from)], slots_[size_t(to)], ownScratchpad());
  addStep(dnnl::reorder(pd), pd.scratchpad_desc(), {{DNNL_ARG_FROM, from}, {DNNL_ARG_TO, to}});
}

int Plan::as(int slot, const Desc& desc) {
  if (slots_[size_t(slot)].get_desc() == desc) return slot;
  int copy = temporary(desc);
  addReorder(slot, copy);
  return copy;
}

int Plan::into(int slot, const Desc& desc) {
  if (slots_[size_t(slot)].get_desc() == desc) return slot;
  int copy = temporary(desc);
  promises_.push_back({copy, slot});
  return copy;
}

void Plan::finish() {
  for (const Promise& p : promises_) addReorder(p.from, p.to);
}

void Plan::addStep(const dnnl::primitive& primitive, const Desc& scratchpad, const std::vector<Argument>& arguments) {
  Step& step = steps_.emplace_back();
  step.primitive = primitive;
  for (const Argument& a : arguments) step.arguments.push_back({a.name, slots_[size_t(a.slot)].get()});
  if (size_t bytes = scratchpad.get_size()) {
    scratchpads_.push_back(dnnl::memory(scratchpad, cpu(), DNNL_MEMORY_NONE));
    step.arguments.push_back({DNNL_ARG_SCRATCHPAD, scratchpads_.back().get()});
    scratchpadBytes_ = std::max(scratchpadBytes_, (bytes + kAlignment - 1) / kAlignment * kAlignment);
  }
}

void Plan::run(std::initializer_list<const void*> addresses) {
  gluonlab::check(addresses.size() == givenSlots_.size(), ErrorCode::internal, "a plan of ", givenSlots_.size(),
                  " given slots was run with ", addresses.size());
  Scratch scratch(scratchpadBytes_ + temporaryBytes_);
  char* base = static_cast<char*>(scratch.block.data);
  size_t i = 0;
  for (const void* address : addresses)
    check(dnnl_memory_set_data_handle(slots_[size_t(givenSlots_[i++])].get(), const_cast<void*>(address)), "set data");
  for (const Temporary& t : temporaries_)
    check(dnnl_memory_set_data_handle(slots_[size_t(t.slot)].get(), base + scratchpadBytes_ + t.offset), "set data");
  for (dnnl::memory& m : scratchpads_) check(dnnl_memory_set_data_handle(m.get(), base), "set data");
  for (const Step& step : steps_)
    check(
        dnnl_primitive_execute(step.primitive.get(), stream().get(), int(step.arguments.size()), step.arguments.data()),
        "execution");
}

Plan* cachedPlan(PlanKey key, const std::function<void(Plan&)>& build) {
  thread_local std::unordered_map<PlanKey, std::unique_ptr<Plan>, KeyHash> plans;
  key.push_back(teamSize());
  auto found = plans.find(key);
  if (found != plans.end()) return found->second.get();
  if (plans.size() >= kMostPlans) plans.clear();
  auto plan = std::make_unique<Plan>();
  try {
    build(*plan);
    plan->finish();
  } catch (const dnnl::error& e) {
    if (e.status != dnnl_unimplemented) throw;
    plan.reset();
  }
  return plans.emplace(std::move(key), std::move(plan)).first->second.get();
}

}  // namespace gluonlab::onednn
