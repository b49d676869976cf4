"""Steps of ``nbgrader autograde``: our marks at the check cells, our words at the stubs.

``InsertScores`` stands where nbgrader would execute the notebook; nothing of a student's is
run here. ``SaveComments`` comes after ``SaveAutoGrades``, which clears the comments.
"""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode, v4
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade

from autograder.nbgrader.cells import check_id
from autograder.nbgrader.feedback import comments, task_html, task_text

Resources = dict[str, Any]


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
                v4.new_output("display_data", {"text/plain": task_text(task),
                                               "text/html": task_html(task)}),
                v4.new_output("execute_result", {"text/plain": repr(float(score))}),
            ]
        return cell, resources


class SaveComments(NbGraderPreprocessor):
    """Write our messages into the gradebook; an instructor's own comments are left alone."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        place = resources["nbgrader"]
        found = comments(self.parent.rows[place["student"]], self.parent.assignment)
        with Gradebook(place["db_url"]) as gradebook:
            notebook = gradebook.find_submission_notebook(
                place["notebook"], place["assignment"], place["student"])
            for comment in notebook.comments:
                comment.auto_comment = found.get(comment.name)
            gradebook.db.commit()
        return nb, resources
