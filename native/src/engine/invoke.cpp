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
    check(inputs[i].defined(), ErrorCode::value, "input ", i < op.inputNames.size() ? op.inputNames[i] : std::to_string(i),
          " is missing");
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
  check(given.shape() == info.shape, ErrorCode::shape, "out ", i, " has shape ", given.shape(), ", the result has ", info.shape);
  check(given.dtype() == info.dtype, ErrorCode::dtype, "out ", i, " has dtype ", dtypeName(given.dtype()), ", the result has ",
        dtypeName(info.dtype));
  checkInPlaceWrite(given);
}

bool isZeroSize(const InfoList& outputs) {
  for (const TensorInfo& y : outputs)
    if (sizeOf(y.shape) != 0) return false;
  return true;
}

void schedule(Call&& call, bool small, const std::vector<int>& mutated) {
  Stream& stream = Stream::instance();
  uint64_t completed = stream.completed();
  bool ready = small && !switches().sync;
  if (ready && stream.submitted() != completed) {
    for (const Tensor& x : call.inputs) ready = ready && x.storage().lastWrite <= completed;
    for (const Tensor& y : call.outputs) ready = ready && y.storage().lastUse <= completed;
    for (int m : mutated) ready = ready && call.inputs[size_t(m)].storage().lastUse <= completed;
  }
  if (ready) {
    inlineCalls.fetch_add(1, std::memory_order_relaxed);
    std::exception_ptr failure = execute(call);
    if (!failure) return;
    // A failure that came with an input is kept on the outputs and thrown at their read; the call's own failure is thrown here.
    for (const Tensor& x : call.inputs)
      if (x.storage().error) return;
    std::rethrow_exception(failure);
  }
  queuedCalls.fetch_add(1, std::memory_order_relaxed);
  SmallVector<IntrusivePtr<Storage>, 8> used, written;
  for (const Tensor& x : call.inputs) used.push_back(IntrusivePtr<Storage>(&x.storage()));
  for (const Tensor& y : call.outputs) written.push_back(IntrusivePtr<Storage>(&y.storage()));
  for (int m : mutated) written.push_back(IntrusivePtr<Storage>(&call.inputs[size_t(m)].storage()));
  uint64_t sequence = stream.submit(std::move(call));
  for (auto& s : used) s->lastUse = sequence;
  for (auto& s : written) s->lastUse = s->lastWrite = sequence;
  if (switches().sync) stream.wait(sequence);
}

TensorList run(const OpDef& op, const AttrsRef& attrs, const TensorList& inputs, const TensorList& given) {
  checkInputs(op, *attrs, inputs);

  Call call;
  call.op = &op;
  call.attributes = attrs;
  call.training = isTraining();
  call.inputs = inputs;
  if (!op.isStrided && !op.aliasFn) {
    for (Tensor& x : call.inputs)
      if (!x.isContiguous()) x = contiguous(x.detach());
  }

  InfoList infos;
  Inference inference{*attrs, infos, {}, call.training};
  inferOutputs(op, call.inputs, inference, infos);
  InfoList& results = inference.outputs;
  if (switches().log >= 1) {
    std::string line = op.name;
    for (const TensorInfo& x : infos) line += " " + str(x.shape);
    for (size_t i = 0; i < results.size(); ++i) line += (i ? " " : " -> ") + str(results[i].shape);
    logLine(1, line);
  }

  bool record = wantsRecording(inputs);
  if (op.aliasFn && given.empty()) {
    if (Tensor alias = op.aliasFn(*attrs, call.inputs, results[0]); alias.defined()) {
      TensorList outputs{std::move(alias)};
      if (record) recordCall(op, attrs, inputs, outputs, call.training);
      return outputs;
    }
  }
  if (op.aliasFn && !op.isStrided) {
    for (Tensor& x : call.inputs)
      if (!x.isContiguous()) x = contiguous(x.detach());
  }

  std::vector<int> mutated;
  if (op.mutatesFn) {
    mutated = op.mutatesFn(*attrs, inputs.size());
    for (int m : mutated) {
      checkInPlaceWrite(inputs[size_t(m)]);
      check(inputs[size_t(m)].isContiguous(), ErrorCode::value, "input ", m, " is written by the operator and must be contiguous");
    }
  }
  check(given.size() <= results.size(), ErrorCode::value, given.size(), " out arrays given for ", results.size(), " results");
  bool writesViews = op.name == "_copy";  // the one kernel that writes any strides
  SmallVector<size_t, 2> viaCopy;         // given outputs that the kernel must not write directly
  for (size_t i = 0; i < results.size(); ++i) {
    const TensorInfo& info = results[i];
    bool direct = i < given.size() && given[i].defined();
    if (direct) {
      checkGivenOutput(given[i], info, i);
      bool unsafe = (!given[i].isContiguous() && !writesViews) || (!op.canRunInPlace && sharesStorage(given[i], inputs));
      if (unsafe) viaCopy.push_back(i);
      direct = !unsafe;
    }
    call.outputs.push_back(direct                 ? given[i]
                           : info.strides.empty() ? Tensor::empty(info.shape, info.dtype)
                                                  : Tensor::emptyStrided(info.shape, info.strides, info.dtype));
  }

  TensorList outputs = call.outputs;
  if (!isZeroSize(results) || results.empty() || !mutated.empty()) {
    if (op.randomBlocks) call.random = reserveRandom(op.randomBlocks(results));
    bool small = isSmall(op, *attrs, inference);
    schedule(std::move(call), small, mutated);
  }
  for (int m : mutated) ++inputs[size_t(m)].storage().version;
  for (size_t i = 0; i < given.size(); ++i)
    if (given[i].defined()) ++given[i].storage().version;
  for (size_t i : viaCopy) {
    const OpDef& copy = findOp("_copy");
    RecordScope scope(false, isTraining());
    run(copy, copy.defaults, {outputs[i]}, {given[i]});
    outputs[i] = given[i];
  }
  if (record) recordCall(op, attrs, inputs, outputs, isTraining());
  return outputs;
}

}  // namespace

TensorList invoke(const OpDef& op, const AttrsRef& attrs, const TensorList& inputs, const TensorList& outputs) {
  try {
    return run(op, attrs, inputs, outputs);
  } catch (const Error& e) {
    throw e.within(op.name);
  }
}

Tensor invoke(const char* name, const TensorList& inputs, const NamedAttrs& attrs) {
  const OpDef& op = findOp(name);
  return invoke(op, attrs.empty() && op.defaults ? op.defaults : op.parse(attrs), inputs)[0];
}

EngineStats engineStats() { return {inlineCalls.load(), queuedCalls.load()}; }

}  // namespace gluonlab
