/** Expressions of the debugger's user: TypeScript that is rewritten like a cell, but knows the locals of the frame it runs on. */

import type { CompilerRequest, CompilerResponse } from '../../language/compilerWorker.js';
import type { Arrival, Fate, SourcePlace } from '../../language/catches.js';
import type { CompiledCell } from '../../language/rewrite.js';
import type { WorkerCalls } from '../workerCalls.js';
import { Code } from './realm.js';

export interface Fragment {
  /** A function for the main thread's `Explorer`; `this` is that of the frame. */
  code: Code;
  isAsync: boolean;
}

export class Fragments {
  constructor(readonly compiler: WorkerCalls<CompilerRequest, CompilerResponse>) {}

  /** Throws a SyntaxError that says what is wrong. */
  async rewrite(source: string, locals: string[] = []): Promise<CompiledCell> {
    const answer = await this.compiler.call({ type: 'fragment', source, locals });
    if (!('fragment' in answer)) throw new Error('the compiler worker answered another question');
    const { fragment } = answer;
    if (!fragment.ok) throw new SyntaxError(fragment.problems[0].message);
    return fragment;
  }

  async compile(source: string, locals: string[] = []): Promise<Fragment> {
    const { code, isAsync } = await this.rewrite(source, locals);
    return { code: new Code(`${code}.bind(this)`), isAsync };
  }

  /** Like `compile`, for what runs while the main thread is stopped. */
  async compileSync(source: string, locals: string[] = []): Promise<Code> {
    const { code, isAsync } = await this.compile(source, locals);
    if (isAsync) throw new SyntaxError(`"${source}" awaits, and nothing can be awaited while the program is stopped`);
    return code;
  }

  /** Of an exception in a function of the stack. */
  async fate(source: string, place: SourcePlace, arrival: Arrival): Promise<Fate> {
    const answer = await this.compiler.call({ type: 'fate', source, place, arrival });
    if (!('fate' in answer)) throw new Error('the compiler worker answered another question');
    return answer.fate;
  }
}
