"""Where the parts of an assignment are in this repository."""

from __future__ import annotations

from pathlib import Path

from autograder.checker.assignment import Assignment, load
from autograder.errors import UsageError

ROOT = Path(__file__).resolve().parents[2]
GRADERS = ROOT / "autograder" / "graders"
SOLUTIONS = ROOT / "solutions"
RELEASES = ROOT / "assignments"
REFERENCE = ROOT / "reference"


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
