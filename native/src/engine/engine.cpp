// The engine's public functions: waiting, back-end choice, statistics, and the execution of one call.
#include "gluonlab/engine.h"

#include <cmath>
#include <cstdlib>
#include <string_view>

#include "base/switches.h"
#include "engine/stream.h"
#include "engine/team.h"

namespace gluonlab {

namespace {

constexpr Backend kBest =
#ifdef GLUONLAB_WITH_ONEDNN
    Backend::onednn;
#else
    Backend::simd;
#endif

Backend initialBackend() {
  const char* text = std::getenv("GLUONLAB_BACKEND");
  if (!text || !*text) return kBest;
  for (Backend b : {Backend::reference, Backend::simd, Backend::onednn}) {
    if (std::string_view(text) != backendName(b)) continue;
    check(b <= kBest, ErrorCode::value, "GLUONLAB_BACKEND is onednn, but this engine was built without oneDNN");
    return b;
  }
  fail(ErrorCode::value, "GLUONLAB_BACKEND is '", text, "', allowed are reference, simd, onednn");
}

std::atomic<Backend>& chosenBackend() {
  static std::atomic<Backend> chosen{initialBackend()};
  return chosen;
}

void reportFirstNaN(const Call& call) {
  for (size_t i = 0; i < call.outputs.size(); ++i) {
    const Tensor& y = call.outputs[i];
    if (!isFloating(y.dtype()) || !y.isContiguous()) continue;
    dispatchFloating(y.dtype(), [&]<class T>() {
      for (int64_t k = 0; k < y.size(); ++k)
        if (std::isnan(double(static_cast<Compute<T>>(y.data<T>()[k])))) {
          logLine(0, concat(call.op->name, ": output ", i, " of shape ", y.shape(), " is NaN at flat index ", k));
          return;
        }
    });
  }
}

void runKernels(Call& call) {
  for (int b = int(chosenBackend().load()); b >= 0; --b) {
    const KernelFn& kernel = call.op->kernels[b];
    if (!kernel || !kernel(call)) continue;
    if (switches().log >= 4) logLine(4, concat(call.op->name, ": ", backendName(Backend(b)), " kernel"));
    return;
  }
  fail(ErrorCode::dtype, "no kernel for dtype ",
       call.inputs.empty() ? dtypeName(call.outputs[0].dtype()) : dtypeName(call.inputs[0].dtype()));
}

}  // namespace

std::exception_ptr execute(Call& call) {
  enterCallingThread();
  std::exception_ptr failure;
  for (const Tensor& x : call.inputs)
    if (x.storage().error) failure = x.storage().error;
  if (!failure) {
    try {
      runKernels(call);
      if (switches().check) reportFirstNaN(call);
      return nullptr;
    } catch (const Error& e) {
      failure = std::make_exception_ptr(e.within(call.op->name));
    } catch (const std::exception& e) {
      failure = std::make_exception_ptr(Error(ErrorCode::internal, e.what(), call.op->name));
    }
  }
  for (const Tensor& y : call.outputs) y.storage().error = failure;
  return failure;
}

void waitAll() {
  Stream& stream = Stream::instance();
  stream.wait(stream.submitted());
  if (std::exception_ptr error = stream.takeError()) std::rethrow_exception(error);
}

bool isIdle() { return Stream::instance().completed() >= Stream::instance().submitted(); }

bool isReady(const Tensor& tensor) { return Stream::instance().completed() >= tensor.storage().lastWrite; }

void whenReady(const Tensor& tensor, std::function<void()> done) {
  Stream::instance().whenDone(tensor.storage().lastWrite, std::move(done));
}

void Tensor::wait() const {
  Stream::instance().wait(storage().lastWrite);
  if (storage().error) std::rethrow_exception(storage().error);
}

void setThreads(int count) { Stream::instance().setThreads(count); }
int threads() { return Stream::instance().threads(); }

Backend backend() { return chosenBackend(); }
void setBackend(Backend backend) {
  check(backend <= kBest, ErrorCode::value, "back end ", backendName(backend), " is not built into this engine");
  waitAll();
  chosenBackend() = backend;
}
const char* backendName(Backend backend) {
  switch (backend) {
    case Backend::simd:
      return "simd";
    case Backend::onednn:
      return "onednn";
    default:
      return "reference";
  }
}

void shutDownEngine() {
  try {
    Stream::instance().stop();
  } catch (const Error&) {
    return;  // A setting of the environment was refused when the stream should have begun: nothing runs.
  }
}

}  // namespace gluonlab
