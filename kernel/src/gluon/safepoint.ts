// Safepoints: places of a training loop at which nothing is half done. Whoever looks at networks from outside, as the notebook's
// kernel does, may do so there although the loop never yields. Without a visitor one costs a comparison.

let visitor: (() => void) | null = null;

/** From now on `visit` is called at each safepoint; it must not throw. */
export function onSafepoint(visit: () => void): void {
  visitor = visit;
}

/** @internal Gradients are complete, and the next step has not begun. */
export function safepoint(): void {
  visitor?.();
}
