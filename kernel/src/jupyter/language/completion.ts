/**
 * Completion by types: the members, names, keywords and import paths that fit at the cursor. Where the types know nothing (a
 * member of what is `any`) the answer says which value has the members.
 */

import type tsTypes from 'typescript';
import { fitting } from './fitting.js';
import type { CompletionItem } from './fitting.js';
import type { NameKind, NotebookProject } from './project.js';
import { ts } from './typescript.js';
import { objectPath } from './valuePath.js';

export interface Completions {
  items: CompletionItem[];
  /** The part of the text that an item replaces. */
  start: number;
  end: number;
  /** Names that lead to the value whose members are wanted. */
  path?: string[];
}

const { ScriptElementKind: Kind } = ts;
const shownTypes = new Map<string, string>([
  [Kind.functionElement, 'function'],
  [Kind.localFunctionElement, 'function'],
  [Kind.memberFunctionElement, 'function'],
  [Kind.classElement, 'class'],
  [Kind.interfaceElement, 'class'],
  [Kind.typeElement, 'class'],
  [Kind.enumElement, 'class'],
  [Kind.moduleElement, 'module'],
  [Kind.alias, 'module'],
  [Kind.keyword, 'keyword'],
  [Kind.memberVariableElement, 'property'],
  [Kind.memberGetAccessorElement, 'property'],
  [Kind.memberSetAccessorElement, 'property'],
  [Kind.parameterElement, 'param'],
  [Kind.scriptElement, 'path'],
  [Kind.directory, 'path'],
  [Kind.externalModuleName, 'path'],
]);

const notebookTypes: Partial<Record<NameKind, string>> = {
  function: 'function',
  class: 'class',
  enum: 'class',
  type: 'class',
  namespace: 'module',
};

/** Names of earlier cells that the text does not use yet; the others are known to TypeScript. */
function notebookNames(project: NotebookProject): CompletionItem[] {
  return [...project.names].map(([text, kind]) => ({ text, type: notebookTypes[kind] ?? 'instance' })).reverse();
}

/** As TypeScript orders them; what begins with an underscore is meant for nobody else, so it comes last. */
const order = ({ name, sortText }: tsTypes.CompletionEntry) => `${name.startsWith('_') ? 'z' : sortText} ${name}`;

export function complete(project: NotebookProject, source: string, offset: number): Completions {
  const deadline = performance.now() + answerMilliseconds;
  const shift = project.ask(source);
  const found = project.service.getCompletionsAtPosition(project.current, offset + shift, {
    includeCompletionsWithInsertText: false,
    includeExternalModuleExports: false,
  });
  const prefix = /[\p{ID_Continue}$]*$/u.exec(source.slice(0, offset))![0];
  if (!found || found.entries.length === 0) {
    const path = objectPath(project.checked().file, offset + shift);
    return { items: [], start: offset - prefix.length, end: offset, path };
  }
  const span = found.entries.find((entry) => entry.replacementSpan)?.replacementSpan;
  const start = span ? span.start - shift : offset - prefix.length;
  const items = found.entries
    .sort((a, b) => order(a).localeCompare(order(b)))
    .map(({ name, kind }) => ({ text: name, type: shownTypes.get(kind) ?? 'instance' }));
  // Where TypeScript offers it, all names belong; its own flag says so only at the start of a statement.
  const areNamesWanted = found.entries.some(({ name }) => name === 'globalThis');
  const all = areNamesWanted ? [...notebookNames(project), ...items] : items;
  const wanted = fitting(all, source.slice(start, offset));
  return { items: withSignatures(project, offset + shift, wanted, deadline), start, end: offset };
}

/**
 * A signature takes TypeScript a while, and there may be hundreds: those that a person sees first, and as many more as fit into
 * the time that nobody notices.
 */
const sureSignatures = 8;
const answerMilliseconds = 40;

function withSignatures(
  project: NotebookProject,
  position: number,
  items: CompletionItem[],
  deadline: number,
): CompletionItem[] {
  return items.map((item, i) => {
    if (item.type === 'keyword' || item.type === 'path') return item;
    if (i >= sureSignatures && performance.now() > deadline) return item;
    const { service, current } = project;
    const details = service.getCompletionEntryDetails(
      current,
      position,
      item.text,
      {},
      undefined,
      undefined,
      undefined,
    );
    const signature = details && ts.displayPartsToString(details.displayParts).replace(/^\([\w ]+\) /, '');
    return signature === undefined ? item : { ...item, signature };
  });
}
