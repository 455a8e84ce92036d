/** What the debugger's user looks at: variables and expressions, on a frame where the program has stopped, or at any time. */

import type { DebugProtocol } from '@vscode/debugprotocol';
import type { ShownVariable } from '../../runtime/explorer.js';
import type { Fragments } from './fragments.js';
import type { Realm } from './realm.js';
import type { StoppedProgram } from './stoppedProgram.js';

const identifier = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

function checkName(name: string) {
  if (!identifier.test(name)) throw new SyntaxError(`"${name}" is not the name of a variable`);
}

export class Inspection {
  constructor(
    readonly realm: Realm,
    readonly fragments: Fragments,
    /** Undefined while the main thread runs. */
    readonly program: () => StoppedProgram | undefined,
  ) {}

  #stopped(): StoppedProgram {
    const program = this.program();
    if (!program) throw new Error('the program is not stopped');
    return program;
  }

  scopes({ frameId }: DebugProtocol.ScopesArguments): Promise<DebugProtocol.Scope[]> {
    const program = this.#stopped();
    return program.scopes(program.frame(frameId));
  }

  async variables({ variablesReference, start, count }: DebugProtocol.VariablesArguments): Promise<ShownVariable[]> {
    const shown = await this.realm.call('variables', variablesReference, start, count);
    return start ? shown : [...shown, ...(await this.realm.privateFields(variablesReference))];
  }

  /** The variables of the notebook. */
  async notebook(): Promise<ShownVariable[]> {
    if (!this.program()) await this.realm.call('forget');
    return this.realm.call('variables', await this.realm.call('notebook'));
  }

  /** Compiles for a frame, else for the notebook; gives what is evaluated there. */
  async #prepare(source: string, frameId?: number) {
    if (frameId === undefined) {
      const { code, isAsync } = this.program()
        ? { code: await this.fragments.compileSync(source), isAsync: false }
        : await this.fragments.compile(source);
      return { code, isAsync, callFrameId: undefined };
    }
    const program = this.#stopped();
    const frame = program.frame(frameId);
    return { code: await program.compile(frame, source), isAsync: false, callFrameId: frame.callFrame.callFrameId };
  }

  async evaluate({ expression, frameId, context }: DebugProtocol.EvaluateArguments) {
    const { code, isAsync, callFrameId } = await this.#prepare(expression, frameId);
    const inFull = context === 'repl' || context === 'clipboard';
    const { value, ...rest } = await this.realm.run(callFrameId, 'evaluate', code, isAsync, inFull);
    return { result: value, ...rest };
  }

  /** Of a scope, by an assignment in its frame; else of an opened value. */
  async setVariable({ variablesReference, name, value }: DebugProtocol.SetVariableArguments) {
    const program = this.program();
    const frame = program?.scopeFrame(variablesReference);
    if (frame) {
      checkName(name);
      const { result, ...rest } = await this.evaluate({ expression: `${name} = (${value})`, frameId: frame.id });
      return { value: result, ...rest };
    }
    const { code, callFrameId } = await this.#prepare(value, program?.frames[0]?.id);
    return this.realm.run(callFrameId, 'assign', variablesReference, name, code);
  }

  async richVariable(name: string, frameId?: number) {
    checkName(name);
    const { code, callFrameId } = await this.#prepare(name, frameId);
    const data = await this.realm.run(callFrameId, 'bundle', code, this.program() !== undefined);
    return { data, metadata: {} };
  }

  async copyToGlobals(source: string, target: string, frameId: number) {
    checkName(source);
    checkName(target);
    const { code, callFrameId } = await this.#prepare(source, frameId);
    await this.realm.run(callFrameId, 'declare', target, code);
  }
}
