// JavaScript without a type checker: the same as TypeScript's own `transpileModule`, which makes one.
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { compilerOptions, emit } from '../../../kernel/dist/jupyter/language/emit.js';

function transpiled(text: string) {
  const { outputText, sourceMapText } = ts.transpileModule(text, { fileName: 'cell.ts', compilerOptions });
  return { code: outputText.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n'), mappings: mappings(sourceMapText!) };
}

const mappings = (map: string) => (JSON.parse(map) as { mappings: string }).mappings;

const texts: Record<string, string> = {
  'types are erased':
    'let a = 1 as const satisfies number; function f<T extends object>(this: T, x?: T): x is T { return !!x }',
  'an interface and an alias': 'interface A { a: number } type B = A["a"]; declare const c: B; const d = c!;',
  comments: '/** doc */ const a = 1; // one\n/* two */ let b: number = a; // three',
  'a class':
    'abstract class A<T> { #p = 1; static s = 2; static { A.s++ } constructor(private x: T, readonly y = 1) {} abstract m(): void; get p() { return this.#p } }',
  'static fields that name the class': 'class A { static a = new A(); static b = () => A.a; static #c = A.b }',
  'a class expression in a loop':
    'for (const x of [1, 2]) { const C = class { static y = x; z = () => C.y }; new C() }',
  decorators:
    'function d(...a: unknown[]) { return undefined as any } @d class A { @d accessor a = 1; @d m() {} @d static f = 2 }',
  using: 'function f() { using a = { [Symbol.dispose]() {} }; return a } { await using b = null; }',
  'an enum and a const enum': 'enum A { a, b = a + 1, c = "x".length } const enum B { x = 3 } console.log(A.b, B.x)',
  'a namespace':
    'namespace N { export const a = 1; export function f() { return a } export namespace M { export let b = a } }',
  'imports and exports':
    'import a, { b, type C } from "m"; import * as d from "n"; import type { E } from "o"; export const f: C = a(d); export type { E };',
  'an import of a namespace': 'namespace N { export const a = 1 } import x = N.a; console.log(x)',
  'await, loops and generators':
    'for await (const x of f()) { label: for (;;) { break label } } async function* f() { yield* [1]; await 0 }',
  'patterns and templates':
    'const { a, ...b } = { a: 1, c: 2 }, [d = `${a}`, , ...e] = [b?.c ?? 3]; a.b ||= tag`x${d}`; 2 ** 3',
  'what does not parse': 'let = ; function ( {',
};

describe('TypeScript emits the same with and without a checker', () => {
  test.each(Object.entries(texts))('%s', (_, text) => {
    const { code, map } = emit('cell.ts', text);
    expect({ code, mappings: mappings(map) }).toEqual(transpiled(text));
  });
});

test('problems come in the order of the text', () => {
  const { diagnostics } = emit('cell.ts', '12abc = "');
  const starts = diagnostics.map(({ start }) => start!);
  expect(starts.length).toBeGreaterThan(1);
  expect(starts).toEqual(starts.toSorted((a, b) => a - b));
});
