"""Grading a part of the class in one process: what the grader hands to an executor."""

from __future__ import annotations

import atexit
from pathlib import Path
from typing import Any

from autograder.grading.results import Graded
from autograder.grading.session import assignment_named, grade_batch
from autograder.grading.student import Limits
from autograder.grading.submissions import Submission
from autograder.worker.client import Workers

_workers: Workers | None = None


def grade_shard(assignment_name: str, shard: list[tuple[str, str]], seed: str,
                limits: Limits, inside: bool) -> list[dict[str, Any]]:
    """Grade some submissions; returns their rows of ``results.json``.

    Parameters
    ----------
    assignment_name
        Which graders.
    shard
        Student and path of each submission. Plain data, so that any executor can send it.
    seed
        The course's secret seed.
    limits
        How long a student's code may take.
    inside
        Whether the workers run inside bubblewrap.
    """
    submissions = [Submission(student, Path(path)) for student, path in shard]
    for submission in submissions:
        submission.read()
    return _rows(assignment_name, submissions, seed, limits, inside)


def grade_code(assignment_name: str, shard: list[tuple[str, list[str]]], seed: str,
               limits: Limits, inside: bool) -> list[dict[str, Any]]:
    """Grade submissions that are no files: name and code cells of each; see `grade_shard`."""
    submissions = [Submission(name, cells=cells) for name, cells in shard]
    return _rows(assignment_name, submissions, seed, limits, inside)


def _rows(assignment_name: str, submissions: list[Submission], seed: str, limits: Limits,
          inside: bool) -> list[dict[str, Any]]:
    assignment = assignment_named(assignment_name)
    readable = [one for one in submissions if one.reason is None]
    graded = grade_batch(assignment, readable, workers(inside), seed, limits) if readable else []
    graded += [Graded(one) for one in submissions if one not in readable]
    return [one.as_dict(assignment) for one in graded]


def workers(inside: bool) -> Workers:
    """This process's worker server; started once, ended with the process."""
    global _workers
    if _workers is None or _workers.inside != inside:
        _workers = Workers(inside)
        atexit.register(_workers.close)
    return _workers
