"""Steps of ``nbgrader autograde``: our marks at the check cells, our words at the stubs.

``InsertScores`` stands where nbgrader would execute the notebook; nothing of a student's is
run here. ``SaveMarks`` stands where nbgrader would save what it found.
"""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode, from_dict
from nbgrader.api import BaseCell, Comment
from nbgrader.preprocessors import NbGraderPreprocessor, SaveAutoGrades
from nbgrader.utils import is_grade

from autograder.nbgrader.cells import check_id
from autograder.nbgrader.feedback import comments, task_html, task_text

Resources = dict[str, Any]
MARKED = "autograder_sha256"  # in an autograded notebook: the file whose marks it shows


class InsertScores(NbGraderPreprocessor):
    """Give every check cell the score of its task, as nbgrader reads a partial grade."""

    _tasks: dict[str, dict[str, Any]]

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        row = self.parent.rows[resources["nbgrader"]["student"]]
        self._tasks = {check_id(task["name"]): task for task in row["tasks"]}
        return super().preprocess(nb, resources)

    def preprocess_cell(self, cell: NotebookNode, resources: Resources, cell_index: int
                        ) -> tuple[NotebookNode, Resources]:
        if is_grade(cell):
            task = self._tasks[cell.metadata.nbgrader.grade_id]
            score, points = task["score"], cell.metadata.nbgrader.points
            # nbgrader would take NaN or a negative score for full marks.
            if not 0 <= score <= points:
                raise ValueError(
                    f"{task['name']} has {score} points and the gradebook's maximum is {points}. "
                    "Run nbgrader generate_assignment, so that the gradebook knows the table.")
            cell.outputs = [
                _output("display_data", {"text/plain": task_text(task),
                                         "text/html": task_html(task)}),
                _output("execute_result", {"text/plain": repr(float(score))},
                        execution_count=None),
            ]
        return cell, resources


def _output(kind: str, data: dict[str, str], **more: Any) -> NotebookNode:
    """An output of a cell. ``nbformat.v4`` would validate each of a class's outputs."""
    return from_dict({"output_type": kind, "data": data, "metadata": {}, **more})


class SaveMarks(SaveAutoGrades):
    """Save scores as nbgrader does, and our messages; an instructor's own comments are left alone.

    nbgrader looks up and commits one comment after another, which takes as long as all the
    scores: here they are all written when it comes to the first.
    """

    _comments: dict[str, str] | None

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        row = self.parent.rows[resources["nbgrader"]["student"]]
        self._comments = comments(row, self.parent.assignment)
        nb, resources = super().preprocess(nb, resources)
        nb.metadata[MARKED] = row["sha256"]  # only now are the marks in the gradebook
        return nb, resources

    def _add_comment(self, cell: NotebookNode, resources: Resources) -> None:
        if self._comments is None:
            return
        notebook = self.gradebook.find_submission_notebook(
            self.notebook_id, self.assignment_id, self.student_id)
        query = self.gradebook.db.query(Comment, BaseCell.name).join(Comment.cell)
        for comment, name in query.filter(Comment.notebook_id == notebook.id):
            comment.auto_comment = self._comments.get(name)
        self.gradebook.db.commit()
        self._comments = None
