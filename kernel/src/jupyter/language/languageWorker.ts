/**
 * The language worker: TypeScript's language service over the cells that have run. It completes, inspects, checks types, and
 * says which operators need no test for arrays. It warms up by itself; whoever asks before that waits, and nobody else does.
 */

import { workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { log } from '../log.js';
import { complete } from './completion.js';
import type { Completions } from './completion.js';
import { inspectAt } from './inspection.js';
import type { Inspection } from './inspection.js';
import { withoutMagics } from './magics.js';
import { nativeOperators } from './operatorTypes.js';
import { NotebookProject } from './project.js';
import type { SourceProblem } from './scope.js';
import { typeProblems } from './typeCheck.js';

export type LanguageRequest =
  | { type: 'complete' | 'inspect'; id: number; source: string; offset: number }
  | { type: 'learn' | 'operators' | 'check'; id: number; source: string }
  | { type: 'warm'; id: number };

export type LanguageResponse =
  | ({ id: number } & Completions)
  | ({ id: number } & Inspection)
  /** Positions of the operators whose operands are primitive. */
  | { id: number; native: number[] }
  | { id: number; problems: SourceProblem[] }
  | { id: number };

export interface LanguageWorkerData {
  /** The notebook's folder. */
  folder: string;
  protocol: MessagePort;
}

const { folder, protocol } = workerData as LanguageWorkerData;
const project = new NotebookProject(folder);

function answer(request: LanguageRequest): LanguageResponse {
  const { id } = request;
  if (request.type === 'warm') return { id };
  const source = withoutMagics(request.source);
  switch (request.type) {
    case 'learn':
      project.learn(source);
      return { id };
    case 'complete':
      return { id, ...complete(project, source, request.offset) };
    case 'inspect':
      return { id, ...inspectAt(project, source, request.offset) };
    case 'operators':
      return { id, native: nativeOperators(project, source) };
    case 'check':
      return { id, problems: typeProblems(project, source) };
  }
}

/** TypeScript may fail on what a person has half typed; a cell runs without its answer as well. */
function answerNothing(request: LanguageRequest): LanguageResponse {
  const { id } = request;
  switch (request.type) {
    case 'complete':
      return { id, items: [], start: request.offset, end: request.offset };
    case 'inspect':
      return { id, sections: [] };
    case 'operators':
      return { id, native: [] };
    case 'check':
      return { id, problems: [] };
    default:
      return { id };
  }
}

protocol.on('message', (request: LanguageRequest) => {
  let response: LanguageResponse;
  try {
    response = answer(request);
  } catch (error) {
    log.error(`${request.type}:`, error);
    response = answerNothing(request);
  }
  protocol.postMessage(response);
});

complete(project, 'con', 3);
