// autograd.h: the tape. Calls made while recording leave nodes; backward walks them in reverse order of creation.
//
//   attachGrad(w, GradReq::write);
//   { RecordScope scope(true, true);  loss = f(w); }
//   backward({loss}, {}, {});                      // gradOf(w) holds dloss/dw
//
// Thread rule: recording state is per thread; a graph belongs to the thread that recorded it.
#pragma once

#include <functional>

#include "gluonlab/tensor.h"

namespace gluonlab {

enum class GradReq : uint8_t { null, write, add };

bool isRecording();
bool isTraining();
bool setRecording(bool on);  // returns the former value
bool setTraining(bool on);

/// Sets both flags, restores them at the end of the scope.
class RecordScope {
 public:
  RecordScope(bool recording, bool training) : recording_(setRecording(recording)), training_(setTraining(training)) {}
  ~RecordScope() {
    setRecording(recording_);
    setTraining(training_);
  }
  RecordScope(const RecordScope&) = delete;
  RecordScope& operator=(const RecordScope&) = delete;

 private:
  bool recording_, training_;
};

/// Makes `x` a leaf whose gradient is kept (zeros at first). GradReq::null forgets it. History of `x` is dropped.
void attachGrad(const Tensor& x, GradReq req);
/// The gradient array of a leaf; undefined when none is attached. The same array across backward passes.
Tensor gradOf(const Tensor& x);
GradReq gradReqOf(const Tensor& x);
/// True when a backward pass has written the gradient of leaf `x` since the last call of this function.
bool takeFreshGrad(const Tensor& x);

struct BackwardOptions {
  bool retainGraph = false;
  bool trainMode = true;
  bool createGraph = false;
};

/// Accumulates d(heads)/d(leaf) into every leaf's gradient by its request. An undefined head gradient means ones.
void backward(const TensorList& heads, const TensorList& headGrads, const BackwardOptions& options);
/// The gradients of `heads` with respect to `variables` (leaves or recorded results), leaving attached gradients alone.
TensorList gradients(const TensorList& heads, const TensorList& variables, const TensorList& headGrads,
                     const BackwardOptions& options);

/// Records outputs as results of a user's function of `inputs`; `backward` maps head gradients to input gradients.
using CustomBackward = std::function<TensorList(const TensorList& headGrads)>;
void recordCustom(const TensorList& inputs, const TensorList& outputs, CustomBackward backward);

}  // namespace gluonlab
