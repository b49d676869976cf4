"""``pytest autograder/graders/<assignment> --submission FILE``: the graders on one submission."""

from pathlib import Path

import pytest

from autograder.errors import UsageError
from autograder.grading.checks import Graders
from autograder.grading.places import GRADERS, assignment_named
from autograder.grading.plugin import Collecting, Grading
from autograder.grading.seed import DEFAULT_SEED
from autograder.grading.submissions import Submission
from autograder.worker.client import Workers


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """The options; and no conftest.py beside the submission is ever run.

    pytest does not know yet that FILE belongs to ``--submission`` and takes it for a path to
    tests, whose conftest.py it would import into this process. That file is a student's.
    """
    pluginmanager._noconftest = True
    group = parser.getgroup("autograder")
    group.addoption("--submission", metavar="FILE", help="the notebook or script to grade")
    group.addoption("--seed", default=DEFAULT_SEED, help="the course's secret seed")


def pytest_configure(config: pytest.Config) -> None:
    """Alone, the graders grade the file that is named; a class brings its own plugin."""
    if any(isinstance(plugin, Collecting) for plugin in config.pluginmanager.get_plugins()):
        return
    if config.getoption("submission") is None:
        raise pytest.UsageError("name the notebook or script to grade: --submission FILE")
    path = Path(config.getoption("submission"))
    submission = Submission(path.stem, path)
    submission.read()
    if submission.reason:
        raise pytest.UsageError(submission.reason)
    names = {_assignment_of(config, argument) for argument in config.args}
    if len(names) != 1:
        raise pytest.UsageError("name the graders of one assignment: "
                                "pytest autograder/graders/linear_regression --submission FILE")
    try:
        assignment = assignment_named(names.pop())
    except UsageError as error:
        raise pytest.UsageError(str(error)) from None
    workers = Workers()
    config.add_cleanup(workers.close)
    graders = Graders(assignment, config.getoption("seed"))
    config.pluginmanager.register(Grading(graders, submission, workers), "grading")


def _assignment_of(config: pytest.Config, argument: str) -> str:
    path = (config.invocation_params.dir / argument.partition("::")[0]).resolve()
    inside = path.relative_to(GRADERS) if path.is_relative_to(GRADERS) else Path()
    return inside.parts[0] if inside.parts else ""
