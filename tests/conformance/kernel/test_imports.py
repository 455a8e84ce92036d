"""Imports: Node's modules, packages of the notebook's folder, files of the folder, and gluonlab itself."""

import os
from pathlib import Path

from notebook import NotebookTest

REPOSITORY = Path(__file__).resolve().parents[3]


class Imports(NotebookTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        write = cls.notebook.write
        write("node_modules/esm-only/package.json", '{"name": "esm-only", "type": "module", "exports": "./main.js"}')
        write("node_modules/esm-only/main.js", "export const kind = 'esm'; export default class Main {}")
        write("node_modules/old-cjs/package.json", '{"name": "old-cjs", "main": "index.js"}')
        write("node_modules/old-cjs/index.js", "module.exports = Object.assign(() => 'called', { ['comp' + 'uted']: 5 })")

    def write(self, name, text):
        """Writes a file with a modification time later than any before."""
        path = self.notebook.write(name, text)
        type(self).now = getattr(type(self), "now", path.stat().st_mtime) + 2
        os.utime(path, (self.now, self.now))

    def test_node_modules_by_every_form_of_import(self):
        self.run_ok("import path, { join as unite, type ParsedPath } from 'node:path'; import * as os from 'os'; import 'node:fs'")
        self.run_ok("const parsed: ParsedPath = path.parse('/a/b.c')")
        self.assert_result("[unite('a', 'b'), typeof os.cpus, parsed.name, (await import('node:url')).fileURLToPath('file:///x')]",
                           "[ 'a/b', 'function', 'b', '/x' ]")
        self.assert_result("import fs = require('node:fs'); typeof fs.readFileSync", "'function'")

    def test_packages_of_the_folder_esm_and_commonjs(self):
        self.run_ok("import Main, { kind } from 'esm-only'; import old, { computed } from 'old-cjs'")
        self.assert_result("[Main.name, kind, old(), computed, require('old-cjs')()]", "[ 'Main', 'esm', 'called', 5, 'called' ]")

    def test_imports_are_hoisted(self):
        self.assert_result("const early = basename('/a/b'); import { basename } from 'node:path'; early", "'b'")

    def test_a_module_that_the_parser_gives_up_on_is_an_error_and_the_kernel_lives(self):
        self.notebook.write("nested.ts", f"export const deep = {'[' * 20_000}{']' * 20_000}")
        self.assertRegex(self.run_cell("import { deep } from './nested.ts'").error, r"nested\.ts: TypeScript gave up: RangeError")
        self.assert_result("1 + 1", "2")

    def test_a_missing_package_is_an_error_that_names_it(self):
        cell = self.run_cell("1\nimport { x } from 'not-installed'")
        self.assertEqual(cell.error, "Error: Cannot find package 'not-installed'. \"%npm install not-installed\" puts it into the notebook's folder")
        self.assertRegex(cell.traceback, r"(?s)cell \[\d+\]:2:19\n.*> 2 \| import \{ x \} from 'not-installed'\n")

    def test_a_missing_file_is_an_error_at_the_line_that_imports_it(self):
        cell = self.run_cell("const here = await import('./nowhere')")
        self.assertRegex(cell.error, r"^Error: Cannot find module '/.*/nowhere'$")
        self.assertRegex(cell.traceback, r"cell \[\d+\]:1:20\n> 1 \| const here")
        self.assertNotIn("node:", cell.traceback)

    def test_a_file_that_does_not_parse_is_an_error_that_names_the_place(self):
        self.write("unfinished.js", "export const a = 1;\nexport const = 3;")
        cell = self.run_cell("import { a } from './unfinished.js'")
        self.assertRegex(cell.traceback, r"at /.*/unfinished\.js:2:14\n +at cell \[\d+\]:1:19$")

    def test_a_missing_export_is_an_error_that_says_what_there_is(self):
        cell = self.run_cell("import { nothing } from 'esm-only'; nothing")
        self.assertIn("SyntaxError: The module has no export named 'nothing'. It exports: default, kind", cell.error)

    def test_a_type_imported_without_the_word_type_is_no_error(self):
        self.write("shapes.ts", "export interface Shape { sides: number }\nexport const square: Shape = { sides: 4 };")
        self.assert_result("import { Shape, square } from './shapes'; const s: Shape = square; s.sides", "4")

    def test_an_imported_name_cannot_be_assigned(self):
        self.assert_error("import { sep } from 'node:path'; sep = 1", "TypeError: Assignment to constant variable 'sep'.")

    def test_typescript_files_of_the_folder(self):
        self.write("lib/inner.ts", "export enum Level { Low, High }")
        self.write("lib/index.ts", "import { Level } from './inner.js';\nexport class Gauge { constructor(readonly level: Level = Level.High) {} }")
        for specifier in ("./lib", "./lib/index", "./lib/index.ts", "./lib/index.js"):
            with self.subTest(specifier):
                self.assert_result(f"import {{ Gauge }} from '{specifier}'; new Gauge().level", "1")

    def test_a_changed_file_is_imported_anew_and_an_unchanged_one_is_not(self):
        self.write("counter.ts", "export const state = { n: 0 }; export const version = 'one';")
        self.run_ok("import { state, version } from './counter'; state.n++")
        self.assert_result("import { state, version } from './counter'; [state.n, version]", "[ 1, 'one' ]")
        self.write("counter.ts", "export const state = { n: 0 }; export const version = 'two';")
        self.assert_result("import { state, version } from './counter'; [state.n, version]", "[ 0, 'two' ]")

    def test_a_change_below_an_imported_file_is_seen(self):
        self.write("deep.ts", "export const depth = 1")
        self.write("middle.ts", "export { depth } from './deep'")
        self.assert_result("import { depth } from './middle'; depth", "1")
        self.write("deep.ts", "export const depth = 2")
        self.assert_result("import { depth } from './middle'; depth", "2")
        self.assert_result("(await import('./middle.ts')).depth", "2")

    def test_a_changed_commonjs_file_is_loaded_anew_and_an_unchanged_one_is_not(self):
        for name in ("changing.cjs", "changing.js"):
            with self.subTest(name):
                self.write(name, "exports.state = { n: 0 }; exports.version = 'one'")
                cell = f"import {{ state, version }} from './{name}'; const again = require('./{name}'); [state.n++, version, again.version, again.state === state]"
                self.assert_result(cell, "[ 0, 'one', 'one', true ]")
                self.assert_result(cell, "[ 1, 'one', 'one', true ]")
                self.write(name, "exports.state = { n: 0 }; exports.version = 'two'")
                self.assert_result(cell, "[ 0, 'two', 'two', true ]")

    def test_a_change_below_a_required_file_is_seen(self):
        self.write("below.cjs", "module.exports = 1")
        self.write("above.cjs", "module.exports = require('./below.cjs')")
        self.write("beside.cjs", "module.exports = {}")
        self.assert_result("const beside = require('./beside.cjs'); require('./above.cjs')", "1")
        self.write("below.cjs", "module.exports = 2")
        self.assert_result("[require('./above.cjs'), require('./beside.cjs') === beside, typeof require.resolve]", "[ 2, true, 'function' ]")

    def test_javascript_and_json_files_of_the_folder(self):
        self.write("plain.mjs", "export const plain = 'js'")
        self.write("old.cjs", "module.exports = { old: 'cjs' }")
        self.write("data.json", '{"rows": 3}')
        self.assert_result("import { plain } from './plain.mjs'; plain", "'js'")
        self.assert_result("import { old } from './old.cjs'; old", "'cjs'")
        self.assert_result("import data from './data.json' with { type: 'json' }; data.rows", "3")
        self.assert_result("require('./data.json').rows", "3")

    def test_json_needs_no_attribute(self):
        self.write("plain.json", '{"rows": 4}')
        self.assert_result("import data from './plain.json'; [data.rows, (await import('./plain.json')).default.rows]", "[ 4, 4 ]")

    def test_native_addons_of_the_folder(self):
        # The engine's, which is loaded already: what counts is how the folder's name for it is found.
        addon = next((REPOSITORY / "native" / "build").rglob("*.node"))
        (self.notebook.folder / "addon.node").symlink_to(addon)
        self.assert_result("import addon, { findOp } from './addon.node'; [addon === require('./addon.node'), findOp === addon.findOp]", "[ true, true ]")

    def test_an_error_in_an_imported_file_names_its_own_line(self):
        self.write("faulty.ts", "interface Nothing { a: number }\n\nexport function fail(): never {\n  throw new Error('from the file');\n}")
        cell = self.run_cell("import { fail } from './faulty';\nfail()")
        self.assertIn(f"{self.notebook.folder}/faulty.ts:4:9", cell.traceback)
        self.assertIn("> 4 |   throw new Error('from the file');", cell.traceback)

    def test_a_syntax_error_in_an_imported_file_names_its_place(self):
        self.write("broken.ts", "export const ok = 1;\nexport const = 2;")
        cell = self.run_cell("import { ok } from './broken'")
        self.assertEqual(cell.reply["ename"], "SyntaxError")
        self.assertIn("broken.ts:2:14", cell.reply["evalue"])

    def test_import_meta_is_that_of_the_folder(self):
        self.assert_result("import.meta.dirname === process.cwd() && import.meta.url.startsWith('file://')", "true")

    def test_dynamic_import_inside_a_function_of_an_earlier_cell(self):
        self.write("dynamic.mjs", "export const loaded = 'js'")
        self.run_ok("const load = (name: string) => import(name)")
        self.assert_result("(await load('./dynamic.mjs')).loaded", "'js'")

    def test_imports_do_not_follow_a_change_of_the_working_directory(self):
        self.run_ok("const before = process.cwd(); process.chdir('/')")
        self.assert_result("import { kind } from 'esm-only'; kind", "'esm'")
        self.run_ok("process.chdir(before)")


class Gluonlab(NotebookTest):
    def test_the_kernels_own_module_needs_no_node_modules(self):
        self.assert_result("import { display as shown } from 'gluonlab/kernel'; shown === display", "true")

    def test_gluonlab_is_one_module_however_it_is_imported(self):
        self.notebook.write("uses.ts", "import * as mx from 'gluonlab'; export { mx }")
        self.assert_result("import * as mx from 'gluonlab'; import { mx as theirs } from './uses'; mx === theirs", "true")
