/** Completion by types: the members, names, keywords and import paths that fit at the cursor. */

import type { NameKind, NotebookProject } from './project.js';
import { ts } from './typescript.js';

export interface CompletionItem {
  text: string;
  /** JupyterLab's word for what it is; decides the icon. */
  type: string;
  signature?: string;
}

export interface Completions {
  items: CompletionItem[];
  /** The part of the text that an item replaces. */
  start: number;
  end: number;
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

/** Names the prelude needs, of no use to a person. */
const isInternal = (name: string) => name.startsWith('__notebook_');

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

export function complete(project: NotebookProject, source: string, offset: number): Completions {
  const shift = project.ask(source);
  const found = project.service.getCompletionsAtPosition(project.current, offset + shift, {
    includeCompletionsWithInsertText: false,
    includeExternalModuleExports: false,
  });
  const prefix = /[\p{ID_Continue}$]*$/u.exec(source.slice(0, offset))![0];
  const none = { items: [], start: offset - prefix.length, end: offset };
  if (!found) return none;
  const span = found.entries.find((entry) => entry.replacementSpan)?.replacementSpan;
  const start = span ? span.start - shift : offset - prefix.length;
  const items = found.entries
    .sort((a, b) => a.sortText.localeCompare(b.sortText) || a.name.localeCompare(b.name))
    .map(({ name, kind }) => ({ text: name, type: shownTypes.get(kind) ?? 'instance' }));
  const all = found.isGlobalCompletion ? [...notebookNames(project), ...items] : items;
  return { items: fitting(all, source.slice(start, offset)), start, end: offset };
}

/** The items that begin with what was typed, in either case if none does in the same; each text once. */
function fitting(items: CompletionItem[], typed: string): CompletionItem[] {
  const unique = [...new Map(items.map((item) => [item.text, item])).values()];
  const visible = unique.filter(({ text }) => !isInternal(text));
  const exact = visible.filter(({ text }) => text.startsWith(typed));
  if (exact.length > 0) return exact;
  return visible.filter(({ text }) => text.toLowerCase().startsWith(typed.toLowerCase()));
}
