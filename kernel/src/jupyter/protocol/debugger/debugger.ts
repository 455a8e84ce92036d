/**
 * The debugger of a notebook: answers the requests of the Debug Adapter Protocol, and those that Jupyter has added to it, over
 * V8's inspector. Everything stays as it is until `attach`, and `disconnect` leaves nothing behind.
 */

import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import type { SourceMapPayload } from 'node:module';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { CompilerRequest, CompilerResponse } from '../../language/compilerWorker.js';
import { log } from '../../log.js';
import type { Inspector, Step, Stop, StopListener } from '../inspector.js';
import type { WorkerCalls } from '../workerCalls.js';
import { Breakpoints } from './breakpoints.js';
import type { Breakpoint } from './breakpoints.js';
import { cellPrefix, cellSuffix, hashSeed, isCellPath, writeCell } from './cellFiles.js';
import { exceptionFilters, Exceptions, isException, thrown } from './exceptions.js';
import { Fragments } from './fragments.js';
import { Inspection } from './inspection.js';
import { callOf, Code, Realm } from './realm.js';
import { Scripts, SourceScript } from './scripts.js';
import { StoppedProgram } from './stoppedProgram.js';

/** The only thread there is. */
const threadId = 1;

const capabilities: DebugProtocol.Capabilities = {
  supportsConfigurationDoneRequest: true,
  supportsConditionalBreakpoints: true,
  supportsEvaluateForHovers: true,
  supportsExceptionInfoRequest: true,
  supportsLoadedSourcesRequest: true,
  supportsModulesRequest: true,
  supportsSetVariable: true,
  supportsTerminateRequest: true,
  exceptionBreakpointFilters: exceptionFilters,
};

function described(path: string, { id, line, place }: Breakpoint): DebugProtocol.Breakpoint {
  const verified = place !== undefined;
  return { id, verified, line, ...place, source: { path }, ...(!verified && { message: 'waits for its file to run' }) };
}

interface Stepping {
  how: Step;
  from: StoppedProgram;
  /** Columns of the line where it began that it has passed. */
  passed: Set<number | undefined>;
}

export class Debugger implements StopListener {
  readonly #realm: Realm;
  readonly #fragments: Fragments;
  readonly #scripts: Scripts;
  readonly #breakpoints: Breakpoints;
  readonly #exceptions: Exceptions;
  readonly #inspection: Inspection;
  #isStarted = false;
  #isAttached = false;
  #program?: StoppedProgram;
  /** The step that is under way. */
  #step?: Stepping;
  #sequence = 1;
  /** The debug_request that came last: events belong to it, never to a cell. */
  #request = 0;

  constructor(
    readonly inspector: Inspector,
    compiler: WorkerCalls<CompilerRequest, CompilerResponse>,
    readonly publish: (request: number, event: DebugProtocol.Event) => void,
  ) {
    this.#realm = new Realm(inspector);
    this.#fragments = new Fragments(compiler);
    this.#scripts = new Scripts(inspector, this.#realm);
    this.#exceptions = new Exceptions(inspector, this.#scripts, this.#fragments);
    this.#inspection = new Inspection(this.#realm, this.#fragments, () => this.#program);
    this.#breakpoints = new Breakpoints(inspector, (path, breakpoint) => {
      this.#event('breakpoint', { reason: 'changed', breakpoint: described(path, breakpoint) });
    });
  }

  /** Answers every request, also one that fails or that nobody knows. */
  async answer(request: number, { command = '', seq = 0, arguments: args = {} }: Partial<DebugProtocol.Request>) {
    this.#request = request;
    const response = { seq: this.#sequence++, type: 'response', request_seq: seq, command };
    try {
      const run = Object.hasOwn(this.#commands, command) ? this.#commands[command] : undefined;
      if (!run) throw new RangeError(`the debugger has no command "${command}"`);
      await this.inspector.prepare();
      const body = await run(args as never);
      return { ...response, success: true, body: body ?? {} };
    } catch (error) {
      return { ...response, success: false, message: (error as Error).message, body: {} };
    }
  }

  #event(event: string, body: object = {}) {
    this.publish(this.#request, { seq: this.#sequence++, type: 'event', event, body });
  }

  readonly #commands: Record<string, (args: never) => unknown> = {
    debugInfo: () => this.#info(),
    initialize: () => {
      this.#isStarted = true;
      return capabilities;
    },
    attach: () => this.#attach(),
    configurationDone: () => undefined,
    disconnect: () => this.#detach(),
    terminate: () => this.#detach(),

    dumpCell: async ({ code }: { code: string }) => ({ sourcePath: await writeCell(code) }),
    setBreakpoints: (args: DebugProtocol.SetBreakpointsArguments) => this.#setBreakpoints(args),
    setExceptionBreakpoints: ({ filters }: DebugProtocol.SetExceptionBreakpointsArguments) => {
      return this.#exceptions.set(filters);
    },

    continue: async () => {
      await this.#run();
      return { allThreadsContinued: true };
    },
    next: () => this.#run('Debugger.stepOver'),
    stepIn: () => this.#run('Debugger.stepInto'),
    stepOut: () => this.#run('Debugger.stepOut'),
    pause: () => this.#pause(),

    threads: () => ({ threads: [{ id: threadId, name: 'notebook' }] }),
    stackTrace: () => {
      const stackFrames = this.#program?.stackFrames() ?? [];
      return { stackFrames, totalFrames: stackFrames.length };
    },
    exceptionInfo: () => this.#exceptionInfo(),
    source: async (args: DebugProtocol.SourceArguments) => ({ content: await this.#source(args.source?.path ?? '') }),
    loadedSources: async () => ({ sources: await this.#sources() }),
    modules: async () => {
      const files = (await this.#sources()).filter(({ path }) => !isCellPath(path));
      return { modules: files.map((file) => ({ id: file.path, ...file })), totalModules: files.length };
    },

    scopes: async (args: DebugProtocol.ScopesArguments) => ({ scopes: await this.#inspection.scopes(args) }),
    variables: async (args: DebugProtocol.VariablesArguments) => {
      return { variables: await this.#inspection.variables(args) };
    },
    setVariable: (args: DebugProtocol.SetVariableArguments) => this.#inspection.setVariable(args),
    evaluate: (args: DebugProtocol.EvaluateArguments) => this.#inspection.evaluate(args),
    inspectVariables: async () => ({ variables: await this.#inspection.notebook() }),
    richInspectVariables: ({ variableName, frameId }: { variableName: string; frameId?: number }) => {
      return this.#inspection.richVariable(variableName, frameId);
    },
    copyToGlobals: (args: { srcVariableName: string; dstVariableName: string; srcFrameId: number }) => {
      return this.#inspection.copyToGlobals(args.srcVariableName, args.dstVariableName, args.srcFrameId);
    },
  };

  #info() {
    return {
      isStarted: this.#isStarted,
      hashMethod: 'Murmur2',
      hashSeed,
      tmpFilePrefix: cellPrefix,
      tmpFileSuffix: cellSuffix,
      breakpoints: this.#breakpoints.info,
      stoppedThreads: this.#program ? [threadId] : [],
      richRendering: true,
      exceptionPaths: [],
      copyToGlobals: true,
    };
  }

  async #attach() {
    if (!this.#isAttached) {
      this.#isAttached = true;
      await this.#exceptions.set([]);
      await this.inspector.attach(this);
    }
    this.#event('initialized');
  }

  async #detach() {
    this.#isStarted = false;
    if (!this.#isAttached) return;
    this.#isAttached = false;
    const { inspector } = this;
    await this.#breakpoints.clear();
    await this.#exceptions.set([]);
    await inspector.post('Debugger.setBlackboxPatterns', { patterns: [] });
    await this.#realm.call('end');
    this.#continued();
    this.#event('terminated');
    await inspector.detach();
  }

  async #setBreakpoints({ source, breakpoints = [] }: DebugProtocol.SetBreakpointsArguments) {
    if (!this.#isAttached) throw new Error('breakpoints need the debugger to be attached');
    const { path = '' } = source;
    const scripts = await this.#scripts.of(path);
    let set = await this.#breakpoints.replace(path, breakpoints, scripts);
    // The cell was not run yet, or V8 has dropped the script of one that can run no more.
    if (isCellPath(path) && set.some(({ place }) => !place)) {
      set = await this.#breakpoints.replace(path, breakpoints, await this.#parse(path));
    }
    return { breakpoints: set.map((breakpoint) => described(path, breakpoint)) };
  }

  /** The script of a cell that is only parsed; none if it has errors. */
  async #parse(path: string): Promise<SourceScript[]> {
    const source = await readFile(path, 'utf8');
    const cell = await this.#fragments.rewrite(source).catch(() => undefined);
    if (!cell) return [];
    const url = pathToFileURL(path).href;
    await this.#realm.evaluate(`${callOf('parse', new Code(cell.code))}\n//# sourceURL=${url}`);
    const [scriptId] = [...this.inspector.scripts].findLast(([, parsed]) => parsed === url)!;
    const map = JSON.parse(cell.map) as SourceMapPayload;
    // Line 0 is the head of the function, which cells that run have above their first line.
    const script = new SourceScript(scriptId, path, 'cell', source, map, 1);
    this.#scripts.add(script);
    return [script];
  }

  /** Lets the program go on, until the end of a step or the next stop. */
  async #run(how?: Step) {
    if (!this.#program) throw new Error('the program is not stopped');
    const from = this.#program;
    this.#step = how && { how, from, passed: new Set([from.frames[0].place?.column]) };
    await this.#exceptions.beforeRunning(how !== undefined);
    // Told before the program goes on, or what it says next might overtake it.
    this.#continued();
    await (how ? this.inspector.step(how) : this.inspector.resume());
  }

  async #pause() {
    this.#step = undefined;
    await this.inspector.pause();
  }

  async scriptStarts(scriptId: string) {
    const script = await this.#scripts.find(scriptId);
    if (script) await this.#breakpoints.scriptStarts(script);
  }

  async stopped(stop: Stop, asked: boolean) {
    try {
      const program = await StoppedProgram.look(stop, this.#scripts, this.#realm, this.#fragments);
      const next = await this.#afterStop(program, asked);
      if (next) return void (await next());
      this.#program = program;
      this.#event('stopped', { ...this.#reason(stop, asked), threadId, allThreadsStopped: true });
    } catch (error) {
      log.error('debugger:', error);
      if (this.inspector.stop === stop) await this.inspector.resume();
    }
  }

  /** How the program goes on if nobody wants to see this stop. */
  async #afterStop(program: StoppedProgram, asked: boolean): Promise<(() => Promise<void>) | undefined> {
    const { inspector } = this;
    if (isException(program.stop)) {
      return (await this.#exceptions.isWanted(program.stop)) ? undefined : () => inspector.resume();
    }
    if (!asked && !(await this.#isWanted(program))) return () => inspector.resume();
    if (!program.isShown) return () => inspector.step('Debugger.stepOut');
    if (!asked || !this.#step || this.#isStepped(program, this.#step)) return undefined;
    const { how } = this.#step;
    return () => inspector.step(how);
  }

  /** V8 steps from part to part of a statement. A person steps from line to line, and sees each turn of a loop. */
  #isStepped(program: StoppedProgram, { from, passed }: Stepping): boolean {
    const { place } = program.frames[0];
    // Code that the compiler has added is nowhere in the source.
    if (!place) return false;
    if (!program.isInLineOf(from) || passed.has(place.column)) return true;
    passed.add(place.column);
    return false;
  }

  /** A breakpoint without a condition, or one whose condition holds; a `debugger` statement. */
  async #isWanted(program: StoppedProgram): Promise<boolean> {
    const ids = program.stop.hitBreakpoints ?? [];
    if (ids.length === 0) return true;
    const frame = program.frames[0];
    for (const breakpoint of this.#breakpoints.hit(ids)) {
      const id = ids.find((hit) => breakpoint.set.has(hit))!;
      if (breakpoint.condition === undefined || breakpoint.tested.has(id)) return true;
      const code = await program.compile(frame, breakpoint.condition).catch(() => undefined);
      // What does not compile stops, so that the person sees it.
      if (!code) return true;
      await this.#breakpoints.setCondition(breakpoint, id, callOf('holds', code));
      if (await this.#realm.run(frame.callFrame.callFrameId, 'holds', code)) return true;
    }
    return false;
  }

  #reason(stop: Stop, asked: boolean): { reason: string; description?: string; text?: string } {
    if (isException(stop)) return { reason: 'exception', text: thrown(stop).text };
    const hit = this.#breakpoints.hit(stop.hitBreakpoints ?? []);
    if (hit.length > 0) return { reason: 'breakpoint' };
    if (!asked) return { reason: 'breakpoint', description: 'Paused on a debugger statement' };
    return { reason: this.#step ? 'step' : 'pause' };
  }

  resumed() {
    this.#continued();
  }

  #continued() {
    if (!this.#program) return;
    this.#program = undefined;
    this.#event('continued', { threadId, allThreadsContinued: true });
  }

  #exceptionInfo(): DebugProtocol.ExceptionInfoResponse['body'] {
    const stop = this.#program?.stop;
    if (!stop || !isException(stop)) throw new Error('the program is not stopped at an exception');
    const { name, text } = thrown(stop);
    const details = { typeName: name, message: text };
    return { exceptionId: name, description: text, breakMode: this.#exceptions.breakMode, details };
  }

  async #source(path: string): Promise<string> {
    const known = (await this.#scripts.of(path)).find(({ text }) => text !== undefined);
    return known?.text ?? readFile(path, 'utf8');
  }

  async #sources(): Promise<{ name: string; path: string }[]> {
    const scripts = await this.#scripts.all();
    return [...new Map(scripts.map(({ name, path }) => [path, { name, path }])).values()];
  }
}
