/**
 * Static imports of a cell: `import { a } from 'm'` becomes `const ns = await $kernel.load('m')` at the cell's head and
 * one assignment per name to its box. A name that the module lacks is an error only if the cell uses it as a value:
 * TypeScript lets a type be imported without `type`.
 */

import type tsTypes from 'typescript';
import type { BoxNodes } from './boxNodes.js';
import { isTypeOnly } from './scope.js';
import { ts } from './typescript.js';

export function importStatements(statement: tsTypes.Statement, boxes: BoxNodes): tsTypes.Statement[] {
  if (isTypeOnly(statement)) return [];
  if (ts.isImportEqualsDeclaration(statement)) return importEquals(statement, boxes);
  if (ts.isExportDeclaration(statement)) {
    if (!statement.moduleSpecifier || statement.isTypeOnly) return [];
    return [ts.factory.createExpressionStatement(awaitedImport(statement.moduleSpecifier, undefined, boxes))];
  }
  return ts.isImportDeclaration(statement) ? importDeclaration(statement, boxes) : [];
}

function awaitedImport(
  specifier: tsTypes.Expression,
  attributes: tsTypes.ImportAttributes | undefined,
  boxes: BoxNodes,
): tsTypes.Expression {
  const f = ts.factory;
  const options = attributes?.elements.map((a) => f.createPropertyAssignment(a.name, a.value)) ?? [];
  const withAttributes = f.createPropertyAssignment('with', f.createObjectLiteralExpression(options));
  const args = options.length > 0 ? [f.createObjectLiteralExpression([withAttributes])] : [];
  const literal = f.createStringLiteral((specifier as tsTypes.StringLiteral).text);
  // Not called `import`: V8 places a call at its name, unless that is a keyword.
  return f.createAwaitExpression(boxes.call('load', [literal, ...args], specifier));
}

function importDeclaration(node: tsTypes.ImportDeclaration, boxes: BoxNodes): tsTypes.Statement[] {
  const f = ts.factory;
  const awaited = awaitedImport(node.moduleSpecifier, node.attributes, boxes);
  const clause = node.importClause;
  if (!clause) return [ts.setTextRange(f.createExpressionStatement(awaited), node)];
  const module = f.createUniqueName('module');
  const declaration = f.createVariableDeclaration(module, undefined, undefined, awaited);
  const list = f.createVariableDeclarationList([declaration], ts.NodeFlags.Const);
  const values = new Set([...boxes.scope.references].map((id) => id.text));
  const pick = (name: string, local: tsTypes.Identifier) => {
    const isUsed = values.has(local.text) ? f.createTrue() : f.createFalse();
    const value = boxes.call('pick', [module, f.createStringLiteral(name), isUsed], local);
    return boxes.assign(local, value, local);
  };
  const bindings = clause.namedBindings;
  const named = bindings && ts.isNamedImports(bindings) ? bindings.elements.filter((e) => !e.isTypeOnly) : [];
  return [
    ts.setTextRange(f.createVariableStatement(undefined, list), node),
    ...(clause.name ? [pick('default', clause.name)] : []),
    ...(bindings && ts.isNamespaceImport(bindings) ? [boxes.assign(bindings.name, module, bindings.name)] : []),
    ...named.map((element) => pick((element.propertyName ?? element.name).text, element.name)),
  ];
}

/** `import fs = require('fs')` and `import alias = Namespace.member`. */
function importEquals(node: tsTypes.ImportEqualsDeclaration, boxes: BoxNodes): tsTypes.Statement[] {
  const reference = node.moduleReference;
  if (ts.isExternalModuleReference(reference)) {
    const specifier = ts.factory.createStringLiteral((reference.expression as tsTypes.StringLiteral).text);
    return [boxes.assign(node.name, boxes.call('require', [specifier], reference), node)];
  }
  const path = (name: tsTypes.EntityName): tsTypes.Expression => {
    if (ts.isQualifiedName(name)) return ts.factory.createPropertyAccessExpression(path(name.left), name.right.text);
    return boxes.isBoxed(name.text) ? boxes.property(name.text, 'v', name) : ts.factory.createIdentifier(name.text);
  };
  return [boxes.assign(node.name, path(reference), node)];
}
