// One side of the benchmark: a process that stays, gets ready once, and times a row when asked.
//   const side = await Side.start('PyTorch', program, args, env);
//   await side.time('gemm_256', 0.5) -> seconds per call | null (it lacks the row)
import { spawn } from 'node:child_process';
import readline from 'node:readline';

export class Side {
  #child;
  #answers;

  /** Resolves when the side has loaded its library; `version` is what it says of itself. */
  static async start(name, program, args, env) {
    const side = new Side(name, program, args, env);
    side.version = (await side.#answer()).ready;
    return side;
  }

  constructor(name, program, args, env) {
    this.name = name;
    this.#child = spawn(program, args, { env, stdio: ['pipe', 'pipe', 'ignore'] });
    this.#answers = readline.createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  async time(row, seconds) {
    const answer = await this.#ask({ row, seconds });
    return answer.seconds ?? null;
  }

  /** Runs a row once and returns what it measured itself (for rows that are not times). */
  async once(row) {
    return (await this.#ask({ row, once: true })).value ?? null;
  }

  end() {
    this.#child.stdin.end();
  }

  async #ask(request) {
    this.#child.stdin.write(`${JSON.stringify(request)}\n`);
    const answer = await this.#answer();
    if (answer.error) throw new Error(`${this.name}, ${request.row}: ${answer.error}`);
    return answer;
  }

  // Libraries may print lines of their own: an answer is a line that is a JSON object.
  async #answer() {
    for (;;) {
      const { value, done } = await this.#answers.next();
      if (done) throw new Error(`${this.name} ended with code ${this.#child.exitCode}.`);
      if (value.startsWith('{')) return JSON.parse(value);
    }
  }
}
