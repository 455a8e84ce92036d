// Recording: flags, leaves, and the nodes that calls leave on the tape.
#include <atomic>
#include <vector>

#include "autograd/meta.h"
#include "gluonlab/invoke.h"

namespace gluonlab {

namespace {

thread_local bool recording = false;
thread_local bool training = false;
std::atomic<uint64_t> nextSequence{1};

// Dropping the last owner of a long chain of nodes must not recurse: nodes hand their owners to this list, and the
// outermost destructor empties it.
struct Graveyard {
  std::vector<Edge> edges;
  std::vector<Tensor> tensors;
  bool emptying = false;
};
thread_local Graveyard graveyard;

AutogradMeta& metaOf(const Tensor& x) {
  auto& meta = x.impl()->autograd;
  if (!meta) meta = std::make_unique<AutogradMeta>();
  return *meta;
}

TensorInfo infoOf(const Tensor& x) { return {x.shape(), x.dtype(), x.isContiguous() ? Strides() : x.strides()}; }

void addEdges(Node& node, const TensorList& inputs) {
  for (const Tensor& x : inputs) {
    Edge edge;
    if (const auto& meta = x.impl()->autograd) edge = {meta->node, meta->output, meta->leaf};
    node.edges.push_back(std::move(edge));
    node.inputInfos.push_back(infoOf(x));
  }
}

void giveHistory(const IntrusivePtr<Node>& node, const TensorList& outputs) {
  node->sequence = nextSequence.fetch_add(1, std::memory_order_relaxed);
  for (size_t i = 0; i < outputs.size(); ++i) {
    AutogradMeta& meta = metaOf(outputs[i]);
    meta.node = node;
    meta.output = uint32_t(i);
    meta.leaf.reset();
    node->outputInfos.push_back(infoOf(outputs[i]));
  }
}

}  // namespace

Node::~Node() {
  for (Edge& e : edges) graveyard.edges.push_back(std::move(e));
  for (SavedTensor& s : inputs) graveyard.tensors.push_back(std::move(s.tensor));
  if (graveyard.emptying) return;
  graveyard.emptying = true;
  while (!graveyard.edges.empty() || !graveyard.tensors.empty()) {
    // Moved out first: the destructor of what is dropped here appends to the lists.
    auto deadEdges = std::move(graveyard.edges);
    auto deadTensors = std::move(graveyard.tensors);
    graveyard.edges.clear();
    graveyard.tensors.clear();
  }
  graveyard.emptying = false;
}

bool isRecording() { return recording; }
bool isTraining() { return training; }
bool setRecording(bool on) { return std::exchange(recording, on); }
bool setTraining(bool on) { return std::exchange(training, on); }

void attachGrad(const Tensor& x, GradReq req) {
  check(isFloating(x.dtype()), ErrorCode::dtype, "attachGrad: dtype is ", dtypeName(x.dtype()),
        ", gradients exist for float32, float64, float16, bfloat16");
  if (req == GradReq::null) {
    x.impl()->autograd.reset();
    return;
  }
  AutogradMeta& meta = metaOf(x);
  meta.node.reset();
  auto leaf = makeIntrusive<LeafState>();
  leaf->req = req;
  leaf->grad = zeros(x.shape(), x.dtype());
  meta.leaf = leaf;
}

Tensor gradOf(const Tensor& x) {
  const auto& meta = x.impl()->autograd;
  return meta && meta->leaf ? meta->leaf->grad : Tensor();
}

GradReq gradReqOf(const Tensor& x) {
  const auto& meta = x.impl()->autograd;
  return meta && meta->leaf ? meta->leaf->req : GradReq::null;
}

bool takeFreshGrad(const Tensor& x) {
  const auto& meta = x.impl()->autograd;
  return meta && meta->leaf && std::exchange(meta->leaf->fresh, false);
}

bool wantsRecording(const TensorList& inputs) {
  if (!recording) return false;
  for (const Tensor& x : inputs) {
    const auto& meta = x.impl()->autograd;
    if (meta && (meta->node || meta->leaf)) return true;
  }
  return false;
}

void recordCall(const OpDef& op, const AttrsRef& attrs, const TensorList& inputs, const TensorList& outputs,
                bool train) {
  // Not differentiable: history ends here, as in MXNet. A gradient's own kernel is remembered, so that asking for its
  // gradient is an error and not silently zero.
  if (!op.gradFn && !op.hasZeroGradient && !op.name.starts_with("_backward")) return;
  auto node = makeIntrusive<Node>();
  node->op = &op;
  node->attrs = attrs;
  node->training = train;
  addEdges(*node, inputs);
  auto keeps = [](uint64_t mask, size_t i) { return i < 64 && (mask >> i & 1); };
  for (size_t i = 0; i < inputs.size(); ++i)
    node->inputs.push_back(keeps(op.gradSaves.inputs, i) ? SavedTensor{inputs[i], inputs[i].storage().version}
                                                         : SavedTensor{});
  for (size_t i = 0; i < outputs.size(); ++i)
    node->outputs.push_back(keeps(op.gradSaves.outputs, i)
                                ? SavedTensor{outputs[i].detach(), outputs[i].storage().version}
                                : SavedTensor{});
  giveHistory(node, outputs);
}

void recordCustom(const TensorList& inputs, const TensorList& outputs, CustomBackward backward) {
  auto node = makeIntrusive<Node>();
  node->custom = std::move(backward);
  addEdges(*node, inputs);
  giveHistory(node, outputs);
}

void checkInPlaceWrite(const Tensor& x) {
  const auto& meta = x.impl()->autograd;
  if (!meta) return;
  bool recorded = (meta->node && !meta->node->freed) || (recording && meta->leaf);
  check(!recorded, ErrorCode::autograd, "an array of shape ", x.shape(),
        " that is part of a recorded graph cannot be written in place; write outside record(), or use a result instead "
        "of "
        "the in-place form");
}

}  // namespace gluonlab
