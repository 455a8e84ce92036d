// op_samples.h: checks that every operator of the table must pass, each run for every operator and every sample it
// declares. A check is a suite, an operator a test in it: --gtest_filter='forward.softmax'.
#pragma once

#include "gluonlab/gluonlab.h"

namespace gluonlab {

void registerOpSampleTests();

// The checks. Each takes one operator and fails with the sample's parameters in the message.
void checkDescription(const OpDef& op);
void checkBackends(const OpDef& op);
void checkDtypes(const OpDef& op);
void checkViews(const OpDef& op);
void checkGivenOutputs(const OpDef& op);
void checkRefusals(const OpDef& op);
void checkGradient(const OpDef& op);
void checkGradientOfGradient(const OpDef& op);
void checkRandomStream(const OpDef& op);

}  // namespace gluonlab
