/**
 * The types of operators on arrays. Asked by the patched checker (checkerPatch.ts) for each operator; undefined means that
 * it is TypeScript's affair. The rules are those of `operators` at run time: a type with a member under `hasOperators` has
 * methods for operators, and what is `any` may be an array, so that what becomes of it is `any` too.
 */

import type tsTypes from 'typescript';
import { operatorMethods } from '../../gluon/operators.js';
import type { Operator } from '../../gluon/operators.js';

type TypeScript = typeof tsTypes;
type Type = tsTypes.Type;
type Checker = tsTypes.TypeChecker & {
  /** Internal to TypeScript. */
  getUnionType(types: Type[]): Type;
};

export interface Overloads {
  binary(checker: tsTypes.TypeChecker, token: tsTypes.SyntaxKind, left: Type, right: Type): Type | undefined;
  negation(checker: tsTypes.TypeChecker, operand: Type): Type | undefined;
}

/** What the patched compiler asks before it has been loaded far enough to be asked back. */
export const noOverloads: Overloads = { binary: () => undefined, negation: () => undefined };

/** Tokens of `a + b` and of `a += b`, with the operator they stand for. */
export function operatorTokens(ts: TypeScript): Map<tsTypes.SyntaxKind, Operator> {
  const { SyntaxKind: Kind } = ts;
  return new Map<tsTypes.SyntaxKind, Operator>([
    [Kind.PlusToken, '+'],
    [Kind.PlusEqualsToken, '+'],
    [Kind.MinusToken, '-'],
    [Kind.MinusEqualsToken, '-'],
    [Kind.AsteriskToken, '*'],
    [Kind.AsteriskEqualsToken, '*'],
    [Kind.SlashToken, '/'],
    [Kind.SlashEqualsToken, '/'],
    [Kind.PercentToken, '%'],
    [Kind.PercentEqualsToken, '%'],
    [Kind.AsteriskAsteriskToken, '**'],
    [Kind.AsteriskAsteriskEqualsToken, '**'],
    [Kind.LessThanToken, '<'],
    [Kind.LessThanEqualsToken, '<='],
    [Kind.GreaterThanToken, '>'],
    [Kind.GreaterThanEqualsToken, '>='],
  ]);
}

/** Questions about types, as far as operators are concerned. */
export class OperandTypes {
  readonly #known = new WeakMap<Type, boolean>();
  readonly #number: number;
  readonly #string: number;
  readonly #primitive: number;

  constructor(readonly ts: TypeScript) {
    const { TypeFlags: Flags } = ts;
    this.#number = Flags.NumberLike | Flags.BigIntLike | Flags.BooleanLike;
    this.#string = Flags.StringLike | Flags.TemplateLiteral | Flags.StringMapping;
    this.#primitive = this.#number | this.#string | Flags.ESSymbolLike | Flags.Null | Flags.Undefined | Flags.Void;
  }

  isAny = (type: Type) => (type.flags & this.ts.TypeFlags.Any) !== 0;
  isNumber = (type: Type) => this.parts(type).every(({ flags }) => flags & this.#number);
  isString = (type: Type) => this.parts(type).every(({ flags }) => flags & this.#string);
  isPrimitive = (type: Type) => this.parts(type).every(({ flags }) => flags & this.#primitive);

  parts(type: Type): Type[] {
    return type.isUnion() ? type.types : [type];
  }

  /** The type without null and undefined, and of a type parameter what is known of it. */
  value(checker: tsTypes.TypeChecker, type: Type): Type {
    const known = type.flags & this.ts.TypeFlags.Instantiable ? checker.getBaseConstraintOfType(type) : type;
    return checker.getNonNullableType(known ?? type);
  }

  /** Has the type a member under `hasOperators`? */
  isOverloaded(checker: tsTypes.TypeChecker, type: Type): boolean {
    if (!(type.flags & (this.ts.TypeFlags.Object | this.ts.TypeFlags.Intersection))) return false;
    let known = this.#known.get(type);
    if (known === undefined) {
      const isKey = ({ escapedName }: tsTypes.Symbol) => (escapedName as string).startsWith('__@hasOperators@');
      this.#known.set(type, (known = checker.getPropertiesOfType(type).some(isKey)));
    }
    return known;
  }

  /** What `owner`'s method for an operator returns for the operand, if it has one that takes it. */
  returned(checker: tsTypes.TypeChecker, owner: Type, name: string, operand?: Type): Type | undefined {
    const method = this.isOverloaded(checker, owner) && checker.getPropertyOfType(owner, name);
    if (!method) return undefined;
    const accepts = ({ parameters: [first] }: tsTypes.Signature) =>
      operand === undefined || (first && checker.isTypeAssignableTo(operand, checker.getTypeOfSymbol(first)));
    const { Call } = this.ts.SignatureKind;
    const signature = checker.getSignaturesOfType(checker.getTypeOfSymbol(method), Call).find(accepts);
    return signature && checker.getReturnTypeOfSignature(signature);
  }
}

export function createOverloads(ts: TypeScript): Overloads {
  const tokens = operatorTokens(ts);
  const types = new OperandTypes(ts);
  const returned = types.returned.bind(types);

  function pair(checker: Checker, operator: Operator, left: Type, right: Type): Type | undefined {
    const { method, reversed } = operatorMethods[operator];
    return returned(checker, left, method, right) ?? returned(checker, right, reversed, left);
  }

  function binary(checker: Checker, token: tsTypes.SyntaxKind, leftType: Type, rightType: Type): Type | undefined {
    const operator = tokens.get(token);
    if (!operator || (types.isPrimitive(leftType) && types.isPrimitive(rightType))) return undefined;
    const left = types.value(checker, leftType);
    const right = types.value(checker, rightType);
    const found = pair(checker, operator, left, right);
    if (found) return found;
    const isLoose = (type: Type) => types.isAny(type) || types.isNumber(type);
    if (types.isAny(left) || types.isAny(right)) {
      return isLoose(left) && isLoose(right) ? checker.getAnyType() : undefined;
    }
    return ofUnions(checker, operator, types.parts(left), types.parts(right));
  }

  /** `number | NDArray` on either side: every pair of parts must have a result, and one of them must be ours. */
  function ofUnions(checker: Checker, operator: Operator, lefts: Type[], rights: Type[]): Type | undefined {
    const isComparison = operator.startsWith('<') || operator.startsWith('>');
    const native = isComparison ? checker.getBooleanType() : checker.getNumberType();
    const results = lefts.flatMap((left) =>
      rights.map((right) => {
        if (types.isNumber(left) && types.isNumber(right)) return native;
        return pair(checker, operator, left, right);
      }),
    );
    const isOurs = results.some((type) => type !== native);
    return isOurs && results.every((type) => type !== undefined) ? checker.getUnionType(results) : undefined;
  }

  function negation(checker: Checker, operandType: Type): Type | undefined {
    if (types.isPrimitive(operandType)) return undefined;
    const operand = types.value(checker, operandType);
    return types.isAny(operand) ? checker.getAnyType() : returned(checker, operand, 'neg');
  }

  return { binary, negation };
}
