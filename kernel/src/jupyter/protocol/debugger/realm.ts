/** Calls of the main thread's `Explorer` through the inspector, while it runs, idles or is stopped. */

import type { Debugger, Runtime } from 'node:inspector';
import type { Explorer, ShownVariable } from '../../runtime/explorer.js';
import { explorerKey } from '../../threads.js';
import type { Inspector } from '../inspector.js';

/** JavaScript that gives an argument; all other arguments are JSON. */
export class Code {
  constructor(readonly text: string) {}
}

type Method = { [K in keyof Explorer]: Explorer[K] extends (...args: never[]) => unknown ? K : never }[keyof Explorer];
type Passed<P> = { [I in keyof P]: P[I] | Code };
type Answer<K extends keyof Explorer> = Explorer[K] extends (...args: never[]) => infer R ? Awaited<R> : never;

const explorer = `globalThis[Symbol.for(${JSON.stringify(explorerKey)})]`;

/** V8 takes more than Node's types know. */
type EvaluateParameters = Runtime.EvaluateParameterType & { disableBreaks: boolean };

type PropertiesParameters = Runtime.GetPropertiesParameterType & { nonIndexedPropertiesOnly: boolean };

interface FoundProperties {
  privateProperties?: { name: string; value?: Runtime.RemoteObject }[];
}

/** Nothing stops in code that is evaluated for the debugger. */
const quietly = { returnByValue: true, silent: true };

interface Evaluation {
  result: Runtime.RemoteObject;
  exceptionDetails?: Runtime.ExceptionDetails;
}

function valueOf({ result, exceptionDetails }: Evaluation): unknown {
  if (!exceptionDetails) return result.value;
  const { exception, text } = exceptionDetails;
  const description = exception?.description ?? String(exception?.value ?? text);
  throw new Error(description.split('\n    at ')[0]);
}

/** The call as an expression, for V8 to evaluate later. */
export function callOf<K extends Method>(method: K, ...args: Passed<Parameters<Explorer[K]>>): string {
  const passed = args.map((arg: unknown) => (arg instanceof Code ? arg.text : (JSON.stringify(arg) ?? 'undefined')));
  return `${explorer}.${method}(${passed.join(',')})`;
}

export class Realm {
  constructor(readonly inspector: Inspector) {}

  /** A method that gives its answer at once. */
  async call<K extends Method>(method: K, ...args: Passed<Parameters<Explorer[K]>>): Promise<Answer<K>> {
    return (await this.evaluate(callOf(method, ...args))) as Answer<K>;
  }

  /** A method that runs code: on a stopped frame, whose variables it sees, else for the notebook. */
  async run<K extends Method>(
    callFrameId: string | undefined,
    method: K,
    ...args: Passed<Parameters<Explorer[K]>>
  ): Promise<Answer<K>> {
    const expression = callOf(method, ...args);
    if (callFrameId === undefined) return (await this.evaluate(expression, !this.inspector.stop)) as Answer<K>;
    const how: Debugger.EvaluateOnCallFrameParameterType = { ...quietly, expression, callFrameId };
    return valueOf(await this.inspector.post('Debugger.evaluateOnCallFrame', how)) as Answer<K>;
  }

  /** While the main thread is stopped no promise settles, also not the one in which V8 wraps what is awaited. */
  async evaluate(expression: string, awaitPromise = false): Promise<unknown> {
    const how: EvaluateParameters = { ...quietly, expression, awaitPromise, disableBreaks: true };
    return valueOf(await this.inspector.post('Runtime.evaluate', how));
  }

  /** What V8 found in a scope when it stopped; the values may have changed since. */
  async namesOf({ objectId }: Runtime.RemoteObject): Promise<string[]> {
    const functionDeclaration = `function () { return ${explorer}.names(this); }`;
    const how: Runtime.CallFunctionOnParameterType = { ...quietly, objectId, functionDeclaration };
    return valueOf(await this.inspector.post('Runtime.callFunctionOn', how)) as string[];
  }

  /** The private fields of an object that the explorer has opened: V8 alone can read them. */
  async privateFields(reference: number): Promise<ShownVariable[]> {
    const held = { silent: true, objectGroup: 'gluonlab' };
    const expression = callOf('object', reference);
    const { result } = await this.inspector.post('Runtime.evaluate', { ...held, expression });
    if (result.objectId === undefined) return [];
    try {
      return await this.#privateFields(result.objectId);
    } finally {
      await this.inspector.post('Runtime.releaseObjectGroup', held);
    }
  }

  async #privateFields(objectId: string): Promise<ShownVariable[]> {
    const how: PropertiesParameters = { objectId, ownProperties: true, nonIndexedPropertiesOnly: true };
    const { privateProperties = [] } = await this.inspector.ask<FoundProperties>('Runtime.getProperties', how);
    // An accessor has no value until somebody calls it.
    const fields = privateProperties.filter(({ value }) => value);
    if (fields.length === 0) return [];
    const names = JSON.stringify(fields.map(({ name }) => name));
    const call: Runtime.CallFunctionOnParameterType = {
      ...quietly,
      objectId,
      functionDeclaration: `function (...values) { return ${explorer}.fields(${names}, values); }`,
      arguments: fields.map(({ value }) => asArgument(value!)),
    };
    return valueOf(await this.inspector.post('Runtime.callFunctionOn', call)) as ShownVariable[];
  }
}

function asArgument({ objectId, unserializableValue, value }: Runtime.RemoteObject): Runtime.CallArgument {
  if (objectId !== undefined) return { objectId };
  return unserializableValue === undefined ? { value: value as unknown } : { unserializableValue };
}
