/**
 * The language worker: TypeScript's language service over the cells that have run, for completion and inspection by types.
 */

import { workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';

export type LanguageRequest =
  | { type: 'learn'; id: number; line: number; source: string }
  | { type: 'complete' | 'inspect'; id: number; source: string; offset: number };

export interface CompletionItem {
  text: string;
  type: string;
  signature?: string;
}

export type LanguageResponse =
  | { id: number; items: CompletionItem[]; start: number; end: number }
  | { id: number; data: Record<string, string> | null }
  | { id: number };

export interface LanguageWorkerData {
  folder: string;
  protocol: MessagePort;
}
const { protocol } = workerData as LanguageWorkerData;
protocol.on('message', (request: LanguageRequest) => {
  protocol.postMessage({ id: request.id });
});
