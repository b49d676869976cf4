"""What grading gives: checks, tasks, submissions, and what stands above them all."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import autograder
from autograder.checker.assignment import Assignment, Task
from autograder.grading.seed import fingerprint
from autograder.grading.submissions import Submission

if TYPE_CHECKING:
    from autograder.diagnosis import Mistake

NOT_RUN = "not run"  # how the message of a check begins that had nothing to go on


@dataclass
class Check:
    """One check on one submission.

    ``kind`` says how it ended: ``passed``, ``failed``, ``error`` (the learner's code raised or
    did not come back), ``not_attempted`` or ``not_run``.
    """

    name: str
    line: str
    stub: str
    max_points: float
    kind: str
    message: str = ""

    @property
    def passed(self) -> bool:
        """Whether it earns its points."""
        return self.kind == "passed"

    def as_dict(self) -> dict[str, Any]:
        """The check as it stands in ``results.json``."""
        return {"name": self.name, "line": self.line, "stub": self.stub, "passed": self.passed,
                "points": self.max_points if self.passed else 0.0,
                "max_points": self.max_points, "message": self.message}


@dataclass
class Graded:
    """Everything that was found out about one submission.

    ``given`` holds, by task, the stubs for which correct ones stood in.
    """

    submission: Submission
    checks: dict[str, list[Check]] = field(default_factory=dict)
    mistakes: dict[str, Mistake] = field(default_factory=dict)
    given: dict[str, set[str]] = field(default_factory=dict)
    flags: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def as_dict(self, assignment: Assignment) -> dict[str, Any]:
        """The submission as it stands in ``results.json``."""
        tasks = [self._task(task) for task in assignment.tasks]
        return {
            "student": self.submission.student,
            "status": self.submission.status,
            "reason": self.submission.reason,
            "score": sum(task["score"] for task in tasks),
            "max_score": float(assignment.points),
            "seconds": round(self.seconds, 3),
            "flags": self.flags,
            "sha256": self.submission.sha256,
            "tasks": tasks,
        }

    def _task(self, task: Task) -> dict[str, Any]:
        checks = self.checks.get(task.name, [])
        score = float(sum(check.max_points for check in checks if check.passed))
        mistake = self.mistakes.get(task.name)
        return {
            "task": task.number, "title": task.title, "name": task.name,
            "outcome": outcome(checks, score, task.points),
            "score": score, "max_score": float(task.points),
            "follow_through": task.name in self.given,
            "given": sorted(self.given.get(task.name, ())),
            "mistake": asdict(mistake) if mistake and score < task.points else None,
            "checks": [check.as_dict() for check in checks],
        }


def outcome(checks: list[Check], score: float, points: float) -> str:
    """What became of a task, in one word."""
    if score >= points:
        return "passed"
    if score > 0:
        return "partial"
    ended = [check.kind for check in checks if check.kind != "not_run"]
    tried = [kind for kind in ended if kind != "not_attempted"]
    if not tried or all(kind == "passed" for kind in tried):
        return "not_attempted" if "not_attempted" in ended or not ended else "failed"
    first = next(kind for kind in tried if kind != "passed")
    return "error" if first == "error" else "failed"


def head(assignment: Assignment, seed: str, isolation: dict[str, Any], passed_over: int
         ) -> dict[str, Any]:
    """All of ``results.json`` but its submissions."""
    return {
        "assignment": assignment.name,
        "title": assignment.title,
        "max_score": float(assignment.points),
        "kit": autograder.__version__,
        "seed": fingerprint(seed),
        "isolation": isolation,
        "passed_over": passed_over,
    }
