/**
 * The variables of the notebook: one box per name, shared by all cells. A bound box holds its value in an own data property
 * `v`; an unbound one falls through to accessors of the prototype, which look at the realm's globals and else throw.
 * All bound boxes have one hidden class, so that `x$box.v` in a loop is a plain field access.
 */

export class Box {
  /** A cell has declared the name, perhaps without reaching the declaration. */
  declared = false;
  constructor(readonly name: string) {}

  /** The value for `typeof x`, which never throws for an unknown name. */
  get peek(): unknown {
    return Object.hasOwn(this, 'v')
      ? (this as unknown as { v: unknown }).v
      : (Reflect.get(globalThis, this.name) as unknown);
  }

  /** Reached when a cell assigns to a name that is `const` or imported. */
  get constant(): unknown {
    return (this as unknown as { v: unknown }).v;
  }

  set constant(_: unknown) {
    throw new TypeError(`Assignment to constant variable '${this.name}'.`);
  }
}

Object.defineProperty(Box.prototype, 'v', {
  get(this: Box): unknown {
    if (!this.declared && Reflect.has(globalThis, this.name)) return Reflect.get(globalThis, this.name);
    throw new ReferenceError(
      this.declared ? `Cannot access '${this.name}' before initialization` : `${this.name} is not defined`,
    );
  },
  set(this: Box, value: unknown) {
    if (!this.declared) {
      if (!Reflect.has(globalThis, this.name)) throw new ReferenceError(`${this.name} is not defined`);
      Reflect.set(globalThis, this.name, value);
      return;
    }
    Object.defineProperty(this, 'v', { value, writable: true, enumerable: true, configurable: true });
  },
});

export class Boxes {
  readonly #boxes = new Map<string, Box>();

  box(name: string): Box {
    let box = this.#boxes.get(name);
    if (!box) this.#boxes.set(name, (box = new Box(name)));
    return box;
  }

  /** Names and values of the bound boxes, in the order in which cells reached them. */
  bound(): [name: string, value: unknown][] {
    return [...this.#boxes.values()]
      .filter((box) => Object.hasOwn(box, 'v'))
      .map((box) => [box.name, (box as Box & { v: unknown }).v]);
  }

  /** The box of a name that a cell has declared; makes none, unlike `box`. */
  find = (name: string): Box | undefined => {
    const box = this.#boxes.get(name);
    return box?.declared ? box : undefined;
  };

  /** The variable that holds a value; of several, the one that a cell named first. */
  nameOf(value: unknown): string | undefined {
    for (const box of this.#boxes.values()) if (Object.hasOwn(box, 'v') && box.peek === value) return box.name;
    return undefined;
  }

  /** `var` and functions are bound from the start of their cell, as in JavaScript. */
  declare(name: string, hoisted: boolean) {
    const box = this.box(name);
    box.declared = true;
    if (hoisted && !Object.hasOwn(box, 'v')) (box as Box & { v: unknown }).v = undefined;
  }
}

/** V8 words an error as the code stands: `(0 , f$box.v) is not a function` where a person wrote `f`. */
export function withoutBoxes(message: string): string {
  return message.replace(/\(0 , ([^\s()]+)\$box_*\.v\)/g, '$1').replace(/([\p{ID_Continue}$]+?)\$box_*\.v\b/gu, '$1');
}
