"""Grade a class: from a folder of submissions to results, grades, feedback and report."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path
from typing import Any

import autograder
from autograder.checker import reader
from autograder.checker.assignment import Assignment
from autograder.errors import UsageError
from autograder.files import write_text
from autograder.grading import results
from autograder.grading.draw import DEFAULT_SEED
from autograder.grading.journal import Journal, alone_in, digest
from autograder.grading.processes import Rows, cores, on_processes
from autograder.grading.results import Graded
from autograder.grading.session import GRADERS, ROOT, SOLUTIONS, assignment_named
from autograder.grading.shard import grade_shard
from autograder.grading.student import Limits
from autograder.grading.submissions import Submission, find
from autograder.worker.probe import CONFINED, probe

SHARD = 16  # submissions that one pytest session takes

Shard = list[tuple[str, str]]


class Stopped(Exception):  # noqa: N818
    """Somebody pressed Ctrl-C; what was graded is kept."""


def grade(submissions: Path, out: Path, assignment: str = "linear_regression", *,
          jobs: int | None = None, seed: str = DEFAULT_SEED, fresh: bool = False,
          require_isolation: int = 1, limits: Limits = Limits(),  # noqa: B008 - frozen
          progress: Callable[[int, int], None] | None = None) -> dict[str, Any]:
    """Grade all submissions of a folder.

    Unchanged submissions that an earlier run has graded into ``out`` are not graded again.

    Parameters
    ----------
    submissions
        One file or one folder a student, or nbgrader's ``submitted`` folder.
    out
        Where ``results.json``, ``grades.csv``, ``report.html`` and ``feedback/`` go.
    assignment
        Which assignment.
    jobs
        How many processes; as many as there are cores if left out.
    seed
        The course's secret seed.
    fresh
        Grade everything again.
    require_isolation
        The level below which nothing is graded; 3 also asks for it.
    limits
        How long a student's code may take.
    progress
        Is told how many are done, and of how many.

    Returns
    -------
    dict
        The content of ``results.json``.

    Raises
    ------
    UsageError
        If there is no such folder or assignment, another run writes to ``out``, or the
        isolation that is required does not work here.
    Stopped
        After Ctrl-C.
    """
    table = assignment_named(assignment)
    isolation = _isolation(require_isolation)
    work = partial(grade_shard, table.name, seed=seed, limits=limits,
                   inside=isolation["level"] > CONFINED)
    if out.resolve().is_relative_to(submissions.resolve()):
        raise UsageError(f"The results in {out} would lie among the submissions in {submissions}. "
                         "Name another folder with --out.")
    found = find(submissions, table, released_names(table))
    with alone_in(out):
        journal = Journal(out, _conditions(table, seed, isolation), fresh)
        journal.keep({one.student for one in found.submissions})
        known = {one.student for one in found.submissions
                 if _is_unchanged(one, journal.rows.get(one.student))}
        open_ = [one for one in found.submissions if one.student not in known]
        total = len(found.submissions)
        stopped = False
        if progress is not None:
            progress(len(known), total)
        try:
            for rows in _graded(table, open_, jobs or cores(), work):
                journal.add(rows)
                known.update(row["student"] for row in rows)
                if progress is not None:
                    progress(len(known), total)
        except KeyboardInterrupt:
            stopped = True
        rows = [row for student, row in journal.rows.items() if student in known]
        document = results.document(table, seed, isolation, rows)
        document["passed_over"] = found.hidden
        _write(document, out)
    if stopped:
        raise Stopped(f"Stopped. {len(known)} of {total} submissions are graded and kept in "
                      f"{out}; the same command goes on with the others.")
    return document


def _write(document: dict[str, Any], out: Path) -> None:
    from autograder.reports import feedback_name, write_reports

    for row in document["submissions"]:
        row["feedback"] = f"feedback/{feedback_name(row['student'])}"
    text = json.dumps(document, indent=1, ensure_ascii=False) + "\n"
    # A file's name may hold bytes that are no text; JSON has a way to write these too.
    text = re.sub("[\ud800-\udfff]", lambda half: f"\\u{ord(half[0]):04x}", text)
    write_text(out / "results.json", text)
    write_reports(document, out)


def _isolation(required: int) -> dict[str, Any]:
    """The isolation found here.

    Raises
    ------
    UsageError
        If it is less than required.
    """
    found = probe(inside=required > CONFINED)
    if found["level"] < required:
        raise UsageError(f"Isolation level {required} is required, but here only level "
                         f"{probe()['level']} works. Run `autograder doctor` to see why.")
    return found


def _conditions(assignment: Assignment, seed: str, isolation: dict[str, Any]) -> dict[str, Any]:
    return {
        "kit": autograder.__version__, "assignment": assignment.name,
        "seed": results.fingerprint(seed), "isolation": isolation,
        "graders": digest(GRADERS / assignment.name, ROOT / "reference",
                          SOLUTIONS / assignment.name, ROOT / "autograder" / "checker",
                          ROOT / "autograder" / "grading", ROOT / "autograder" / "worker"),
    }


def _is_unchanged(submission: Submission, row: dict[str, Any] | None) -> bool:
    """Whether an earlier run has graded this very file."""
    if row is None or not row["sha256"] or submission.path is None:
        return False
    try:
        content = reader.read_bytes(submission.path)
    except (reader.Unreadable, reader.Rejected):
        return False
    return hashlib.sha256(content).hexdigest() == row["sha256"]


def released_names(assignment: Assignment) -> frozenset[str]:
    """Files that every student was given, and whose names say nothing about their work."""
    folder = ROOT / "assignments" / assignment.name
    names = {path.name for path in folder.glob("*")}
    return frozenset(names - {assignment.notebook, f"{assignment.name}.py"})


def _graded(assignment: Assignment, submissions: list[Submission], jobs: int,
            work: Callable[[Shard], Rows]) -> Iterator[Rows]:
    """Rows of the submissions, in the order in which they are ready."""
    refused = [one for one in submissions if one.path is None]
    if refused:
        yield [Graded(one).as_dict(assignment) for one in refused]
    pairs = [(one.student, str(one.path)) for one in submissions if one.path is not None]
    if not pairs:
        return
    jobs = min(jobs, len(pairs))
    size = max(1, min(SHARD, len(pairs) // (2 * jobs)))
    shards = [pairs[i:i + size] for i in range(0, len(pairs), size)]
    if jobs == 1:
        for shard in shards:
            yield work(shard)
        return
    done: set[str] = set()
    try:
        for rows in on_processes(shards, jobs, work):
            done.update(row["student"] for row in rows)
            yield rows
    except BrokenProcessPool:
        # A grader's own process has died. The others one by one, each in a process of its own.
        rest = [pair for pair in pairs if pair[0] not in done]
        yield from _one_by_one(assignment, rest, work)


def _one_by_one(assignment: Assignment, pairs: Shard, work: Callable[[Shard], Rows]
                ) -> Iterator[Rows]:
    for student, path in pairs:
        try:
            yield from on_processes([[(student, path)]], 1, work)
        except BrokenProcessPool:
            _expect_processes_to_start(work)
            lost = Submission(student, Path(path), status="crashed",
                              reason="The grader's own process died on this submission, twice.")
            yield [Graded(lost).as_dict(assignment)]


def _expect_processes_to_start(work: Callable[[Shard], Rows]) -> None:
    """The kit's own failure must never become a mark.

    Raises
    ------
    UsageError
        If even a process with nothing to do dies.
    """
    try:
        list(on_processes([[]], 1, work))
    except BrokenProcessPool:
        raise UsageError("No process for grading can be started here. Use --jobs 1, and run "
                         "`autograder doctor`. From a script of your own, call grade(…) below "
                         '`if __name__ == "__main__":` in a file.') from None
