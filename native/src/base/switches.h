// switches.h: the debug switches of the engine, read from the environment once. The table in CONTRIBUTING.md explains
// them.
#pragma once

#include <string>

namespace gluonlab {

struct Switches {
  int log = 0;         // GLUONLAB_LOG=1..4: 1 operators and shapes, 2 memory, 3 passes, 4 kernel choice
  bool sync = false;   // GLUONLAB_SYNC=1: run queued work at the call
  bool check = false;  // GLUONLAB_CHECK=1: report the first NaN an operator produces
};

const Switches& switches();
/// Writes one line to stderr when GLUONLAB_LOG is at least `level`.
void logLine(int level, const std::string& line);

}  // namespace gluonlab
