// Backward: walks the tape from the heads in reverse order of creation. A node's consumers were all created after it,
// so the highest sequence number among the waiting nodes is always complete.
#include <algorithm>
#include <unordered_map>
#include <vector>

#include "autograd/meta.h"
#include "gluonlab/invoke.h"

namespace gluonlab {

namespace {

// A gradient on its way. `owned`: no one else can see its storage, so a leaf may take it over without a copy.
struct Flow {
  Tensor tensor;
  bool owned = false;
  void add(const Tensor& more, bool moreOwned) {
    if (!tensor.defined()) {
      tensor = more;
      owned = moreOwned;
    } else {
      tensor = tensor + more;
      owned = true;
    }
  }
};

class TapeGrad final : public Grad {
 public:
  TapeGrad(Node& node, const IntrusivePtr<Node>& self, SmallVector<Flow, 2>& heads, std::vector<bool> wanted)
      : node_(node), self_(self), heads_(heads), wanted_(std::move(wanted)), results_(node.edges.size()) {}

  const Attrs& attrs() const override { return *node_.attrs; }
  size_t inputCount() const override { return node_.edges.size(); }
  size_t outputCount() const override { return node_.outputInfos.size(); }
  const TensorInfo& inInfo(size_t i) const override { return node_.inputInfos[i]; }
  const TensorInfo& outInfo(size_t i) const override { return node_.outputInfos[i]; }
  bool needs(size_t i) const override { return wanted_[i]; }
  bool training() const override { return node_.training; }
  bool hasDy(size_t i) const override { return heads_[i].tensor.defined(); }

  Tensor in(size_t i) const override { return unpack(node_.inputs[i], "input", i); }
  Tensor out(size_t i) const override {
    Tensor saved = unpack(node_.outputs[i], "output", i);
    if (!isRecording()) return saved;
    // For gradients of gradients the output must lead back to its node, which it could not own while saved.
    Tensor linked = saved.detach();
    linked.impl()->autograd = std::make_unique<AutogradMeta>(AutogradMeta{self_, uint32_t(i), {}});
    return linked;
  }
  Tensor dy(size_t i) const override {
    if (heads_[i].tensor.defined()) return heads_[i].tensor;
    return zeros(node_.outputInfos[i].shape, node_.outputInfos[i].dtype);
  }
  void set(size_t i, Tensor gradient) override {
    check(gradient.shape() == node_.inputInfos[i].shape, ErrorCode::internal, "gradient of input ", i, " has shape ",
          gradient.shape(), ", the input has ", node_.inputInfos[i].shape);
    results_[i] = std::move(gradient);
  }

  std::vector<Tensor>& results() { return results_; }
  /// A result is owned when it shares storage with nothing this node was given and with no other result.
  bool owns(size_t i) const {
    const Storage* storage = &results_[i].storage();
    for (const Flow& head : heads_)
      if (head.tensor.defined() && &head.tensor.storage() == storage) return false;
    for (const SavedTensor& s : node_.inputs)
      if (s.tensor.defined() && &s.tensor.storage() == storage) return false;
    for (const SavedTensor& s : node_.outputs)
      if (s.tensor.defined() && &s.tensor.storage() == storage) return false;
    for (size_t k = 0; k < results_.size(); ++k)
      if (k != i && results_[k].defined() && &results_[k].storage() == storage) return false;
    return true;
  }

 private:
  Tensor unpack(const SavedTensor& saved, const char* what, size_t i) const {
    check(saved.tensor.defined(), ErrorCode::internal, "the gradient reads ", what, " ", i,
          ", which `saves` does not list");
    check(saved.tensor.storage().version == saved.version, ErrorCode::autograd, node_.name(), ": ", what, " ", i,
          " was written in place after it was recorded, so its gradient cannot be computed");
    return saved.tensor;
  }

  Node& node_;
  const IntrusivePtr<Node>& self_;
  SmallVector<Flow, 2>& heads_;
  std::vector<bool> wanted_;
  std::vector<Tensor> results_;
};

/// One backward pass.
class Pass {
 public:
  explicit Pass(const BackwardOptions& options) : options_(options) {}

  void start(const TensorList& heads, const TensorList& headGrads) {
    check(headGrads.empty() || headGrads.size() == heads.size(), ErrorCode::value, "backward: ", headGrads.size(),
          " head gradients for ", heads.size(), " heads");
    for (size_t i = 0; i < heads.size(); ++i) {
      const auto& meta = heads[i].impl()->autograd;
      check(meta && (meta->node || meta->leaf), ErrorCode::autograd, "backward: head ", i, " of shape ",
            heads[i].shape(),
            " was not recorded; compute it inside autograd.record() from arrays with an attached gradient");
      Tensor grad = i < headGrads.size() ? headGrads[i] : Tensor();
      if (!grad.defined()) {
        send({meta->node, meta->output, meta->leaf}, ones(heads[i].shape(), heads[i].dtype()), true);
        continue;
      }
      check(grad.shape() == heads[i].shape(), ErrorCode::shape, "backward: head gradient ", i, " has shape ",
            grad.shape(), ", the head has ", heads[i].shape());
      send({meta->node, meta->output, meta->leaf}, cast(grad, heads[i].dtype()), false);
    }
  }

  /// Keep the gradient that arrives at this recorded result.
  void capture(Node* node, uint32_t output, size_t slot) { captures_[node].push_back({output, slot}); }

  void run(std::vector<Tensor>* captured) {
    while (!waiting_.empty()) {
      std::pop_heap(waiting_.begin(), waiting_.end(), bySequence);
      IntrusivePtr<Node> node = std::move(waiting_.back());
      waiting_.pop_back();
      auto flows = std::move(arrived_.find(node.get())->second);
      arrived_.erase(node.get());
      if (auto found = captures_.find(node.get()); found != captures_.end())
        for (auto [output, slot] : found->second) (*captured)[slot] = flows[output].tensor;
      visit(node, flows);
    }
  }

  std::unordered_map<LeafState*, Flow>& leaves() { return leaves_; }

 private:
  static bool bySequence(const IntrusivePtr<Node>& a, const IntrusivePtr<Node>& b) { return a->sequence < b->sequence; }

  void send(const Edge& edge, const Tensor& grad, bool owned) {
    if (edge.leaf) {
      keepAlive_.push_back(edge.leaf);
      leaves_[edge.leaf.get()].add(grad, owned);
      return;
    }
    auto [at, isNew] = arrived_.try_emplace(edge.node.get());
    if (isNew) {
      at->second.resize(edge.node->outputInfos.size());
      waiting_.push_back(edge.node);
      std::push_heap(waiting_.begin(), waiting_.end(), bySequence);
    }
    at->second[edge.output].add(grad, owned);
  }

  void visit(const IntrusivePtr<Node>& node, SmallVector<Flow, 2>& flows) {
    check(!node->freed, ErrorCode::autograd, node->name(),
          ": the graph was freed by an earlier backward; pass retainGraph: true there to walk it twice");
    if (node->custom) {
      visitCustom(*node, flows);
    } else if (node->op->gradFn) {
      std::vector<bool> wanted;
      for (const Edge& e : node->edges) wanted.push_back(e.leads());
      TapeGrad grad(*node, node, flows, std::move(wanted));
      try {
        node->op->gradFn(grad);
      } catch (const Error& e) {
        throw e.within("gradient of " + node->name());
      }
      auto& results = grad.results();
      for (size_t i = 0; i < results.size(); ++i)
        if (results[i].defined() && node->edges[i].leads()) send(node->edges[i], results[i], grad.owns(i));
    } else {
      check(node->op->hasZeroGradient, ErrorCode::notYet, node->name(),
            ": this gradient has no gradient of its own, so gradients of gradients cannot go through it");
      sendZeros(*node);
    }
    if (!options_.retainGraph && !options_.createGraph) {
      node->freed = true;
      node->inputs.clear();
      node->outputs.clear();
      node->custom = nullptr;
    }
  }

  void visitCustom(Node& node, SmallVector<Flow, 2>& flows) {
    TensorList heads;
    for (size_t i = 0; i < flows.size(); ++i)
      heads.push_back(flows[i].tensor.defined() ? flows[i].tensor
                                                : zeros(node.outputInfos[i].shape, node.outputInfos[i].dtype));
    TensorList results = node.custom(heads);
    check(results.size() == node.edges.size(), ErrorCode::autograd, "Function: backward returned ", results.size(),
          " gradients for ", node.edges.size(), " inputs");
    for (size_t i = 0; i < results.size(); ++i) {
      if (!results[i].defined() || !node.edges[i].leads()) continue;
      check(results[i].shape() == node.inputInfos[i].shape, ErrorCode::shape, "Function: gradient of input ", i,
            " has shape ", results[i].shape(), ", the input has ", node.inputInfos[i].shape);
      send(node.edges[i], results[i], false);
    }
  }

  void sendZeros(Node& node) {
    for (size_t i = 0; i < node.edges.size(); ++i)
      if (node.edges[i].leads()) send(node.edges[i], zeros(node.inputInfos[i].shape, node.inputInfos[i].dtype), true);
  }

  BackwardOptions options_;
  std::vector<IntrusivePtr<Node>> waiting_;
  std::unordered_map<Node*, SmallVector<Flow, 2>> arrived_;
  std::unordered_map<Node*, std::vector<std::pair<uint32_t, size_t>>> captures_;
  std::unordered_map<LeafState*, Flow> leaves_;
  std::vector<IntrusivePtr<LeafState>> keepAlive_;
};

// The gradient array keeps its identity (users and trainers hold it); only what it looks at may be exchanged.
void write(LeafState& leaf, Flow& flow) {
  leaf.fresh = true;
  TensorImpl& target = *leaf.grad.impl();
  Tensor value = cast(flow.tensor, target.dtype);
  bool owned = flow.owned || &value.storage() != &flow.tensor.storage();
  if (leaf.req == GradReq::add) {
    value = leaf.grad + value;
    owned = true;
  }
  if (owned && value.isContiguous()) {
    target.storage = IntrusivePtr<Storage>(&value.storage());
    target.offset = value.impl()->offset;
    target.strides = value.strides();
    target.contiguous = true;
  } else {
    invoke(findOp("_copy"), findOp("_copy").defaults, {value}, {leaf.grad});
  }
}

}  // namespace

void backward(const TensorList& heads, const TensorList& headGrads, const BackwardOptions& options) {
  Pass pass(options);
  RecordScope scope(options.createGraph, options.trainMode);
  pass.start(heads, headGrads);
  pass.run(nullptr);
  RecordScope writing(false, options.trainMode);
  for (auto& [leaf, flow] : pass.leaves()) write(*leaf, flow);
}

TensorList gradients(const TensorList& heads, const TensorList& variables, const TensorList& headGrads,
                     const BackwardOptions& options) {
  Pass pass(options);
  RecordScope scope(options.createGraph, options.trainMode);
  std::vector<Tensor> captured(variables.size());
  for (size_t i = 0; i < variables.size(); ++i) {
    const auto& meta = variables[i].impl()->autograd;
    check(meta && (meta->node || meta->leaf), ErrorCode::autograd, "grad: variable ", i, " of shape ",
          variables[i].shape(), " has no attached gradient and was not recorded");
    if (meta->node) pass.capture(meta->node.get(), meta->output, i);
  }
  pass.start(heads, headGrads);
  pass.run(&captured);
  TensorList results;
  for (size_t i = 0; i < variables.size(); ++i) {
    const auto& meta = variables[i].impl()->autograd;
    if (meta->leaf) {
      auto found = pass.leaves().find(meta->leaf.get());
      if (found != pass.leaves().end()) captured[i] = found->second.tensor;
    }
    check(captured[i].defined(), ErrorCode::autograd, "grad: the heads do not depend on variable ", i, " of shape ",
          variables[i].shape());
    results.push_back(captured[i]);
  }
  return results;
}

}  // namespace gluonlab
