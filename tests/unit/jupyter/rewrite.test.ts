// What a cell becomes before it runs: the names of the notebook in boxes, everything else as TypeScript emits it.
import { describe, expect, test } from 'vitest';
import { SourceMap } from 'node:module';
import { rewriteCell } from '../../../kernel/dist/jupyter/language/rewrite.js';
import type { CompiledCell } from '../../../kernel/dist/jupyter/language/rewrite.js';
import type { DeclarationKind } from '../../../kernel/dist/jupyter/language/scope.js';

const names = (kinds: Record<string, DeclarationKind> = {}) => ({
  kinds: new Map(Object.entries(kinds)),
  globals: new Set(['console', 'Math', 'Promise']),
});

function compile(source: string, kinds: Record<string, DeclarationKind> = {}): CompiledCell {
  const cell = rewriteCell(source, names(kinds));
  if (!cell.ok) throw new Error(cell.problems.map(({ message }) => message).join('\n'));
  return cell;
}

/** The rewritten statements, without the wrapper and the directive. */
const body = (source: string, kinds: Record<string, DeclarationKind> = {}) =>
  compile(source, kinds).code.split('\n').slice(2, -1).join('\n').trim();

function problems(source: string): string[] {
  const cell = rewriteCell(source, names());
  return cell.ok ? [] : cell.problems.map(({ message, start }) => `${start}: ${message}`);
}

describe('names', () => {
  test('top-level names live in boxes, locals do not', () => {
    expect(body('const a = 1; { const b = a; } function f(c: number) { return [a, c] }')).toMatchInlineSnapshot(`
      "f$box.v = f;
      a$box.v = 1;
      {
          const b = a$box.v;
      }
      function f(c) { return [a$box.v, c]; }"
    `);
  });

  test('names of the realm stay as they are unless the notebook declares them', () => {
    expect(body('Math.max(1); x')).toContain('Math.max(1)');
    expect(body('Math.max(1)', { Math: 'const' })).toContain('Math$box.v.max(1)');
  });

  test('an unknown name is looked up when it is used', () => {
    expect(body('void (() => later)')).toBe('$kernel.result(void (() => later$box.v));');
  });

  test('a call of a boxed function passes no box as this', () => {
    expect(body('f(1); f`t`; f?.(2); new C()')).toMatchInlineSnapshot(`
      "(0, f$box.v)(1);
      (0, f$box.v) \`t\`;
      (0, f$box.v)?.(2);
      $kernel.result(new C$box.v());"
    `);
  });

  test('typeof never throws', () => {
    expect(body('typeof nobody')).toBe('$kernel.result(typeof nobody$box.peek);');
  });

  test('shorthand properties and patterns are written out', () => {
    expect(body('({ a, b: [c], ...d } = { a })', { a: 'let', c: 'let', d: 'let' })).toBe(
      '$kernel.result(({ a: a$box.v, b: [c$box.v], ...d$box.v } = { a: a$box.v }));',
    );
  });

  test('constants are guarded wherever they are assigned', () => {
    const kinds = { k: 'const' as const };
    for (const code of ['k = 1', 'k += 1', 'k++', '[k] = [1]', '({ k } = o)', '({ a: k = 2 } = o)', 'for (k of []);']) {
      expect(body(code, kinds), code).toContain('k$box.constant');
    }
    expect(body('k + 1; ({ k }); [k]', kinds)).not.toContain('constant');
  });

  test('generated names avoid those of the cell', () => {
    expect(body('const a$box = 1; a')).toBe('a$box$box_.v = 1;\n$kernel$box_.result(a$box_.v);');
  });

  test('parameters, catch variables, loop variables and class names hide the box', () => {
    const code = 'const x = 0; ((x) => x)(1); try {} catch (x) { x } for (const x of []) x; (class x { y = x });';
    expect(body(code).match(/x\$box/g)).toHaveLength(1);
  });

  test('names that occur in types only need no box', () => {
    expect(compile('const a: Missing<typeof other> = 1 as unknown as Third').code).not.toMatch(/Missing|other|Third/);
  });

  test('a property named like a variable is no variable', () => {
    expect(body('o.a; ({ a: 1 }); class C { a = 1; b() { return this.a } }', { a: 'let' })).not.toContain('a$box');
  });

  test('declarations are reported with their kinds', () => {
    const code =
      "import i from 'i'; var a; let b; const { c } = {}; function d() {} class e {} enum f {} namespace g { export let x = 1 } type H = 1";
    expect(compile(code).declarations).toEqual({
      i: 'import',
      a: 'var',
      b: 'let',
      c: 'const',
      d: 'function',
      e: 'class',
      f: 'enum',
      g: 'namespace',
    });
  });
});

describe('statements', () => {
  test('only the last expression is the result', () => {
    expect(body('1; 2')).toBe('1;\n$kernel.result(2);');
    expect(body('1; let a')).not.toContain('result');
  });

  test('a cell is asynchronous only if it awaits or imports', () => {
    const isAsync = (source: string) => compile(source).isAsync;
    expect(isAsync('1 + 1')).toBe(false);
    expect(isAsync('async () => { await 1 }')).toBe(false);
    expect(isAsync('await 1')).toBe(true);
    expect(isAsync('for await (const x of y) ;')).toBe(true);
    expect(isAsync("import 'm'")).toBe(true);
    expect(isAsync("import type { T } from 'm'")).toBe(false);
  });

  test('awaits go through the kernel, in functions too', () => {
    expect(body('async () => { for await (const x of y) await x }')).toContain(
      'for await (const x of $kernel.iterate(y$box.v))',
    );
    expect(body('await p')).toBe('$kernel.result(await $kernel.wait(p$box.v));');
  });

  test('imports come first and name what they take', () => {
    expect(body("f(a); import d, { a, b as c, type T } from 'm'")).toMatchInlineSnapshot(`
      "const module_1 = await $kernel.load("m");
      d$box.v = $kernel.pick(module_1, "default", false);
      a$box.v = $kernel.pick(module_1, "a", true);
      c$box.v = $kernel.pick(module_1, "b", false);
      (0, f$box.v)(a$box.v);"
    `);
  });

  test('dynamic import and import.meta are the notebook’s', () => {
    expect(body("import('m'); import.meta.url")).toBe("$kernel.load('m');\n$kernel.result($kernel.meta.url);");
  });

  test('an empty cell is an empty function', () => {
    for (const source of ['', '// nothing', 'interface A {}', "import type { T } from 'm'"]) {
      expect(body(source).replace('// nothing', '')).toBe('');
    }
  });
});

describe('problems', () => {
  test('syntax errors carry their place', () => {
    expect(problems('let a = ;')).toEqual(['8: Expression expected.']);
    expect(problems('const a = 1; let a = 2')).toEqual(["17: Identifier 'a' has already been declared in this cell."]);
    expect(problems('return 1')).toEqual(['0: A return statement can only be used within a function.']);
  });

  test('var and function may be declared twice in a cell, namespaces merge', () => {
    expect(
      problems('var a; var a; function f() {} function f() {} namespace N {} namespace N {} enum E {} enum E {}'),
    ).toEqual([]);
  });
});

describe('places', () => {
  test('the source map leads from every name back to the cell', () => {
    const source = 'interface A { x: 1 }\n\nconst first = 1;\n  boom(first);';
    const { code, map } = compile(source);
    const lines = code.split('\n').slice(1);
    const line = lines.findIndex((text) => text.includes('boom$box'));
    const payload = JSON.parse(map) as ConstructorParameters<typeof SourceMap>[0];
    const entry = new SourceMap(payload).findEntry(line, lines[line].indexOf('boom$box'));
    expect(entry).toMatchObject({ originalLine: 3, originalColumn: 2 });
  });
});
