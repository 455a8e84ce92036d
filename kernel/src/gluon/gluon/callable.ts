// Instances that can be called: net(x). The constructor returns a function whose prototype is that of the class, so that
// fields, methods and instanceof work as for any object, and a call costs no more than a method call.
export interface Callable {
  (...inputs: never[]): unknown;
}

/** Base of classes whose instances are functions; a call is a call of the `_call` method. */
export const Callable = class {
  constructor() {
    const self = (...inputs: unknown[]): unknown => (self as unknown as CallTarget)._call(inputs);
    // A function's own `name` and `length` would hide fields and getters of the class.
    Reflect.deleteProperty(self, 'name');
    Reflect.deleteProperty(self, 'length');
    return Object.setPrototypeOf(self, new.target.prototype) as object;
  }
} as unknown as abstract new () => object;

interface CallTarget {
  _call(inputs: unknown[]): unknown;
}
