/** Errors of the command line: one sentence for the person who typed it, never a stack. */

/** The command was written wrongly: the usage is shown below it. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** The command was right and could not be done. */
export class CommandError extends Error {
  override name = 'CommandError';
}
