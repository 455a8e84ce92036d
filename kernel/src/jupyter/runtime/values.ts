/**
 * What completion and inspection see of the notebook's values: the members of what the types call `any`, and a line or two
 * about a value. Nothing of a value runs: no getter, no proxy; a path that meets one ends there.
 */

import { inspect, types } from 'node:util';
import type { Look } from '../threads.js';
import type { Boxes } from './boxes.js';

/** Of a value with more members only these are told. */
const mostMembers = 500;

/** Runs nothing of the value. */
const shown = { depth: 2, customInspect: false, maxArrayLength: 10, maxStringLength: 200, breakLength: 100 };

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/** The objects that have a value's members, the nearest first; what every object has is of no interest. */
function* holders(value: unknown): Generator<object> {
  let holder = isObject(value) ? value : (Object.getPrototypeOf(value ?? {}) as object);
  while (holder !== null && holder !== Object.prototype && !types.isProxy(holder)) {
    yield holder;
    holder = Object.getPrototypeOf(holder) as object;
  }
}

function descriptorOf(value: unknown, name: string): PropertyDescriptor | undefined {
  for (const holder of holders(value)) {
    const descriptor = Object.getOwnPropertyDescriptor(holder, name);
    if (descriptor) return descriptor;
  }
  return undefined;
}

function members(value: unknown): Look['members'] {
  const found = new Map<string, string>();
  for (const holder of holders(value)) {
    for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(holder))) {
      const isName = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) && name !== 'constructor';
      if (isName && !found.has(name)) found.set(name, typeof descriptor.value === 'function' ? 'function' : 'property');
      if (found.size === mostMembers) break;
    }
  }
  return [...found].map(([text, type]) => ({ text, type }));
}

export class Values {
  /** What says more of a value than its text: the statistics of an array. */
  readonly describers: ((value: unknown) => string | undefined)[] = [];

  constructor(readonly boxes: Boxes) {}

  /** What the path leads to, if it leads anywhere. */
  look([name, ...names]: string[]): Look | undefined {
    const variable = this.boxes.bound().find(([bound]) => bound === name);
    let descriptor = variable ? { value: variable[1] } : Object.getOwnPropertyDescriptor(globalThis, name);
    for (const member of names) {
      if (!descriptor || !('value' in descriptor)) return undefined;
      descriptor = descriptorOf(descriptor.value, member);
    }
    if (!descriptor || !('value' in descriptor)) return undefined;
    const value: unknown = descriptor.value;
    const description = this.describers.map((describe) => describe(value)).find((text) => text !== undefined);
    return { members: members(value), description: description ?? inspect(value, shown) };
  }
}
