"""Runs every notebook from its first cell to its last, as a reader would."""

import pathlib
import sys
import time

import nbformat
from nbclient import NotebookClient

folder = pathlib.Path(__file__).resolve().parents[1] / "notebooks"
for path in sorted(folder.glob("*.ipynb")):
    start = time.monotonic()
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=600, resources={"metadata": {"path": str(folder)}}).execute()
    if len(sys.argv) > 1:
        nbformat.write(notebook, pathlib.Path(sys.argv[1]) / path.name)
    print(f"{path.name}: {len(notebook.cells)} cells, {time.monotonic() - start:.0f} s")
