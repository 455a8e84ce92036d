// team.h: the threads that share one kernel's loop. Only the compute thread has a team; everywhere else it counts one.
#pragma once

namespace gluonlab {

/// Makes this thread the compute thread.
void enterComputeThread();
/// Keeps libraries that run OpenMP regions (oneDNN) on one thread when called from here. Cheap after the first call.
void enterCallingThread();

}  // namespace gluonlab
