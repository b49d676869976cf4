"""What nbgrader shows of a result: under the check cell, and as comments on the stubs.

Messages quote values that come from strangers. In HTML they are escaped; in a comment, which
nbgrader renders as Markdown, they stand in an indented block, where nothing is interpreted.
"""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import indent
from typing import Any

from markupsafe import Markup

from autograder.checker.assignment import Assignment
from autograder.nbgrader.cells import stub_id
from autograder.reports.summary import is_failing, is_not_run, line_of
from autograder.reports.text import clean, number
from autograder.reports.words import NOT_GRADED, OUTCOMES, follow_through

Row = dict[str, Any]
UNTOUCHED = "not_attempted"
BLOCK = Markup('<pre style="white-space: pre-wrap; margin-left: 1.5em">{}</pre>')
PARAGRAPH, HEADLINE = Markup("<p>{}</p>"), Markup("<p><b>{}</b></p>")


def task_text(task: Row) -> str:
    """A task's result as plain text."""
    lines = [_headline(task)]
    for line, message in _checks(task):
        lines += [line, _block(message)] if message else [line]
    return "\n".join([*lines, *_remarks(task)])


def task_html(task: Row) -> str:
    """A task's result as a piece of HTML without script."""
    parts = [HEADLINE.format(_headline(task))]
    for line, message in _checks(task):
        parts.append(PARAGRAPH.format(line))
        if message:
            parts.append(BLOCK.format(clean(message)))
    parts += [PARAGRAPH.format(remark) for remark in _remarks(task)]
    return str(Markup("\n").join(parts))


def comments(submission: Row, assignment: Assignment) -> dict[str, str]:
    """Comments for the stub cells of a submission, as Markdown, by the ids of the cells.

    A stub whose checks pass has none. Why a submission was not, or not wholly, graded stands
    at its first stub.
    """
    found: dict[str, list[str]] = {stub_id(stub): [] for stub in assignment.stubs}
    found[stub_id(assignment.stubs[0])] += _refusal(submission)
    for task in submission["tasks"]:
        remarks = _remarks(task)
        for check in filter(is_failing, task["checks"]):
            said = found[stub_id(check["stub"])]
            if task["outcome"] == UNTOUCHED:
                said[:] = [f"{OUTCOMES[UNTOUCHED].learner}."]  # once a stub
            else:
                said += [f"{_symbol(check)} {line_of(check)}", _block(check["message"]), *remarks]
                remarks = []  # once a task
    return {cell: "\n\n".join(said) for cell, said in found.items() if said}


def _headline(task: Row) -> str:
    return (f"Task {task['task']} · {task['title']}: {OUTCOMES[task['outcome']].learner}, "
            f"{number(task['score'])} of {number(task['max_score'])} points")


def _checks(task: Row) -> Iterator[tuple[str, str]]:
    """A line and a message for each check; of a task that was not attempted there are none."""
    for check in task["checks"] if task["outcome"] != UNTOUCHED else []:
        line = f"{_symbol(check)} {line_of(check)}"
        if check["max_points"]:
            line += f" ({number(check['points'])} of {number(check['max_points'])})"
        if is_not_run(check):
            yield f"{line} – {check['message']}", ""
        else:
            yield line, check["message"]


def _remarks(task: Row) -> list[str]:
    hints = [f"Hint: {task['mistake']['hint']}"] if task["mistake"] else []
    return hints + ([follow_through(task)] if task["follow_through"] else [])


def _refusal(submission: Row) -> list[str]:
    headline = NOT_GRADED.get(submission["status"], "")
    return [part for part in (headline, _block(submission["reason"] or "")) if part]


def _symbol(check: Row) -> str:
    outcome = "passed" if check["passed"] else UNTOUCHED if is_not_run(check) else "failed"
    return OUTCOMES[outcome].symbol


def _block(message: str) -> str:
    return indent(clean(message), "    ")
