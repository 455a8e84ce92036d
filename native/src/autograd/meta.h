// meta.h: what a tensor knows of the tape, and the tape's nodes.
//
// Owners: a tensor's meta owns the node that made it; a node owns the nodes it came from (edges) and the tensors its
// gradient needs. A node keeps its own outputs as aliases without history, so that no cycle exists.
#pragma once

#include "gluonlab/autograd.h"
#include "gluonlab/op.h"

namespace gluonlab {

/// A variable that gradients are kept for.
struct LeafState : RefCounted<LeafState> {
  Tensor grad;
  GradReq req = GradReq::write;
  bool fresh = false;  // written by a backward pass since takeFreshGrad
};

struct Node;

struct AutogradMeta {
  IntrusivePtr<Node> node;  // null for a leaf
  uint32_t output = 0;      // which output of the node
  IntrusivePtr<LeafState> leaf;
};

/// Where the gradient of an input flows on.
struct Edge {
  IntrusivePtr<Node> node;
  uint32_t output = 0;
  IntrusivePtr<LeafState> leaf;
  bool leads() const { return bool(node) || bool(leaf); }
};

struct SavedTensor {
  Tensor tensor;
  uint32_t version = 0;
};

struct Node : RefCounted<Node> {
  ~Node();
  const OpDef* op = nullptr;  // null: a user's function
  AttrsRef attrs;
  CustomBackward custom;
  SmallVector<Edge, 4> edges;
  InfoList inputInfos;
  InfoList outputInfos;
  SmallVector<SavedTensor, 4> inputs;
  SmallVector<SavedTensor, 2> outputs;
  uint64_t sequence = 0;
  bool training = true;
  bool freed = false;

  std::string name() const { return op ? op->name : "Function"; }
};

/// True when a call on these inputs would leave a node.
bool wantsRecording(const TensorList& inputs);
/// Leaves the node of a finished call. `outputs` get its history.
void recordCall(const OpDef& op, const AttrsRef& attrs, const TensorList& inputs, const TensorList& outputs,
                bool training);
/// Throws when writing `x` in place would falsify a recorded graph.
void checkInPlaceWrite(const Tensor& x);

}  // namespace gluonlab
