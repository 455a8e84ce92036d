/**
 * The syntax-tree nodes by which a rewritten cell reaches the names of the notebook: `x$box.v` for a variable,
 * `$kernel.method(...)` for a service. Every node carries the place of the original, for the source map.
 */

import type tsTypes from 'typescript';
import type { CellScope, DeclarationKind } from './scope.js';
import { ts } from './typescript.js';

/** What earlier cells declared, and which names the realm itself has. */
export interface NotebookNames {
  kinds: ReadonlyMap<string, DeclarationKind>;
  globals: ReadonlySet<string>;
}

const readOnlyKinds: (DeclarationKind | undefined)[] = ['const', 'import'];

/** Builds the nodes that reach a name of the notebook. */
export class BoxNodes {
  readonly factory = ts.factory;
  readonly kernel: string;
  /** The helper of operators on arrays. */
  readonly operators: string;
  readonly #suffix: string;
  /** Names that need a box in this cell. */
  readonly used = new Set<string>();

  constructor(
    readonly scope: CellScope,
    readonly names: NotebookNames,
  ) {
    let suffix = '$box';
    while ([...scope.identifiers].some((name) => name.endsWith(suffix))) suffix += '_';
    this.#suffix = suffix;
    this.kernel = `$kernel${suffix === '$box' ? '' : suffix}`;
    let operators = '$op';
    while (scope.identifiers.has(operators)) operators += '_';
    this.operators = operators;
  }

  /** False for a name that is left to the realm (`Math`, `console`). */
  isBoxed(name: string): boolean {
    return this.scope.declarations.has(name) || this.names.kinds.has(name) || !this.names.globals.has(name);
  }

  isReadOnly(name: string): boolean {
    return readOnlyKinds.includes(this.scope.declarations.get(name) ?? this.names.kinds.get(name));
  }

  /** The parameter that holds the box of `name`. */
  boxName(name: string): string {
    this.used.add(name);
    return name + this.#suffix;
  }

  property(name: string, property: string, original: tsTypes.Node): tsTypes.PropertyAccessExpression {
    const box = ts.setTextRange(this.factory.createIdentifier(this.boxName(name)), original);
    // V8 reports an error at the property, so that is mapped to the name as well.
    const member = ts.setTextRange(this.factory.createIdentifier(property), original);
    return ts.setTextRange(this.factory.createPropertyAccessExpression(box, member), original);
  }

  call(method: string, args: tsTypes.Expression[], original: tsTypes.Node): tsTypes.CallExpression {
    const callee = this.factory.createPropertyAccessExpression(this.factory.createIdentifier(this.kernel), method);
    return ts.setTextRange(
      this.factory.createCallExpression(ts.setTextRange(callee, original), undefined, args),
      original,
    );
  }

  /** `name$box.v = value;` */
  assign(name: tsTypes.Identifier, value: tsTypes.Expression, original: tsTypes.Node): tsTypes.Statement {
    const assignment = this.factory.createAssignment(this.property(name.text, 'v', name), value);
    return ts.setTextRange(this.factory.createExpressionStatement(ts.setTextRange(assignment, original)), original);
  }

  /** `name$box.v = name;` for a function: nothing a person wrote, so a debugger has no place for it. */
  hoist({ text }: tsTypes.Identifier): tsTypes.Statement {
    const f = this.factory;
    const box = f.createPropertyAccessExpression(f.createIdentifier(this.boxName(text)), 'v');
    return f.createExpressionStatement(f.createAssignment(box, f.createIdentifier(text)));
  }
}
