"""The hidden graders of an assignment: what pytest has collected, ready to be run.

The graders are ordinary pytest classes. pytest collects them and sets up their fixtures once
in a process, by the plugin in :mod:`.plugin`; then every submission goes through them.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import groupby
from types import ModuleType
from typing import Any, cast

import pytest

from autograder.checker import marks
from autograder.checker.assignment import Assignment
from autograder.diagnosis import Diagnosis
from autograder.grading.draw import Draw
from autograder.grading.limits import Limits
from autograder.grading.rehearsal import Rehearsal
from autograder.grading.results import Check
from autograder.grading.seed import DEFAULT_SEED


@dataclass(frozen=True)
class HiddenCheck:
    """One check of the hidden graders.

    Attributes
    ----------
    name, line : str
        Its name, and the line that the learner reads.
    stub : str
        What it is about.
    points : float
        What it is worth.
    needs : tuple of str
        Checks of the same task that must have passed before.
    builds_on : tuple of str
        Stubs that the checked one calls.
    function : callable
        The check itself.
    arguments : dict
        Its fixtures; they are the same for every submission, but for ``student``.
    draw : Draw or None
        Where its random data come from, if it asks for any.
    """

    name: str
    line: str
    stub: str
    points: float
    needs: tuple[str, ...]
    builds_on: tuple[str, ...]
    function: Callable[..., object]
    arguments: dict[str, Any]
    draw: Draw | None

    @classmethod
    def of(cls, item: pytest.Function) -> HiddenCheck:
        """The check in a pytest item whose fixtures are set up."""
        def of_mark(name: str) -> tuple[Any, ...]:
            mark = item.get_closest_marker(name)
            return mark.args if mark else ()

        return cls(
            name=marks.check_name(item.originalname),
            line=marks.check_line(item.function),
            stub=stub_of(item),
            points=float(sum(of_mark("points"))),
            needs=of_mark("needs"),
            builds_on=of_mark("builds_on"),
            function=item.obj,
            arguments={name: item.funcargs[name] for name in item._fixtureinfo.argnames},
            draw=cast(Draw | None, item.funcargs.get("draw")))


def stub_of(item: pytest.Item) -> str:
    """The stub that a check is about."""
    mark = item.get_closest_marker("stub")
    if mark is None:
        raise pytest.UsageError(f"{item.nodeid}: its class has no @stub(…).")
    return str(mark.args[0])


@dataclass
class Graders:
    """All checks of an assignment, with a course's secret seed, and what they have in common.

    Attributes
    ----------
    assignment : Assignment
        The table.
    seed : str
        The course's secret seed.
    limits : Limits
        How long a student's code may take.
    checks : list of HiddenCheck
        In the order of the stubs.
    rehearsals : dict
        Stub → what each of its checks asks of right work, once there was some.
    """

    assignment: Assignment
    seed: str = DEFAULT_SEED
    limits: Limits = field(default_factory=Limits)
    checks: list[HiddenCheck] = field(default_factory=list)
    rehearsals: dict[str, Rehearsal] = field(default_factory=dict)

    @cached_property
    def reference(self) -> ModuleType:
        """The independent implementation that is known to be right."""
        return importlib.import_module(f"reference.{self.assignment.name}")

    @property
    def diagnosis(self) -> Diagnosis:
        """What knows the mistakes by their answers."""
        return _diagnosis(self.assignment)

    def by_stub(self) -> list[tuple[str, list[HiddenCheck]]]:
        """Stub and its checks; the stubs that call others come after all that do not.

        So one worker does for the former, and one for the latter if they are lent parts.
        """
        groups = [(stub, list(checks))
                  for stub, checks in groupby(self.checks, lambda check: check.stub)]
        return sorted(groups, key=lambda group: bool(group[1][0].builds_on))

    def in_order(self, found: list[Check]) -> list[Check]:
        """What checks have found, in the order of the checks."""
        order = {(check.stub, check.name): place for place, check in enumerate(self.checks)}
        return sorted(found, key=lambda one: order[one.stub, one.name])


@cache
def _diagnosis(assignment: Assignment) -> Diagnosis:
    return Diagnosis(assignment)
