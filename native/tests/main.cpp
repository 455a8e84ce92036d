// Runs the C++ tests. The checks of the op table's samples are registered here, once the table can be built: not by
// static objects, which might come before a family of operators.
#include <gtest/gtest.h>

#include "op_samples.h"

int main(int argc, char** argv) {
  ::testing::InitGoogleTest(&argc, argv);
  gluonlab::registerOpSampleTests();
  int result = RUN_ALL_TESTS();
  gluonlab::shutDownEngine();
  return result;
}
