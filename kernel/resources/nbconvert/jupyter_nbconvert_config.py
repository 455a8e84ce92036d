# Written by `gluonlab install`. With it, `jupyter nbconvert --to script` writes a TypeScript notebook as `gluonlab export-script`
# does: one module that tsc compiles, with method calls for operators on arrays. Other notebooks are not touched.
import subprocess

import nbformat

COMMAND = [NODE, CLI, "export-script", "-", "--output", "-"]


def typescript(notebook, resources):
    if notebook.metadata.get("kernelspec", {}).get("language") != "typescript":
        return notebook, resources
    folder = resources.get("metadata", {}).get("path") or None
    done = subprocess.run(COMMAND, input=nbformat.writes(notebook), capture_output=True, encoding="utf-8", cwd=folder)
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    notebook.cells = [nbformat.v4.new_code_cell(done.stdout)]
    return notebook, resources


c = get_config()  # noqa: F821
c.ScriptExporter.preprocessors = [typescript]
