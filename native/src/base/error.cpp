#include "gluonlab/error.h"

namespace gluonlab {

const char* errorCodeName(ErrorCode code) {
  switch (code) {
    case ErrorCode::shape:
      return "shape";
    case ErrorCode::dtype:
      return "dtype";
    case ErrorCode::value:
      return "value";
    case ErrorCode::device:
      return "device";
    case ErrorCode::disposed:
      return "disposed";
    case ErrorCode::memory:
      return "memory";
    case ErrorCode::interrupted:
      return "interrupted";
    case ErrorCode::autograd:
      return "autograd";
    case ErrorCode::format:
      return "format";
    case ErrorCode::notYet:
      return "notYet";
    case ErrorCode::internal:
      return "internal";
  }
  return "internal";
}

}  // namespace gluonlab
