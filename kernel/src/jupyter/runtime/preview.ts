/**
 * A value as the debugger's variable panel shows it: one line of text, and the children it opens into. Nothing of the value
 * runs (no getters, no proxies' traps), except two methods it may define for debuggers, which VS Code knows too:
 * `[Symbol.for('debug.description')]()` gives the line, `[Symbol.for('debug.properties')]()` an object with the children.
 */

import { inspect, types } from 'node:util';

const descriptionSymbol = Symbol.for('debug.description');
const propertiesSymbol = Symbol.for('debug.properties');
const longestText = 200;

export interface Preview {
  /** Absent for primitives, whose text says what they are. */
  type?: string;
  text: string;
  hasChildren: boolean;
}

/** Stands for a value that is not to be had, and says why. */
export class Unavailable {
  constructor(readonly text: string) {}
}

const accessor = new Unavailable('(...)');

export type Child = [name: string, value: unknown];

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > longestText ? `${line.slice(0, longestText - 1)}…` : line;
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

function isPlainFunction(value: object): boolean {
  return typeof value === 'function' && /^(Async)?(Generator)?Function$/.test(className(value));
}

function className(value: object): string {
  for (let holder: object | null = value; holder; holder = Object.getPrototypeOf(holder) as object | null) {
    const made: unknown = Object.getOwnPropertyDescriptor(holder, 'constructor')?.value;
    if (typeof made === 'function' && made.name) return made.name;
  }
  return 'Object';
}

function count(value: object): number | undefined {
  if (Array.isArray(value)) return value.length;
  if (types.isTypedArray(value)) return value.length;
  return types.isMap(value) || types.isSet(value) ? value.size : undefined;
}

function own<T>(value: object, symbol: symbol): T | undefined {
  if (types.isProxy(value)) return undefined;
  const method = (value as Record<symbol, unknown>)[symbol];
  return typeof method === 'function' ? (method.call(value) as T) : undefined;
}

export function preview(value: unknown): Preview {
  if (value instanceof Unavailable) return { text: value.text, hasChildren: false };
  const text = () => oneLine(inspect(value, { depth: 0, customInspect: false, breakLength: Infinity }));
  if (!isObject(value)) return { text: text(), hasChildren: false };
  const description = own<string>(value, descriptionSymbol);
  if (description !== undefined) return { type: description, text: description, hasChildren: true };
  if (isPlainFunction(value)) return { type: text(), text: text(), hasChildren: Object.keys(value).length > 0 };
  if (types.isModuleNamespaceObject(value)) return { type: 'module', text: 'module', hasChildren: true };
  if (types.isNativeError(value)) {
    const headline = oneLine(Error.prototype.toString.call(value));
    return { type: className(value), text: headline, hasChildren: true };
  }
  const size = count(value);
  const type = size === undefined ? className(value) : `${className(value)}(${size})`;
  // A callable object (a Gluon block is one) prints as a function; its class says more.
  return { type, text: typeof value === 'function' ? type : text(), hasChildren: size !== 0 };
}

/** It has a method that gives its children, or is a proxy. */
export function choosesChildren(value: object): boolean {
  return types.isProxy(value) || typeof (value as Record<symbol, unknown>)[propertiesSymbol] === 'function';
}

function properties(value: object): Child[] {
  const names = Object.keys(value);
  return names.map((name) => {
    const descriptor = Object.getOwnPropertyDescriptor(value, name);
    return [name, descriptor && 'value' in descriptor ? descriptor.value : accessor];
  });
}

export function children(value: unknown): Child[] {
  if (!isObject(value)) return [];
  const shown = own<object>(value, propertiesSymbol);
  if (shown !== undefined) return properties(shown);
  if (types.isProxy(value)) return [];
  if (types.isMap(value)) return [...value].map(([key, item]) => [preview(key).text, item]);
  if (types.isSet(value)) return [...value].map((item, i) => [String(i), item]);
  if (types.isNativeError(value)) {
    const { message, stack, cause } = value;
    return [
      ['message', message],
      ['stack', stack],
      ...(cause === undefined ? [] : [['cause', cause] as Child]),
      ...properties(value),
    ];
  }
  return properties(value);
}
