"""Mistakes that the graders have not seen are caught, cost their own task alone, and get a name.

Right work is never diagnosed: by the same functions, on what the catalogue knows to be right.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from autograder.catalogue import load
from autograder.checker import reader
from autograder.checker.student import LocalStudent
from autograder.diagnosis import Diagnosis
from autograder.grading.session import ROOT, assignment_named
from autograder.verify import Specimen, grade_all

sys.path.insert(0, str(Path(__file__).parent))
from unseen_mistakes import MISTAKES

ASSIGNMENT = assignment_named("linear_regression")
SOLUTION = reader.read_file(ROOT / "solutions" / ASSIGNMENT.name / ASSIGNMENT.notebook)
NAMED = 0.7  # of the mistakes that nobody has foreseen


@pytest.fixture(scope="module")
def rows() -> dict[str, dict[str, Any]]:
    """Mistake → row of the results."""
    asked = [Specimen(name, "unseen", [*SOLUTION, source]) for name, source in MISTAKES.items()]
    return {row["student"]: row for row in grade_all(ASSIGNMENT, asked)}


def test_each_costs_its_own_task_and_no_other(rows: dict[str, dict[str, Any]]) -> None:
    assert len(rows) >= 60
    for name, row in rows.items():
        lost = [task["name"] for task in row["tasks"] if task["score"] < task["max_score"]]
        assert lost == [name.partition(".")[0]], name


def test_most_have_a_name(rows: dict[str, dict[str, Any]]) -> None:
    names = {name: task["mistake"] and task["mistake"]["id"] for name, row in rows.items()
             for task in row["tasks"] if task["score"] < task["max_score"]}
    nameless = [name for name, found in names.items() if found is None]
    assert len(nameless) <= (1 - NAMED) * len(names), nameless
