// A notebook as a script: what operators become, what happens to names that come twice, and that tsc compiles it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { notebookScript } from '../../../kernel/dist/jupyter/language/scriptExport.js';

// Inside the repository, so that `gluonlab` is found.
const folder = mkdtempSync(join(import.meta.dirname, 'script-'));
afterAll(() => rmSync(folder, { recursive: true }));

const script = (...cells: string[]) =>
  notebookScript(
    cells.map((source) => ({ cell_type: 'code', source })),
    folder,
  ).replace(/\n*export \{\};\n$/, '');

/** What tsc says of scripts. */
function compiled(...scripts: string[]): string {
  const files = scripts.map((text, i) => {
    writeFileSync(join(folder, `script${i}.ts`), text);
    return `script${i}.ts`;
  });
  const options = {
    module: 'nodenext',
    target: 'es2023',
    strict: true,
    noEmit: true,
    types: ['node'],
    skipLibCheck: true,
  };
  const compilerOptions = { ...options, lib: ['es2023', 'esnext.disposable'] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
  const tsc = join(import.meta.dirname, '../../../node_modules/typescript/bin/tsc');
  try {
    return execFileSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

const head =
  "import { nd, NDArray } from 'gluonlab';\nconst a = nd.ones([2]); let acc = nd.zeros([2]); const store = { w: a };";

describe('operators', () => {
  const written: Record<string, string> = {
    'a + 1': 'a.add(1)',
    '2 - a': 'a.rsub(2)',
    '-a': 'a.neg()',
    '1 < a': 'a.greater(1)',
    '(a + 1) / (2 * a) ** 2': 'a.add(1).div(a.mul(2).pow(2))',
    'acc += a * 3': 'acc = acc.add(a.mul(3))',
    'store.w -= (a + 1) % 2': 'store.w = store.w.sub(a.add(1).mod(2))',
    '(() => store)().w *= 2': '((target) => (target.w = target.w.mul(2)))((() => store)())',
    '[a].map((x /* of */) => x * 2)': '[a].map((x /* of */) => x.mul(2))',
    '(true ? a : acc) + 1': '(true ? a : acc).add(1)',
    '`${1 + 2}` + a.shape.length * 2': '`${1 + 2}` + a.shape.length * 2',
    'a === a && 1 < 2': 'a === a && 1 < 2',
  };
  for (const [cell, expected] of Object.entries(written)) {
    test(`${cell} is written ${expected}`, () => expect(script(head, cell)).toBe(`${head}\n\n${expected};`));
  }
});

describe('names', () => {
  test('a name declared again is numbered from there on, locals are left alone', () => {
    expect(script('const x = 1', 'x', "let x = 'text'; const f = (x: number) => x + 1; ({ x })", 'x')).toBe(
      "const x = 1;\n\nx;\n\nlet x_2 = 'text'; const f = (x: number) => x + 1; ({ x: x_2 });\n\nx_2;",
    );
  });

  test('types and classes are numbered where they are used as types too', () => {
    expect(script('interface S { a: 1 }', 'interface S { b: 2 }\nconst s: S[] = [];')).toContain(
      'interface S_2 { b: 2 }\nconst s: S_2[] = [];',
    );
  });

  test('an import that is there already is left out', () => {
    expect(
      script(
        "import { sep } from 'node:path';",
        "import { sep, join } from 'node:path';",
        "import { sep } from 'node:path';",
      ),
    ).toBe("import { sep } from 'node:path';\n\nimport { join } from 'node:path';");
    expect(script("import { sep } from 'node:path';", 'const sep = 1;', "import { sep } from 'node:path';")).toContain(
      "const sep_2 = 1;\n\nimport { sep as sep_3 } from 'node:path';",
    );
  });

  test('what cells have without importing it is imported', () => {
    expect(script('display(1);')).toBe("import { display } from 'gluonlab/kernel';\n\ndisplay(1);");
  });
});

test('a cell that ends without a semicolon is not continued by the next', () => {
  expect(script('const x = 1 // one', '(2)')).toBe('const x = 1; // one\n\n(2);');
});

test('the first tutorial and a notebook of every trick compile', () => {
  const tutorial = join(import.meta.dirname, '../../../notebooks/01-digits.ipynb');
  const { cells } = JSON.parse(readFileSync(tutorial, 'utf8')) as { cells: { cell_type: string; source: string[] }[] };
  const tricks = [
    head,
    'await Promise.resolve(); enum E { A } namespace N { export const x = 1 }',
    'class C { #x = a; bump() { this.#x += 2; return -this.#x } }\nconst c: C = new C(); c.bump() > 0',
    'class C<T> { constructor(readonly inner: T) {} }\nconst d: C<NDArray> = new C(a * 2); display(d); require("node:fs")',
    '%npm list\nconst anything: any = 3; anything * 2',
    'for (let i = 0; i < 3; i++) acc += a ** i\nacc',
  ].map((source) => ({ cell_type: 'code', source }));
  expect(compiled(notebookScript(cells, folder), notebookScript(tricks, folder))).toBe('');
});
