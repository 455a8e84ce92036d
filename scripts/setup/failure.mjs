// A failure that a person can mend: its message is a sentence that says what to do, and no stack is shown for it.
// `main` runs a script's body and turns what it throws into that sentence and an exit code.
export class Failure extends Error {
  /** @param {string} sentence what is wrong and what to do @param {string} [details] output that explains it */
  constructor(sentence, details = '') {
    super(sentence);
    this.details = details;
  }
}

/** Runs the body of a script; it returns the exit code (nothing = 0). */
export async function main(body) {
  try {
    process.exitCode = (await body()) ?? 0;
  } catch (error) {
    process.exitCode = 1;
    if (!(error instanceof Failure)) throw error;
    if (error.details) console.error(`\n${error.details.trimEnd()}`);
    console.error(`\n${error.message}`);
  }
}
