// The op table as JSON: the one source of the TypeScript functions, the documentation and graph files.
#include "gluonlab/op.h"

namespace gluonlab {

namespace {

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) < 0x20) {
      out += ' ';
    } else {
      out += c;
    }
  }
  return out + '"';
}

template <class List>
std::string array(const List& list) {
  std::string out = "[";
  for (size_t i = 0; i < list.size(); ++i) out += (i ? "," : "") + quoted(list[i]);
  return out + "]";
}

const char* typeName(ParamDef::Type type) {
  switch (type) {
    case ParamDef::Type::boolean:
      return "boolean";
    case ParamDef::Type::integer:
      return "integer";
    case ParamDef::Type::real:
      return "real";
    case ParamDef::Type::text:
      return "text";
    case ParamDef::Type::dims:
      return "dims";
    case ParamDef::Type::reals:
      return "reals";
  }
  return "";
}

std::string describe(const ParamDef& p) {
  return "{\"name\":" + quoted(p.name) + ",\"type\":\"" + typeName(p.type) + "\",\"doc\":" + quoted(p.doc) +
         ",\"default\":" + quoted(attrText(p.fallback)) + ",\"required\":" + (p.required ? "true" : "false") +
         ",\"optional\":" + (p.optional ? "true" : "false") + ",\"choices\":" + array(p.choices) + "}";
}

}  // namespace

std::string describeOps() {
  const OpTable& table = opTable();
  std::string out = "[";
  for (size_t i = 0; i < table.size(); ++i) {
    const OpDef& op = table.at(int(i));
    std::string params;
    for (const ParamDef& p : op.params) params += (params.empty() ? "" : ",") + describe(p);
    out += (i ? ",\n" : "\n");
    out += "{\"id\":" + std::to_string(op.id) + ",\"name\":" + quoted(op.name) +
           ",\"aliases\":" + array(op.aliasNames) + ",\"doc\":" + quoted(op.docText) + ",\"params\":[" + params +
           "],\"inputs\":" + array(op.inputNames) + ",\"variadic\":" + (op.isVariadic ? "true" : "false") +
           ",\"optionalInputs\":" + (op.inputCountFn ? "true" : "false") + ",\"outputs\":" + array(op.outputNames) +
           ",\"manyOutputs\":" + (op.outputCountFn || op.outputNames.size() > 1 ? "true" : "false") +
           ",\"varyingOutputs\":" + (op.outputCountFn || op.visibleOutputsFn ? "true" : "false") +
           ",\"method\":" + (op.isMethod ? "true" : "false") +
           ",\"differentiable\":" + (op.gradFn || op.hasZeroGradient ? "true" : "false") + "}";
  }
  return out + "\n]";
}

}  // namespace gluonlab
