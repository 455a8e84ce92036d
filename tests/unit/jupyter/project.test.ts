// The notebook as a TypeScript project: which cell a name is typed by, however often cells run again.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inspectAt } from '../../../kernel/dist/jupyter/language/inspection.js';
import { NotebookProject } from '../../../kernel/dist/jupyter/language/project.js';
import { typeProblems } from '../../../kernel/dist/jupyter/language/typeCheck.js';

function notebook(...cells: string[]): NotebookProject {
  const project = new NotebookProject(tmpdir());
  for (const cell of cells) project.learn(cell);
  return project;
}

const typeOf = (project: NotebookProject, name: string) =>
  inspectAt(project, name, name.length).sections[0].replace(/^(const|let) /, '');

describe('names', () => {
  test('a cell keeps the types of the names that it has used', () => {
    const project = notebook('let v = "text"', 'let w = [v]', 'let v = 3');
    expect([typeOf(project, 'v'), typeOf(project, 'w')]).toEqual(['v: number', 'w: string[]']);
    project.learn('let w = [v]');
    expect(typeOf(project, 'w')).toBe('w: number[]');
  });

  test('cells that run a hundred times leave the types right', () => {
    const project = notebook('class Shape<T> { constructor(readonly sides: T) {} }');
    for (let i = 0; i < 100; i++) {
      project.learn(`const sides = ${i} as number`);
      project.learn('const shape = new Shape(sides)');
    }
    expect(typeOf(project, 'shape')).toBe('shape: Shape<number>');
    expect(typeProblems(project, 'shape.sides.toFixed(1); shape.corners').map(({ message }) => message)).toEqual([
      "Property 'corners' does not exist on type 'Shape<number>'. ts(2339)",
    ]);
  });

  test('more cells than there are modules for at first', () => {
    const project = notebook(
      ...Array.from({ length: 150 }, (_, i) => `const n${i} = [${i > 0 ? `n${i - 1}[0]` : '"text"'}]`),
    );
    expect(typeOf(project, 'n149')).toBe('n149: string[]');
  });

  test('a cell that TypeScript gives up on is forgotten, and the others are not', () => {
    const project = notebook('const kept = 1 as number');
    expect(() => project.learn(`const deep = ${'['.repeat(20_000)}${']'.repeat(20_000)}`)).toThrow(RangeError);
    const folder = mkdtempSync(join(tmpdir(), 'notebook-'));
    const withFile = new NotebookProject(folder);
    withFile.learn('const kept = 1 as number');
    writeFileSync(join(folder, 'deep.ts'), `export const deep = ${'['.repeat(20_000)}${']'.repeat(20_000)}`);
    expect(() => withFile.learn("import { deep } from './deep'")).toThrow(RangeError);
    expect(() => typeProblems(withFile, "import './deep'")).toThrow(RangeError);
    withFile.learn('const kept = 2 as number');
    for (const each of [project, withFile]) expect(typeOf(each, 'kept')).toBe('kept: number');
  });

  test('a documentation on the first line is found, in its own cell and in the next', () => {
    const project = notebook('/** Trains. */ class Trainer {}', '/** Tests. */ const tester = new Trainer()');
    expect(inspectAt(project, 'Trainer', 3).sections).toContain('Trains.');
    expect(inspectAt(project, 'tester', 3).sections).toContain('Tests.');
  });
});
