/**
 * The language worker: TypeScript's language service over the cells that have run. It warms up by itself; whoever asks
 * before that waits, and nobody else does.
 */

import { workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { log } from '../log.js';
import { complete } from './completion.js';
import type { Completions } from './completion.js';
import { inspectAt } from './inspection.js';
import { withoutMagics } from './magics.js';
import { NotebookProject } from './project.js';

export type LanguageRequest =
  | { type: 'learn'; id: number; cell: number; source: string }
  | { type: 'complete' | 'inspect'; id: number; source: string; offset: number };

export type LanguageResponse =
  ({ id: number } & Completions) | { id: number; data: Record<string, string> | null } | { id: number };

export interface LanguageWorkerData {
  /** The notebook's folder. */
  folder: string;
  protocol: MessagePort;
}

const { folder, protocol } = workerData as LanguageWorkerData;
const project = new NotebookProject(folder);

function answer(request: LanguageRequest): LanguageResponse {
  const { id } = request;
  const source = withoutMagics(request.source);
  try {
    switch (request.type) {
      case 'learn':
        project.learn(request.cell, source);
        return { id };
      case 'complete':
        return { id, ...complete(project, source, request.offset) };
      case 'inspect':
        return { id, data: inspectAt(project, source, request.offset) };
    }
  } catch (error) {
    log.error(`${request.type}:`, error);
    return request.type === 'complete'
      ? { id, items: [], start: request.offset, end: request.offset }
      : { id, data: null };
  }
}

protocol.on('message', (request: LanguageRequest) => {
  protocol.postMessage(answer(request));
});
complete(project, 'con', 3);
