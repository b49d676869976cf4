"""What ``nbgrader autograde`` gets to see of a class: no file that a student has made.

nbgrader copies every file that lies beside a notebook and follows links while it does so, and
``nbgrader generate_feedback`` hands the copies on to the student. It reads a student's
``timestamp.txt`` whatever that is, and ends the run where it holds no date. So it is shown a
``submitted`` folder of our own making, with a folder and a date for each student.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import parse_utc

from autograder.checker import reader
from autograder.files import write_text
from autograder.grading.submissions import TIMESTAMP

LONGEST = 100  # characters of a date
FORMAT = "%Y-%m-%d %H:%M:%S.%f UTC"


def show(course: CourseDirectory, folders: Mapping[str, Path], cache: Path, notebook: str
         ) -> tuple[CourseDirectory, dict[str, list[str]]]:
    """Make a ``submitted`` folder in which nothing is a student's.

    Parameters
    ----------
    course
        Where everything is.
    folders
        Student → the folder with the work.
    cache
        Where to make it.
    notebook
        The name of the notebook that stands for each work; the exporter knows what is in it.

    Returns
    -------
    course : CourseDirectory
        The same course, but for its submissions.
    assignments : dict
        Folder → its notebooks, as nbgrader's converters keep them.
    """
    shown = {}
    for student, folder in folders.items():
        place = Path(cache, student, course.assignment_id)  # of another run too, at the same time
        place.mkdir(parents=True, exist_ok=True)
        (place / notebook).touch()
        date = _date(folder / TIMESTAMP, course)
        if date is None:
            (place / TIMESTAMP).unlink(missing_ok=True)
        else:
            write_text(place / TIMESTAMP, date.strftime(FORMAT), lasting=False)
        shown[str(place)] = [str(place / notebook)]
    settings: dict[str, Any] = {name: getattr(course, name) for name in course.traits(config=True)}
    settings["submitted_directory"] = cache.relative_to(course.root).as_posix()
    return CourseDirectory(parent=course.parent, **settings), shown


def _date(path: Path, course: CourseDirectory) -> datetime.datetime | None:
    """When a work was handed in, or None if that is not known."""
    try:
        text = reader.read_bytes(path).decode().strip()
        if len(text) > LONGEST:
            raise ValueError("it is too long for a date")
        return parse_utc(text)
    except Exception as error:  # a stranger's text, in a parser of dates
        if os.path.lexists(path):
            course.log.warning("%s is passed over: %.99s", path, error)
        return None
