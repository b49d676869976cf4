"""``pytest`` in the released folder: the public checks on the learner's own file.

The learner's notebook is read as it was saved, by the same reader as the graders'. At the
end stand every task's state, the first thing that is wrong, the one next step and the
progress.
"""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest

from . import packages  # noqa: F401 - first of all: says what is not installed
from .assignment import Assignment, load
from .lines import PLAIN_SIGNS, SIGNS, WIDTH, comparison_lines, progress, summary_lines
from .marks import check_line, check_name
from .public import (
    DONE,
    NOT_RUN,
    NOT_STARTED,
    PASSED,
    WAITING,
    WRONG,
    Outcome,
    Verdict,
    carry_out,
    classes_of,
    next_step,
)
from .saved import NoWork, find_work, read_work
from .sketch import compare
from .student import LocalStudent

FOLDER = Path(__file__).resolve().parent.parent
STATE = pytest.StashKey["State"]()


class State:
    """What is known in one run: the learner's work and the verdicts so far."""

    def __init__(self, path: Path | None) -> None:
        self.assignment: Assignment = load(FOLDER)
        try:
            self.path = path or find_work(FOLDER, self.assignment)
        except NoWork as reason:
            raise pytest.UsageError(str(reason)) from None
        self.verdicts = {task.name: Verdict(task) for task in self.assignment.tasks}
        self.classes: dict[str, type] = {}  # stub → the class of its checks
        self.student: LocalStudent | None = None

    def read(self) -> LocalStudent:
        """The learner's work; read once."""
        if self.student is None:
            try:
                self.student = read_work(self.path, self.assignment)
            except NoWork as reason:
                raise pytest.UsageError(str(reason)) from None
        return self.student


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--submission FILE``, for a notebook under another name."""
    parser.getgroup("checker").addoption(
        "--submission", metavar="FILE", type=Path,
        help="the notebook or script to check, as --submission=FILE (default: the released "
             "notebook)")


def pytest_configure(config: pytest.Config) -> None:
    """Our summary stands in for pytest's own."""
    for mark in ("stub(name)", "builds_on(*stubs)", "points(number)", "needs(*checks)", "value"):
        config.addinivalue_line("markers", f"{mark}: see checker/marks.py")
    config.addinivalue_line("filterwarnings", "ignore")  # of packages among themselves, mostly
    config.option.tbstyle = "no"
    config.option.reportchars = ""
    # pytest selects by a part of a name, and task1 is a part of task10.
    config.option.keyword = re.sub(r"\btask(\d+)\b", r"task\1_", config.option.keyword,
                                   flags=re.IGNORECASE)
    config.stash[STATE] = State(config.getoption("submission"))


def pytest_report_header(config: pytest.Config) -> str:
    """Which file is looked at, and when it was saved: who has forgotten to can see it."""
    path = config.stash[STATE].path
    try:
        saved = datetime.fromtimestamp(path.stat().st_mtime)
    except OSError:
        return f"checking {path.name}"
    day = "" if saved.date() == datetime.now().date() else f"{saved:%Y-%m-%d} "
    return f"checking {path.name} as it was saved at {day}{saved:%H:%M}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """In the order of the tasks; ``-k task4`` and ``-k forward`` select a task."""
    assignment = config.stash[STATE].assignment
    for item in items:
        task = assignment.task(_stub(item))
        item.extra_keyword_matches.update({f"task{task.number}_", task.name, _stub(item)})
    order = {name: place for place, name in enumerate(assignment.stubs)}
    items.sort(key=lambda item: order[_stub(item)])
    config.stash[STATE].read()  # what cannot be read is said once, and nothing is run


@pytest.fixture
def student(request: pytest.FixtureRequest) -> LocalStudent:
    """The learner's work, as an object with a method for every stub."""
    return request.config.stash[STATE].read()


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool:
    """Run a check unless an earlier one of its stub failed, and keep what it found."""
    state = pyfuncitem.config.stash[STATE]
    stub = _stub(pyfuncitem)
    verdict = state.verdicts[state.assignment.task(stub).name]
    outcome = Outcome(stub, check_line(pyfuncitem.function), NOT_RUN)
    if not any(one.stub == stub and one.state != PASSED for one in verdict.outcomes):
        outcome.state, outcome.message = carry_out(
            check_name(pyfuncitem.originalname), stub, classes_of(pyfuncitem.module), state.read())
    verdict.outcomes.append(outcome)
    state.classes[stub] = pyfuncitem.cls
    if outcome.state in (NOT_STARTED, WAITING, NOT_RUN):
        pytest.skip(outcome.message or "an earlier check of this stub comes first")
    if outcome.state == WRONG:
        pytest.fail(f"{outcome.line}\n{outcome.message}", pytrace=False)
    return True


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config
                            ) -> None:
    """Every task's state, what is wrong first, the next step, the progress."""
    state = config.stash[STATE]
    verdicts = [one for one in state.verdicts.values() if one.outcomes]
    if not verdicts:
        if terminalreporter.stats.get("deselected"):
            terminalreporter.write_line("No check has this name. One task: pytest -k task4, or "
                                        "pytest -k forward")
        return
    unicode = _can_write("✔█·—", terminalreporter)
    signs = SIGNS if unicode else PLAIN_SIGNS
    colors = {DONE: "green", WRONG: "red"}
    write = terminalreporter.write_line
    write("")
    for verdict in verdicts:
        label = verdict.task.label if unicode else verdict.task.label.replace("·", "-")
        write(f" {signs[verdict.state]} {label:<36} {verdict.state}",
              **{colors.get(verdict.state, "light"): True})
    step = next_step(verdicts)
    all_run = len(verdicts) == len(state.verdicts)
    if step is None and all_run:
        write(f"\nAll public checks passed. Hand in {state.path.name}.")
    elif step is None:
        write("\nThese public checks passed. All tasks: pytest")
    else:
        wrong = step.first_wrong
        label = step.task.label if unicode else step.task.label.replace("·", "-")
        write("")
        start = "start " if step.state == NOT_STARTED else ""
        write(f"Next: {start}{label}" + (f", {wrong.stub}" if wrong else ""), bold=True)
        said = summary_lines(step, WIDTH - 2, unicode)
        if wrong is not None and (pair := compare(state.classes[wrong.stub], state.read())):
            said += [f"  {line}" for line in comparison_lines(pair, WIDTH - 4)]
        if any(line.endswith("is not written yet.") for line in step.missing):
            said += ["  Write your code in place of the line that begins with raise, save, and run",
                     "  pytest again."]
        at = next((one.stub for one in step.outcomes if one.state in (WRONG, NOT_STARTED)), "")
        if at in state.read().doubled:
            said += [f"  {at} stands in the file more than once. The last one counts."]
        for line in said:
            write(f"  {line}", **_markup(line))
        write(f"\nStuck? python -m checker hint {step.task.name}"
              f"     Only this task: pytest -k task{step.task.number}")
    if all_run:
        write(progress(verdicts, unicode))


def _markup(line: str) -> dict[str, bool]:
    """What passed is green; the check that failed and rows that differ are red."""
    if re.match(r"[✔+] ", line):
        return {"green": True}
    return {"red": True} if re.match(r"[✘x] ", line) or re.search(r" (≠|!=) ", line) else {}


def _can_write(text: str, reporter: pytest.TerminalReporter) -> bool:
    encoding = getattr(getattr(reporter, "_tw")._file, "encoding", None) or "ascii"  # noqa: B009
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _stub(item: pytest.Item) -> str:
    mark = item.get_closest_marker("stub")
    if mark is None:
        raise pytest.UsageError(f"{item.nodeid}: its class has no @stub(…)")
    return str(mark.args[0])
