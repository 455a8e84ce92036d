"""`jupyter nbconvert --to script` of a TypeScript notebook, as the installed kernel configures it."""

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import nbformat


class ScriptExport(unittest.TestCase):
    def convert(self, language, *cells):
        with tempfile.TemporaryDirectory(prefix="gluonlab-script-") as folder:
            metadata = {"kernelspec": {"name": "any", "display_name": "any", "language": language},
                        "language_info": {"name": language, "file_extension": ".txt", "nbconvert_exporter": "script"}}
            notebook = nbformat.v4.new_notebook(metadata=metadata, cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
            nbformat.write(notebook, Path(folder, "notebook.ipynb"))
            # `gluonlab install --prefix` has put it beside the kernelspec's `share`.
            config = Path(os.environ["JUPYTER_PATH"]).parents[1] / "etc" / "jupyter"
            subprocess.run([sys.executable, "-m", "nbconvert", "--to", "script", "notebook.ipynb"], cwd=folder, check=True,
                           env={**os.environ, "JUPYTER_CONFIG_DIR": str(config)}, capture_output=True)
            return Path(folder, "notebook.txt").read_text()

    def test_operators_become_method_calls(self):
        script = self.convert("typescript", "import { nd } from 'gluonlab'\nlet a = nd.ones([2])", "a += 2 - a * 3", "const a = 1")
        self.assertIn("a = a.add(a.mul(3).rsub(2));", script)
        self.assertIn("const a_2 = 1;", script)

    def test_notebooks_of_other_languages_are_not_touched(self):
        self.assertIn("a += 2 - a * 3", self.convert("python", "a += 2 - a * 3"))
