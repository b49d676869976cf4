"""What a check says of itself, as pytest marks.

A class of checks is about one stub (``@stub("forward")``), whose code may build on stubs of
earlier tasks (``@builds_on("forward", "gradients")``); a check may be worth points,
may need earlier checks of its class to have passed, and may be a *value* check: one that
compares values on random data, on which points for form and special cases depend.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

stub = pytest.mark.stub
builds_on = pytest.mark.builds_on
points = pytest.mark.points
needs = pytest.mark.needs
value = pytest.mark.value


def mark_of(thing: Any, name: str) -> pytest.Mark | None:
    """The mark of that name on a check or a class of checks, read without a pytest session."""
    marks: list[pytest.Mark] = getattr(thing, "pytestmark", [])
    return next((mark for mark in marks if mark.name == name), None)


def check_name(function_name: str) -> str:
    """``test_matches_reference`` → ``matches_reference``."""
    return function_name.removeprefix("test_")


def check_line(function: Callable[..., object]) -> str:
    """The line that the learner reads for a check: its docstring's first line."""
    return (function.__doc__ or check_name(function.__name__)).strip().splitlines()[0]


def checks_of(cls: type) -> Iterator[tuple[str, Callable[..., object]]]:
    """The checks of a class in the order in which they are written."""
    for name, member in vars(cls).items():
        if name.startswith("test_") and callable(member):
            yield check_name(name), member
