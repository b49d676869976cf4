"""``nbgrader export`` with names that stay in their cells.

nbgrader writes a name into its table as it is. A comma in it begins the next column, so that a
name can hold marks, and a spreadsheet runs what begins like a formula.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.plugins import ExportPlugin

from autograder.files import write_text
from autograder.reports.grades import text_cell

TEXTS = ("assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email")
NUMBERS = ("raw_score", "late_submission_penalty", "score", "max_score")


class QuotedCsv(ExportPlugin):
    """nbgrader's own table, with its texts quoted."""

    def export(self, gradebook: Gradebook) -> None:
        """Write a row for each student and assignment; the options are nbgrader's."""
        lines = [",".join((*TEXTS, *NUMBERS))]
        for assignment in gradebook.assignments:
            if self.assignment and assignment.name not in map(str, self.assignment):
                continue
            for student in gradebook.students:
                if not self.student or student.id in map(str, self.student):
                    lines.append(_row(gradebook, assignment, student))
        path = Path(self.to or "grades.csv")
        self.log.info("Exporting grades to %s", path)
        write_text(path, "".join(f"{line}\n" for line in lines))


def _row(gradebook: Gradebook, assignment: Any, student: Any) -> str:
    timestamp, raw_score, penalty = None, 0.0, 0.0
    try:
        submission = gradebook.find_submission(assignment.name, student.id)
        timestamp, raw_score = submission.timestamp, submission.score
        penalty = submission.late_submission_penalty or 0.0
    except MissingEntry:
        pass  # nothing was handed in
    texts = (assignment.name, assignment.duedate, timestamp, student.id, student.last_name,
             student.first_name, student.email)
    numbers = (raw_score, penalty, max(0.0, raw_score - penalty), assignment.max_score)
    return ",".join([*("" if text is None else text_cell(str(text)) for text in texts),
                     *map(str, numbers)])
