"""Grade a class: from a folder of submissions to results, grades, feedback and report."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from autograder.checker.assignment import Assignment
from autograder.errors import UsageError
from autograder.grading import results
from autograder.grading.dispatch import Grader, graded, shards_of
from autograder.grading.document import Row, students_in, write_document
from autograder.grading.journal import Journal, alone_in
from autograder.grading.kit import kit
from autograder.grading.limits import Limits
from autograder.grading.places import RELEASES, assignment_named
from autograder.grading.processes import cores
from autograder.grading.results import Graded
from autograder.grading.seed import DEFAULT_SEED, fingerprint
from autograder.grading.shard import Conditions, grade_shard, local
from autograder.grading.submissions import Submission, find
from autograder.worker.probe import CONFINED, probe

SHARD = 16  # submissions that are handed on in one go
AHEAD = 64  # shards that a cluster of unknown size is given at a time


class Stopped(Exception):  # noqa: N818
    """Somebody pressed Ctrl-C; what was graded is kept."""


def grade(submissions: Path, out: Path, assignment: str = "linear_regression", *,
          jobs: int | None = None, seed: str = DEFAULT_SEED, fresh: bool = False,
          require_isolation: int = 1, limits: Limits = Limits(),  # noqa: B008 - frozen
          progress: Callable[[int, int], None] | None = None,
          students: Collection[str] | None = None, executor: Executor | None = None,
          each: Callable[[Row], None] | None = None) -> dict[str, Any]:
    """Grade all submissions of a folder.

    Unchanged submissions that an earlier run has graded into ``out`` are not graded again, and
    equal files are graded once.

    Parameters
    ----------
    submissions
        One file or one folder a student, or nbgrader's ``submitted`` folder.
    out
        Where ``results.json``, ``grades.csv``, ``report.html`` and ``feedback/`` go.
    assignment
        Which assignment.
    jobs
        How many parts of the class are graded at a time; as many as there are cores here, or
        64 on an executor, if left out.
    seed
        The course's secret seed.
    fresh
        Grade everything again; with ``students``, these alone.
    require_isolation
        The level below which nothing is graded; 3 also asks for it.
    limits
        How long a student's code may take.
    progress
        Is told how many are done, and of how many.
    students
        Grade these alone; of the others what an earlier run has found is kept. Where it was
        found under other conditions it cannot be: that takes ``fresh``.
    executor
        Where the parts of the class are graded: any `concurrent.futures.Executor` that sends
        a function and its arguments to machines with this same kit. Without one, processes
        of this machine do it. It is not shut down.
    each
        Is given the row of every student who is asked for, as soon as it is known.

    Returns
    -------
    dict
        The content of ``results.json``; its submissions are read from disk one by one.

    Raises
    ------
    UsageError
        If there is no such folder, student or assignment, another run writes to ``out``, what
        it holds of other students would be lost, the isolation that is required does not work
        here, or the executor does not do its part.
    Stopped
        After Ctrl-C.
    """
    table = assignment_named(assignment)
    # Unlike Path.resolve, this raises nothing where links go round in a circle.
    if Path(os.path.realpath(out)).is_relative_to(os.path.realpath(submissions)):
        raise UsageError(f"The results in {out} would lie among the submissions in {submissions}. "
                         "Name another folder with --out.")
    found = find(submissions, table, released_names(table))
    isolation = _isolation(require_isolation)
    conditions = Conditions(table.name, seed, limits, isolation["level"], kit(table.name))
    jobs = jobs or (cores() if executor is None else AHEAD)
    with alone_in(out):
        for one in found.submissions:
            one.content()  # for its digest
        wanted = _only(students, found.submissions)
        keys = {one.key for one in found.submissions}
        asked = {one.key for one in wanted}
        known = Journal(out, {**conditions.kit, "assignment": table.name,
                              "seed": fingerprint(seed), "isolation": isolation},
                        keys - asked if fresh else keys,
                        must_keep=() if fresh else keys - asked)
        jobs = min(jobs, max(len(_ungraded(wanted, known)), 1))

        def tell(some: Iterable[Submission]) -> None:
            if each is not None:
                for row in _rows(table, some, known):
                    each(row)

        stopped = False
        try:
            with local(jobs) if executor is None else nullcontext(executor) as pool:
                _grade(wanted, known, jobs, progress or _nobody, tell,
                       lambda shard: pool.submit(grade_shard, conditions, shard))
        except KeyboardInterrupt:
            stopped = True
        if stopped:
            open_ = {one.student for works in _ungraded(found.submissions, known).values()
                     for one in works}
        # Reports of an earlier run stay until there are new ones of all whom they show.
        is_left = stopped and not open_.isdisjoint(students_in(out / "results.json"))
        if not is_left:
            head = results.head(table, seed, isolation, found.hidden)
            document = _write(head, _rows(table, found.submissions, known), out)
    if stopped:
        raise Stopped(
            f"Stopped. {len(found.submissions) - len(open_)} of {len(found.submissions)} "
            f"submissions are graded and kept in {out}; "
            + ("the reports there are still those of the earlier run; " if is_left else "")
            + f"the same command{', without --fresh,' if fresh else ''} goes on with the others.")
    return document


def _only(students: Collection[str] | None, submissions: list[Submission]) -> list[Submission]:
    if students is None:
        return submissions
    wanted = [one for one in submissions if one.student in students]
    if missing := set(students) - {one.student for one in wanted}:
        raise UsageError(f"There is no submission of {', '.join(sorted(missing))}.")
    return wanted


def _nobody(done: int, total: int) -> None:
    """Nobody wants to be told."""


def _grade(submissions: list[Submission], known: Journal, jobs: int,
           progress: Callable[[int, int], None], tell: Callable[[Iterable[Submission]], None],
           grader: Grader) -> None:
    """Grade what is not in the journal yet into it."""
    total = len(submissions)
    works = _ungraded(submissions, known)
    done = sum(one.key in known for one in submissions)
    progress(done, total)
    if done < (ready := total - sum(map(len, works.values()))):  # what no one can grade has a row
        done = ready
        progress(done, total)
    tell(submissions)
    while works:
        size = max(1, min(SHARD, len(works) // (8 * jobs)))  # so that all come to an end together
        for rows in graded(grader, shards_of(submissions, set(works), size), 2 * jobs):
            known.add(rows)
            for row in rows:
                same = works.pop(row["student"], [])
                tell(same)
                done += len(same)
            progress(done, total)
        # What is left are files that have changed meanwhile, and the equals of what they were.
        changed = [one for same in works.values() for one in same
                   if one.key in known or one.reason is not None]
        if changed:
            tell(changed)
            done += len(changed)
            progress(done, total)
        works = _ungraded(submissions, known)


def _ungraded(submissions: Iterable[Submission], known: Journal) -> dict[str, list[Submission]]:
    """The works that are to be graded, by their keys, and all who have handed in each."""
    works: dict[str, list[Submission]] = {}
    for one in submissions:
        if one.reason is None and one.key not in known:
            works.setdefault(one.key, []).append(one)
    return works


def _rows(assignment: Assignment, submissions: Iterable[Submission], journal: Journal
          ) -> Iterator[Row]:
    """Every student's row, sorted by student; those who are not graded yet have none."""
    from autograder.reports import feedback_name

    works = list(submissions)
    kept = journal.rows(one.key for one in works if one.key in journal)
    for one in works:
        if one.key in journal:
            row = next(kept)
            if row["status"] in ("unreadable", "rejected"):
                row["reason"] = one.named(row["reason"])
        elif one.reason is not None:
            row = Graded(one).as_dict(assignment)
        else:
            continue
        yield row | {"student": one.student, "feedback": f"feedback/{feedback_name(one.student)}"}


def _write(head: Row, rows: Iterable[Row], out: Path) -> Row:
    from autograder.reports import write_reports

    document = write_document(out / "results.json", head, rows)
    write_reports(document, out)
    return document


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


def released_names(assignment: Assignment) -> frozenset[str]:
    """Files that every student was given, and whose names say nothing about their work."""
    folder = RELEASES / assignment.name
    names = {path.name for path in folder.glob("*")}
    return frozenset(names - {assignment.notebook, f"{assignment.name}.py"})
