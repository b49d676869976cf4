"""How ``nbgrader autograde`` reads a class: whatever was handed in, and what it earned.

nbgrader knows one file name and one format; a class hands in more than that. Here a script,
a notebook by another name and a file that nobody can read become notebooks too, so that
every student gets a row, and the marks are those of our own graders.
"""

from __future__ import annotations

import glob
import json
import shutil
import sys
from collections.abc import Collection, Iterator
from pathlib import Path
from textwrap import indent
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode, from_dict
from nbgrader.converters import NbGraderException
from nbgrader.coursedir import CourseDirectory

from autograder.checker import reader
from autograder.checker.assignment import load
from autograder.errors import UsageError
from autograder.grading.places import ROOT
from autograder.grading.processes import cores
from autograder.grading.run import released_names
from autograder.grading.submissions import Submission, find
from autograder.nbgrader.carriers import code_cell, restore_carriers, text_cell
from autograder.nbgrader.handed_in import show
from autograder.nbgrader.meanwhile import RowsMeanwhile
from autograder.nbgrader.names import fits_a_path, student_id
from autograder.nbgrader.scores import MARKED
from autograder.reports.text import one_line

MOST_TEXTS = 1_000  # cells of text that are taken over: nbgrader takes a millisecond for each
MOST_TEXT = 1 << 20  # their characters
CACHE = ".autograder"  # in the course: what has been graded is not graded again


class SubmissionExporter(NotebookExporter):
    """Reads submissions for autograding, while all of them are graded.

    Attributes
    ----------
    assignment : Assignment
        The table.
    rows : RowsMeanwhile
        Student, as nbgrader has the name, → the submission's row of ``results.json``.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        converter: Any = self.parent
        try:
            self._prepare(converter.coursedir)
        except (OSError, ValueError, UsageError, reader.Unreadable) as error:
            self.log.error("The class cannot be graded: %s", error)
            raise NbGraderException(str(error)) from error
        # nbgrader has listed the folders that hold a notebook; every folder shall have a row.
        converter.coursedir, converter.assignments = show(
            converter.coursedir, self._folders, self._cache / "submitted",
            self.assignment.notebook)

    def _prepare(self, course: CourseDirectory) -> None:
        """Find the submissions, read the release, and have the class graded."""
        name = course.assignment_id
        self.assignment = load(course.format_path(course.source_directory, ".", name))
        self._cache = Path(course.root, CACHE, name)
        submitted = Path(course.root, course.submitted_directory)
        found = find(submitted, self.assignment, released_names(self.assignment))
        self._submissions = {student_id(one.student): one for one in found.submissions}
        folders = map(Path, glob.glob(
            course.format_path(course.submitted_directory, course.student_id, name)))
        self._folders = {student_id(folder.parent.name): folder for folder in folders}
        for student in self._folders.keys() - self._submissions.keys():  # __MACOSX, for one
            del self._folders[student]
        for student in [one for one in self._folders if not fits_a_path(one)]:
            self.log.error("nbgrader cannot take a name this long: %s", student)
            del self._folders[student]
        if not self._folders:
            raise UsageError(f"There is no submission of {name} in {submitted}.")
        release = Path(course.format_path(course.release_directory, ".", name),
                       self.assignment.notebook)
        if not release.is_file():
            raise UsageError(f"There is no {release}. Run `python3 -m autograder build`.")
        self._release = _cells_in(reader.read_bytes(release))
        self._drop_what_is_out_of_date(course)
        self.rows = self._grade(submitted, self._cache, everybody=course.student_id == "*")

    def _drop_what_is_out_of_date(self, course: CourseDirectory) -> None:
        """Let nbgrader mark again whose file has changed, or where an earlier run was cut short.

        nbgrader itself passes over all that it has a folder for, unless the work has a newer
        date: a corrected file would keep its old mark, and who was half done would have none.
        """
        for student in self._folders.keys() - set(course.student_id_exclude.split(",")):
            folder = Path(course.format_path(course.autograded_directory, student,
                                             course.assignment_id))
            if not folder.is_dir():
                continue
            one = self._submissions[student]
            one.content()  # for its digest
            if _marked(folder / self.assignment.notebook) != one.sha256:
                self.log.warning("%s is marked again: the file is new, or the last run was cut "
                                 "short.", student)
                shutil.rmtree(folder)

    def _grade(self, submitted: Path, out: Path, everybody: bool) -> RowsMeanwhile:
        """Grade with ``autograder grade``, in one go; what is unchanged is not graded again.

        nbgrader itself keeps one processor busy with its bookkeeping, which takes longer.
        """
        command = [sys.executable, "-m", "autograder", "grade", str(submitted), "--stream",
                   "--out", str(out), "--assignment", self.assignment.name,
                   "--jobs", str(max(cores() - 1, 1))]
        if not everybody:  # the marks of the others are kept by the gradebook
            command += ["--fresh", *(f"--student={folder.parent.name}"
                                     for folder in self._folders.values())]
        return RowsMeanwhile(command, ROOT, self.log)

    def from_filename(self, filename: str, resources: dict[str, Any] | None = None, **kw: Any
                      ) -> tuple[Any, dict[str, Any]]:
        """Convert what a student handed in, or on the second turn what the first made of it."""
        if not Path(filename).is_relative_to(self._cache):
            return super().from_filename(filename, resources, **kw)
        student = Path(filename).parent.parent.name
        notebook = as_notebook(self._submissions[student], set(map(_source, self._release)))
        restore_carriers(notebook, self.assignment, {
            cell["id"]: _source(cell) for cell in self._release
            if cell["metadata"].get("nbgrader", {}).get("grade")})
        row = self.rows[student]
        for remark in filter(None, [row["reason"], *row["flags"]]):
            self.log.warning("%s: %s", student, one_line(remark))
        return self.from_notebook_node(notebook, resources, **kw)


def as_notebook(submission: Submission, prose: Collection[str]) -> NotebookNode:
    """Make a notebook of a submission, read by the one reader of submissions.

    Its code is the student's; outputs and metadata are not taken over. Text of the student's
    own stands in an indented block: whoever opens it in Formgrader does so with the rights of
    an instructor, so no HTML of a student's is rendered there.

    Parameters
    ----------
    submission
        The submission; it is read here, and nothing of it is run. Of a great deal of text the
        end is left out.
    prose
        Texts of the release, which are rendered.
    """
    content = submission.content()
    if content is not None and submission.path is not None:
        submission.parse(content, submission.path.suffix)
    cells = []
    for number, (kind, source) in enumerate(_cells(submission, content), start=1):
        id = f"cell-{number}"
        if kind == "code":
            cells.append(code_cell(id, source))
        else:
            cells.append(text_cell(id, source if source in prose else indent(source, "    ")))
    return from_dict({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells})


def _cells(submission: Submission, content: bytes | None) -> Iterator[tuple[str, str]]:
    """Kind and source of the cells: code as the one reader has it, and the text between."""
    code = iter(submission.cells)
    texts, letters = MOST_TEXTS, MOST_TEXT
    if content and submission.cells and submission.path \
            and submission.path.suffix.lower() == ".ipynb":
        for cell in _cells_in(content):
            if cell["cell_type"] == "code":
                yield "code", next(code)
            elif texts > 0 and letters > 0:
                source = _source(cell)[:letters]
                texts, letters = texts - 1, letters - len(source)
                yield "text", source
    for source in code:  # of a script, or of a notebook in an older format
        yield "code", source


def _marked(notebook: Path) -> Any:
    """The digest of the file whose marks an autograded notebook shows, if it shows any."""
    try:
        return json.loads(notebook.read_bytes())["metadata"].get(MARKED)
    except (OSError, ValueError, LookupError):
        return None


def _cells_in(content: bytes) -> list[dict[str, Any]]:
    """The cells of a notebook, as far as they are cells."""
    cells = json.loads(content.decode("utf-8-sig")).get("cells") or []
    return [cell for cell in cells if isinstance(cell, dict) and "cell_type" in cell]


def _source(cell: dict[str, Any]) -> str:
    source = cell.get("source")
    lines = source if isinstance(source, list) else [source]
    text = "".join(line for line in lines if isinstance(line, str))
    return text.encode("utf-8", "replace").decode()  # JSON can name half a character
