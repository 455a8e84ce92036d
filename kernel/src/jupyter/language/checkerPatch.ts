/**
 * TypeScript's checker with a door for operators on arrays: two places of its text, changed while it is loaded, ask
 * `overloads` for the type of an operator before they decide it themselves. TypeScript has no such door of its own
 * (microsoft/TypeScript#5407), and 6.0 is the last compiler in JavaScript, so its text no longer moves. Each place must
 * occur exactly once; otherwise the compiler is left as it is and operators stay JavaScript's.
 */

interface Place {
  before: string;
  after: string;
}

const places: Place[] = [
  {
    before: `
  function checkBinaryLikeExpressionWorker(left, operatorToken, right, leftType, rightType, checkMode, errorNode) {
    const operator = operatorToken.kind;`,
    after: `
  function checkBinaryLikeExpressionWorker(left, operatorToken, right, leftType, rightType, checkMode, errorNode) {
    const operator = operatorToken.kind;
    const overloaded = overloads.binary(checker, operator, leftType, rightType);
    if (overloaded) {
      checkNonNullType(leftType, left);
      checkNonNullType(rightType, right);
      checkAssignmentOperator(overloaded);
      return overloaded;
    }`,
  },
  {
    before: `
        return getUnaryResultType(operandType);
      case 54 /* ExclamationToken */:`,
    after: `
        return node.operator === 41 /* MinusToken */ && overloads.negation(checker, operandType) || getUnaryResultType(operandType);
      case 54 /* ExclamationToken */:`,
  },
];

/** The compiler's text with the door; undefined when it is not the text we know. */
export function withOverloads(compiler: string): string | undefined {
  let text = compiler;
  for (const { before, after } of places) {
    const parts = text.split(before);
    if (parts.length !== 2) return undefined;
    text = parts.join(after);
  }
  return text;
}
