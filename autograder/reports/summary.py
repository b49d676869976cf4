"""The class in numbers: what the report counts."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import fmean, median
from typing import Any

from autograder.grading.results import NOT_RUN

Row = dict[str, Any]
BARS = 20  # of a histogram, at most, beside the one for full marks


@dataclass
class TaskSummary:
    """How a class did in one task."""

    number: int
    title: str
    outcomes: Counter[str] = field(default_factory=Counter)


@dataclass
class Trouble:
    """A mistake or a check that cost points, and how many students it cost them."""

    task: Row
    name: str
    line: str
    count: int = 0

    @property
    def words(self) -> str:
        """The name of a mistake in words: ``gradients.dW_not_averaged`` → ``dW not averaged``."""
        return self.name.rpartition(".")[2].replace("_", " ")


@dataclass(frozen=True)
class Bar:
    """One bar of the histogram: scores from ``low`` up to, not including, ``high``."""

    low: float
    high: float
    count: int

    @property
    def label(self) -> str:
        """The scores that it counts."""
        return f"{self.low:g}" if self.low == self.high else f"{self.low:g} to under {self.high:g}"


def line_of(check: Row) -> str:
    """The line that a learner reads for a check: its docstring's, else its name in words."""
    return check.get("line") or check["name"].replace("_", " ")


def is_not_run(check: Row) -> bool:
    """Whether a check was left out because an earlier one failed."""
    return not check["passed"] and check["message"].startswith(NOT_RUN)


def is_failing(check: Row) -> bool:
    """Whether a check ran and failed."""
    return not check["passed"] and not is_not_run(check)


def next_step(tasks: list[Row]) -> Row | None:
    """The task to try first: the first one begun and not right, else the first not begun."""
    open_tasks = [task for task in tasks if task["outcome"] != "passed"]
    begun = [task for task in open_tasks if task["outcome"] != "not_attempted"]
    return next(iter(begun or open_tasks), None)


def task_summaries(submissions: Iterable[Row]) -> list[TaskSummary]:
    """Count the outcomes of each task, in the order of the tasks."""
    summaries: dict[int, TaskSummary] = {}
    for submission in submissions:
        for task in submission["tasks"]:
            summary = summaries.setdefault(
                task["task"], TaskSummary(task["task"], task["title"]))
            summary.outcomes[task["outcome"]] += 1
    return [summaries[number] for number in sorted(summaries)]


def commonest_mistakes(submissions: Iterable[Row]) -> list[Trouble]:
    """Count the mistakes that were recognised, the commonest first."""
    troubles: dict[str, Trouble] = {}
    for submission in submissions:
        for task in submission["tasks"]:
            if mistake := task["mistake"]:
                name = mistake["id"]
                troubles.setdefault(name, Trouble(task, name, mistake["hint"])).count += 1
    return sorted(troubles.values(), key=lambda trouble: (-trouble.count, trouble.name))


def mistakes_of(submission: Row) -> str:
    """The mistakes that were recognised in a submission, in one text to search in."""
    return " ".join(task["mistake"]["id"] for task in submission["tasks"] if task["mistake"])


def commonest_failures(submissions: Iterable[Row]) -> list[Trouble]:
    """Count the checks that failed in tasks that were attempted, the commonest first."""
    troubles: dict[tuple[int, str], Trouble] = {}
    for submission in submissions:
        for task in submission["tasks"]:
            if task["outcome"] == "not_attempted":
                continue
            for check in filter(is_failing, task["checks"]):
                name = check["name"]
                new = Trouble(task, name, line_of(check))
                troubles.setdefault((task["task"], name), new).count += 1
    return sorted(troubles.values(),
                  key=lambda trouble: (-trouble.count, trouble.task["task"], trouble.name))


def needs_the_eye(submissions: Iterable[Row]) -> list[Row]:
    """What an instructor should look at: not graded first, then flagged."""
    rows = [row for row in submissions if row["status"] != "graded" or row["flags"]]
    return sorted(rows, key=lambda row: row["status"] == "graded")


def histogram(scores: list[float], max_score: float) -> list[Bar]:
    """Count scores in steps of equal, round width; full marks have a bar of their own."""
    width = step(max_score)
    bars = max(1, math.ceil(max_score / width))
    full = sum(score >= max_score for score in scores)
    rounding = 1e-9  # 0.3 / 0.1 is a little less than 3
    counts = Counter(int(score / width + rounding) for score in scores if score < max_score)
    return [*(Bar(i * width, min((i + 1) * width, max_score), counts[i]) for i in range(bars)),
            Bar(max_score, max_score, full)]


def step(max_score: float) -> float:
    """The smallest of … 0.1, 0.2, 0.5, 1, 2, 5, 10 … that needs no more than BARS bars."""
    widths = (digit * 10.0**power for power in range(-2, 300) for digit in (1, 2, 5))
    return next(width for width in widths if max_score <= width * BARS)


def averages(scores: list[float]) -> tuple[float, float]:
    """Mean and median, 0 for an empty class."""
    return (fmean(scores), median(scores)) if scores else (0.0, 0.0)
