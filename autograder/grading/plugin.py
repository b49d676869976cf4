"""The pytest plugin of the hidden graders: their fixtures, and what becomes of a collected check.

For a class, pytest sets every check up once, and they are kept (:class:`Collecting`); on one
submission named on the command line, every check is run and reported by pytest as any other
test (:class:`Grading`).
"""

from __future__ import annotations

from types import ModuleType

import pytest

from autograder.errors import UsageError
from autograder.grading.checks import Graders, HiddenCheck, stub_of
from autograder.grading.draw import Draw
from autograder.grading.examination import Examination
from autograder.grading.student import RemoteStudent
from autograder.grading.submissions import Submission
from autograder.worker.client import Workers

BROKEN = 3  # pytest's exit code when the kit itself has failed


class Collecting:
    """Keeps every check with its fixtures; runs none."""

    def __init__(self, graders: Graders) -> None:
        self.graders = graders

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """In the order of the stubs."""
        order = {name: i for i, name in enumerate(self.graders.assignment.stubs)}
        items.sort(key=lambda item: order[stub_of(item)])

    @pytest.fixture
    def student(self) -> RemoteStudent | None:
        """The submission, as an object with a method for every stub.

        There is none yet while fixtures are set up: only a check may use it.
        """
        return None

    @pytest.fixture
    def reference(self) -> ModuleType:
        """The independent implementation that is known to be right."""
        return self.graders.reference

    @pytest.fixture
    def draw(self, request: pytest.FixtureRequest) -> Draw:
        """Random data for this check, the same for every student of the course.

        They begin anew for every submission, so only a check may draw, and no fixture.
        """
        return Draw(stub_of(request.node), request.node.originalname)

    @pytest.hookimpl(tryfirst=True)
    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> bool:
        """Keep the check."""
        self.graders.checks.append(HiddenCheck.of(pyfuncitem))
        return True


class Grading(Collecting):
    """Runs every check on one submission as soon as it is set up."""

    def __init__(self, graders: Graders, submission: Submission, workers: Workers) -> None:
        super().__init__(graders)
        self._examination = Examination(graders, submission, workers)

    @pytest.hookimpl(tryfirst=True)
    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> bool:
        """Carry out the check; it passes, fails or is skipped."""
        try:
            check = self._examination.run(HiddenCheck.of(pyfuncitem))
        except UsageError as error:
            pytest.exit(str(error), returncode=BROKEN)
        if check.kind in ("not_run", "not_attempted"):
            pytest.skip(check.message)
        if not check.passed:
            mistake = self._examination.mistakes.get(check.stub)
            name = f"\nThis looks like {mistake.id}. Hint: {mistake.hint}" if mistake else ""
            pytest.fail(f"{check.line}\n{check.message}{name}", pytrace=False)
        return True

    def pytest_unconfigure(self) -> None:
        """End the worker."""
        self._examination.student.close()
