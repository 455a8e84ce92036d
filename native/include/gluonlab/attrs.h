// attrs.h: the values of an operator's parameters, parsed once and shared.
//
//   attrs.get<int64_t>("axis")   attrs.get<bool>("keepdims")   attrs.get<Dims>("kernel")   attrs.isNone("axis")
//
// One value per declared parameter, in declaration order, already checked against the declaration; immutable.
#pragma once

#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "gluonlab/shape.h"

namespace gluonlab {

class OpDef;

/// None (absent), bool, integer, float, text (enums, dtypes), tuple of integers, tuple of floats.
using AttrValue = std::variant<std::monostate, bool, int64_t, double, std::string, Dims, std::vector<double>>;

/// Stands for a None element inside an integer tuple: `slice(begin=(None, 1))`.
inline constexpr int64_t kNone = std::numeric_limits<int64_t>::min();

using NamedAttr = std::pair<std::string, AttrValue>;
using NamedAttrs = std::vector<NamedAttr>;

class Attrs {
 public:
  Attrs(const OpDef* op, std::vector<AttrValue> values) : op_(op), values_(std::move(values)) {}

  /// The value of parameter `name`; a wrong type or unknown name is a bug of the operator (internal error).
  template <class T>
  const T& get(std::string_view name) const {
    const T* value = std::get_if<T>(&at(name));
    check(value != nullptr, ErrorCode::internal, "parameter ", name, " is not of the type asked for");
    return *value;
  }
  bool isNone(std::string_view name) const { return std::holds_alternative<std::monostate>(at(name)); }
  template <class T>
  T getOr(std::string_view name, T fallback) const {
    return isNone(name) ? fallback : get<T>(name);
  }
  const AttrValue& at(std::string_view name) const;
  const std::vector<AttrValue>& values() const { return values_; }
  const OpDef& op() const { return *op_; }

 private:
  const OpDef* op_;
  std::vector<AttrValue> values_;
};

using AttrsRef = std::shared_ptr<const Attrs>;

/// Text as MXNet writes it in graph files: True, 0.5, (1, 2), None, relu.
std::string attrText(const AttrValue& value);

}  // namespace gluonlab
