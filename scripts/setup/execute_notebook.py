"""Executes a notebook through its kernel (nbclient), prints each cell's outputs as they come, saves NAME.executed.ipynb.

    .venv/bin/python execute_notebook.py notebooks/01-digits.ipynb

Exit code 0, or 1 when a cell fails; the executed copy is saved in both cases.
"""

import pathlib
import sys
import time
import warnings

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError


class PrintingClient(NotebookClient):
    """Prints what a front end would show; a display that is updated in place is printed once, in its last state."""

    def __init__(self, nb, **options):
        super().__init__(nb, **options)
        self.updated = {}

    async def async_execute_cell(self, cell, cell_index, **options):
        if cell.cell_type != "code" or not cell.source.strip():
            return await super().async_execute_cell(cell, cell_index, **options)
        print(f"\n--- cell {cell_index + 1}: {cell.source.strip().splitlines()[0]}", flush=True)
        started = time.monotonic()
        try:
            return await super().async_execute_cell(cell, cell_index, **options)
        finally:
            for text in self.updated.values():
                print(text)
            self.updated.clear()
            print(f"--- {time.monotonic() - started:.1f} s", flush=True)

    def process_message(self, msg, cell, cell_index):
        content, kind = msg["content"], msg["msg_type"]
        if kind == "stream":
            print(content["text"], end="", flush=True)
        elif kind in ("display_data", "execute_result", "update_display_data"):
            display_id = content.get("transient", {}).get("display_id")
            if display_id is None:
                print(as_text(content["data"]), flush=True)
            else:
                self.updated[display_id] = as_text(content["data"])
        elif kind == "error":
            print("\n".join(content["traceback"]) or f"{content['ename']}: {content['evalue']}", flush=True)
        return super().process_message(msg, cell, cell_index)


def as_text(bundle):
    kinds = ", ".join(bundle)
    return bundle.get("text/plain") or f"[{kinds}]"


def main():
    notebook = pathlib.Path(sys.argv[1])
    executed = notebook.with_suffix(".executed.ipynb")
    warnings.simplefilter("ignore", nbformat.validator.MissingIDFieldWarning)  # old notebooks run all the same
    nb = nbformat.read(notebook, as_version=4)
    client = PrintingClient(nb, timeout=None, resources={"metadata": {"path": str(notebook.parent)}})
    started = time.monotonic()
    failure = None
    try:
        client.execute()
    except CellExecutionError as error:
        failure = error
    finally:
        nbformat.write(nb, executed)
    print(f"\n{notebook.name}: {'failed' if failure else 'done'} in {time.monotonic() - started:.0f} s, saved as {executed}")
    return 1 if failure else 0


if __name__ == "__main__":
    sys.exit(main())
