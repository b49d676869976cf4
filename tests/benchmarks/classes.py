"""Classes to measure with: of right and distinct notebooks, and of all sorts."""

from __future__ import annotations

import copy
import json
import random
from pathlib import Path
from typing import Any

from autograder import catalogue
from autograder.checker.assignment import load
from autograder.nbgrader.cells import stub_id

ROOT = Path(__file__).resolve().parents[2]
NAME = "linear_regression"
ASSIGNMENT = load(ROOT / "solutions" / NAME)
SEED = 5
Notebook = dict[str, Any]


def solved() -> Notebook:
    """The solution's notebook."""
    return _read(ROOT / "solutions" / NAME / ASSIGNMENT.notebook)


def released() -> Notebook:
    """The notebook that a learner gets."""
    return _read(ROOT / "assignments" / NAME / ASSIGNMENT.notebook)


def _read(path: Path) -> Notebook:
    return json.loads(path.read_text(encoding="utf-8"))


def correct(folder: Path, size: int) -> Path:
    """A class of right work; no two files and no two functions in them are equal."""
    notebook = solved()
    for number in range(size):
        own = copy.deepcopy(notebook)
        for stub in ASSIGNMENT.stubs:
            cell = _cell(own, stub)
            cell["source"] = ["".join(cell["source"]), f"\n    # {stub} of student {number}\n"]
        _add(own, f"student_number = {number}")
        _write(folder, number, own)
    return folder


def mixed(folder: Path, size: int) -> Path:
    """A class of all sorts: right in other ways, wrong once or twice, half done, untouched."""
    entries = catalogue.load(NAME)
    chance = random.Random(SEED)
    for number in range(size):
        own = copy.deepcopy(solved())
        sort = chance.random()
        if sort < 0.4:
            some = chance.sample(entries.variants, 4)
        elif sort < 0.8:
            some = chance.sample(entries.mistakes, chance.choice((1, 1, 2)))
        else:
            some = []
            done = chance.randrange(len(ASSIGNMENT.stubs)) if sort < 0.95 else 0
            for stub in list(ASSIGNMENT.stubs)[done:]:
                _cell(own, stub)["source"] = _cell(released(), stub)["source"]
        for entry in some:
            _add(own, entry.source)
        _add(own, f"student_number = {number}")
        _write(folder, number, own)
    return folder


def few_files(folder: Path, size: int, files: int = 20) -> Path:
    """A class of any size that costs little to grade, since many handed in the same file."""
    correct(folder, min(size, files))
    contents = [path.read_bytes() for path in sorted(folder.iterdir())]
    for number in range(files, size):
        _path(folder, number).write_bytes(contents[number % files])
    return folder


def _cell(notebook: Notebook, stub: str) -> dict[str, Any]:
    return next(cell for cell in notebook["cells"] if cell.get("id") == stub_id(stub))


def _add(notebook: Notebook, code: str) -> None:
    notebook["cells"].append({"cell_type": "code", "execution_count": None, "metadata": {},
                              "id": f"own-{len(notebook['cells'])}", "outputs": [],
                              "source": code})


def _path(folder: Path, number: int) -> Path:
    return folder / f"student{number:06}.ipynb"


def _write(folder: Path, number: int, notebook: Notebook) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    _path(folder, number).write_text(json.dumps(notebook), encoding="utf-8")
