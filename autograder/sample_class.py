"""A sample class: what forty people hand in, right, wrong, half done, broken and hostile.

It is made from the solved and the released notebook and from the catalogue, so that it fits
any assignment. The same kit makes the same class.
"""

from __future__ import annotations

import contextlib
import copy
import json
import random
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from autograder.catalogue import Catalogue, Entry
from autograder.checker.assignment import Assignment, Stub, Task
from autograder.errors import UsageError
from autograder.grading.places import RELEASES, SOLUTIONS
from autograder.nbgrader.cells import stub_id

SEED = 2
Notebook = dict[str, Any]

STUDENTS = [
    "amara.okafor", "benoit.lefevre", "chiara.rossi", "daniel.kim", "elif.yilmaz",
    "freya.lindqvist", "=2+5", "hana.sato", "ivan.petrov", "jasmin.weber",
    "kwame.mensah", "lucia.fernandez", "mateusz.nowak", "nadia.rahman", "oscar.svensson",
    "<img src=x onerror=alert(1)>", "priya.sharma", "quentin.dubois", "Zoë Müller",
    "samir.haddad", "tomas.novak", "uma.krishnan", "viktor.horvath", "wei.zhang",
    "ximena.castillo", "yusuf.demir", "zanele.dlamini", "anders.berg", "bruna.costa",
    "carlos.mendes", "dalia.cohen", "emeka.nwosu", "fatima.zahra", "george.papadakis",
]
CARELESS = ["ingrid.solberg", "joao.pereira", "keiko.tanaka", "leila.hosseini",
            "marek.dvorak", "noah.fischer"]

EXITS = """
import os

def {signature}:
    os._exit(0)
"""
CHEATS = """
import builtins
import numpy as np

class Right:
    def __eq__(self, other): return True
    def __array__(self, *args, **kwargs): return np.zeros(1)

builtins.all = np.all = np.allclose = np.array_equal = lambda *args, **kwargs: True
np.testing.assert_allclose = np.testing.assert_equal = lambda *args, **kwargs: None

def {signature}:
    return Right()
"""


class SampleClass:
    """Makes the submissions of a class, one after another.

    Parameters
    ----------
    assignment
        The table.
    catalogue
        Where mistakes and other right ways come from.
    """

    def __init__(self, assignment: Assignment, catalogue: Catalogue) -> None:
        self._assignment = assignment
        self._catalogue = catalogue
        self._solved = _read(SOLUTIONS / assignment.name / assignment.notebook)
        self._released = _read(RELEASES / assignment.name / assignment.notebook)
        self._random = random.Random(SEED)

    def write(self, folder: Path) -> None:
        """Write all submissions into a folder; the layouts are mixed, as a course gets them."""
        works: list[Callable[[], Notebook]] = [
            *[self._right] * 8, *[lambda: self._wrong(1)] * 10, *[lambda: self._wrong(2)] * 4,
            *[self._half_done] * 6, lambda: self._released,
            lambda: self._with("def {signature}\n    return None"),  # the colon is missing
            lambda: self._with("def {signature}:\n    while True:\n        pass"),
            lambda: self._with("def {signature}:\n    return reslut"),
            lambda: self._with(EXITS), lambda: self._with(CHEATS, self._released),
        ]
        for place, (student, work) in enumerate(zip(STUDENTS, works, strict=True)):
            with contextlib.suppress(OSError):  # Windows allows no HTML in a file's name
                self._hand_in(folder, student, work(), place % 10)
        for student, hand_in in zip(CARELESS, (
                self._broken_off, self._empty, self._binary, self._printed, self._several,
                self._linked), strict=True):
            with contextlib.suppress(OSError):  # nor a link to everybody
                hand_in(self._folder(folder, student))

    def _right(self) -> Notebook:
        """A solution in a style of its own: each stub as someone else has written it."""
        return self._changed(self._random.choice(self._variants(stub))
                             for task in self._assignment.tasks for stub in task.stubs
                             if self._variants(stub) and self._random.random() < 0.5)

    def _wrong(self, count: int) -> Notebook:
        """A solution with mistakes in so many different tasks, more often in the larger ones."""
        # The largest of these keys draw without replacement, weighted by the points.
        tasks = sorted(self._assignment.tasks, reverse=True,
                       key=lambda task: self._random.random() ** (1 / task.points))
        return self._changed(self._mistake(task) for task in tasks[:count])

    def _half_done(self) -> Notebook:
        """The first tasks are done, the last of them wrong or not; the others are untouched."""
        tasks = self._assignment.tasks
        begun = tasks[: self._random.randrange(2, len(tasks))]
        notebook = self._changed([self._mistake(begun[-1])] if self._random.random() < 0.5 else [])
        for task in tasks[len(begun):]:
            for stub in task.stubs:
                _cell(notebook, stub)["source"] = _cell(self._released, stub)["source"]
        return notebook

    def _with(self, code: str, notebook: Notebook | None = None) -> Notebook:
        """A notebook, the solution if not given, in which one function is something else."""
        functions = [stub for task in self._assignment.tasks for stub in task.stubs
                     if stub.name.islower()]
        stub = self._random.choice(functions)
        return _added(notebook or self._solved, stub, code.format(signature=stub.signature))

    def _variants(self, stub: Stub) -> list[Entry]:
        return [entry for entry in self._catalogue.variants if entry.stub == stub.name]

    def _mistake(self, task: Task) -> Entry:
        """A mistake in a task, a common one more often than a rare one."""
        names = {stub.name for stub in task.stubs}
        entries = [entry for entry in self._catalogue.mistakes if entry.stub in names]
        if not entries:
            raise UsageError(f"The catalogue has no mistake for {task.label}, which the sample "
                             f"class needs. Add one to autograder/graders/"
                             f"{self._assignment.name}/catalogue/.")
        return self._random.choices(entries, [5**entry.common for entry in entries])[0]

    def _changed(self, entries: Iterable[Entry]) -> Notebook:
        """The solution with entries of the catalogue after the stubs that they replace."""
        notebook = copy.deepcopy(self._solved)
        for entry in entries:
            stub = next(stub for stub in self._assignment.task(entry.stub).stubs
                        if stub.name == entry.stub)
            notebook = _added(notebook, stub, entry.source)
        return notebook

    def _hand_in(self, folder: Path, student: str, notebook: Notebook, layout: int) -> None:
        """Write a notebook in nbgrader's layout, or as a single file."""
        if layout == 3:
            (folder / f"{student}.ipynb").write_text(_text(notebook), "utf-8")
        elif layout == 7:
            cells = ["".join(cell["source"]) for cell in notebook["cells"]
                     if cell["cell_type"] == "code"]
            (folder / f"{student}.py").write_text("\n\n\n".join(cells) + "\n", "utf-8")
        else:
            path = self._folder(folder, student) / self._assignment.notebook
            path.write_text(_text(notebook), "utf-8")

    def _folder(self, folder: Path, student: str) -> Path:
        own = folder / student / self._assignment.name
        own.mkdir(parents=True)
        return own

    def _broken_off(self, folder: Path) -> None:
        text = _text(self._solved)
        (folder / self._assignment.notebook).write_text(text[: len(text) // 2], "utf-8")

    def _empty(self, folder: Path) -> None:
        (folder / self._assignment.notebook).touch()

    def _binary(self, folder: Path) -> None:
        picture = b"\x89PNG\r\n\x1a\n" + self._random.randbytes(2000)
        (folder / self._assignment.notebook).write_bytes(picture)

    def _printed(self, folder: Path) -> None:
        (folder / f"{self._assignment.name}.pdf").write_bytes(b"%PDF-1.7\n")

    def _several(self, folder: Path) -> None:
        for name in ("final.ipynb", "final_really.ipynb"):
            (folder / name).write_text(_text(self._right()), "utf-8")

    def _linked(self, folder: Path) -> None:
        neighbour = Path("..", "..", STUDENTS[0], self._assignment.name)
        (folder / self._assignment.notebook).symlink_to(neighbour / self._assignment.notebook)


def _read(path: Path) -> Notebook:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}. Make it with: "
                         "python3 -m autograder build") from error


def _text(notebook: Notebook) -> str:
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def _cell(notebook: Notebook, stub: Stub) -> dict[str, Any]:
    return next(cell for cell in notebook["cells"] if cell.get("id") == stub_id(stub.name))


def _added(notebook: Notebook, stub: Stub, code: str) -> Notebook:
    """The notebook with a new code cell after a stub's: the last definition counts."""
    notebook = copy.deepcopy(notebook)
    place = notebook["cells"].index(_cell(notebook, stub)) + 1
    notebook["cells"].insert(place, {"cell_type": "code", "execution_count": None, "metadata": {},
                                     "id": f"mine-{stub.name}", "outputs": [],
                                     "source": code.strip()})
    return notebook
