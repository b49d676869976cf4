"""How nbgrader works on this course. Every nbgrader command reads this file."""

import sys
import warnings
from pathlib import Path

root = Path(__file__).resolve().parent
sys.path.insert(0, str(root))  # for the steps below, from wherever nbgrader was started

from autograder.nbgrader import put_scripts_on_path  # noqa: E402 - found on the path above

c = get_config()  # noqa: F821 - Jupyter defines it

put_scripts_on_path()
# nbgrader's own way of filling its gradebook; newer SQLAlchemy remarks on it at every student.
warnings.filterwarnings("ignore", "Object of type <Submitted(Assignment|Notebook)> not in session")

assignments = sorted(table.parent.name for table in root.glob("solutions/*/assignment.toml"))

c.CourseDirectory.root = str(root)
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "assignments"
c.CourseDirectory.ignore = [
    ".*", "__pycache__", "*.pyc", "feedback",
    *(f"{name}.py" for name in assignments),  # the annotated sources, with the answers
    "my_*.html", "replaced",  # what is left of running the solved notebook there
]

# nbgrader's own steps, except that a stub names its task and the checker comes along.
c.GenerateAssignment.preprocessors = [
    "nbgrader.preprocessors.IncludeHeaderFooter",
    "nbgrader.preprocessors.InstantiateTests",
    "nbgrader.preprocessors.LockCells",
    "autograder.nbgrader.release.ClearAnswers",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.CheckCellMetadata",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.SaveCells",
    "nbgrader.preprocessors.ClearHiddenTests",
    "nbgrader.preprocessors.ClearMarkScheme",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.CheckCellMetadata",
    "autograder.nbgrader.release.PlaceChecker",
]

# Whatever a student handed in is read by our one reader and marked by our graders. No code of
# a student's runs in nbgrader: InsertScores stands in the place of Execute.
c.Autograde.exporter_class = "autograder.nbgrader.submissions.SubmissionExporter"
c.Autograde.autograde_preprocessors = [
    "autograder.nbgrader.scores.InsertScores",
    "nbgrader.preprocessors.LimitOutput",
    "autograder.nbgrader.scores.SaveMarks",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# A name in nbgrader's own table may begin the next column, or a formula.
c.ExportApp.plugin_class = "autograder.nbgrader.export.QuotedCsv"
