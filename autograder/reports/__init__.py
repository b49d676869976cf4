"""What instructor and learner look at after grading, made from the results alone.

``grades.csv``, one feedback page a student, and the report of the class. Students' names and
messages come from strangers: they are cleaned and escaped wherever they are written.
"""

from __future__ import annotations

from pathlib import Path

from autograder.files import replacing, write_text
from autograder.reports.grades import csv_lines, csv_text
from autograder.reports.names import feedback_name
from autograder.reports.pages import GENERATOR, Results, class_report, feedback_page, report_parts

__all__ = ["class_report", "csv_text", "feedback_name", "feedback_page", "write_reports"]


def write_reports(results: Results, out: Path) -> None:
    """Write all reports of a class into a folder.

    Parameters
    ----------
    results
        The content of ``results.json``.
    out
        The folder that gets ``grades.csv``, ``report.html`` and ``feedback/``.

    Notes
    -----
    Feedback pages of students who are no longer in the results are removed; a file in
    ``feedback/`` that is not such a page is left alone.
    """
    feedback = out / "feedback"
    pages = set()
    for submission in results["submissions"]:
        page = feedback / feedback_name(submission["student"])
        pages.add(page)
        # No need to last: it can be made again from the results.
        write_text(page, feedback_page(results, submission), lasting=False)
    for page in feedback.glob("*.html"):
        if page not in pages and page.is_file() and _is_ours(page):
            page.unlink()
    with replacing(out / "grades.csv") as file:
        file.writelines(csv_lines(results))
    with replacing(out / "report.html") as file:
        file.writelines(report_parts(results))


def _is_ours(page: Path) -> bool:
    with open(page, "rb") as file:
        return GENERATOR.encode() in file.read(2000)
