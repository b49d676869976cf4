"""The two kinds of page, feedback and class report, from the templates beside this file."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.reports import summary
from autograder.reports.names import feedback_name
from autograder.reports.text import clean, number, one_line, plural
from autograder.reports.words import ISOLATION, NOT_GRADED, OUTCOMES, follow_through

if TYPE_CHECKING:
    from jinja2 import Environment

Results = dict[str, Any]
TEMPLATES = Path(__file__).parent / "templates"
GENERATOR = "autograder reports"  # by which a page of ours is known


def feedback_page(results: Results, submission: dict[str, Any]) -> str:
    """One student's page: the score, each task with what came out, and the next step.

    Parameters
    ----------
    results
        The content of ``results.json``; only its head is read.
    submission
        The student's row of it.

    Returns
    -------
    str
        HTML in one file, without script and without anything from elsewhere.
    """
    return _templates().get_template("feedback.html").render(
        results=results,
        submission=submission,
        tasks=submission["tasks"],
        finished=sum(task["outcome"] == "passed" for task in submission["tasks"]),
        full_marks=submission["status"] == "graded"
        and submission["score"] >= submission["max_score"],
        next_task=summary.next_step(submission["tasks"]),
    )


def class_report(results: Results) -> str:
    """The class on one page: scores, tasks, commonest mistakes and every student.

    Returns
    -------
    str
        HTML in one file. Its one script sorts and filters the table of students; everything
        can be read without it.
    """
    submissions = results["submissions"]
    graded = [row for row in submissions if row["status"] == "graded"]
    scores = [row["score"] for row in graded]
    tasks = summary.task_summaries(submissions)
    return _templates().get_template("report.html").render(
        results=results,
        graded=graded,
        averages=summary.averages(scores),
        bars=summary.histogram(scores, results["max_score"]),
        tasks=summary.task_summaries(graded),
        mistakes=summary.commonest_mistakes(submissions),
        failures=summary.commonest_failures(submissions),
        attention=summary.needs_the_eye(submissions),
        columns=tasks,
        rows=[(row, {task["task"]: task for task in row["tasks"]}) for row in submissions],
    )


@cache
def _templates() -> Environment:
    # Imported late: most commands, and every worker, never make a page.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    script = (TEMPLATES / "students.js").read_text(encoding="utf-8")
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        # Every text that a template writes is cleaned, so that no template can forget it.
        finalize=lambda value: clean(value) if type(value) is str else value,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {
        "feedback_name": feedback_name,
        "line_of": summary.line_of,
        "number": number,
        "one_line": one_line,
        "plural": plural,
    }
    environment.tests |= {"failing": summary.is_failing, "not_run": summary.is_not_run}
    environment.globals |= {
        "GENERATOR": GENERATOR,
        "ISOLATION": ISOLATION,
        "NOT_GRADED": NOT_GRADED,
        "OUTCOMES": OUTCOMES,
        "follow_through": follow_through,
        "script": Markup(script),
        "script_hash": base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    }
    return environment
