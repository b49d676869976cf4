"""The hidden graders, set up once by pytest, and a batch of submissions that goes through them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache

import pytest

from autograder.checker.assignment import Assignment
from autograder.errors import UsageError
from autograder.grading.checks import Graders, HiddenCheck
from autograder.grading.examination import examine
from autograder.grading.limits import Limits
from autograder.grading.places import GRADERS, ROOT
from autograder.grading.plugin import Collecting
from autograder.grading.results import Graded
from autograder.grading.submissions import Submission
from autograder.worker.client import Workers
from autograder.worker.released import know_released_cells

QUIET = ["terminal", "cacheprovider", "doctest", "junitxml", "pastebin", "logging", "unittest",
         "capture", "stepwise", "faulthandler"]


def grade_batch(assignment: Assignment, submissions: list[Submission], workers: Workers,
                seed: str, limits: Limits) -> list[Graded]:
    """Run every hidden check on every submission, in this process.

    Raises
    ------
    KeyboardInterrupt
        After Ctrl-C.
    UsageError
        If pytest could not run the graders, or no worker can be started.
    """
    graders = graders_of(assignment, seed, limits)
    know_released_cells()
    return [examine(graders, submission, workers) for submission in submissions]


@lru_cache(maxsize=4)
def graders_of(assignment: Assignment, seed: str, limits: Limits) -> Graders:
    """The graders of an assignment with a course's seed, and what they have rehearsed."""
    return Graders(assignment, seed, limits, collected(assignment))


@cache
def collected(assignment: Assignment) -> list[HiddenCheck]:
    """The hidden checks of an assignment as pytest sets them up; once in a process.

    Raises
    ------
    KeyboardInterrupt
        After Ctrl-C.
    UsageError
        If pytest cannot collect them: their files are broken.
    """
    graders = Graders(assignment)
    folder = GRADERS / assignment.name
    arguments = [str(folder), f"--rootdir={ROOT}", "-c", str(ROOT / "pyproject.toml")]
    for plugin in QUIET:
        arguments += ["-p", f"no:{plugin}"]
    interrupts = Interrupts()
    with _nothing_of_other_projects():
        code = pytest.main(arguments, plugins=[Collecting(graders), interrupts])
    if interrupts.seen:
        raise KeyboardInterrupt
    if code != pytest.ExitCode.OK:
        raise UsageError(f"pytest could not run the graders in {folder} ({code!r}). "
                         f"Run `pytest {folder} --submission FILE` to see why.")
    return graders.checks


@contextmanager
def _nothing_of_other_projects() -> Iterator[None]:
    """pytest without the plugins that happen to be installed, and without options from outside."""
    settings = {name: os.environ.pop(name) for name in list(os.environ)
                if name.startswith("PYTEST_")}
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    try:
        yield
    finally:
        del os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"]
        os.environ.update(settings)


class Interrupts:
    """Notes Ctrl-C, which pytest keeps to itself and reports like a broken grader."""

    seen = False

    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        self.seen = excinfo.type is KeyboardInterrupt
