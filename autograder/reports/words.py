"""What outcomes, states and levels are called, for the learner and for the instructor."""

from __future__ import annotations

from typing import Any, NamedTuple


class Outcome(NamedTuple):
    """An outcome of a task as it is shown: never by its colour alone."""

    symbol: str
    learner: str
    instructor: str


OUTCOMES = {
    "passed": Outcome("✓", "All right", "passed"),
    "partial": Outcome("◐", "Partly right", "partial"),
    "failed": Outcome("✕", "Not right yet", "failed"),
    "error": Outcome("!", "Stopped by an error", "error"),
    "not_attempted": Outcome("○", "Not attempted", "not attempted"),
}

# What a learner reads at the top when the submission has no full grade.
NOT_GRADED = {
    "unreadable": "Your file could not be read, so it could not be graded.",
    "crashed": "Your code crashed Python itself, so grading had to stop.",
    "timed_out": "Your code ran longer than grading may take, so it was stopped.",
    "rejected": "Your submission was not accepted, so it was not graded.",
}

ISOLATION = {
    1: "Level 1: crash-safe, not cheat-proof. Each submission ran in a process of its own with "
       "limits and deadlines, but was not kept from files and other processes.",
    2: "Level 2: Landlock and seccomp in force. Submissions ran out of reach of files, "
       "other processes and the network.",
    3: "Level 3: level 2 inside bubblewrap. Landlock and seccomp in force, and "
       "namespaces of their own around them.",
}


def follow_through(task: dict[str, Any]) -> str:
    """The sentence for a task that was graded with correct parts in place of a learner's."""
    names = task.get("given") or ["earlier part"]
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return (f"Graded with a correct {listed} in place of yours, so an earlier mistake costs "
            "nothing here.")
