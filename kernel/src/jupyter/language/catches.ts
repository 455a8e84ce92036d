/**
 * Who takes an exception? A function of the stack is asked by its compiled code: a `try` of its own, or whoever holds the promise
 * that the exception rejects. A promise is followed through `await`, `then`, `Promise.all`, `return` and the variables of the
 * file; one that goes anywhere else counts as held by nobody.
 */

import type tsTypes from 'typescript';
import { ts } from './typescript.js';

/** Line and column from 1. */
export interface SourcePlace {
  line: number;
  column: number;
}

/**
 * How an exception comes to a place of the stack. `thrown`: by the statement there, `rejecting`: by a call there that rejects a
 * promise, `rejected`: as the rejection of the promise that the call there gives.
 */
export type Arrival = 'thrown' | 'rejecting' | 'rejected';

export interface Fate {
  /** `caught` and `lost` are the end; otherwise how it comes to the caller. */
  next: 'caught' | 'lost' | 'thrown' | 'rejected';
  /** Where the function begins, which is on the stack again where it has awaited. */
  functionStart: number;
}

/** Of an exception that comes to a place. */
export function fateOf(source: string, { line, column }: SourcePlace, arrival: Arrival): Fate {
  const file = ts.createSourceFile('cell.ts', source, ts.ScriptTarget.ES2022, true);
  const start = file.getLineStarts()[line - 1];
  if (start === undefined) return { next: 'lost', functionStart: 0 };
  const node = nodeAt(file, start + column - 1);
  const functionStart = functionAround(node).pos;
  const call = arrival === 'thrown' ? undefined : callOf(node);
  const promise = arrival === 'rejecting' ? call && rejectedBy(call) : call;
  return { next: promise ? promiseFate(promise) : exceptionFate(node), functionStart };
}

function nodeAt(node: tsTypes.Node, position: number): tsTypes.Node {
  const inner = ts.forEachChild(node, (child) =>
    child.getStart() <= position && position < child.end ? child : undefined,
  );
  return inner ? nodeAt(inner, position) : node;
}

function functionAround(node: tsTypes.Node): tsTypes.Node {
  return ts.findAncestor(node, (one) => ts.isFunctionLike(one) || ts.isSourceFile(one))!;
}

type Call = tsTypes.CallExpression | tsTypes.NewExpression;
const isCall = (node: tsTypes.Node): node is Call => ts.isCallExpression(node) || ts.isNewExpression(node);

/** What is called at a place; the loop of a `for await` calls its iterator. */
function callOf(node: tsTypes.Node): tsTypes.Node | undefined {
  let child = node;
  for (let parent = node.parent; parent && !ts.isFunctionLike(child); child = parent, parent = parent.parent) {
    if (isCall(child)) return child;
    if (isCall(parent) && parent.expression === child) return parent;
    if (ts.isForOfStatement(parent) && parent.awaitModifier && parent.expression === child) return child;
  }
  return undefined;
}

/** `Promise.reject(...)` itself; the `new Promise` whose `reject` is called. */
function rejectedBy(call: tsTypes.Node): tsTypes.Node | undefined {
  const callee = (call as Call).expression;
  if (callee.getText() === 'Promise.reject') return call;
  return ts.findAncestor(call, (node) => {
    const reject = isExecutor(node) ? node.parameters[1] : undefined;
    return reject?.name.getText() === callee.getText();
  })?.parent;
}

function isExecutor(node: tsTypes.Node): node is tsTypes.FunctionExpression | tsTypes.ArrowFunction {
  const isFunction = ts.isArrowFunction(node) || ts.isFunctionExpression(node);
  return isFunction && ts.isNewExpression(node.parent) && node.parent.expression.getText() === 'Promise';
}

function exceptionFate(thrower: tsTypes.Node): Fate['next'] {
  let child = thrower;
  for (let node = child.parent; node && !ts.isFunctionLike(child); child = node, node = node.parent) {
    if (ts.isTryStatement(node) && node.catchClause && node.tryBlock === child) return 'caught';
  }
  const isAsync = ts.canHaveModifiers(child) && ts.getModifiers(child)?.some(({ kind }) => kind === asyncKeyword);
  return isAsync || isExecutor(child) ? 'rejected' : 'thrown';
}

const asyncKeyword = ts.SyntaxKind.AsyncKeyword;

/** `promise` is an expression that gives it, `isVariable` out of a variable, which is not followed into another one. */
function promiseFate(promise: tsTypes.Node, isVariable = false): Fate['next'] {
  const { parent } = promise;
  if (ts.isAwaitExpression(parent) || ts.isForOfStatement(parent)) return exceptionFate(parent);
  if (ts.isReturnStatement(parent) || (ts.isArrowFunction(parent) && parent.body === promise)) return 'rejected';
  if (ts.isPropertyAccessExpression(parent)) return fateByMethod(parent, isVariable);
  if (isCall(parent)) return fateAsArgument(parent, isVariable);
  if (isTransparent(parent, promise)) return promiseFate(parent, isVariable);
  const variable = isVariable ? undefined : variableFor(promise);
  return variable ? fateInVariable(variable) : 'lost';
}

/** `promise.then(...)` and its relatives. */
function fateByMethod(member: tsTypes.PropertyAccessExpression, isVariable: boolean): Fate['next'] {
  const call = member.parent;
  if (!ts.isCallExpression(call) || call.expression !== member) return 'lost';
  const { length } = call.arguments;
  const name = member.name.text;
  if ((name === 'catch' && length > 0) || (name === 'then' && length > 1)) return 'caught';
  return name === 'then' || name === 'finally' ? promiseFate(call, isVariable) : 'lost';
}

/** The kernel's own calls stand around what a cell awaits. */
const passing = ['$kernel.wait', '$kernel.iterate', 'Promise.all', 'Promise.race', 'Promise.any', 'Promise.resolve'];

function fateAsArgument(call: Call, isVariable: boolean): Fate['next'] {
  const name = call.expression.getText();
  if (name === 'Promise.allSettled') return 'caught';
  return passing.includes(name) ? promiseFate(call, isVariable) : 'lost';
}

/** The parent gives the same promise, or a list with it. */
function isTransparent(parent: tsTypes.Node, promise: tsTypes.Node): boolean {
  if (ts.isConditionalExpression(parent)) return parent.condition !== promise;
  if (ts.isBinaryExpression(parent)) return /^(&&|\|\||\?\?|,)$/.test(parent.operatorToken.getText());
  return ts.isParenthesizedExpression(parent) || ts.isArrayLiteralExpression(parent);
}

/** The variable, box or property that the promise is assigned to. */
function variableFor(promise: tsTypes.Node): tsTypes.Node | undefined {
  const { parent } = promise;
  if (ts.isVariableDeclaration(parent)) return parent.name;
  const isAssigned = ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  return isAssigned && parent.right === promise ? parent.left : undefined;
}

/** Caught if one of its uses catches it. */
function fateInVariable(variable: tsTypes.Node): Fate['next'] {
  const name = variable.getText();
  const fates: Fate['next'][] = [];
  const visit = (node: tsTypes.Node) => {
    if (node !== variable && node.kind === variable.kind && node.getText() === name)
      fates.push(promiseFate(node, true));
    ts.forEachChild(node, visit);
  };
  visit(variable.getSourceFile());
  return fates.find((fate) => fate === 'caught') ?? fates.find((fate) => fate !== 'lost') ?? 'lost';
}
