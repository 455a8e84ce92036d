// Changes that are undone in any case, also where an interrupt cuts code off without running its `finally`.

let pending: (() => void) | null = null;

/** Runs `fn` and then `undo`, whatever happens. */
export function undone<T>(fn: () => T, undo: () => void): T {
  const outer = pending;
  pending = () => {
    pending = outer;
    undo();
  };
  try {
    return fn();
  } finally {
    pending();
  }
}

/** Undoes what was cut off, innermost first. */
export function undoCutOff(): void {
  while (pending !== null) pending();
}
