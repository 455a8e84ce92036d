/** `process.exit` in a cell ends the cell, as Python's `sys.exit` does in IPython; the kernel and its variables live on. */

export class SystemExit extends Error {
  override readonly name = 'SystemExit';
  constructor(readonly code: number | string) {
    super(`process.exit(${code}) has ended the cell; the front end ends the kernel`);
  }
}

/** Ends the kernel. */
export const exit = process.exit.bind(process);

export function keepAlive(): void {
  process.exit = (code) => {
    throw new SystemExit(code ?? process.exitCode ?? 0);
  };
}
