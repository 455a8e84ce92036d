/** The main thread where it has stopped: its frames that are shown, their scopes, and code that runs on a frame. */

import type { Debugger } from 'node:inspector';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Stop } from '../inspector.js';
import type { Fragments } from './fragments.js';
import { Code } from './realm.js';
import type { Realm } from './realm.js';
import type { Place, Scripts, SourceScript } from './scripts.js';

export interface Frame {
  id: number;
  callFrame: Debugger.CallFrame;
  script: SourceScript;
  /** Undefined in code that the compiler has added. */
  place?: Place;
}

const scopeNames: Partial<Record<Debugger.Scope['type'], string>> = {
  local: 'Locals',
  block: 'Block',
  catch: 'Catch',
  closure: 'Closure',
  module: 'Module',
  with: 'With',
  eval: 'Eval',
};

let lastFrameId = 0;

function frameName({ functionName, functionLocation }: Debugger.CallFrame, { name }: SourceScript): string {
  if (functionName) return functionName;
  // The function that holds a cell begins above the cell's first line; a module's begins its file.
  const isWhole = !functionLocation || functionLocation.lineNumber < 0 || functionLocation.columnNumber === 0;
  return isWhole ? name : '(anonymous)';
}

export class StoppedProgram {
  /** Numbers of scopes that the explorer has opened, and the frame each belongs to. */
  readonly #scopes = new Map<number, Frame>();

  private constructor(
    readonly stop: Stop,
    readonly frames: Frame[],
    /** False when the stop is in code that is not shown. */
    readonly isShown: boolean,
    readonly realm: Realm,
    readonly fragments: Fragments,
  ) {}

  static async look(stop: Stop, scripts: Scripts, realm: Realm, fragments: Fragments): Promise<StoppedProgram> {
    const found = await Promise.all(stop.callFrames.map(({ location }) => scripts.find(location.scriptId)));
    const frames = stop.callFrames.flatMap((callFrame, i): Frame[] => {
      const script = found[i];
      if (!script) return [];
      return [{ id: ++lastFrameId, callFrame, script, place: script.place(callFrame.location) }];
    });
    return new StoppedProgram(stop, frames, found[0] !== undefined, realm, fragments);
  }

  /** The same line of the same call. */
  isInLineOf(before: StoppedProgram): boolean {
    const [here, there] = [this.frames[0], before.frames[0]];
    return (
      here.script === there.script &&
      here.place?.line === there.place?.line &&
      here.callFrame.functionLocation?.lineNumber === there.callFrame.functionLocation?.lineNumber &&
      this.stop.callFrames.length === before.stop.callFrames.length
    );
  }

  frame(id: unknown): Frame {
    const frame = this.frames.find((one) => one.id === id);
    if (frame) return frame;
    throw new RangeError(`there is no frame ${String(id)}; the frames are ${this.frames.map((f) => f.id).join(', ')}`);
  }

  stackFrames(): DebugProtocol.StackFrame[] {
    return this.frames.map(({ id, callFrame, script, place }) => ({
      id,
      name: frameName(callFrame, script),
      source: { name: script.name, path: script.path },
      ...(place ?? { line: 1, column: 1 }),
    }));
  }

  /** The notebook's variables come last, and under the name by which JupyterLab knows them. */
  async scopes(frame: Frame): Promise<DebugProtocol.Scope[]> {
    const shown: DebugProtocol.Scope[] = [];
    for (const { type, names } of await this.#own(frame)) {
      if (names.length === 0 && type !== 'local') continue;
      const getters = names.map((name) => `get ${name}() { return ${name}; }`);
      const { callFrameId } = frame.callFrame;
      const variablesReference = await this.realm.run(callFrameId, 'scope', new Code(`{${getters.join(', ')}}`));
      this.#scopes.set(variablesReference, frame);
      const same = shown.filter(({ name }) => name.startsWith(scopeNames[type]!)).length;
      const name = same > 0 ? `${scopeNames[type]} ${same + 1}` : scopeNames[type]!;
      shown.push({ name, variablesReference, expensive: false });
    }
    const variablesReference = await this.realm.call('notebook');
    return [...shown, { name: 'Globals', variablesReference, expensive: false }];
  }

  /** The scopes of a frame without the notebook's, innermost first, and what the frame can name in them. */
  async #own({ callFrame }: Frame): Promise<{ type: Debugger.Scope['type']; names: string[] }[]> {
    const scopes = callFrame.scopeChain.filter(({ type }) => scopeNames[type] !== undefined);
    const found = await Promise.all(scopes.map(({ object }) => this.realm.namesOf(object)));
    const inner = new Set<string>();
    return scopes.map(({ type }, i) => {
      const names = found[i].filter((name) => !inner.has(name));
      names.forEach((name) => inner.add(name));
      return { type, names };
    });
  }

  /** The names that code on a frame has for itself. */
  async locals(frame: Frame): Promise<string[]> {
    return (await this.#own(frame)).flatMap(({ names }) => names);
  }

  /** The frame to whose scopes an opened number belongs. */
  scopeFrame(reference: number): Frame | undefined {
    return this.#scopes.get(reference);
  }

  async compile(frame: Frame, source: string) {
    return this.fragments.compileSync(source, await this.locals(frame));
  }
}
