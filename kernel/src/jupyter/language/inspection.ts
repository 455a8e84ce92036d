/** Inspection by types: signature and documentation of the name at the cursor, else of the call around it. */

import type tsTypes from 'typescript';
import type { NotebookProject } from './project.js';
import { ts } from './typescript.js';
import { namePath } from './valuePath.js';

interface Description {
  signature: string;
  documentation: string;
  tags: string;
}

const text = (parts: readonly tsTypes.SymbolDisplayPart[] | undefined) => ts.displayPartsToString([...(parts ?? [])]);

function describeTags(tags: readonly tsTypes.JSDocTagInfo[] | undefined): string {
  return (tags ?? []).map((tag) => `@${tag.name} ${text(tag.text)}`.trim()).join('\n');
}

function describeName(project: NotebookProject, position: number): Description | undefined {
  const info = project.service.getQuickInfoAtPosition(project.current, position);
  if (!info) return undefined;
  return {
    // An earlier cell's name is an import to TypeScript, not to a person.
    signature: text(info.displayParts)
      .replace(/^\(alias\) /, '')
      .replace(/\nimport [\w$]+$/, ''),
    documentation: text(info.documentation),
    tags: describeTags(info.tags),
  };
}

function describeCall(project: NotebookProject, position: number): Description | undefined {
  const help = project.service.getSignatureHelpItems(project.current, position, undefined);
  const item = help?.items[help.selectedItemIndex];
  if (!item) return undefined;
  const parameters = item.parameters.map((parameter) => text(parameter.displayParts)).join(', ');
  return {
    signature: `${text(item.prefixDisplayParts)}${parameters}${text(item.suffixDisplayParts)}`,
    documentation: text(item.documentation),
    tags: describeTags(item.tags),
  };
}

export interface Inspection {
  /** Signature, documentation and tags, as far as the types know. */
  sections: string[];
  /** Names that lead to the value. */
  path?: string[];
}

export function inspectAt(project: NotebookProject, source: string, offset: number): Inspection {
  const position = project.ask(source) + offset;
  const isAfterName = /[\p{ID_Continue}$]$/u.test(source.slice(0, offset));
  const found =
    describeName(project, position) ??
    (isAfterName ? describeName(project, position - 1) : undefined) ??
    describeCall(project, position);
  const path = namePath(project.checked().file, position);
  if (!found) return { sections: [], path };
  const { signature, documentation, tags } = found;
  return { sections: [signature, documentation, tags], path };
}
