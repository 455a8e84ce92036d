// error.h: the one exception of the engine, and the sentence builder for it.
//
//   check(axis < ndim, ErrorCode::value, "axis ", axis, " is outside [0, ", ndim, ")");
//
// A message says what was given, what is allowed and where; `invoke` puts the operator's name in front.
#pragma once

#include <sstream>
#include <stdexcept>
#include <string>

namespace gluonlab {

enum class ErrorCode { shape, dtype, value, device, disposed, memory, interrupted, autograd, format, notYet, internal };

const char* errorCodeName(ErrorCode code);

class Error : public std::runtime_error {
 public:
  Error(ErrorCode code, const std::string& message, std::string op = {})
      : std::runtime_error(op.empty() ? message : op + ": " + message),
        code_(code),
        op_(std::move(op)),
        text_(message) {}
  ErrorCode code() const noexcept { return code_; }
  const std::string& op() const noexcept { return op_; }
  /// The same error, said to come from `op` (unless it already names one).
  Error within(const std::string& op) const { return op_.empty() ? Error(code_, text_, op) : *this; }

 private:
  ErrorCode code_;
  std::string op_;
  std::string text_;
};

template <class... Parts>
std::string concat(const Parts&... parts) {
  std::ostringstream out;
  (out << ... << parts);
  return out.str();
}

template <class... Parts>
[[noreturn]] void fail(ErrorCode code, const Parts&... parts) {
  throw Error(code, concat(parts...));
}

/// Throws when the user's request is wrong. The message parts are only joined when the check fails.
template <class... Parts>
inline void check(bool ok, ErrorCode code, const Parts&... parts) {
  if (!ok) [[unlikely]]
    fail(code, parts...);
}

}  // namespace gluonlab
