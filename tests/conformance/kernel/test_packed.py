"""The npm packages outside of the repository: packed, installed into a folder of their own, made known to Jupyter by npx, and run."""

import json
import os
import subprocess
import tarfile
import tempfile
import unittest
from pathlib import Path

from notebook import Notebook

ROOT = Path(__file__).resolve().parents[3]
# Below it lies the kernelspec that the other tests use.
PREFIX = Path(os.environ.get("JUPYTER_PATH", "")).parents[1]


def output(folder, *arguments, **variables):
    env = {**os.environ, **variables}
    done = subprocess.run(arguments, cwd=folder, env=env, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


class Packed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory(prefix="gluonlab-packed-")
        cls.addClassCleanup(temporary.cleanup)
        cls.folder = Path(temporary.name).resolve()
        output(ROOT, "npm", "pack", "-w", "native", "-w", "kernel", "--pack-destination", str(cls.folder))
        cls.licensed = [sorted(name for name in tarfile.open(path).getnames() if Path(name).name in ("LICENSE", "NOTICE")) for path in cls.folder.glob("*.tgz")]
        archives = sorted(path.name for path in cls.folder.glob("*.tgz"))
        (cls.folder / "package.json").write_text('{ "private": true }')
        output(cls.folder, "npm", "install", "--prefer-offline", *(f"./{archive}" for archive in archives))

    def test_a_kernel_installed_by_npx_runs_a_cell_with_the_engine(self):
        said = output(self.folder, "npx", "gluonlab", "install", "--prefix", str(PREFIX), "--name", "packed")
        spec = Path(said.removeprefix("installed ").strip())
        self.assertIn(str(self.folder / "node_modules" / "gluonlab"), (spec / "kernel.json").read_text())
        notebook = Notebook(self.folder, kernel="packed")
        self.addCleanup(notebook.close)
        cell = notebook.run("import * as mx from 'gluonlab'; const x: number = mx.nd.ones([2, 3]).sum().item(); [x, mx.engine.backend]")
        built = json.loads(output(ROOT, "node", "--input-type=module", "-e", "import { engine } from 'gluonlab'; console.log(JSON.stringify(engine.backend))"))
        self.assertEqual(cell.result, f"[ 6, '{built}' ]")
        self.assertIn("nd", notebook.ask("complete", "mx.n", 4)["matches"])

    def test_the_installed_kernel_hands_over_to_that_of_the_project(self):
        package = self.folder / "node_modules" / "gluonlab"
        manifest = package / "package.json"
        text = manifest.read_text()
        self.addCleanup(manifest.write_text, text)
        manifest.write_text(json.dumps({**json.loads(text), "version": "9.9.9"}))
        lessons = self.folder / "lessons"
        lessons.mkdir()
        with open(lessons / "log", "w+") as log:
            notebook = Notebook(lessons, stderr=log, env={**os.environ, "GLUONLAB_LOG": "3"})
            self.addCleanup(notebook.close)
            self.assertEqual(notebook.ask("kernel_info")["implementation_version"], "9.9.9")
            self.assertEqual(notebook.run("import { nd } from 'gluonlab'; nd.ones([2]).sum().item()").result, "2")
            log.seek(0)
            own, project = (folder / "dist" / "jupyter" / "kernel.js" for folder in (ROOT / "kernel", package))
            self.assertIn(f"{own} hands over to {project}\n", log.read())

    def test_each_archive_carries_license_and_notice(self):
        self.assertEqual(self.licensed, [["package/LICENSE", "package/NOTICE"]] * 2)

    def test_the_doctor_finds_it_healthy(self):
        output(self.folder, "npx", "gluonlab", "install", "--prefix", str(self.folder))
        said = output(self.folder, "npx", "gluonlab", "doctor", JUPYTER_PATH=str(self.folder / "share" / "jupyter"))
        self.assertRegex(said, r"ok    it starts and answers in \d+ ms")

    def test_a_program_imports_the_library(self):
        (self.folder / "program.mjs").write_text("import { nd } from 'gluonlab'; console.log(nd.ones([4]).sum().item())")
        self.assertEqual(output(self.folder, "node", "program.mjs"), "4\n")
