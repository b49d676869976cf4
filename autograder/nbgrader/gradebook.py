"""Our marks and comments in an nbgrader gradebook, so that Formgrader shows them."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from nbgrader import api
from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from autograder.checker.assignment import Assignment, load
from autograder.errors import UsageError
from autograder.grading.places import ROOT
from autograder.nbgrader import put_scripts_on_path
from autograder.nbgrader.cells import check_id, stub_id
from autograder.nbgrader.feedback import comments
from autograder.nbgrader.names import student_id


def write(results: dict[str, Any], url: str, root: Path = ROOT) -> None:
    """Write the marks and comments of a class into a gradebook, all of them or none.

    An instructor's own marks, extra credit and comments are left as they are; a mark that
    stands beside one of these waits for the instructor's eye again, as nbgrader has it.

    Parameters
    ----------
    results
        The content of ``results.json``.
    url
        Where the gradebook is, for SQLAlchemy: ``sqlite:///gradebook.db``. It is made if
        there is none.
    root
        The course, with ``solutions/`` and ``assignments/``.

    Raises
    ------
    UsageError
        If the gradebook cannot be opened or written, or has other cells than the assignment.
    """
    name = results["assignment"]
    assignment = load(root / "solutions" / name)
    put_scripts_on_path()  # a new gradebook asks alembic for its version
    try:
        _make_if_there_is_none(url)
        with api.Gradebook(url) as gradebook:
            session = gradebook.db()
            with session.no_autoflush:
                notebook = (_find_notebook(session, assignment)
                            or _add_notebook(session, assignment, root / "assignments" / name))
                for row in results["submissions"]:
                    _write_submission(session, assignment, notebook, row)
            session.commit()
    except (SQLAlchemyError, ImportError, ValueError) as error:  # ValueError: a port that is none
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        raise UsageError(
            f"The gradebook could not be written: {reason}. Nothing in it was changed. Give its "
            "address as SQLAlchemy has it, such as sqlite:///gradebook.db; if an older nbgrader "
            "made it, back it up and run `nbgrader db upgrade`.") from error


def _make_if_there_is_none(url: str) -> None:
    """Make an SQLite gradebook whole or not at all.

    nbgrader makes tables first and then, by another program, notes their version; without it
    no later nbgrader could upgrade them.
    """
    address = make_url(url)
    if address.get_backend_name() != "sqlite" or address.database in (None, "", ":memory:"):
        return
    path = Path(address.database)
    if path.exists():
        return
    scratch = path.with_name(f".{os.getpid()}-{path.name}")
    try:
        with api.Gradebook(address.set(database=str(scratch)).render_as_string(False)):
            pass
        try:
            os.link(scratch, path)
        except FileExistsError:
            pass  # another run has made one meanwhile, with its marks
        except OSError:  # a file system without links
            os.replace(scratch, path)
    finally:
        scratch.unlink(missing_ok=True)


def _find_notebook(session: Session, assignment: Assignment) -> api.Notebook | None:
    """The assignment's notebook as ``nbgrader generate_assignment`` has recorded it."""
    notebook = (session.query(api.Notebook).join(api.Assignment)
                .filter(api.Assignment.name == assignment.name,
                        api.Notebook.name == assignment.name).one_or_none())
    if notebook is None:
        return None
    checks = {cell.name: cell for cell in notebook.grade_cells}
    stubs = {cell.name for cell in notebook.solution_cells}
    missing = ({check_id(task.name) for task in assignment.tasks} - set(checks)) | (
        {stub_id(stub) for stub in assignment.stubs} - stubs)
    if missing:
        raise UsageError(
            f"The gradebook knows {assignment.name} without the cells {', '.join(sorted(missing))}"
            f". Run `nbgrader generate_assignment {assignment.name} --force`, or begin a new "
            "gradebook.")
    for task in assignment.tasks:
        checks[check_id(task.name)].max_score = task.points
    return notebook


def _add_notebook(session: Session, assignment: Assignment, release: Path) -> api.Notebook:
    """Record the assignment and its cells, as ``nbgrader generate_assignment`` would."""
    try:
        document = json.loads((release / assignment.notebook).read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"The release cannot be read: {error}. "
                         "Run `python3 -m autograder build`.") from error
    record = session.query(api.Assignment).filter_by(name=assignment.name).one_or_none()
    if record is None:
        record = api.Assignment(name=assignment.name)
    notebook = api.Notebook(name=assignment.name, assignment=record,
                            kernelspec=json.dumps(document["metadata"]["kernelspec"]))
    for cell in document["cells"]:
        facts = cell["metadata"].get("nbgrader")
        if facts is None:
            continue
        id, kind = facts["grade_id"], cell["cell_type"]
        api.SourceCell(name=id, notebook=notebook, cell_type=kind, locked=facts["locked"],
                       source="".join(cell["source"]), checksum=facts["checksum"])
        if facts["grade"]:
            api.GradeCell(name=id, notebook=notebook, cell_type=kind, max_score=facts["points"])
        if facts["solution"]:
            api.SolutionCell(name=id, notebook=notebook)
    session.add(record)  # and with it all that hangs on it
    session.flush()  # gives the cells their keys
    return notebook


def _write_submission(session: Session, assignment: Assignment, notebook: api.Notebook,
                      row: dict[str, Any]) -> None:
    work = _find_work(session, notebook, row["student"]) or _new_work(session, notebook,
                                                                     row["student"])
    scores = {check_id(task["name"]): float(task["score"]) for task in row["tasks"]}
    said = comments(row, assignment)
    grades = {grade.cell_id: grade for grade in work.grades}
    for cell in notebook.grade_cells:
        grade = grades.get(cell.id) or api.Grade(cell_id=cell.id, notebook=work)
        if cell.name in scores:
            grade.auto_score = scores[cell.name]
            grade.needs_manual_grade = grade.manual_score is not None
    remarks = {comment.cell_id: comment for comment in work.comments}
    for cell in notebook.solution_cells:
        comment = remarks.get(cell.id) or api.Comment(cell_id=cell.id, notebook=work)
        comment.auto_comment = said.get(cell.name)
    session.add(work)  # and with it all that hangs on it


def _find_work(session: Session, notebook: api.Notebook, student: str
               ) -> api.SubmittedNotebook | None:
    return (session.query(api.SubmittedNotebook).join(api.SubmittedAssignment)
            .filter(api.SubmittedNotebook.notebook_id == notebook.id,
                    api.SubmittedAssignment.student_id == student_id(student)).one_or_none())


def _new_work(session: Session, notebook: api.Notebook, student: str) -> api.SubmittedNotebook:
    id = student_id(student)
    person = session.get(api.Student, id) or api.Student(id=id)
    submission = api.SubmittedAssignment(assignment=notebook.assignment, student=person)
    return api.SubmittedNotebook(notebook=notebook, assignment=submission)
