"""How the outcome of public checks is written: a panel in the notebook, lines in a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from html import escape

from .assignment import Assignment
from .public import DONE, NOT_RUN, NOT_STARTED, PASSED, WAITING, WRONG, Outcome, Verdict

SIGNS = {DONE: "✔", PASSED: "✔", WRONG: "✘", NOT_STARTED: "○", WAITING: "○", NOT_RUN: "·"}
PLAIN_SIGNS = {DONE: "+", PASSED: "+", WRONG: "x", NOT_STARTED: "o", WAITING: "o",
               NOT_RUN: "."}
COLORS = {DONE: "#1a7f37", WRONG: "#c2410c", NOT_STARTED: "#57606a", WAITING: "#57606a"}


def progress(verdicts: Sequence[Verdict], unicode: bool = True) -> str:
    """``███░░░░░░ 3 of 9 tasks done``."""
    done = sum(one.state == DONE for one in verdicts)
    full, empty = ("█", "░") if unicode else ("#", ".")
    return full * done + empty * (len(verdicts) - done) + f" {done} of {len(verdicts)} tasks done"


def summary_lines(verdict: Verdict) -> list[str]:
    """The task's checks in words: what holds, the first that does not, what is missing."""
    wrong = verdict.first_wrong
    if wrong is not None:
        return [wrong.line, *wrong.message.splitlines()]
    return verdict.missing


class Panel:
    """What ``check(...)`` shows: a coloured panel in a notebook, text elsewhere."""

    def __init__(self, assignment: Assignment, verdicts: Sequence[Verdict]) -> None:
        self.assignment = assignment
        self.verdicts = verdicts

    def __repr__(self) -> str:
        return "\n\n".join("\n".join(self._task_text(verdict)) for verdict in self.verdicts)

    def _task_text(self, verdict: Verdict) -> list[str]:
        lines = [f"{SIGNS[verdict.state]} {verdict.task.label}: {verdict.state}"]
        lines += [f"  {SIGNS[one.state]} {one.line}" for one in self._shown(verdict)]
        if verdict.state != DONE:
            lines += textwrap.indent("\n".join(summary_lines(verdict)[verdict.state == WRONG:]),
                                     "    ").splitlines()
            lines += [f"  {self._advice(verdict)}"]
        return lines

    def _repr_html_(self) -> str:
        return "".join(self._task_html(verdict) for verdict in self.verdicts)

    def _task_html(self, verdict: Verdict) -> str:
        color = COLORS[verdict.state]
        rows = "".join(f"<div>{SIGNS[one.state]} {_html(one.line)}</div>"
                       for one in self._shown(verdict))
        detail = ""
        if verdict.state != DONE:
            text = "\n".join(summary_lines(verdict)[verdict.state == WRONG:])
            detail = (f'<pre style="margin:.5em 0;padding:.6em .8em;white-space:pre-wrap;'
                      f'font-family:monospace;'
                      f'background:rgba(127,127,127,.12);border-radius:4px">{_html(text)}</pre>'
                      f"<div>{_html(self._advice(verdict))}</div>")
        return (f'<div role="status" style="border-left:5px solid {color};padding:.4em .9em;'
                f'margin:.3em 0;line-height:1.5"><div><b style="color:{color}">'
                f"{SIGNS[verdict.state]} {verdict.state}</b> &nbsp;{_html(verdict.task.label)}"
                f"</div>{rows}{detail}</div>")

    def _shown(self, verdict: Verdict) -> list[Outcome]:
        return [one for one in verdict.outcomes if one.state in (PASSED, WRONG)]

    def _advice(self, verdict: Verdict) -> str:
        if verdict.state == NOT_STARTED:
            return "Nothing is wrong here. Fill in the stub, run its cell, then run this check."
        if verdict.state == WAITING:
            return "Nothing is wrong here so far. Do that task first, then run this check again."
        return f'Stuck? hint("{verdict.task.name}") gives a nudge.'


def _html(text: str) -> str:
    return escape(text, quote=False)
