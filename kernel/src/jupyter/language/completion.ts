/** Completion by types: the members, names, keywords and import paths that fit at the cursor. */

import type { NotebookProject } from './project.js';
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
  const typed = source.slice(start, offset);
  const fitting = (fits: (name: string) => boolean) =>
    found.entries.filter(({ name }) => !isInternal(name) && fits(name));
  const exact = fitting((name) => name.startsWith(typed));
  const lower = typed.toLowerCase();
  const entries = exact.length > 0 ? exact : fitting((name) => name.toLowerCase().startsWith(lower));
  const items = entries
    .sort((a, b) => a.sortText.localeCompare(b.sortText) || a.name.localeCompare(b.name))
    .map(({ name, kind }) => ({ text: name, type: shownTypes.get(kind) ?? 'instance' }));
  return { items, start, end: offset };
}
