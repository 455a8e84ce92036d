"""Magics, and npm behind `%npm`. The packages are archives made here, so that no registry is asked."""

import io
import json
import re
import tarfile

import psutil
from notebook import SECONDS, NotebookTest


def archive(path, name, **files):
    """A package as `npm pack` writes it."""
    manifest = {"name": name, "version": "1.0.0", "type": "module", "main": "index.js", "types": "index.d.ts"}
    contents = {"package.json": json.dumps(manifest), **{key.replace("_", "."): text for key, text in files.items()}}
    with tarfile.open(path, "w:gz") as tar:
        for file, text in contents.items():
            info = tarfile.TarInfo(f"package/{file}")
            info.size = len(text.encode())
            tar.addfile(info, io.BytesIO(text.encode()))


class Npm(NotebookTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        folder = cls.notebook.folder
        types = "/** Doubles. */ export declare function double(x: number): number;"
        archive(folder / "doubling.tgz", "doubling", index_js="export const double = (x) => 2 * x;", index_d_ts=types)

    def test_an_installed_package_is_imported_and_completed_in_the_same_kernel(self):
        self.assertIn("Cannot find package 'doubling'", self.run_cell("import { double } from 'doubling'").error)
        cell = self.run_ok("// needs\n%npm install ./doubling.tgz\n\nimport { double } from 'doubling'; double(21)")
        self.assertIn("added 1 package", cell.stream())
        self.assertEqual(cell.result, "42")
        manifest = json.loads((self.notebook.folder / "package.json").read_text())
        self.assertTrue(manifest["private"])
        self.assertEqual(manifest["dependencies"]["doubling"], "file:doubling.tgz")
        code = "import * as d from 'doubling'; d."
        self.assertEqual(self.notebook.ask("complete", code, len(code))["matches"], ["double"])
        self.assertIn("doubling@1.0.0", self.run_ok("%npm list").stream())

    def test_a_package_that_is_loaded_asks_for_a_restart(self):
        archive(self.notebook.folder / "tripling.tgz", "tripling", index_js="export const triple = (x) => 3 * x;")
        self.run_ok("%npm install ./tripling.tgz\nimport { triple } from 'tripling'")
        said = self.run_ok("%npm uninstall tripling").stream("stderr")
        self.assertEqual(said, "tripling is loaded already: restart the kernel to use what has changed.\n")

    def test_a_cell_is_checked_when_its_package_is_there(self):
        self.notebook.ask("complete", "con")
        archive(self.notebook.folder / "halving.tgz", "halving", index_js="export const half = (x) => x / 2;", index_d_ts="export declare function half(x: number): number;")
        cell = self.run_ok("%npm install ./halving.tgz\nimport { half } from 'halving'\nhalf('8')")
        self.assertEqual(cell.result, "4")
        self.assertRegex(cell.stream("stderr"), r"> 3 \| half\('8'\)\n    \|      \^\^\^\nArgument of type 'string' is not assignable .* ts\(2345\)\n$")

    def test_what_fails_says_why(self):
        cell = self.run_cell("%npm install ./missing.tgz\nconsole.log('not reached')")
        self.assertRegex(cell.error, r"^NpmError: npm install ./missing.tgz failed\n(.*\n)*.*ENOENT")
        self.assertEqual(cell.stream(), "")
        self.assertNotIn("complete log", cell.error)

    def test_other_commands_are_refused_with_those_there_are(self):
        self.assert_error("%npm publish", "NpmError: %npm publish is not offered; write %npm install|uninstall|list [PACKAGE...]")
        self.assert_error("%npm", "NpmError: %npm is not offered; write %npm install|uninstall|list [PACKAGE...]")

    def test_an_interrupt_ends_npm_and_what_npm_runs(self):
        script = "console.log('process ' + process.pid + ' waits'); setInterval(() => {}, 1000)"
        self.notebook.write("slow/wait.cjs", script)
        manifest = {"name": "slow", "version": "1.0.0", "scripts": {"preinstall": "node wait.cjs"}}
        self.notebook.write("slow/package.json", json.dumps(manifest))
        said = []
        msg_id = self.notebook.submit("%npm install ./slow --install-links --ignore-scripts=false --foreground-scripts")
        self.notebook.iopub(msg_id, until=lambda m: said.append(m["content"].get("text", "")) or "waits" in said[-1])
        waiting = [psutil.Process(int(re.search(r"process (\d+) waits", said[-1])[1]))]
        self.notebook.interrupt()
        self.assertEqual(self.notebook.finish(msg_id).reply["ename"], "KeyboardInterrupt")
        self.assertEqual(psutil.wait_procs(waiting, SECONDS)[1], [])


class Lines(NotebookTest):
    def test_an_error_below_a_magic_names_its_line(self):
        cell = self.run_cell("%npm list\nconst a = 1;\nthrow new Error('here')")
        self.assertIn("> 3 | throw new Error('here')", cell.traceback)
        self.assertIn("  1 | %npm list", cell.traceback)

    def test_an_unknown_magic_is_shown_at_its_place(self):
        cell = self.run_cell("\n%matplotlib inline\n1")
        self.assertEqual(cell.error, "SyntaxError: There is no magic %matplotlib. There are: %npm install|uninstall|list [PACKAGE...]")
        self.assertIn("> 2 | %matplotlib inline\n    | ^^^^^^^^^^^^^^^^^^", cell.traceback)

    def test_completeness_is_that_of_the_code_behind(self):
        self.assertEqual(self.notebook.ask("is_complete", "%npm list")["status"], "complete")
        self.assertEqual(self.notebook.ask("is_complete", "%npm list\nf(")["status"], "incomplete")

    def test_completion_and_inspection_keep_their_positions(self):
        code = "%npm list\nconsole.lo"
        self.assertEqual(self.notebook.ask("complete", code, len(code))["cursor_start"], len(code) - 2)
        self.assertIn("sqrt", self.notebook.ask("inspect", "%npm list\nMath.sqrt(1)", len("%npm list\nMath.sq"))["data"]["text/plain"])
