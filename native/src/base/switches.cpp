#include "base/switches.h"

#include <cstdio>
#include <cstdlib>

namespace gluonlab {

const Switches& switches() {
  static const Switches values = [] {
    auto number = [](const char* name) {
      const char* text = std::getenv(name);
      return text ? std::atoi(text) : 0;
    };
    return Switches{number("GLUONLAB_LOG"), number("GLUONLAB_SYNC") != 0, number("GLUONLAB_CHECK") != 0};
  }();
  return values;
}

void logLine(int level, const std::string& line) {
  if (switches().log >= level) std::fprintf(stderr, "gluonlab[%d] %s\n", level, line.c_str());
}

}  // namespace gluonlab
