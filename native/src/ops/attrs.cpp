// Attributes: from named values of any origin (TypeScript, graph files, C++) to checked, typed, complete ones.
#include "gluonlab/attrs.h"

#include <charconv>
#include <cmath>

#include "gluonlab/op.h"

namespace gluonlab {

namespace {

using Type = ParamDef::Type;

const char* typeName(Type type) {
  switch (type) {
    case Type::boolean:
      return "a boolean";
    case Type::integer:
      return "an integer";
    case Type::real:
      return "a number";
    case Type::text:
      return "a text";
    case Type::dims:
      return "a list of integers";
    case Type::reals:
      return "a list of numbers";
  }
  return "";
}

[[noreturn]] void wrongType(const ParamDef& param, const AttrValue& value) {
  fail(ErrorCode::value, param.name, " is ", attrText(value), ", expected ", typeName(param.type),
       param.optional ? " or None" : "");
}

bool isWhole(double v) { return std::floor(v) == v && std::abs(v) < 9.2e18; }

bool parseNumber(const std::string& text, double& value) {
  const char* end = text.data() + text.size();
  auto [at, error] = std::from_chars(text.data(), end, value);
  return error == std::errc() && at == end;
}

/// "(1, None, 2)" or "[1,2]" as numbers; None becomes NaN.
bool parseList(std::string text, std::vector<double>& values) {
  auto trim = [](std::string s) {
    size_t a = s.find_first_not_of(" "), b = s.find_last_not_of(" ");
    return a == std::string::npos ? std::string() : s.substr(a, b - a + 1);
  };
  text = trim(text);
  if (text.size() < 2 || !((text.front() == '(' && text.back() == ')') || (text.front() == '[' && text.back() == ']')))
    return false;
  text = text.substr(1, text.size() - 2);
  for (size_t at = 0; at < text.size();) {
    size_t comma = std::min(text.find(',', at), text.size());
    std::string item = trim(text.substr(at, comma - at));
    double number = NAN;
    if (item == "None" || parseNumber(item, number)) {
      values.push_back(number);
    } else if (!item.empty()) {
      return false;
    }
    at = comma + 1;
  }
  return true;
}

/// What a text stands for where a parameter of another type is declared: graph files hold texts only.
AttrValue readText(Type type, const std::string& text) {
  if (text == "None") return std::monostate{};
  if (type == Type::boolean) {
    if (text == "True" || text == "true" || text == "1") return true;
    if (text == "False" || text == "false" || text == "0") return false;
    return text;
  }
  double number;
  if (parseNumber(text, number)) return number;
  if (text == "True") return 1.0;
  if (text == "False") return 0.0;
  if (std::vector<double> list; parseList(text, list)) return list;
  return text;
}

Dims toDims(const ParamDef& param, const AttrValue& value) {
  if (const auto* dims = std::get_if<Dims>(&value)) return *dims;
  Dims out;
  if (const auto* i = std::get_if<int64_t>(&value)) {
    out.push_back(*i);
  } else if (const auto* d = std::get_if<double>(&value); d && isWhole(*d)) {
    out.push_back(int64_t(*d));
  } else if (const auto* list = std::get_if<std::vector<double>>(&value)) {
    for (double v : *list) {
      if (!std::isnan(v) && !isWhole(v)) wrongType(param, value);
      out.push_back(std::isnan(v) ? kNone : int64_t(v));
    }
  } else {
    wrongType(param, value);
  }
  return out;
}

std::vector<double> toReals(const ParamDef& param, const AttrValue& value) {
  if (const auto* list = std::get_if<std::vector<double>>(&value)) return *list;
  if (const auto* d = std::get_if<double>(&value)) return {*d};
  if (const auto* i = std::get_if<int64_t>(&value)) return {double(*i)};
  if (const auto* dims = std::get_if<Dims>(&value)) return {dims->begin(), dims->end()};
  wrongType(param, value);
}

double toNumber(const ParamDef& param, const AttrValue& value) {
  if (const auto* d = std::get_if<double>(&value)) return *d;
  if (const auto* i = std::get_if<int64_t>(&value)) return double(*i);
  if (const auto* b = std::get_if<bool>(&value)) return *b;
  wrongType(param, value);
}

void checkRange(const ParamDef& param, double value) {
  check(!(value < param.low || value > param.high), ErrorCode::value, param.name, " is ", value, ", allowed is [",
        param.low, ", ", param.high, "]");
}

void checkChoice(const ParamDef& param, const std::string& text) {
  if (param.choices.empty()) return;
  std::string allowed;
  for (const std::string& choice : param.choices) {
    if (choice == text) return;
    allowed += (allowed.empty() ? "" : ", ") + choice;
  }
  fail(ErrorCode::value, param.name, " is '", text, "', allowed are ", allowed);
}

AttrValue convert(const ParamDef& param, AttrValue value) {
  if (param.type != Type::text)
    if (const auto* text = std::get_if<std::string>(&value)) value = readText(param.type, *text);
  if (param.type == Type::text && value == AttrValue(std::string("None")) && param.optional) value = std::monostate{};
  if (std::holds_alternative<std::monostate>(value)) {
    if (!param.optional) wrongType(param, value);
    return value;
  }
  switch (param.type) {
    case Type::boolean: {
      if (std::holds_alternative<bool>(value)) return value;
      double number = toNumber(param, value);
      if (number != 0 && number != 1) wrongType(param, value);
      return number == 1;
    }
    case Type::integer: {
      double number = toNumber(param, value);
      if (!isWhole(number)) wrongType(param, value);
      checkRange(param, number);
      if (const auto* whole = std::get_if<int64_t>(&value)) return *whole;
      return int64_t(number);
    }
    case Type::real: {
      double number = toNumber(param, value);
      checkRange(param, number);
      return number;
    }
    case Type::text: {
      const auto* text = std::get_if<std::string>(&value);
      if (!text) wrongType(param, value);
      checkChoice(param, *text);
      return value;
    }
    case Type::dims:
      return toDims(param, value);
    case Type::reals:
      return toReals(param, value);
  }
  return value;
}

// Attributes that steer graphs and tools, not the operator: __shape__, ctx_group, name, ...
bool isHidden(const std::string& name) {
  return (name.size() > 4 && name.starts_with("__") && name.ends_with("__")) || name == "name" || name == "ctx";
}

}  // namespace

const AttrValue& Attrs::at(std::string_view name) const {
  const auto& params = op_->params;
  for (size_t i = 0; i < params.size(); ++i)
    if (params[i].name == name) return values_[i];
  fail(ErrorCode::internal, op_->name, " has no parameter ", name);
}

AttrsRef OpDef::parse(const NamedAttrs& named) const {
  try {
    std::vector<AttrValue> values(params.size());
    std::vector<bool> given(params.size());
    for (const auto& [key, value] : named) {
      if (isHidden(key) || (isVariadic && key == countParam)) continue;
      size_t i = 0;
      while (i < params.size() && params[i].name != key) ++i;
      if (i == params.size()) {
        std::string allowed;
        for (const ParamDef& p : params) allowed += (allowed.empty() ? "" : ", ") + p.name;
        fail(ErrorCode::value, "unknown parameter '", key, "', allowed are ", allowed.empty() ? "none" : allowed);
      }
      values[i] = convert(params[i], value);
      given[i] = true;
    }
    for (size_t i = 0; i < params.size(); ++i) {
      if (given[i]) continue;
      check(!params[i].required, ErrorCode::value, "parameter ", params[i].name, " is required (", params[i].doc, ")");
      values[i] = params[i].fallback;
    }
    return std::make_shared<Attrs>(this, std::move(values));
  } catch (const Error& e) {
    throw e.within(name);
  }
}

namespace {

std::string numberText(double v) {
  if (isWhole(v) && std::abs(v) < 1e15) return std::to_string(int64_t(v));
  char buffer[32];
  auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, v);
  return error == std::errc() ? std::string(buffer, end) : "nan";
}

std::string tupleText(const std::vector<double>& list) {
  std::string out = "(";
  for (size_t i = 0; i < list.size(); ++i) out += (i ? ", " : "") + numberText(list[i]);
  return out + (list.size() == 1 ? ",)" : ")");
}

}  // namespace

std::string attrText(const AttrValue& value) {
  struct Writer {
    std::string operator()(std::monostate) const { return "None"; }
    std::string operator()(bool v) const { return v ? "True" : "False"; }
    std::string operator()(int64_t v) const { return std::to_string(v); }
    std::string operator()(double v) const { return numberText(v); }
    std::string operator()(const std::string& v) const { return v; }
    std::string operator()(const Dims& v) const { return str(v); }
    std::string operator()(const std::vector<double>& v) const { return tupleText(v); }
  };
  return std::visit(Writer{}, value);
}

}  // namespace gluonlab
