"""The kernel in front ends other than JupyterLab, as a person starts them: jupyter console, jupyter execute, nbconvert, papermill."""

import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import pexpect
from notebook import KERNEL, SECONDS

EXTENSION = Path(__file__).resolve().parents[3] / "extension"
CELLS = [
    ("parameters", "const rate = 0.1;\nlet name = 'none', isDeep = false, layers = 1;"),
    ("", "import * as mx from 'gluonlab';\nconst total: number = mx.nd.ones([2, 3]).sum().item();\nconsole.log(`total ${total}`);"),
    ("", "[rate, name, isDeep, layers]"),
]


def notebook_file(*cells):
    return json.dumps({
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"kernelspec": {"name": KERNEL, "display_name": "TypeScript (gluonlab)", "language": "typescript"}},
        "cells": [
            {"cell_type": "code", "id": f"cell-{i}", "metadata": {"tags": [tag] if tag else []}, "execution_count": None, "outputs": [], "source": source}
            for i, (tag, source) in enumerate(cells)
        ],
    })


class FrontEnd(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="gluonlab-front-end-")
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        self.notebook = self.folder / "a.ipynb"
        self.notebook.write_text(notebook_file(*CELLS))

    def command(self, program, *arguments, **variables):
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run([program, *arguments], cwd=self.folder, env={**os.environ, "PATH": path, **variables}, capture_output=True, text=True, timeout=120)
        return done.returncode, done.stdout + done.stderr

    def run_command(self, program, *arguments, **variables):
        code, said = self.command(program, *arguments, **variables)
        self.assertEqual(code, 0, said)
        return said

    def outputs(self, name):
        """What the cells of a notebook file say, in order."""
        cells = json.loads((self.folder / name).read_text())["cells"]
        outputs = [output for cell in cells for output in cell["outputs"]]
        return ["".join(output["text"] if "text" in output else output["data"]["text/plain"]) for output in outputs]


class JupyterExecute(FrontEnd):
    def test_a_notebook_runs_in_place(self):
        self.run_command("jupyter", "execute", "--inplace", "a.ipynb")
        self.assertEqual(self.outputs("a.ipynb"), ["total 6\n", "[ 0.1, 'none', false, 1 ]"])

    def test_a_failing_cell_is_the_commands_error(self):
        self.notebook.write_text(notebook_file(("", "const a = 1;\nthrow new Error('boom')")))
        code, said = self.command("jupyter", "execute", "a.ipynb")
        self.assertNotEqual(code, 0)
        self.assertIn("> 2 | throw new Error('boom')", said)


class Nbconvert(FrontEnd):
    def test_a_page_holds_what_the_cells_say(self):
        self.run_command("jupyter", "nbconvert", "--execute", "--to", "html", "a.ipynb")
        self.assertIn("total 6", (self.folder / "a.html").read_text())

    def test_a_script_is_typescript(self):
        self.run_command("jupyter", "nbconvert", "--execute", "--to", "notebook", "--inplace", "a.ipynb")
        self.run_command("jupyter", "nbconvert", "--to", "script", "a.ipynb")
        text = (self.folder / "a.ts").read_text()
        for _, source in CELLS:
            self.assertIn(source, text)


class Papermill(FrontEnd):
    def test_a_notebook_runs(self):
        self.run_command("papermill", "a.ipynb", "b.ipynb")
        self.assertEqual(self.outputs("b.ipynb"), ["total 6\n", "[ 0.1, 'none', false, 1 ]"])

    def test_parameters_are_typescript_where_the_wheel_is_installed(self):
        pip = [sys.executable, "-m", "pip", "--quiet"]
        self.run_command(*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", ".", str(EXTENSION))
        (wheel,) = self.folder.glob("*.whl")
        self.run_command(*pip, "install", "--no-deps", "--target", "site", str(wheel))
        parameters = ["-p", "rate", "0.5", "-p", "name", 'a "b" \\c \u00e9', "-p", "isDeep", "True"]
        layers = 'layers: [16, {size: 8, act: null, rates: [1.0e-3, .inf, -2], "a key": ""}, []]'
        self.run_command("papermill", *parameters, "-y", layers, "a.ipynb", "b.ipynb", PYTHONPATH=str(self.folder / "site"))
        layers = "[ 16, { size: 8, act: null, rates: [ 0.001, Infinity, -2 ], 'a key': '' }, [] ]"
        total, shown = self.outputs("b.ipynb")
        self.assertEqual((total, " ".join(shown.split())), ("total 6\n", f"[ 0.5, 'a \"b\" \\\\c \u00e9', true, {layers} ]"))


class Console(FrontEnd):
    def setUp(self):
        super().setUp()
        arguments = ["-m", "jupyter_console", "--simple-prompt", f"--kernel={KERNEL}"]
        self.console = pexpect.spawn(sys.executable, arguments, cwd=self.folder, encoding="utf8", timeout=SECONDS, echo=False)
        self.addCleanup(self.console.close, force=True)
        self.console.expect_exact("TypeScript notebooks on Node")
        self.console.expect_exact("In [1]:")

    def test_lines_are_cells(self):
        self.console.sendline("const answer: number = 6 * 7")
        self.console.expect_exact("In [2]:")
        self.console.sendline("console.log('said'); answer")
        self.console.expect_exact("said")
        self.console.expect_exact("Out[2]: 42")

    def test_an_error_shows_its_line(self):
        self.console.sendline("nobody")
        self.console.expect_exact("nobody is not defined")

    def test_ctrl_c_interrupts_a_cell(self):
        self.console.sendline("console.log('spinning'); for (;;);")
        self.console.expect_exact("spinning")
        self.console.sendintr()
        self.console.expect_exact("KeyboardInterrupt")
        self.console.sendline("'still ' + 'there'")
        self.console.expect_exact("'still there'")
