"""The table of an assignment: its tasks, their stubs and their points.

``assignment.toml`` is the one place where these facts stand. The notebook, the public
checks, the graders, the reports and nbgrader's cells all read it through this module.
"""

from __future__ import annotations

import ast
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

TABLE = "assignment.toml"


@dataclass(frozen=True)
class Stub:
    """A name that the learner defines: a function or a class."""

    name: str
    signature: str
    returns: str

    @cached_property
    def parameters(self) -> tuple[str, ...]:
        """The names of its parameters, read from the signature."""
        definition = ast.parse(f"def {self.signature}: pass").body[0]
        assert isinstance(definition, ast.FunctionDef)
        return tuple(argument.arg for argument in definition.args.args)


@dataclass(frozen=True)
class Task:
    """One step of the assignment: one or more stubs, worth some points."""

    number: int
    name: str
    title: str
    points: float
    stubs: tuple[Stub, ...]
    minutes: int = 0
    hints: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What a learner calls it: ``Task 4 · Forward pass``."""
        return f"Task {self.number} · {self.title}"


@dataclass(frozen=True)
class Assignment:
    """The whole table."""

    name: str
    title: str
    tasks: tuple[Task, ...]

    @property
    def points(self) -> float:
        """The sum of all tasks' points."""
        return sum(task.points for task in self.tasks)

    @cached_property
    def stubs(self) -> tuple[str, ...]:
        """The names of all stubs, in the order of the tasks."""
        return tuple(stub.name for task in self.tasks for stub in task.stubs)

    @property
    def notebook(self) -> str:
        """The file name under which the notebook is released and handed in."""
        return f"{self.name}.ipynb"

    def task(self, name: str | int) -> Task:
        """Find a task by its name or number, or by the name of one of its stubs.

        Raises
        ------
        KeyError
            If no task has that name, number or stub.
        """
        if name not in self._known:
            raise KeyError(f"There is no task or stub {name!r}. The tasks: "
                           + ", ".join(task.name for task in self.tasks))
        return self._known[name]

    @cached_property
    def _known(self) -> dict[str | int, Task]:
        by_stub = {stub.name: task for task in self.tasks for stub in task.stubs}
        return by_stub | {key: task for task in self.tasks for key in (task.name, task.number)}


def load(folder: Path | str) -> Assignment:
    """Read ``assignment.toml`` of an assignment's folder.

    Raises
    ------
    FileNotFoundError
        If the folder holds no table.
    ValueError
        If the table is not valid TOML or lacks a field; the message names the file.
    """
    path = Path(folder) / TABLE
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        tasks = tuple(
            Task(
                number=row["number"],
                name=row["name"],
                title=row["title"],
                points=row["points"],
                stubs=tuple(Stub(name, **facts) for name, facts in row["stubs"].items()),
                minutes=row.get("minutes", 0),
                hints=tuple(row.get("hints", ())),
            )
            for row in table["tasks"]
        )
        return Assignment(table["name"], table["title"], tasks)
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise ValueError(f"{path}: the table is incomplete: {error!r}") from error
