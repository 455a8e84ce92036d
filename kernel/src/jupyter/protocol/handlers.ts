/** One handler per request type. Each reads its content with defaults and returns the content of the reply. */

import { readFileSync } from 'node:fs';
import type { CompilerRequest, CompilerResponse } from '../language/compilerWorker.js';
import { fitting } from '../language/fitting.js';
import type { CompletionItem } from '../language/fitting.js';
import { fromCodePoints, toCodePoints } from './codePoints.js';
import type { CommRouter } from './comms.js';
import type { Debugger } from './debugger/debugger.js';
import type { Handlers, Reply } from './dispatcher.js';
import type { Execution } from './execution.js';
import type { Interrupts } from './interrupts.js';
import type { Language } from './language.js';
import type { Request } from './requests.js';
import type { Shells } from './shells.js';
import type { Shutdown } from './shutdown.js';
import { protocolVersion, textField } from './wire.js';
import type { JsonObject } from './wire.js';
import type { ValueLooks } from './valueLooks.js';
import type { WorkerCalls } from './workerCalls.js';

export interface Parts {
  execution: Execution;
  compilerCalls: WorkerCalls<CompilerRequest, CompilerResponse>;
  language: Language;
  shells: Shells;
  interrupts: Interrupts;
  comms: CommRouter;
  notebookDebugger: Debugger;
  looks: ValueLooks;
  shutdown: Shutdown;
}

const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

const kernelInfo = {
  status: 'ok',
  protocol_version: protocolVersion,
  implementation: 'gluonlab',
  implementation_version: version,
  language_info: {
    name: 'typescript',
    version: '6.0.3',
    mimetype: 'text/typescript',
    file_extension: '.ts',
    pygments_lexer: 'typescript',
    codemirror_mode: { name: 'javascript', mode: 'typescript', typescript: true },
    nbconvert_exporter: 'script',
  },
  banner: `gluonlab ${version}: TypeScript notebooks on Node ${process.version}`,
  help_links: [{ text: 'TypeScript', url: 'https://www.typescriptlang.org/docs/' }],
  debugger: true,
  supported_features: ['debugger', 'kernel subshells'],
};

/** The code, and the cursor as an index into it; without a position the cursor is at the end. */
function cursor({ code, cursor_pos: position }: JsonObject): { code: string; offset: number } {
  const text = textField(code, 'code');
  return { code: text, offset: typeof position === 'number' ? fromCodePoints(text, position) : text.length };
}

export function createHandlers(parts: Parts): Handlers {
  const { execution, compilerCalls, language, shells, interrupts, comms, notebookDebugger, looks, shutdown } = parts;

  async function complete({ content }: Request): Promise<Reply> {
    const { code, offset } = cursor(content);
    language.start();
    const answer = await language.call({ type: 'complete', source: code, offset });
    if (!('items' in answer)) throw new Error('the language worker answered another question');
    const { start, end, path } = answer;
    const look = await looks.look(path);
    const items: CompletionItem[] = look ? fitting(look.members, code.slice(start, end)) : answer.items;
    const range = { start: toCodePoints(code, start), end: toCodePoints(code, end) };
    const types = items.map(({ text, type, signature = '' }) => ({ text, type, signature, ...range }));
    return {
      content: {
        status: 'ok',
        matches: items.map(({ text }) => text),
        cursor_start: range.start,
        cursor_end: range.end,
        metadata: { _jupyter_types_experimental: types },
      },
    };
  }

  async function inspect({ content }: Request): Promise<Reply> {
    const { code, offset } = cursor(content);
    language.start();
    const answer = await language.call({ type: 'inspect', source: code, offset });
    if (!('sections' in answer)) throw new Error('the language worker answered another question');
    const look = await looks.look(answer.path);
    const sections = [...answer.sections, look?.description ?? ''].filter(Boolean);
    if (sections.length === 0) return { content: { status: 'ok', found: false, data: {}, metadata: {} } };
    const [signature, ...rest] = sections;
    const data = {
      'text/plain': sections.join('\n\n'),
      'text/markdown': [
        '```typescript\n' + signature + '\n```',
        ...rest.map((text) => text.replace(/\n/g, '  \n')),
      ].join('\n\n'),
    };
    return { content: { status: 'ok', found: true, data, metadata: {} } };
  }

  async function isComplete({ content }: Request): Promise<Reply> {
    const answer = await compilerCalls.call({ type: 'isComplete', source: textField(content.code, 'code') });
    if (!('completeness' in answer)) throw new Error('the compiler worker answered another question');
    return { content: { ...answer.completeness } };
  }

  return {
    replies: {
      kernel_info_request: () => ({ content: kernelInfo }),
      execute_request: execution.handle,
      complete_request: complete,
      inspect_request: inspect,
      is_complete_request: isComplete,
      history_request: ({ shell, content }) => ({
        content: { status: 'ok', history: shell.history.query(content) },
      }),
      comm_info_request: ({ content }) => ({
        content: { status: 'ok', comms: comms.info(content.target_name as string | undefined) },
      }),
      interrupt_request: ({ shell }) => {
        interrupts.interrupt(shell);
        return { content: { status: 'ok' } };
      },
      debug_request: async ({ number, content }) => ({ content: await notebookDebugger.answer(number, content) }),
      shutdown_request: ({ content }) => ({
        content: { status: 'ok', restart: content.restart === true },
        afterwards: () => void shutdown.exit(),
      }),
      create_subshell_request: () => ({ content: { status: 'ok', subshell_id: shells.create() } }),
      delete_subshell_request: ({ content, number }) => {
        const shell = shells.delete(textField(content.subshell_id, 'subshell_id'));
        shell.abortedUpTo = number;
        interrupts.interrupt(shell);
        return { content: { status: 'ok' } };
      },
      list_subshell_request: () => ({ content: { status: 'ok', subshell_id: shells.list() } }),
    },
    notifications: {
      comm_open: (request) => comms.receive('open', request),
      comm_msg: (request) => comms.receive('msg', request),
      comm_close: (request) => comms.receive('close', request),
    },
  };
}
