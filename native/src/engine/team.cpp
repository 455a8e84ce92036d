#include "engine/team.h"

#ifdef GLUONLAB_WITH_OPENMP
#include <omp.h>
#endif

#include "engine/stream.h"
#include "gluonlab/parallel.h"

namespace gluonlab {

namespace {
thread_local bool isComputeThread = false;
thread_local int ompThreads = 0;  // what omp_set_num_threads was last told on this thread

void limitOpenMp([[maybe_unused]] int count) {
#ifdef GLUONLAB_WITH_OPENMP
  if (ompThreads != count) {
    omp_set_num_threads(count);
    ompThreads = count;
  }
#endif
}
}  // namespace

void enterComputeThread() { isComputeThread = true; }

void enterCallingThread() { limitOpenMp(isComputeThread ? Stream::instance().threads() : 1); }

int teamSize() {
#ifdef GLUONLAB_WITH_OPENMP
  return isComputeThread ? Stream::instance().threads() : 1;
#else
  return 1;
#endif
}

namespace detail {
void runTeam(int parts, const std::function<void(int)>& body) {
#ifdef GLUONLAB_WITH_OPENMP
#pragma omp parallel for num_threads(parts) schedule(static, 1)
  for (int part = 0; part < parts; ++part) body(part);
#else
  for (int part = 0; part < parts; ++part) body(part);
#endif
}
}  // namespace detail

}  // namespace gluonlab
