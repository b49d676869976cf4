"""The grades of a class as comma-separated values (RFC 4180)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from autograder.reports.text import number, one_line

# A cell that begins like this is run as a formula by a spreadsheet. So is one after a
# semicolon where that is the separator of the user's country; a quotation mark does not help.
_FORMULA = re.compile(r"(^|;)(?=[\s\"\u200c\u200d]*[=+\-@＝＋－＠])")


def csv_text(results: dict[str, Any]) -> str:
    """All of `csv_lines` as one text."""
    return "".join(csv_lines(results))


def csv_lines(results: dict[str, Any]) -> Iterator[str]:
    """Write one row a student: status, score, a column a task, and why it is not graded.

    Texts are quoted and cannot be run as a formula: an apostrophe stands before what a
    spreadsheet would take for one. Numbers are plain.
    """
    submissions = results["submissions"]
    tasks = {task["task"]: task["name"] for row in submissions for task in row["tasks"]}
    numbers = sorted(tasks)
    yield _line(text_cell(head) for head in (
        "student", "status", "score", "max_score",
        *(f"{task} {tasks[task]}" for task in numbers), "reason"))
    for row in submissions:
        earned = {task["task"]: task["score"] for task in row["tasks"]}
        yield _line([
            text_cell(row["student"]),
            text_cell(row["status"]),
            number(row["score"]),
            number(row["max_score"]),
            *(number(earned.get(task, 0)) for task in numbers),
            text_cell(row["reason"] or ""),
        ])


def _line(cells: Iterable[str]) -> str:
    return ",".join(cells) + "\r\n"


def text_cell(cell: str) -> str:
    """A text as a cell: quoted, on one line, and never a formula."""
    safe = _FORMULA.sub(r"\1'", one_line(cell))
    return '"' + safe.replace('"', '""') + '"'
