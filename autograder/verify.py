"""Who grades the graders: everything that is known to be right or wrong goes through them.

The reference and the solution must get full marks, the bare release must be "not attempted",
every catalogued mistake must be caught by the check that its entry names and cost points in
its own task only, every correct variant must get full marks, and every check must be the
first to catch something, or say why it stands.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from itertools import zip_longest
from typing import Any

from autograder.catalogue import Entry
from autograder.catalogue import load as load_catalogue
from autograder.checker import reader
from autograder.checker.assignment import Assignment
from autograder.grading.limits import Limits
from autograder.grading.places import (
    GRADERS,
    REFERENCE,
    RELEASES,
    SOLUTIONS,
    assignment_named,
)
from autograder.grading.processes import cores, on_processes
from autograder.grading.shard import grade_code
from autograder.worker.probe import CONFINED, probe

SHARD = 12
LIMITS = Limits(call=20.0)  # a busy machine must not make a mistake of a slow call
SEED = "verify"


@dataclass(frozen=True)
class Specimen:
    """A submission of which it is known what the graders must say.

    Attributes
    ----------
    wrong : dict
        Task → the check that must be the first to fail there. Empty for right work.
    attempted : bool
        False for the bare release.
    parts : tuple of str
        The variants that are in it.
    """

    id: str
    kind: str
    cells: list[str]
    wrong: dict[str, str] = field(default_factory=dict)
    attempted: bool = True
    parts: tuple[str, ...] = ()


@dataclass
class Findings:
    """What one run has shown."""

    counts: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    first: set[tuple[str, str]] = field(default_factory=set)

    def count(self, row: str, column: str, good: bool) -> None:
        """Add one to a cell of the matrix."""
        cell = self.counts.setdefault((row, column), [0, 0])
        cell[0] += good
        cell[1] += 1


def specimens(assignment: Assignment) -> list[Specimen]:
    """Everything that ``verify`` sends through the graders."""
    folder = SOLUTIONS / assignment.name
    solution = reader.read_file(folder / assignment.notebook)
    bare = reader.read_file(RELEASES / assignment.name / assignment.notebook)
    reference = (REFERENCE / f"{assignment.name}.py").read_text(encoding="utf-8")
    catalogue = load_catalogue(assignment.name)

    def with_cell(source: str) -> list[str]:
        return [*solution, source]

    def task_of(stub: str) -> str:
        return assignment.task(stub).name

    found = [
        Specimen("solution", "right", solution),
        Specimen("reference", "right", with_cell(reference)),
        Specimen("bare release", "bare", bare, attempted=False),
    ]
    found += [Specimen(", ".join(one.id for one in group), "variant",
                       [*solution, *(one.source for one in group)],
                       parts=tuple(one.id for one in group))
              for group in companies(catalogue.variants)]
    found += [Specimen(one.id, "mistake", with_cell(one.source),
                       {task_of(one.stub): one.caught_by}) for one in catalogue.mistakes]
    found += [Specimen(one.id, "combination", with_cell(one.source),
                       {task_of(part.stub): part.caught_by for part in one.parts})
              for one in catalogue.combinations]
    return found


def companies(variants: Iterable[Entry]) -> list[list[Entry]]:
    """Variants in groups with at most one of each stub.

    Right work stays right in the company of other right work, so one submission proves many.
    """
    by_stub: dict[str, list[Entry]] = {}
    for one in variants:
        by_stub.setdefault(one.stub, []).append(one)
    return [[one for one in group if one is not None]
            for group in zip_longest(*by_stub.values())]


def verify(name: str, jobs: int | None, progress: Callable[[int, int], None]) -> int:
    """Run all specimens and print the matrix; 0 if everything is as it must be, else 1.

    Parameters
    ----------
    name
        The assignment's name.
    jobs
        How many processes; one a core if None.
    progress
        Is told how many are graded, and of how many.
    """
    assignment = assignment_named(name)
    wanted = specimens(assignment)
    findings = examine(assignment, wanted, jobs, progress)
    findings.problems += idle_checks(assignment, findings.first)
    print(matrix(assignment, findings))
    for problem in findings.problems:
        print(f"  {problem}")
    right = "as they must be" if not findings.problems else \
        f"{len(findings.problems)} problems"
    print(f"{len(wanted)} specimens: {right}.")
    return 1 if findings.problems else 0


def examine(assignment: Assignment, some: Iterable[Specimen], jobs: int | None = None,
            progress: Callable[[int, int], None] | None = None) -> Findings:
    """Send specimens through the graders and hold what those said against what they must say."""
    wanted = {one.id: one for one in some}
    findings = Findings()
    for row in grade_all(assignment, wanted.values(), jobs, progress):
        judge(wanted[row["student"]], row, assignment, findings)
    return findings


def grade_all(assignment: Assignment, wanted: Iterable[Specimen], jobs: int | None = None,
              progress: Callable[[int, int], None] | None = None, seed: str = SEED,
              limits: Limits = LIMITS) -> list[dict[str, Any]]:
    """The rows of ``results.json`` for specimens, by the real graders in real workers."""
    pairs = [(one.id, one.cells) for one in wanted]
    shards = [pairs[i:i + SHARD] for i in range(0, len(pairs), SHARD)]
    inside = probe()["level"] > CONFINED
    work = partial(grade_code, assignment.name, seed=seed, limits=limits, inside=inside)
    rows: list[dict[str, Any]] = []
    for some in on_processes(shards, jobs or cores(), work):
        rows += some
        if progress is not None:
            progress(len(rows), len(pairs))
    return sorted(rows, key=lambda row: row["student"])


def judge(specimen: Specimen, row: dict[str, Any], assignment: Assignment, findings: Findings
          ) -> None:
    """Hold what the graders said against what they must say."""
    say = findings.problems.append
    for flag in row["flags"]:
        if "failed with" in flag:
            say(f"{specimen.id}: {flag}")
    if row["reason"]:
        say(f"{specimen.id}: {row['status']}: {row['reason']}")
    if not specimen.attempted:
        good = all(task["outcome"] == "not_attempted" for task in row["tasks"])
        findings.count("all", specimen.kind, good)
        if not good:
            say(f"{specimen.id}: not every task is “not attempted”")
        return
    for task in row["tasks"]:
        lost = task["score"] < task["max_score"]
        first = next((check for check in task["checks"] if not check["passed"]), None)
        expected = specimen.wrong.get(task["name"])
        if expected is None:
            if lost and first is not None:
                say(f"{specimen.id}: loses points in {task['name']}, in {first['name']}: "
                    f"{first['message'][:300]}")
            continue
        findings.count(task["name"], specimen.kind, lost)
        if not lost or first is None:
            say(f"{specimen.id}: gets full marks in {task['name']}, expected to be caught by "
                f"{expected}")
            continue
        findings.first.add((task["name"], first["name"]))
        if first["name"] != expected:
            say(f"{specimen.id}: is caught by {first['name']}, expected {expected}")
        findings.count(task["name"], "named", task["mistake"] is not None)
    if specimen.kind == "right":
        findings.count("all", specimen.kind, row["score"] == row["max_score"])
    full = {task["name"] for task in row["tasks"] if task["score"] == task["max_score"]}
    for part in specimen.parts:
        task_name = part.partition(".")[0]
        findings.count(task_name, specimen.kind, task_name in full)


def idle_checks(assignment: Assignment, first: set[tuple[str, str]]) -> list[str]:
    """Checks that are never the first to catch a mistake and do not say why they stand.

    A check says so in its docstring, in a line that begins with "Stands:".
    """
    problems = []
    for path in sorted((GRADERS / assignment.name).glob("test_*.py")):
        for cls in ast.parse(path.read_text(encoding="utf-8")).body:
            if not isinstance(cls, ast.ClassDef):
                continue
            stub = next((deco.args[0].value for deco in cls.decorator_list
                         if isinstance(deco, ast.Call) and deco.args
                         and isinstance(deco.args[0], ast.Constant)), None)
            if stub is None:
                continue
            task = assignment.task(str(stub)).name
            problems += [
                f"{task}.{node.name.removeprefix('test_')}: is the first to catch no mistake; "
                "add one to the catalogue, or a line “Stands: …” to its docstring"
                for node in cls.body
                if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
                and (task, node.name.removeprefix("test_")) not in first
                and "Stands:" not in (ast.get_docstring(node) or "")]
    return problems


def matrix(assignment: Assignment, findings: Findings) -> str:
    """The counts, task by task: good ones of all."""
    columns = ("mistake", "named", "combination", "variant", "right", "bare")
    titles = ("caught", "named", "combined", "variants", "right", "bare")
    lines = [f"{'':<16}" + "".join(f"{title:>12}" for title in titles)]
    rows = [task.name for task in assignment.tasks] + ["all"]
    totals: dict[str, list[int]] = {column: [0, 0] for column in columns}
    for row in rows:
        cells = []
        for column in columns:
            good, of = findings.counts.get((row, column), (0, 0))
            totals[column] = [totals[column][0] + good, totals[column][1] + of]
            cells.append(f"{good}/{of}" if of else "")
        lines.append(f"{row:<16}" + "".join(f"{cell:>12}" for cell in cells))
    lines.append(f"{'sum':<16}" + "".join(
        f"{f'{good}/{of}':>12}" for good, of in totals.values()))
    return "\n".join(lines)
