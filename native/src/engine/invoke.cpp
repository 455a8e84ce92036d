// invoke: infer, allocate, run now or queue, record. Every imperative call goes through here.
#include "gluonlab/invoke.h"

#include <atomic>

#include "autograd/meta.h"
#include "base/switches.h"
#include "engine/stream.h"
#include "gluonlab/engine.h"
#include "gluonlab/random.h"

namespace gluonlab {

namespace {

std::atomic<uint64_t> inlineCalls{0}, queuedCalls{0};

// Work below this runs at once on the calling thread: handing over to a sleeping compute thread costs as much.
constexpr double kInlineSeconds = 40e-6;
constexpr double kBytesPerSecond = 8e9, kFlopsPerSecond = 50e9;  // of one thread, cautious

void checkInputs(const OpDef& op, const Attrs& attrs, const TensorList& inputs) {
  if (op.isVariadic) {
    check(!inputs.empty(), ErrorCode::value, "needs at least one input");
  } else {
    size_t expected = op.inputCountFn ? op.inputCountFn(attrs) : op.inputNames.size();
    if (inputs.size() != expected) {
      std::string names;
      for (size_t i = 0; i < expected && i < op.inputNames.size(); ++i) names += (i ? ", " : "") + op.inputNames[i];
      fail(ErrorCode::value, inputs.size(), " inputs given, expected ", expected, " (", names, ")");
    }
  }
  for (size_t i = 0; i < inputs.size(); ++i)
    if (!inputs[i].defined())
      fail(ErrorCode::value, "input ", i < op.inputNames.size() ? op.inputNames[i] : std::to_string(i), " is missing");
}

void inferOutputs(const OpDef& op, const TensorList& inputs, Inference& inference, InfoList& infos) {
  for (const Tensor& x : inputs) {
    TensorInfo& info = infos.emplace_back();
    info.shape = x.shape();
    info.dtype = x.dtype();
    if (!x.isContiguous()) info.strides = x.strides();
  }
  check(bool(op.inferFn), ErrorCode::internal, "the operator has no shape inference");
  op.inferFn(inference);
}

bool isSmall(const OpDef& op, const Attrs& attrs, const Inference& inference) {
  double bytes = 0;
  for (const TensorInfo& x : inference.inputs) bytes += double(sizeOf(x.shape)) * double(itemSize(x.dtype));
  for (const TensorInfo& y : inference.outputs) bytes += double(sizeOf(y.shape)) * double(itemSize(y.dtype));
  double seconds = bytes / kBytesPerSecond;
  if (op.flopsFn) seconds += op.flopsFn(attrs, inference.inputs, inference.outputs) / kFlopsPerSecond;
  return seconds < kInlineSeconds;
}

bool sharesStorage(const Tensor& y, const TensorList& inputs) {
  for (const Tensor& x : inputs)
    if (&x.storage() == &y.storage()) return true;
  return false;
}

// An output the user gave: right shape and dtype, and safe to write.
void checkGivenOutput(const Tensor& given, const TensorInfo& info, size_t i) {
  check(given.shape() == info.shape, ErrorCode::shape, "out ", i, " has shape ", given.shape(), ", the result has ",
        info.shape);
  check(given.dtype() == info.dtype, ErrorCode::dtype, "out ", i, " has dtype ", dtypeName(given.dtype()),
        ", the result has ", dtypeName(info.dtype));
  for (size_t axis = 0; axis < given.shape().size(); ++axis)
    check(given.strides()[axis] != 0 || given.shape()[axis] < 2, ErrorCode::value, "out ", i,
          " is a broadcast view whose elements share memory; write to a copy of it");
  checkInPlaceWrite(given);
}

bool isZeroSize(const InfoList& outputs) {
  for (const TensorInfo& y : outputs)
    if (sizeOf(y.shape) != 0) return false;
  return true;
}

void count(std::atomic<uint64_t>& counter) {
  // Statistics: a lost count between two submitting threads costs less than a locked add at every call.
  counter.store(counter.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
}

bool isReadyToRun(const Call& call, const std::vector<int>& mutated) {
  Stream& stream = Stream::instance();
  uint64_t completed = stream.completed();
  if (stream.submitted() == completed) return true;
  for (const Tensor& x : call.inputs)
    if (x.storage().lastWrite > completed) return false;
  for (const Tensor& y : call.outputs)
    if (y.storage().lastUse > completed) return false;
  for (int m : mutated)
    if (call.inputs[size_t(m)].storage().lastUse > completed) return false;
  return true;
}

void runInline(Call& call) {
  count(inlineCalls);
  std::exception_ptr failure = execute(call);
  if (!failure) return;
  // A failure that came with an input is kept on the outputs and thrown at their read; the call's own failure is thrown
  // here.
  for (const Tensor& x : call.inputs)
    if (x.storage().error) return;
  std::rethrow_exception(failure);
}

void queue(const Call& call, const AttrsRef& attrs, const std::vector<int>& mutated, const TensorList& given) {
  count(queuedCalls);
  Call queued = call;
  queued.attributes = attrs;
  // Tensors of its own: a backward pass may exchange what a gradient array looks at while this call waits. Fresh
  // results are seen by nobody yet.
  for (Tensor& x : queued.inputs) x = x.detach();
  for (size_t i = 0; i < given.size(); ++i)
    if (given[i].defined()) queued.outputs[i] = queued.outputs[i].detach();
  Stream& stream = Stream::instance();
  uint64_t sequence = stream.submit(std::move(queued));
  for (const Tensor& x : call.inputs) x.storage().lastUse = sequence;
  for (const Tensor& y : call.outputs) y.storage().lastUse = y.storage().lastWrite = sequence;
  for (int m : mutated) call.inputs[size_t(m)].storage().lastWrite = sequence;
  if (switches().sync) stream.wait(sequence);
}

void makeContiguous(TensorList& inputs) {
  for (Tensor& x : inputs)
    if (!x.isContiguous()) x = contiguous(x.detach());
}

bool anyStrided(const TensorList& inputs) {
  for (const Tensor& x : inputs)
    if (!x.isContiguous()) return true;
  return false;
}

std::vector<int> mutatedInputs(const OpDef& op, const Attrs& attrs, const TensorList& inputs) {
  if (!op.mutatesFn) return {};
  std::vector<int> mutated = op.mutatesFn(attrs, inputs.size());
  for (int m : mutated) {
    checkInPlaceWrite(inputs[size_t(m)]);
    check(inputs[size_t(m)].isContiguous(), ErrorCode::value, "input ", m,
          " is written by the operator and must be contiguous");
  }
  return mutated;
}

// Fills call.outputs with fresh arrays, or with the given ones where the kernel may write them directly. Returns the
// positions of given outputs that the kernel must not write: they are filled by a copy afterwards.
SmallVector<size_t, 2> makeOutputs(Call& call, const InfoList& results, const TensorList& given) {
  check(given.size() <= results.size(), ErrorCode::value, given.size(), " out arrays given for ", results.size(),
        " results");
  bool writesViews = !given.empty() && call.op->name == "_copy";  // the one kernel that writes any strides
  SmallVector<size_t, 2> viaCopy;
  for (size_t i = 0; i < results.size(); ++i) {
    const TensorInfo& info = results[i];
    if (i < given.size() && given[i].defined()) {
      checkGivenOutput(given[i], info, i);
      bool direct =
          (given[i].isContiguous() || writesViews) && (call.op->canRunInPlace || !sharesStorage(given[i], call.inputs));
      if (direct) {
        call.outputs.push_back(given[i]);
        continue;
      }
      viaCopy.push_back(i);
    }
    call.outputs.push_back(info.strides.empty() ? Tensor::empty(info.shape, info.dtype)
                                                : Tensor::emptyStrided(info.shape, info.strides, info.dtype));
  }
  return viaCopy;
}

void logCall(const OpDef& op, const InfoList& inputs, const InfoList& outputs) {
  std::string line = op.name;
  for (const TensorInfo& x : inputs) line += " " + str(x.shape);
  line += " ->";
  for (const TensorInfo& y : outputs) line += " " + str(y.shape);
  logLine(1, line);
}

TensorList run(const OpDef& op, const AttrsRef& attrs, TensorList&& inputs, const TensorList& given) {
  checkInputs(op, *attrs, inputs);
  bool record = wantsRecording(inputs);
  TensorList recorded;  // what the tape sees, where the kernel sees contiguous copies
  if (record) recorded = inputs;

  Call call;
  call.op = &op;
  call.parameters = attrs.get();
  call.training = isTraining();
  call.inputs = std::move(inputs);
  bool copies = !op.isStrided && anyStrided(call.inputs);
  if (copies && !op.aliasFn) makeContiguous(call.inputs);

  InfoList infos;
  Inference inference{*attrs, infos, {}, call.training, &call.inputs};
  inferOutputs(op, call.inputs, inference, infos);
  const InfoList& results = inference.outputs;
  if (switches().log >= 1) logCall(op, infos, results);

  if (op.aliasFn && given.empty()) {
    if (Tensor alias = op.aliasFn(*attrs, call.inputs, results[0]); alias.defined()) {
      TensorList outputs{std::move(alias)};
      if (record) recordCall(op, attrs, recorded, outputs, call.training);
      return outputs;
    }
  }
  if (copies && op.aliasFn) makeContiguous(call.inputs);

  std::vector<int> mutated = mutatedInputs(op, *attrs, call.inputs);
  SmallVector<size_t, 2> viaCopy = makeOutputs(call, results, given);
  if (!isZeroSize(results) || results.empty() || !mutated.empty()) {
    if (op.randomBlocks) call.random = reserveRandom(op.randomBlocks(results));
    if (!switches().sync && isSmall(op, *attrs, inference) && isReadyToRun(call, mutated)) {
      runInline(call);
    } else {
      queue(call, attrs, mutated, given);
    }
  }
  for (int m : mutated) ++call.inputs[size_t(m)].storage().version;
  for (const Tensor& y : given)
    if (y.defined()) ++y.storage().version;
  for (size_t i : viaCopy) {
    const OpDef& copy = findOp("_copy");
    RecordScope scope(false, isTraining());
    run(copy, copy.defaults, {call.outputs[i]}, {given[i]});
    call.outputs[i] = given[i];
  }
  if (record) recordCall(op, attrs, recorded, call.outputs, call.training);
  return std::move(call.outputs);
}

}  // namespace

TensorList invoke(const OpDef& op, const AttrsRef& attrs, TensorList inputs, const TensorList& outputs) {
  try {
    return run(op, attrs, std::move(inputs), outputs);
  } catch (const Error& e) {
    throw e.within(op.name);
  }
}

Tensor invoke(const char* name, TensorList inputs, const NamedAttrs& attrs) {
  const OpDef& op = findOp(name);
  return invoke(op, attrs.empty() && op.defaults ? op.defaults : op.parse(attrs), std::move(inputs))[0];
}

EngineStats engineStats() { return {inlineCalls.load(), queuedCalls.load()}; }

}  // namespace gluonlab
