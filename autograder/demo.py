"""``autograder demo``: a sample class, graded, and where to look."""

from __future__ import annotations

import os
import shutil
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from autograder import catalogue
from autograder.errors import UsageError
from autograder.grading import Stopped, grade
from autograder.grading.places import assignment_named
from autograder.reports.summary import histogram
from autograder.sample_class import SampleClass

ASSIGNMENT = "linear_regression"
MARK = ".sample-class"  # in a folder that a demo has made, and that the next one may replace
WIDTH = 40  # characters of the longest bar


def demo(out: Path, progress: Callable[[int, int], None] | None = None) -> int:
    """Make a sample class in ``out/submitted``, grade it into ``out/results``, say what came out.

    Parameters
    ----------
    out
        The folder. What an earlier demo has put there is replaced.
    progress
        Is told how many are graded, and of how many.

    Returns
    -------
    int
        The exit code, 0.

    Raises
    ------
    UsageError
        If ``out/submitted`` or ``out/results`` is there and no demo has made it.
    KeyboardInterrupt
        After Ctrl-C.
    """
    submitted, results = out / "submitted", out / "results"
    for folder in (submitted, results):
        if os.path.lexists(folder) and not (out / MARK).exists():
            raise UsageError(f"{folder} is not of a demo's making and is left as it is. "
                             "Name another folder with --out.")
    shutil.rmtree(submitted, ignore_errors=True)
    submitted.mkdir(parents=True)
    (out / MARK).touch()
    SampleClass(assignment_named(ASSIGNMENT), catalogue.load(ASSIGNMENT)).write(submitted)
    began = time.monotonic()
    try:
        document = grade(submitted, results, ASSIGNMENT, fresh=True, progress=progress)
    except Stopped as stopped:
        raise KeyboardInterrupt from stopped
    print(f"A sample class of {len(document['submissions'])}, graded in "
          f"{time.monotonic() - began:.0f} s.", "", *table(document), "",
          f"The class       {submitted}",
          f"Grades          {results / 'grades.csv'}",
          f"Feedback        {results / 'feedback'}",
          f"Class report    {results / 'report.html'}", "",
          "Open the class report in a browser; every name there leads to its feedback.", sep="\n")
    return 0


def table(document: dict[str, Any]) -> list[str]:
    """How many have which status, and how many have which score, in lines of text."""
    rows = document["submissions"]
    statuses = Counter(row["status"] for row in rows)
    lines = [f"{status:<14}{count:>3}" for status, count in statuses.most_common()]
    bars = histogram([row["score"] for row in rows], document["max_score"])
    most = max(bar.count for bar in bars)
    lines += ["", f"{'score':<14}  n"]
    return lines + [f"{bar.label:<14}{bar.count:>3}  {'#' * round(WIDTH * bar.count / most)}"
                    for bar in bars]
