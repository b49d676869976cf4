"""The annotated source of an assignment, read as the solved notebook that nbgrader works from.

The source is a jupytext script in the percent format. Its cells say what they are:

- ``# %% role="stub" stub="forward"``: a stub, the answer between two marker lines;
- ``# %% role="check" task="forward"``: the one graded cell of a task;
- ``# %% name="picture-data"`` (or ``# %% [markdown] name="welcome"``): everything else.

From these words come the ids of the cells, so that a rebuild gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import jupytext
import nbformat
from nbformat import NotebookNode, v4

from autograder.checker.assignment import Assignment, load
from autograder.errors import UsageError
from autograder.nbgrader.cells import check_id, check_metadata, stub_id, stub_metadata

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
WORDS = {"role", "stub", "task", "name"}  # of a cell's first line, for us and not for Jupyter
JUPYTEXT = {"lines_to_next_cell"}
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def load_table(folder: Path) -> Assignment:
    """Read the table of an assignment's source folder.

    Raises
    ------
    UsageError
        If the table cannot be read, or belongs to a folder of another name.
    """
    try:
        assignment = load(folder)
    except (OSError, ValueError) as error:
        raise UsageError(f"The table cannot be read: {error}") from error
    if assignment.name != folder.name:
        raise UsageError(f'{folder}: the table says name = "{assignment.name}". '
                         "Give the folder and the table the same name.")
    return assignment


def solved_notebook(folder: Path) -> str:
    """Turn ``<name>.py`` of an assignment's source folder into the text of its notebook.

    Parameters
    ----------
    folder
        The assignment's folder, with ``assignment.toml`` and ``<name>.py``.

    Returns
    -------
    str
        A notebook with answers, without outputs, ending with a newline.

    Raises
    ------
    UsageError
        If the source and the table do not fit each other; the message names the place.
    """
    assignment = load_table(folder)
    path = folder / f"{assignment.name}.py"
    try:
        script = jupytext.reads(path.read_text(encoding="utf-8"), fmt="py:percent")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"The annotated source cannot be read: {error}") from error
    cells = [Cell(path, number, cell) for number, cell in enumerate(script.cells, start=1)]
    _compare(path, "stub", [cell.word("stub") for cell in cells if cell.role == "stub"],
             list(assignment.stubs))
    _compare(path, "check", [cell.word("task") for cell in cells if cell.role == "check"],
             [task.name for task in assignment.tasks])
    notebook = v4.new_notebook(cells=list(_built(cells, assignment)), metadata=METADATA)
    return nbformat.writes(notebook).rstrip("\n") + "\n"


@dataclass(frozen=True)
class Cell:
    """A cell of the annotated source and where it stands."""

    path: Path
    number: int
    node: NotebookNode

    @property
    def role(self) -> str:
        """``stub``, ``check``, or nothing."""
        return self.node.metadata.get("role", "")

    def word(self, key: str) -> str:
        """A word of the cell's first line."""
        try:
            return str(self.node.metadata[key])
        except KeyError:
            raise self.wrong(f'it has no {key}="…". Write it on the cell\'s `# %%` line.'
                             ) from None

    def wrong(self, what: str) -> UsageError:
        """An error that names this cell."""
        first = next(iter(self.node.source.splitlines()), "")
        return UsageError(f"{self.path}, cell {self.number} ({first[:50]!r}): {what}")


def _compare(path: Path, role: str, found: list[str], wanted: list[str]) -> None:
    """Hold the source to the table: every stub and every check once."""
    for name in found:
        if name not in wanted:
            raise UsageError(f'{path}: a {role} cell is for "{name}", which is not in the table. '
                             "Correct the name, or add it to assignment.toml.")
        if found.count(name) > 1:
            raise UsageError(f'{path}: {found.count(name)} {role} cells are for "{name}". '
                             "Keep one.")
    for name in wanted:
        if name not in found:
            raise UsageError(f'{path}: no {role} cell is for "{name}", which is in the table. '
                             f"Add one, or take it out of assignment.toml.")


def _built(cells: list[Cell], assignment: Assignment) -> Iterator[NotebookNode]:
    used: set[str] = set()
    for cell in cells:
        try:
            built = _build_cell(cell, assignment)
        except nbformat.ValidationError as error:
            raise cell.wrong(f"it would be no valid cell: {error.message}. A name has 1 to 64 "
                             "letters, digits, - and _.") from error
        if built.id in used:
            raise cell.wrong(f'another cell has the id "{built.id}" too. Rename one of them.')
        used.add(built.id)
        yield built


def _build_cell(cell: Cell, assignment: Assignment) -> NotebookNode:
    source, role = cell.node.source, cell.role
    metadata = {key: value for key, value in cell.node.metadata.items()
                if key not in WORDS | JUPYTEXT}
    if role and cell.node.cell_type != "code":
        raise cell.wrong(f"a {role} cell must be a code cell.")
    if role == "stub":
        _check_regions(cell)
        name = cell.word("stub")
        return v4.new_code_cell(source, id=stub_id(name),
                                metadata={**metadata, "nbgrader": stub_metadata(name)})
    if "BEGIN SOLUTION" in source or "END SOLUTION" in source:
        raise cell.wrong('an answer stands outside a stub. Make the cell role="stub" or take '
                         "the markers out.")
    if role == "check":
        task = assignment.task(cell.word("task"))
        return v4.new_code_cell(source, id=check_id(task.name),
                                metadata={**metadata, "nbgrader": check_metadata(task)})
    if role:
        raise cell.wrong(f'role="{role}" is unknown. Roles are "stub" and "check".')
    new_cell = v4.new_code_cell if cell.node.cell_type == "code" else v4.new_markdown_cell
    return new_cell(source, id=cell.word("name"), metadata=metadata)


def _check_regions(cell: Cell) -> None:
    """Every answer between its markers, and at least one answer."""
    markers = [line.strip() for line in cell.node.source.splitlines() if "SOLUTION" in line]
    if not markers:
        raise cell.wrong(f"the stub has no answer. Put it between the lines `{BEGIN}` and "
                         f"`{END}`.")
    if markers != [BEGIN, END] * (len(markers) // 2):
        raise cell.wrong(f"the answer's markers do not match: every `{BEGIN}` needs its "
                         f"`{END}`, each on a line of its own.")
