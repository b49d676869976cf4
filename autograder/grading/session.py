"""One pytest session: the hidden graders, run on a batch of submissions."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.checker.assignment import Assignment, load
from autograder.errors import UsageError
from autograder.grading.plugin import Batch, Grading
from autograder.grading.results import Graded
from autograder.grading.student import Limits
from autograder.grading.submissions import Submission
from autograder.worker.client import Workers

ROOT = Path(__file__).resolve().parents[2]
GRADERS = ROOT / "autograder" / "graders"
SOLUTIONS = ROOT / "solutions"

QUIET = ["terminal", "cacheprovider", "doctest", "junitxml", "pastebin", "logging", "unittest",
         "capture", "stepwise", "faulthandler", "hypothesispytest", "anyio", "benchmark"]


def assignment_named(name: str) -> Assignment:
    """The table of an assignment of this repository.

    Raises
    ------
    UsageError
        If there is none of that name; the message lists those that there are.
    """
    known = sorted(path.parent.name for path in SOLUTIONS.glob("*/assignment.toml"))
    if name not in known:
        raise UsageError(f"There is no assignment {name!r}. There is: {', '.join(known)}.")
    return load(SOLUTIONS / name)


def grade_batch(assignment: Assignment, submissions: list[Submission], workers: Workers,
                seed: str, limits: Limits) -> list[Graded]:
    """Run every hidden grader on every submission, in this process.

    Raises
    ------
    KeyboardInterrupt
        After Ctrl-C.
    UsageError
        If pytest could not run the graders: their files are broken.
    """
    batch = Batch(assignment, submissions, workers, seed, limits)
    arguments = [str(GRADERS / assignment.name), f"--rootdir={ROOT}",
                 "-c", str(ROOT / "pyproject.toml")]
    for plugin in QUIET:
        arguments += ["-p", f"no:{plugin}"]
    interrupts = Interrupts()
    code = pytest.main(arguments, plugins=[Grading(batch), interrupts])
    if interrupts.seen:
        raise KeyboardInterrupt
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        raise UsageError(f"pytest could not run the graders in {GRADERS / assignment.name} "
                         f"({code!r}). Run `pytest {GRADERS / assignment.name} --submission "
                         "FILE` to see why.")
    return batch.graded


class Interrupts:
    """Notes Ctrl-C, which pytest keeps to itself and reports like a broken grader."""

    seen = False

    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        self.seen = excinfo.type is KeyboardInterrupt
