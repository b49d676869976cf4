"""The two kinds of page, feedback and class report, from the templates beside this file."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.reports import summary
from autograder.reports.names import feedback_name
from autograder.reports.text import beside, clean, number, one_line, plural
from autograder.reports.words import ISOLATION, NOT_GRADED, OUTCOMES, follow_through

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

Row = dict[str, Any]
Results = dict[str, Any]
TEMPLATES = Path(__file__).parent / "templates"
GENERATOR = "autograder reports"  # by which a page of ours is known
OWN = ("student", "sha256", "seconds", "feedback")  # of a row, what no two students share


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
        results=results, submission=submission)


def result_section(submission: Row) -> Markup:
    """All of a feedback page that does not say whose it is.

    In a class many are equal, as many tasks in them are, and what is equal is made once.
    """
    return _result_section(json.dumps(
        {name: value for name, value in submission.items() if name not in OWN}))


def task_section(task: dict[str, Any]) -> Markup:
    """One task of a feedback page."""
    return _task_section(json.dumps(task))


@lru_cache(maxsize=100)
def _result_section(encoded: str) -> Markup:
    submission = json.loads(encoded)
    return _rendered(
        "result.html",
        submission=submission,
        tasks=submission["tasks"],
        finished=sum(task["outcome"] == "passed" for task in submission["tasks"]),
        full_marks=submission["status"] == "graded"
        and submission["score"] >= submission["max_score"],
        next_task=summary.next_step(submission["tasks"]),
    )


@lru_cache(maxsize=1000)
def _task_section(encoded: str) -> Markup:
    return _rendered("task.html", task=json.loads(encoded))


def _rendered(template: str, **values: Any) -> Markup:
    from markupsafe import Markup

    return Markup(_templates().get_template(template).render(values).strip())


def class_report(results: Results) -> str:
    """The class on one page: scores, tasks, commonest mistakes and every student.

    Returns
    -------
    str
        HTML in one file. Its one script sorts and filters the table of students; everything
        can be read without it.
    """
    return "".join(report_parts(results))


def report_parts(results: Results) -> Iterator[str]:
    """The class report piece by piece: of a large class only a few rows are held at a time."""
    submissions = results["submissions"]
    scores = [row["score"] for row in _graded(submissions)]
    page = _templates().get_template("report.html").stream(
        results=results,
        graded=scores,
        averages=summary.averages(scores),
        bars=summary.histogram(scores, results["max_score"]),
        tasks=summary.task_summaries(_graded(submissions)),
        mistakes=summary.commonest_mistakes(submissions),
        failures=summary.commonest_failures(submissions),
        attention=summary.needs_the_eye(map(_remarks, submissions)),
        columns=summary.task_summaries(submissions),
        rows=((row, {task["task"]: task for task in row["tasks"]}) for row in submissions),
    )
    page.enable_buffering(size=500)
    return page


def _graded(submissions: Iterable[Row]) -> Iterator[Row]:
    return (row for row in submissions if row["status"] == "graded")


def _remarks(row: Row) -> Row:
    """What the report says of a submission that needs a look, without all of its checks."""
    return {name: row[name] for name in ("student", "status", "reason", "flags")}


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
        "beside": beside,
        "feedback_name": feedback_name,
        "line_of": summary.line_of,
        "mistakes_of": summary.mistakes_of,
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
        "result_section": result_section,
        "task_section": task_section,
        "script": Markup(script),
        "script_hash": base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    }
    return environment
