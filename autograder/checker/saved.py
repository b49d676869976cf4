"""The learner's file as it was last saved: where it is, and what it defines."""

from __future__ import annotations

import re
from pathlib import Path

from . import reader
from .assignment import Assignment
from .public import quiet
from .student import LocalStudent

REMEDY = "Save it once more, or go on in a fresh copy of the released file."
ABSENT = ("There is no {0} in the file. Was it renamed or deleted? python -m checker restore {0} "
          "brings it back.")


class NoWork(Exception):  # noqa: N818 - a state of the folder; the text says why
    """There is no file, or it cannot be read; the text says why."""


def find_work(folder: Path, assignment: Assignment) -> Path:
    """The learner's file: the released notebook or a script of its name, the later saved.

    Raises
    ------
    NoWork
        If there is neither.
    """
    found = [path for path in candidates(folder, assignment) if path.exists()]
    if not found:
        others = sorted(path.name for path in folder.glob("*.ipynb"))
        raise NoWork(f"There is no {assignment.notebook} in {folder}. Give your notebook this name "
                     f'again, or run pytest --submission="{(others or ["FILE"])[0]}"')
    return max(found, key=lambda path: path.stat().st_mtime)


def candidates(folder: Path, assignment: Assignment) -> list[Path]:
    """The files in which the work may be."""
    return [folder / assignment.notebook, folder / f"{assignment.name}.py"]


def read_work(path: Path, assignment: Assignment) -> LocalStudent:
    """The learner's work, as an object with a method for every stub.

    Raises
    ------
    NoWork
        If the file cannot be read.
    """
    try:
        cells = reader.read_file(path)
    except (reader.Unreadable, reader.Rejected) as reason:
        raise NoWork(f"{path.name}: {reason}. {REMEDY}") from None
    with quiet():
        work = reader.run(cells, assignment.stubs)
    student = LocalStudent(assignment, work.namespace, work.problems, ABSENT)
    code = "\n".join(cells)
    student.doubled = {stub for stub in assignment.stubs
                       if len(re.findall(rf"^(?:def|class) {stub}\b", code, re.M)) > 1}
    return student
