// parallel.h: split a loop over the compute team.
//
//   parallelFor(n, 16384, [&](int64_t begin, int64_t end) { for (int64_t i = begin; i < end; ++i) y[i] = f(x[i]); });
//
// Runs on the calling thread unless it is the engine's compute thread and n exceeds `grain` elements per thread.
#pragma once

#include <cstdint>
#include <functional>

namespace gluonlab {

/// Threads that parallelFor may use here: 1 on any thread but the compute thread.
int teamSize();

namespace detail {
void runTeam(int parts, const std::function<void(int part)>& body);
}

template <class F>
void parallelFor(int64_t n, int64_t grain, F&& body) {
  int64_t parts = teamSize();
  if (grain > 0 && n / grain < parts) parts = n / grain;
  if (parts <= 1) {
    if (n > 0) body(int64_t{0}, n);
    return;
  }
  detail::runTeam(int(parts), [&](int part) {
    int64_t begin = n * part / parts, end = n * (part + 1) / parts;
    if (begin < end) body(begin, end);
  });
}

}  // namespace gluonlab
